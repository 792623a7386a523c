// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

#include <chrono>

namespace Setup {

// What a token must say to be the one that was asked for.
struct JwtExpectations
{
    QString issuer; // compared letter by letter
    QString audience; // our client id
    QByteArray nonce; // empty: none was sent, none is asked for
    std::chrono::seconds leeway = std::chrono::minutes(5); // between this clock and the issuer's
};

struct JwtClaims
{
    QString issuer;
    QString subject;
    QStringList audiences;
    QDateTime issuedAt; // UTC
    QDateTime expiresAt;
    QJsonObject all; // texts in here are as they came: through ForeignText before anybody sees them

    friend bool operator==(const JwtClaims &, const JwtClaims &) = default;
};

// Reads the claims that every token of ours must have. Problem: TOKEN_MALFORMED.
Result<JwtClaims> readClaims(const QJsonObject &all);

// Judges the payload of a proved token (RFC 7519, 4.1; OpenID Connect Core, 3.1.3.7). Problems:
// TOKEN_MALFORMED, TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_EXPIRED, TOKEN_NOT_YET_VALID, OIDC_NONCE_MISMATCH.
Result<JwtClaims> judgeClaims(const QByteArray &payload, const JwtExpectations &expected, const Clock &clock);

} // namespace Setup
