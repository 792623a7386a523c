// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/vantagepoints.h"

#include "setup/found.h"

namespace Setup {

namespace {

bool hasTried(const std::optional<Finding> &finding)
{
    return finding && finding->status != FindingStatus::Skipped
        && finding->status != FindingStatus::NotTested;
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
        if (const Finding *other = findingIn(there, finding.checkId))
            rows.append({finding.checkId, finding, *other});
    for (const Finding &rung : there)
        if (!findingIn(here, rung.checkId))
            rows.append({rung.checkId, std::nullopt, rung});
    return rows;
}

} // namespace Setup
