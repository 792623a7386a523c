// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/saidonce.h"

#include "diagnosis/catalogue.h"

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

} // namespace Setup
