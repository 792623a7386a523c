// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/tokenset.h"

#include "core/problemcodes.h"
#include "oauth/oautherror.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr double LongestLife = 10.0 * 366 * 24 * 3600; // seconds

Problem malformed(const QString &reason)
{
    return {Code::AnswerMalformed, reason, {}};
}

Secret secretOf(const QJsonObject &json, QLatin1StringView member)
{
    return Secret(json[member].toString().toUtf8());
}

// A token goes into a header: visible ASCII only (RFC 6750, 2.1).
bool isToken(const Secret &token)
{
    const QByteArrayView bytes = token.bytes();
    return !bytes.isEmpty()
        && std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

} // namespace

Result<TokenSet> readTokenAnswer(const ExchangeAnswer &answer, const Clock &clock)
{
    if (answer.body.size() > LargestTokenAnswer)
        return Problem{Code::AnswerTooLarge, {}, {}};
    const QJsonObject json = QJsonDocument::fromJson(answer.body).object();
    if (answer.status != 200 || json.contains("error"_L1))
        return oauthProblem(json, answer.status);
    if (json["token_type"_L1].toString().compare("bearer"_L1, Qt::CaseInsensitive) != 0)
        return malformed(u"The token is none of type Bearer."_s);
    TokenSet tokens{secretOf(json, "access_token"_L1),
                    secretOf(json, "refresh_token"_L1),
                    secretOf(json, "id_token"_L1),
                    {},
                    {},
                    {}};
    if (!isToken(tokens.accessToken))
        return malformed(u"There is no access token that can be sent."_s);
    tokens.scopes = json["scope"_L1].toString().split(u' ', Qt::SkipEmptyParts);
    // Some issuers write the number as text.
    const double life = json["expires_in"_L1].toVariant().toDouble();
    if (life > 0 && life < LongestLife)
        tokens.expiresAt = clock.now().addSecs(static_cast<qint64>(life));
    return tokens;
}

} // namespace Setup
