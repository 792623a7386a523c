// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "exchange/autodiscovercandidates.h"

namespace Setup {

// discover.candidates: where Autodiscover stands, asked without a login. Where the address is typed, finding
// nothing is a warning only.
class CandidatesCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    CandidatesCheck();

private:
    void begin() override;
    void judge(const Result<CandidatesAnswer> &result);
    void hearWitness(const Problem &seen);
    void refuse(const Problem &problem);
};

} // namespace Setup
