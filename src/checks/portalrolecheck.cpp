// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/portalrolecheck.h"

#include "checks/portalfacts.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

PortalRoleCheck::PortalRoleCheck()
    : PortalCheck(CheckId::PortalRole)
{}

void PortalRoleCheck::ask()
{
    const PortalAccount &account = context().facts.get<PortalAccountFacts>()->account;
    see({{u"region"_s, account.region}, {u"has"_s, QJsonArray::fromStringList(account.roles)}});
    if (const auto may = judgeAccount(account, site().region); !may)
        return fail(may.problem());
    pass();
}

} // namespace Setup
