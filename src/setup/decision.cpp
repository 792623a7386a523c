// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/decision.h"

#include <QJsonObject>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

bool Decision::isAbout(const Finding &finding) const
{
    return finding.checkId == checkId && finding.status == FindingStatus::Fail && finding.problem
        && finding.problem->code == code;
}

QList<Decision> decisionsFor(const QStringList &checkIds, const QList<Finding> &findings,
                             const QList<Decision> &before, const QDateTime &now)
{
    QList<Decision> decisions;
    for (const Finding &finding : findings) {
        if (!checkIds.contains(finding.checkId) || finding.status != FindingStatus::Fail || !finding.problem)
            continue;
        const auto known = std::find_if(before.begin(), before.end(), [&finding](const Decision &decision) {
            return decision.isAbout(finding);
        });
        decisions.append(known != before.end() ? *known
                                               : Decision{finding.checkId, finding.problem->code, now});
    }
    return decisions;
}

QList<Decision> stillHolding(const QList<Decision> &decisions, const QList<Finding> &findings)
{
    QList<Decision> holding;
    for (const Decision &decision : decisions)
        if (std::any_of(findings.begin(), findings.end(),
                        [&decision](const Finding &finding) { return decision.isAbout(finding); }))
            holding.append(decision);
    return holding;
}

QJsonArray toJson(const QList<Decision> &decisions)
{
    QJsonArray json;
    for (const Decision &decision : decisions)
        json.append(QJsonObject{{u"checkId"_s, decision.checkId},
                                {u"code"_s, decision.code},
                                {u"takenAt"_s, decision.takenAt.toUTC().toString(Qt::ISODate)}});
    return json;
}

QList<Decision> decisionsFromJson(const QJsonArray &json)
{
    QList<Decision> decisions;
    for (const auto &value : json)
        decisions.append({value["checkId"_L1].toString(), value["code"_L1].toString(),
                          QDateTime::fromString(value["takenAt"_L1].toString(), Qt::ISODate)});
    return decisions;
}

} // namespace Setup
