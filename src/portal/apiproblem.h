// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "net/exchange.h"

#include <optional>

namespace Setup {

// Is this answer the portal's own problem document (RFC 9457), with a code that the contract has for this
// status? What a device on the way sends in its place is none.
//
// Facts: "status", "portalCode" as it was sent, "requestId", and of the members that the contract allows what
// was there: "roles", "region", "portal", "limit", "reason", "errors", "seconds" to wait (Retry-After).
std::optional<Problem> apiProblem(const ExchangeAnswer &answer);

// Did the portal say that the token is not good? Also without a problem document, as RFC 6750, 3 has it.
bool refusesToken(const ExchangeAnswer &answer);

// May something have been stored although this problem came? Of the portal's own documents only a failure
// (500) and a submission on its way leave that open.
bool leavesOutcomeOpen(const Problem &apiProblem);

// "status", and "requestId" as support needs it: the portal's own, else that of its front door.
QJsonObject answerFacts(const ExchangeAnswer &answer);

} // namespace Setup
