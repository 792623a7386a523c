// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "jose/jwk.h"

namespace Setup {

inline constexpr qsizetype LargestSealed = qsizetype{16} * 1024; // bytes of plaintext

// Why this key must not seal, or nothing: RSA of at least 2048 bits that is published for encryption
// (use=enc) by RSA-OAEP-256 and has a kid. Problem: SEALING_KEY_UNUSABLE with "reason" and "kid".
Result<Done> judgeSealingKey(const Jwk &key);

// The text as a compact JWE (RFC 7516): RSA-OAEP-256, A256GCM, a protected header of exactly alg, enc, kid
// and typ, never compressed. Only the owner of the private key can open it. Every call gives another text.
// Problems: those of judgeSealingKey(); INTERNAL_ERROR where OpenSSL fails.
Result<QByteArray> sealJwe(const Secret &text, const Jwk &recipient, const QString &type);

} // namespace Setup
