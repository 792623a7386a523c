// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "net/exchange.h"

namespace Setup {

// Who answered in the portal's place, or in front of it, when what came is nothing of the contract? Told
// apart: a page that wants somebody to sign in to the network (PORTAL_CAPTIVE_PAGE), a proxy of the customer
// (PROXY_BLOCK_PAGE, PROXY_407), the portal's web application firewall (PORTAL_WAF), maintenance
// (PORTAL_MAINTENANCE), too many requests (PORTAL_TOO_MANY_REQUESTS), a single sign-on page
// (PORTAL_SINGLE_SIGN_ON), a failure of the portal or its gateway (PORTAL_FAILED), and the rest
// (PORTAL_ANSWER_UNEXPECTED).
//
// Facts: those of answerFacts(), and "title", "server", "location" where there is one. It judges a redacted
// answer (net/redaction.h) as it judged the whole one.
Problem frontProblem(const QUrl &asked, const ExchangeAnswer &answer);

} // namespace Setup
