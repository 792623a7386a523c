// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/givenpasswords.h"

#include "cli/console.h"

namespace Setup {

Result<Secret> GivenPasswords::of(const Integration &integration)
{
    const ExchangeServer *server = integration.server();
    const QString account =
        (integration.account() + u'\n' + (server ? server->username : QString())).toLower();
    const auto known = m_known.constFind(account);
    if (known != m_known.constEnd())
        return *known;
    const auto password = m_console.readPassword(tr("Password of %1:").arg(integration.account()));
    if (password)
        m_known.insert(account, *password);
    return password;
}

} // namespace Setup
