// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QString>

namespace Setup {

// What a sign-in to a portal leaves in the keychain for the next start: a refresh token, or the login of an
// application that the portal has given to this organisation for unattended use (RFC 6749, 4.4). One of them.
struct KeptSignIn
{
    Secret refreshToken;
    QString subject; // whose refresh token it is (OpenID Connect Core, 12.2); may be empty
    QString clientId;
    Secret clientSecret;

    bool isClient() const { return !clientSecret.isEmpty(); }
};

// As one entry of the keychain.
Secret toSecret(const KeptSignIn &signIn);
Result<KeptSignIn> keptSignIn(const Secret &entry); // KEYCHAIN_CORRUPT

// The entry's name for the portal of this origin. The list of names stands in a file: it does not tell which
// portal.
QString keptSignInName(const QString &origin);

} // namespace Setup
