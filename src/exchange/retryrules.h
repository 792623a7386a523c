// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/ewsanswer.h"
#include "net/exchange.h"

#include <chrono>
#include <optional>

namespace Setup {

// What an attempt has used up already.
struct RetryState
{
    int busyWaits = 0;
    bool triedOnceMore = false;
};

struct RetryDecision
{
    QString because; // the code of what went wrong
    std::chrono::milliseconds wait{0};
};

// Whether one more attempt is allowed. ErrorServerBusy: after BackOffMilliseconds, while the budget lasts and
// at most four times. Once only: a transient EWS error, a 503 or 429 with Retry-After up to 30 s, a redirect
// to genericerrorpage. Nothing else, and nothing ever after a 401. Updates the state and takes the wait from
// the budget.
std::optional<RetryDecision> mayRetry(const EwsAnswer &answer, RetryState &state,
                                      std::chrono::milliseconds &budget);
std::optional<RetryDecision> mayRetry(const ExchangeAnswer &answer, RetryState &state,
                                      std::chrono::milliseconds &budget);

} // namespace Setup
