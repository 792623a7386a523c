// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "exchange/ewscontext.h"
#include "exchange/httpverdict.h"
#include "exchange/retryrules.h"

namespace Setup {

// http.endpoint: what stands at the address, asked without a login. A healthy EWS answers 401 and offers ways
// to log in. Where the path is at fault, the usual one is tried and proposed.
class EndpointCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    EndpointCheck();

private:
    void begin() override;
    void abandon() override;
    void send();
    void take(const Result<ExchangeAnswer> &result);
    void judge(const ExchangeAnswer &answer);
    bool retries(const ExchangeAnswer &answer);
    void tryUsualPath(const Problem &problem);
    void hearWitness(const Problem &seen);

    std::optional<EwsContext> m_ews;
    RetryState m_retry;
    QTimer m_wait;
};

} // namespace Setup
