// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/portalaccount.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "portal/jsonfields.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QStringList sufficientRoles()
{
    return {u"owner"_s, u"integrationsAdministrator"_s};
}

} // namespace

bool PortalAccount::mayIntegrate() const
{
    const QStringList sufficient = sufficientRoles();
    return std::any_of(sufficient.begin(), sufficient.end(),
                       [this](const QString &role) { return roles.contains(role); });
}

Result<PortalAccount> parsePortalAccount(const QJsonObject &json)
{
    JsonFields fields(json);
    JsonFields organisation(fields.object("organisation"_L1));
    PortalAccount account;
    account.account = ForeignText(fields.line("account"_L1)).text();
    account.displayName = ForeignText(fields.line("displayName"_L1)).text();
    account.region = fields.matching("region"_L1, u"[a-z]{2,16}"_s);
    account.roles = fields.lines("roles"_L1, 50, u"[a-z][A-Za-z]{1,39}"_s);
    account.organisationId = organisation.matching("id"_L1, u"[A-Za-z0-9_-]{1,64}"_s);
    account.organisation = ForeignText(organisation.line("name"_L1)).text();
    if (!organisation.isSound())
        fields.reject("organisation"_L1);
    if (!fields.isSound())
        return Problem{Code::AnswerMalformed, {}, {{u"member"_s, fields.fault()}}};
    return account;
}

Result<Done> judgeAccount(const PortalAccount &account, const QString &region)
{
    if (!region.isEmpty() && account.region != region)
        return Problem{Code::PortalWrongRegion, {}, {{u"region"_s, account.region}, {u"wanted"_s, region}}};
    if (!account.mayIntegrate())
        return Problem{Code::PortalRoleMissing,
                       {},
                       {{u"roles"_s, QJsonArray::fromStringList(sufficientRoles())},
                        {u"has"_s, QJsonArray::fromStringList(account.roles)}}};
    return Done{};
}

} // namespace Setup
