// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/exchangeversion.h"
#include "net/exchange.h"

#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

namespace Setup {

class Door;
class EwsLimiter;
class RandomSource;

// How long the calls of one check may wait in all because the server said that it is busy.
struct WaitBudget
{
    std::chrono::milliseconds left{30'000};
};

// What all calls of one check have in common. Copies share the budget of waits: make one per check. The
// references outlive the calls.
struct EwsContext
{
    Door &door;
    EwsLimiter &limiter;
    RandomSource &random; // for client-request-id
    QUrl url; // of Exchange.asmx
    std::optional<Credential> credential; // none: the answer will be a 401
    ExchangeVersion version = ExchangeVersion::V2013Sp1;
    QByteArray extraRoot = {};
    OperationTag tag = {};
    std::chrono::milliseconds deadline{20'000}; // of one attempt
    std::chrono::milliseconds overall{60'000}; // of a call with queueing, retries and waits
    std::shared_ptr<WaitBudget> waits = std::make_shared<WaitBudget>();
};

} // namespace Setup
