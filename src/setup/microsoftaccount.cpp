// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/microsoftaccount.h"

#include "core/foreigntext.h"
#include "microsoft/accountjudgement.h"

namespace Setup {

using namespace Qt::StringLiterals;

std::optional<MicrosoftAccount> MicrosoftAccount::of(const TokenSet &tokens)
{
    if (!tokens.identity)
        return std::nullopt;
    const QJsonObject &claims = tokens.identity->all;
    const RoleHint hint = roleHint(claims);
    return MicrosoftAccount{ForeignText(claims["preferred_username"_L1].toString(), 320).text(),
                            ForeignText(claims["tid"_L1].toString(), 80).text(), hint.isTold, hint.roles,
                            hint.mayConsentExchange};
}

} // namespace Setup
