// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/door.h"
#include "net/timedoperation.h"
#include "portal/portaloperation.h"

#include <memory>

namespace Setup {

// Asks a portal what it offers. Nothing of worth is sent: a portal need not be confirmed for it. Where there
// is no description (404, a page, a redirect within the web site) the outcome is the manual hand-off, as a
// value. Problems: those of parsePortalDescription() and of an exchange; and what keeps anybody from knowing:
// PORTAL_CAPTIVE_PAGE, PROXY_BLOCK_PAGE, PROXY_407, PORTAL_WAF, PORTAL_MAINTENANCE,
// PORTAL_TOO_MANY_REQUESTS, PORTAL_FAILED.
class PortalDiscovery : public TimedOperation<DiscoveryOperation, DiscoveredPortal>
{
    Q_OBJECT

public:
    PortalDiscovery(Door &door, PortalSite site, OperationTag tag,
                    std::chrono::milliseconds deadline = std::chrono::seconds(20));

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    Result<DiscoveredPortal> judge(const ExchangeAnswer &answer) const;

    Door &m_door;
    PortalSite m_site;
    OperationTag m_tag;
    std::chrono::milliseconds m_limit;
    std::unique_ptr<Exchange> m_exchange;
};

} // namespace Setup
