// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "net/exchange.h"
#include "net/logingate.h"

namespace Setup {

// Did Exchange look at the login, and what did it think of it? Accepted is only what EWS or Autodiscover
// itself says: a SOAP or Autodiscover document with 200, or with 500, as faults have it. A page in HTML, a
// refusal by a front end, an overload or a redirect tells nothing, whatever headers it carries; counting one
// as accepted would let several presentations go at once and lock an account.
//
// wasSent: something of the request may have left this computer. Without an answer, and with 502 and 504,
// which a gateway says when the server behind it gave none, the login may have been looked at all the same.
LoginGate::Outcome loginOutcome(const Result<ExchangeAnswer> &result, bool wasSent);

} // namespace Setup
