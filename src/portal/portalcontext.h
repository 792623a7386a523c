// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "net/door.h"
#include "portal/portaldescription.h"
#include "portal/tokensupplier.h"

namespace Setup {

// What every operation on a portal's API works with; the references outlive the operation.
struct PortalContext
{
    Door &door;
    TokenSupplier &tokens;
    const Clock &clock;
    PortalSite site;
    PortalDescription description;
    OperationTag tag;
    std::chrono::milliseconds deadline{30'000}; // of one call
    std::chrono::milliseconds cloudDeadline{75'000}; // where the portal itself asks Exchange first
};

} // namespace Setup
