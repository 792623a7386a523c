// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/portalsignincheck.h"

#include "checks/portalfacts.h"
#include "oauth/issuerdiscovery.h"

namespace Setup {

using namespace Qt::StringLiterals;

PortalSignInCheck::PortalSignInCheck()
    : PortalCheck(CheckId::PortalSignIn)
{}

void PortalSignInCheck::ask()
{
    const OAuthContext oauth{door(), context().services.clock, context().services.random, m_keys, tag()};
    run(std::make_unique<IssuerDiscovery>(oauth, IssuerQuery{description().issuer, {}}),
        [this](const Result<IssuerMetadata> &issuer) {
            if (!issuer)
                return fail(issuer.problem());
            askWho();
        });
}

void PortalSignInCheck::askWho()
{
    run(client().readAccount(), [this](const Result<PortalAccount> &account) { judge(account); });
}

void PortalSignInCheck::judge(const Result<PortalAccount> &account)
{
    if (!account)
        return refuse(account.problem());
    see({{u"region"_s, account->region},
         {u"organisationId"_s, account->organisationId},
         {u"organisation"_s, account->organisation}});
    give(PortalAccountFacts{*account});
    pass();
}

// A sign-in that is missing says nothing about the portal.
void PortalSignInCheck::refuse(const Problem &problem)
{
    if (problem.code != Code::SignInRequired)
        return fail(problem);
    see(u"portal"_s, site().origin);
    if (const QString reason = problem.facts["reason"_L1].toString(); !reason.isEmpty())
        see(u"reason"_s, reason);
    leaveUntested(Code::SignInRequired);
}

} // namespace Setup
