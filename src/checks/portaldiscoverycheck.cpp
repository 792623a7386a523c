// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/portaldiscoverycheck.h"

#include "checks/portalfacts.h"
#include "core/foreigntext.h"
#include "portal/portaldiscovery.h"

namespace Setup {

using namespace Qt::StringLiterals;

PortalDiscoveryCheck::PortalDiscoveryCheck()
    : PortalCheck(CheckId::PortalDiscovery)
{}

void PortalDiscoveryCheck::ask()
{
    see(u"portal"_s, ForeignText(site().origin));
    run(std::make_unique<PortalDiscovery>(door(), site(), tag()),
        [this](const Result<DiscoveredPortal> &portal) { judge(portal); });
}

void PortalDiscoveryCheck::judge(const Result<DiscoveredPortal> &portal)
{
    if (!portal)
        return fail(portal.problem());
    if (const QString id = portal->facts["requestId"_L1].toString(); !id.isEmpty())
        addRequestIds({id});
    const ForeignText origin(site().origin);
    if (!portal->description)
        return warn(
            {Code::PortalNoInterface, {}, {{u"portal"_s, origin}, {u"reason"_s, portal->handOffBecause}}});
    const PortalDescription &description = *portal->description;
    see({{u"region"_s, description.region},
         {u"issuer"_s, ForeignText(description.issuer)},
         {u"isKnown"_s, site().trust == PortalSite::Trust::Known}});
    if (!site().isConfirmed())
        return warn(notConfirmed(site()));
    give(PortalFacts{description});
    pass();
}

} // namespace Setup
