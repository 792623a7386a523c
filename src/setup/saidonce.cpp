// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/saidonce.h"

#include "checks/checkids.h"
#include "diagnosis/catalogue.h"
#include "setup/found.h"
#include "setup/vantagepoints.h"

#include <QCoreApplication>

#include <algorithm>

namespace Setup {

Explanation saidOnce(const Explanation &explanation, const Finding &finding, const QList<Finding> &findings)
{
    if (finding.status != FindingStatus::Warn || !finding.problem)
        return explanation;
    const auto failed = std::find_if(findings.begin(), findings.end(), [&finding](const Finding &other) {
        return other.status == FindingStatus::Fail && other.problem
            && other.problem->code == finding.problem->code;
    });
    if (failed == findings.end())
        return explanation;
    Explanation reference;
    reference.title = explanation.title;
    reference.owner = explanation.owner;
    reference.what =
        QCoreApplication::translate("Report", "The same happened at “%1”, where it is explained.")
            .arg(Catalogue::standard().checkTitle(failed->checkId));
    return reference;
}

Explanation saidByCloud(const Explanation &explanation, const Finding &finding,
                        const std::optional<CloudResult> &cloud)
{
    const bool isLeft = finding.status == FindingStatus::NotTested
        && (finding.checkId == CheckId::Consent || finding.checkId == CheckId::EwsPolicy);
    const Finding *there = cloud && isLeft ? findingIn(cloud->rungs, finding.checkId) : nullptr;
    if (!there || !hasTried(*there))
        return explanation;
    Explanation reference;
    reference.owner = explanation.owner;
    reference.title = QCoreApplication::translate("Report", "AskCody's cloud has tested this");
    reference.what = there->status == FindingStatus::Fail
        ? QCoreApplication::translate("Report",
                                      "This program cannot test it. AskCody's cloud has, with its own "
                                      "application, and it failed: why stands with what the cloud found.")
        : QCoreApplication::translate("Report",
                                      "This program cannot test it. AskCody's cloud has, with its own "
                                      "application, and it passed.");
    return reference;
}

} // namespace Setup
