// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "core/runinput.h"
#include "net/exchange.h"

namespace Setup {

// Was this answer perhaps given by the network that this computer is in, and not by the server? A redirect, a
// page and an untrusted certificate look alike from here. Microsoft's sign-in, which every run asks
// (discover.tenant), tells: whoever answers in its place as well is on the way.
bool wantsWitness(const RunInput &input, const Problem &seen);
ExchangeQuery witnessQuery(const OperationTag &tag);

// CAPTIVE_PORTAL where the same redirect, page or certificate came for Microsoft; TLS_INSPECTED where a
// certificate of the same issuer did. Else what was seen, with what the witness says of its dates.
Problem asWitnessed(const Problem &seen, const Result<ExchangeAnswer> &atMicrosoft);

} // namespace Setup
