// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkids.h"
#include "portal/portalaccount.h"
#include "portal/portaldescription.h"

namespace Setup {

// What the portal offers to programs.
struct PortalFacts
{
    static constexpr auto Writer = CheckId::PortalDiscovery;
    PortalDescription description;
};

// Who is signed in there.
struct PortalAccountFacts
{
    static constexpr auto Writer = CheckId::PortalSignIn;
    PortalAccount account;
};

} // namespace Setup
