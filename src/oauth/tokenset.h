// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/secret.h"
#include "jose/jwt.h"
#include "net/exchange.h"

#include <optional>

namespace Setup {

// What a token endpoint gave (RFC 6749, 5.1).
struct TokenSet
{
    Secret accessToken;
    Secret refreshToken; // the one that is good from now on: a new one replaces the old
    Secret idToken;
    QStringList scopes; // granted; empty: as asked for
    QDateTime expiresAt; // UTC, of the access token; invalid where the issuer does not tell
    std::optional<JwtClaims> identity; // of the proved id_token
};

inline constexpr qsizetype LargestTokenAnswer = qsizetype{256} * 1024;

// Reads the answer of a token endpoint, the errors too (oautherror.h). Problems: ANSWER_TOO_LARGE,
// ANSWER_MALFORMED, those of oauthProblem().
Result<TokenSet> readTokenAnswer(const ExchangeAnswer &answer, const Clock &clock);

} // namespace Setup
