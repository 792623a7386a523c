// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QString>

namespace Setup {

// What a sign-in at Microsoft leaves in the keychain for later checks, where the administrator wants that.
struct KeptMicrosoftLogin
{
    QString key; // of which tenant and application (SignInDesk::keyOf)
    Secret refreshToken;
    QString subject; // whose it is
    QString account; // for which it was made; empty: an earlier version did not say
};

// As one entry of the keychain.
Secret toSecret(const KeptMicrosoftLogin &login);
Result<KeptMicrosoftLogin> keptMicrosoftLogin(const Secret &entry); // KEYCHAIN_CORRUPT

} // namespace Setup
