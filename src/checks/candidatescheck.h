// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "exchange/autodiscovercandidates.h"

namespace Setup {

struct FoundEws;

// discover.candidates: where Autodiscover stands, asked without a login. Where the address is typed, finding
// nothing is a warning only. With RunInput::beforeLogin it looks for EWS itself, too, beside Autodiscover.
class CandidatesCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    CandidatesCheck();

private:
    void begin() override;
    void judge(const Result<CandidatesAnswer> &result);
    void search(const CandidatesAnswer &answer, const QString &product);
    void take(const FoundEws &ews, const QString &product);
    void conclude(const CandidatesAnswer &answer);
    void hearWitness(const Problem &seen);
    void refuse(const Problem &problem);
};

} // namespace Setup
