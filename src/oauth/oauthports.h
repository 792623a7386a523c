// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "jose/jwt.h"

#include <QJsonValue>

#include <optional>

namespace Setup {

// What a sign-in learns and no recorded exchange shows: tokens and codes are taken out of a recording, so
// what was concluded from them is kept beside it (Door::keepPort) and taken from there in a replay
// (Door::recordedPort).
namespace OAuthPort {

inline QString browser()
{
    return QStringLiteral("oauth.browser"); // what the browser brought back: a code, or a problem
}
inline QString device()
{
    return QStringLiteral("oauth.device"); // somebody was shown a code for another device
}
inline QString identity()
{
    return QStringLiteral("oauth.identity"); // what the id_token proved: claims, or a problem
}

} // namespace OAuthPort

// An outcome that is nothing but good, or a problem.
QJsonObject recordOf(const std::optional<Problem> &problem);
// The problem of then, or NOT_IN_RECORDING; nothing where all was good.
std::optional<Problem> problemOfThen(const Result<QJsonValue> &recorded);

// The claims go through redactedClaims() (net/redactiontoken.h).
QJsonObject recordOf(const Result<JwtClaims> &identity);
// The subject is the digest of the one of then. Problems: the one of then; NOT_IN_RECORDING; ANSWER_MALFORMED
// for what this program never wrote.
Result<JwtClaims> identityOfThen(const Result<QJsonValue> &recorded);

} // namespace Setup
