// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/vantagepoints.h"

#include <algorithm>

namespace Setup {

namespace {

bool hasTried(const std::optional<Finding> &finding)
{
    return finding && finding->status != FindingStatus::Skipped
        && finding->status != FindingStatus::NotTested;
}

std::optional<Finding> findingOf(const QString &checkId, const QList<Finding> &findings)
{
    const auto found = std::find_if(findings.begin(), findings.end(), [&checkId](const Finding &finding) {
        return finding.checkId == checkId;
    });
    return found == findings.end() ? std::nullopt : std::optional(*found);
}

} // namespace

bool SeenTwice::differs() const
{
    if (!hasTried(here) || !hasTried(there))
        return false;
    const bool failsHere = here->status == FindingStatus::Fail;
    const bool failsThere = there->status == FindingStatus::Fail;
    if (failsHere != failsThere)
        return true;
    return failsHere && here->problem && there->problem && here->problem->code != there->problem->code;
}

QList<SeenTwice> seenTwice(const QList<Finding> &here, const QList<Finding> &there)
{
    QList<SeenTwice> rows;
    for (const Finding &finding : here)
        if (const auto other = findingOf(finding.checkId, there))
            rows.append({finding.checkId, finding, other});
    for (const Finding &rung : there)
        if (!findingOf(rung.checkId, here))
            rows.append({rung.checkId, std::nullopt, rung});
    return rows;
}

} // namespace Setup
