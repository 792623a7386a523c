// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/graphcontext.h"

namespace Setup {

using namespace Qt::StringLiterals;

ExchangeQuery graphQuery(const GraphContext &context, const QUrl &url, const QByteArray &body)
{
    ExchangeQuery query;
    query.tag = context.tag;
    query.url = url;
    query.headers.set("Accept", "application/json");
    if (!body.isEmpty()) {
        query.method = "POST";
        query.body = body;
        query.headers.set("Content-Type", "application/json");
    }
    query.credential =
        Credential{Credential::Scheme::Bearer, context.account, context.account, context.token};
    query.bodyKind = BodyKind::Microsoft;
    return query;
}

QUrl graphAddress(const GraphContext &context, const QString &pathAndQuery)
{
    return QUrl(u"https://%1/v1.0/%2"_s.arg(context.host, pathAndQuery));
}

} // namespace Setup
