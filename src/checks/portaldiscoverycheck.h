// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/portalcheck.h"

namespace Setup {

// portal.discovery: what does the portal offer to programs? One without an interface is a warning: its
// integrations are made by hand. So is one that nobody has confirmed: nothing more is asked of it.
class PortalDiscoveryCheck : public PortalCheck
{
    Q_OBJECT

public:
    PortalDiscoveryCheck();

protected:
    void ask() override;

private:
    void judge(const Result<DiscoveredPortal> &portal);
};

} // namespace Setup
