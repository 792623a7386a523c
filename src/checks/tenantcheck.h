// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "microsoft/tenantanswer.h"

namespace Setup {

// discover.tenant: which tenant of Microsoft 365 owns the mail domain, in which cloud, and who signs its
// people in. With an Exchange Server it is information: many organisations have both.
class TenantCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    TenantCheck();

private:
    void begin() override;
    void judge(const Result<TenantAnswer> &result);
    void judgeOnline(const TenantAnswer &tenant, const ExchangeOnline &online);
};

} // namespace Setup
