// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/portalidentity.h"
#include "portal/portalsite.h"

namespace Setup {

// What was confirmed on this computer about portals that are not known (settings portals/accepted and
// portals/certificates of the user), and what whoever administers the computer allows (portals/onlyKnown,
// read from the settings of the system alone: the user's own cannot overrule it).
PortalAcceptance portalAcceptance();
void rememberAccepted(const QString &origin, const PortalIdentity &identity);
// Null where its name alone was accepted.
PortalIdentity acceptedIdentity(const QString &origin);

} // namespace Setup
