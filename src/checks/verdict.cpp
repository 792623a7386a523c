// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/verdict.h"

#include "core/problemcodes.h"

#include <algorithm>

namespace Setup {

namespace {

bool says(const std::function<bool(const RunInput &)> &rule, const RunInput &input)
{
    return rule && rule(input);
}

bool isAskedFor(const Finding &finding, const PlannedCheck &check, const RunInput &input)
{
    // A recording that lacks something says less than the run it is of, and so does a run that somebody still
    // has to sign in for.
    return finding.notTested == Code::NotInRecording || finding.notTested == Code::SignInRequired
        || input.only.contains(finding.checkId) || says(check.definition.askedFor, input);
}

// Why a check was skipped; without one it was not tested.
Finding reasonOf(const Finding &skipped, const QList<Finding> &findings)
{
    const auto found = std::find_if(findings.begin(), findings.end(), [&skipped](const Finding &finding) {
        return finding.checkId == skipped.skippedBecause;
    });
    return found == findings.end() ? Finding() : *found;
}

Verdict weigh(const Finding &finding, const QList<Finding> &all, const PlannedCheck &check,
              const RunInput &input)
{
    const bool informational = says(check.definition.informational, input);
    switch (finding.status) {
    case FindingStatus::Pass:
        return Verdict::Pass;
    case FindingStatus::Warn:
        return Verdict::Warn;
    case FindingStatus::Fail:
        return informational ? Verdict::Warn : Verdict::Fail;
    case FindingStatus::Skipped: {
        const Finding reason = reasonOf(finding, all);
        if (!informational && reason.status == FindingStatus::Fail)
            return Verdict::Fail;
        if (!informational && reason.notTested == Code::NotInRecording)
            return Verdict::Incomplete;
        break;
    }
    case FindingStatus::NotTested:
        break;
    }
    return !informational && isAskedFor(finding, check, input) ? Verdict::Incomplete : Verdict::Pass;
}

int weight(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return 0;
    case Verdict::Warn:
        return 1;
    case Verdict::Incomplete:
        return 2;
    case Verdict::Fail:
        return 3;
    case Verdict::Cancelled:
        return 4;
    }
    return 0;
}

} // namespace

Verdict verdictOf(const QList<Finding> &findings, const CheckPlan &plan, const RunInput &input)
{
    // Where no check applies, nothing was tested, and nobody may take that for a good end.
    Verdict verdict = findings.isEmpty() ? Verdict::Incomplete : Verdict::Pass;
    for (const Finding &finding : findings) {
        const Verdict one = weigh(finding, findings, plan.at(finding.checkId), input);
        if (weight(one) > weight(verdict))
            verdict = one;
    }
    return verdict;
}

} // namespace Setup
