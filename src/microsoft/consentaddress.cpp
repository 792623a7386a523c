// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/consentaddress.h"

#include "core/problemcodes.h"
#include "microsoft/microsofterror.h"
#include "oauth/oautherror.h"

#include <QUrlQuery>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// QUrlQuery leaves a "+" as it is, which arrives as a space.
void add(QUrlQuery &query, const QString &name, const QString &value)
{
    query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

} // namespace

QUrl consentAddress(const ConsentRequest &request, const QUrl &redirectUri, const QByteArray &state)
{
    QUrlQuery query;
    add(query, u"client_id"_s, request.clientId);
    add(query, u"scope"_s, request.scope);
    add(query, u"redirect_uri"_s, redirectUri.toString(QUrl::FullyEncoded));
    add(query, u"state"_s, QString::fromLatin1(state));
    QUrl url;
    url.setScheme(u"https"_s);
    url.setHost(request.authority);
    url.setPath(u"/%1/v2.0/adminconsent"_s.arg(request.tenantId));
    url.setQuery(query);
    return url;
}

std::optional<Problem> consentRefusal(const QHash<QString, QString> &query)
{
    if (query.contains(u"error"_s)) {
        QJsonObject error;
        for (auto it = query.begin(); it != query.end(); ++it)
            error.insert(it.key(), it.value());
        Problem problem = inMicrosoftsTerms(oauthProblem(error));
        if (problem.code == Code::OauthAccessDenied) // by whom, and why, is not said
            problem.code = Code::ConsentRefused;
        return problem;
    }
    if (query[u"admin_consent"_s].compare("true"_L1, Qt::CaseInsensitive) != 0)
        return Problem{Code::AnswerUnexpected, u"The browser brought neither a consent nor an error."_s, {}};
    return std::nullopt;
}

bool isSaidByPage(const Problem &problem)
{
    static const QList<QLatin1StringView> silences{Code::LoopbackNoCallback, Code::LoopbackUnavailable,
                                                   Code::OauthStateMismatch, Code::AnswerUnexpected};
    return !std::any_of(silences.begin(), silences.end(),
                        [&problem](QLatin1StringView silence) { return problem.code == silence; });
}

} // namespace Setup
