// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "jose/jwkset.h"

#include <QJsonObject>

namespace Setup {

enum class JwsAlgorithm { RS256, PS256, ES256 };

// What the caller lets pass. There is no way to let "none" or an HMAC pass.
struct JwsRules
{
    QList<JwsAlgorithm> algorithms;
    QStringList types; // values of typ, in any case, beside a missing one; empty: any
};

struct VerifiedJws
{
    QJsonObject header;
    QByteArray payload;
    Jwk key; // whose signature it is
};

inline constexpr qsizetype LargestJws = qsizetype{64} * 1024;

// Proves a compact JWS (RFC 7515, 5.2) against keys that the caller trusts already: those that the token
// itself brings are never used. Problems: TOKEN_MALFORMED, TOKEN_ALGORITHM (not among the rules, or the
// header wants something that we refuse: crit, embedded keys, compression), TOKEN_KEY_UNKNOWN with "kid"
// (worth one new look at the key set), TOKEN_SIGNATURE.
Result<VerifiedJws> verifyJws(const QByteArray &compact, const JwkSet &keys, const JwsRules &rules);

} // namespace Setup
