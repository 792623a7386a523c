// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jose/jwt.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "jose/constanttime.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <optional>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostAudiences = 32;

Problem malformed(const QString &reason)
{
    return {Code::TokenMalformed, {}, {{u"reason"_s, reason}}};
}

// Seconds since 1970, fractions allowed (RFC 7519, 2). Invalid where it is no time.
QDateTime timeOf(const QJsonValue &value)
{
    static constexpr double latest = 253402300799; // the last second of the year 9999
    const double seconds = value.toDouble(-1);
    if (!value.isDouble() || !std::isfinite(seconds) || seconds < 0 || seconds > latest)
        return {};
    return QDateTime::fromMSecsSinceEpoch(std::llround(seconds * 1000)).toUTC();
}

std::optional<QStringList> audiencesOf(const QJsonValue &value)
{
    if (value.isString())
        return QStringList{value.toString()};
    const QJsonArray list = value.toArray();
    if (list.isEmpty() || list.size() > MostAudiences)
        return std::nullopt;
    QStringList audiences;
    for (const auto &entry : list) {
        if (!entry.isString())
            return std::nullopt;
        audiences += entry.toString();
    }
    return audiences;
}

std::optional<Problem> wrongParties(const JwtClaims &claims, const JwtExpectations &expected)
{
    if (claims.issuer != expected.issuer)
        return Problem{Code::TokenIssuer,
                       {},
                       {{u"issuer"_s, ForeignText(claims.issuer)}, {u"expected"_s, expected.issuer}}};
    // A token for several is good only when we are the one it was issued to.
    const QJsonValue party = claims.all["azp"_L1];
    const bool isOurs = claims.audiences.contains(expected.audience)
        && (party.isUndefined() ? claims.audiences.size() == 1 : party.toString() == expected.audience);
    if (!isOurs)
        return Problem{Code::TokenAudience,
                       {},
                       {{u"audience"_s, ForeignText(claims.audiences.join(u' '))},
                        {u"authorizedParty"_s, ForeignText(party.toString())},
                        {u"expected"_s, expected.audience}}};
    return std::nullopt;
}

Problem wrongTime(QLatin1StringView code, const QDateTime &limit, const QDateTime &now)
{
    return {
        code, {}, {{u"limit"_s, limit.toString(Qt::ISODate)}, {u"thisClock"_s, now.toString(Qt::ISODate)}}};
}

std::optional<Problem> wrongTimes(const JwtClaims &claims, std::chrono::seconds leeway, const QDateTime &now)
{
    if (claims.expiresAt.addSecs(leeway.count()) <= now)
        return wrongTime(Code::TokenExpired, claims.expiresAt, now);
    for (const QDateTime &begin : {claims.issuedAt, timeOf(claims.all["nbf"_L1])})
        if (begin.isValid() && begin.addSecs(-leeway.count()) > now)
            return wrongTime(Code::TokenNotYetValid, begin, now);
    return std::nullopt;
}

} // namespace

Result<JwtClaims> readClaims(const QJsonObject &all)
{
    const auto audiences = audiencesOf(all["aud"_L1]);
    const QDateTime issuedAt = timeOf(all["iat"_L1]);
    const QDateTime expiresAt = timeOf(all["exp"_L1]);
    if (!audiences || !issuedAt.isValid() || !expiresAt.isValid() || !all["iss"_L1].isString()
        || all["sub"_L1].toString().isEmpty())
        return malformed(u"one of iss, sub, aud, iat, exp is missing or of another type"_s);
    if (all.contains("nbf"_L1) && !timeOf(all["nbf"_L1]).isValid())
        return malformed(u"nbf is no time"_s);
    return JwtClaims{
        all["iss"_L1].toString(), all["sub"_L1].toString(), *audiences, issuedAt, expiresAt, all};
}

Result<JwtClaims> judgeClaims(const QByteArray &payload, const JwtExpectations &expected, const Clock &clock)
{
    const QJsonDocument document = QJsonDocument::fromJson(payload);
    if (!document.isObject())
        return malformed(u"the payload is no JSON object"_s);
    const auto claims = readClaims(document.object());
    if (!claims)
        return claims;
    if (const auto problem = wrongParties(*claims, expected))
        return *problem;
    if (const auto problem = wrongTimes(*claims, expected.leeway, clock.now()))
        return *problem;
    const QByteArray nonce = claims->all["nonce"_L1].toString().toUtf8();
    if (!expected.nonce.isEmpty() && !equalInConstantTime(nonce, expected.nonce))
        return Problem{Code::OidcNonceMismatch, {}, {}};
    return claims;
}

} // namespace Setup
