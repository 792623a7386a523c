// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/vantagepoints.h"

#include "setup/found.h"

#include <algorithm>

namespace Setup {

namespace {

bool isTried(const std::optional<Finding> &finding)
{
    return finding && hasTried(*finding);
}

} // namespace

bool hasTried(const Finding &finding)
{
    return finding.status != FindingStatus::Skipped && finding.status != FindingStatus::NotTested;
}

bool SeenTwice::differs() const
{
    if (!isTried(here) || !isTried(there))
        return false;
    const bool failsHere = here->status == FindingStatus::Fail;
    const bool failsThere = there->status == FindingStatus::Fail;
    if (failsHere != failsThere)
        return true;
    return failsHere && here->problem && there->problem && here->problem->code != there->problem->code;
}

Views viewsOf(const QList<SeenTwice> &rows)
{
    const auto any = [&rows](const auto &rule) { return std::any_of(rows.begin(), rows.end(), rule); };
    const auto failsThere = [](const SeenTwice &row) {
        return row.there && row.there->status == FindingStatus::Fail;
    };
    if (any([](const SeenTwice &row) { return row.differs(); }))
        return Views::Different;
    if (any([&](const SeenTwice &row) { return failsThere(row) && !isTried(row.here); }))
        return Views::UntriedHere;
    if (any(failsThere))
        return Views::SameTrouble;
    return any([](const SeenTwice &row) { return isTried(row.here) && isTried(row.there); })
        ? Views::Alike
        : Views::Incomparable;
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
