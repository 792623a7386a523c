// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "jose/jwk.h"

#include <QDateTime>
#include <QUrl>
#include <QUuid>

namespace Setup {

// The password and all that the portal compares it with before it believes it (resources/portal-api.yaml,
// SealedCredential).
struct CredentialClaims
{
    QString username;
    Secret password; // UTF-8
    QUrl ewsUrl;
    QUuid clientReference;
    QString audience; // the portal's origin
    QDateTime issuedAt; // UTC

    static constexpr qint64 Lifetime = 900; // seconds, a quarter of an hour; the portal takes no longer one
};

// What of a password may travel: only the portal can open it, only for these values, and not for long.
struct SealedCredential
{
    QByteArray jwe;
    QString kid;
    bool keyIsSigned = false; // see SealingKeys
    QDateTime expiresAt; // UTC; afterwards it must be sealed anew

    friend bool operator==(const SealedCredential &, const SealedCredential &) = default;
};

// The JSON to seal, written by hand: a JSON library would keep copies of the password that nobody wipes.
// Problems: PASSWORD_MISSING, INPUT_CHARACTERS (the password is no UTF-8).
Result<Secret> credentialText(const CredentialClaims &claims);

// Problems: those of credentialText() and of sealJwe().
Result<SealedCredential> sealCredential(const CredentialClaims &claims, const Jwk &key);

} // namespace Setup
