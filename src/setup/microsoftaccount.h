// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <optional>

namespace Setup {

struct TokenSet;

// Who is signed in to Microsoft. Names and roles are what the token says: shown, never believed.
struct MicrosoftAccount
{
    QString account;
    QString tenantId;
    bool rolesAreTold = false;
    QStringList roles;
    bool mayConsent = false; // by the roles told: a hint

    static std::optional<MicrosoftAccount> of(const TokenSet &tokens);
};

} // namespace Setup
