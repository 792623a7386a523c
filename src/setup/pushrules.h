// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/portalintegration.h"
#include "portal/portalsite.h"
#include "setup/draft.h"

namespace Setup {

// No decision overrules this failure on the way through the portal.
bool isFinal(const Finding &finding);

// The integration as it is to be in the portal: what the admin typed and, where that was left open, what the
// checks found. Problems: INPUT_* with "field".
Result<WantedIntegration> wantedIntegration(const Draft &draft);

// What stands in the way of the push (README, "From form to portal"), or nothing. Problems: those of
// wantedIntegration(); PUSH_NOT_CHECKED; the problem of a finding that no decision can overrule, with
// "checkId"; PUSH_DECISION_MISSING with "checks", the failed ones that nobody decided about;
// PORTAL_NOT_CONFIRMED; PORTAL_OUTCOME_UNKNOWN with "portal", where an earlier submission went to another
// portal and may have made the integration there, or is known to have.
std::optional<Problem> pushBlocker(const Draft &draft, const PortalSite &site);

} // namespace Setup
