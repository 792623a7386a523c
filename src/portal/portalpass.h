// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/portalsite.h"
#include "portal/tokensupplier.h"

#include <memory>

namespace Setup {

// What a run of checks has from outside to ask a portal with: which one it is, and the tokens of whoever is
// signed in there already. A run signs nobody in.
struct PortalPass
{
    PortalSite site;
    std::shared_ptr<TokenSupplier> tokens; // null: nobody is signed in
    Problem missing; // then: why; SIGN_IN_REQUIRED where nobody has tried
};

} // namespace Setup
