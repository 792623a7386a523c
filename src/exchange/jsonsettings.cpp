// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/jsonsettings.h"

#include "core/problemcodes.h"
#include "exchange/autodiscoverreply.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

QUrl jsonUrl(const QString &host, const QString &email, int port)
{
    QUrl url;
    url.setScheme(u"https"_s);
    url.setHost(host);
    url.setPort(port);
    url.setPath(u"/autodiscover/autodiscover.json/v1.0/"_s + email, QUrl::DecodedMode);
    url.setQuery(u"Protocol=EWS"_s);
    return url;
}

Result<QUrl> parseJsonSettings(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return Problem{Code::AnswerMalformed, {}, {}};
    const QJsonObject object = document.object();
    const QUrl url = serverUrl(object[u"Url"_s].toString());
    if (!url.isEmpty())
        return url;
    const AutodiscoverError error{object[u"ErrorCode"_s].toString(),
                                  ForeignText(object[u"ErrorMessage"_s].toString())};
    if (error.code == "InvalidProtocol"_L1)
        return error.asProblem(Code::JsonInvalidProtocol);
    return error.asProblem(error.code == "UserNotFound"_L1 ? Code::JsonUserNotFound : Code::JsonOther);
}

} // namespace Setup
