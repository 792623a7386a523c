// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/causeranking.h"

#include "diagnosis/evidence.h"

#include <algorithm>

namespace Setup {
namespace {

QList<Condition> holding(const QList<Condition> &conditions, const Evidence &evidence)
{
    QList<Condition> holding;
    std::copy_if(conditions.begin(), conditions.end(), std::back_inserter(holding),
                 [&evidence](const Condition &condition) { return evidence.holds(condition); });
    return holding;
}

int points(const QList<Condition> &conditions)
{
    int sum = 0;
    for (const Condition &condition : conditions)
        sum += int(condition.weight);
    return sum;
}

int balance(const RankedCause &cause)
{
    return points(cause.evidenceFor) - points(cause.evidenceAgainst);
}

bool isProved(const RankedCause &cause)
{
    return std::abs(balance(cause)) >= int(Weight::Proof);
}

Confidence shifted(Confidence confidence, int balance)
{
    const int step = std::abs(balance) >= int(Weight::Proof) ? 2 : 1;
    const int level = int(confidence) + (balance > 0 ? step : balance < 0 ? -step : 0);
    return static_cast<Confidence>(std::clamp(level, int(Confidence::Low), int(Confidence::High)));
}

CatalogueDecider decider(const CatalogueCause &cause, const Evidence &evidence, const QString &checkId)
{
    for (const CatalogueDecider &decider : cause.decidedBy)
        if (decider.check.isEmpty() || (decider.check != checkId && evidence.isOpen(decider.check)))
            return decider;
    return {};
}

} // namespace

QList<RankedCause> ranked(const QList<CatalogueCause> &causes, const Evidence &evidence,
                          const QString &checkId)
{
    QList<RankedCause> ranked;
    for (const CatalogueCause &cause : causes)
        ranked.append(
            {cause, {}, holding(cause.evidenceFor, evidence), holding(cause.evidenceAgainst, evidence), {}});
    std::stable_sort(ranked.begin(), ranked.end(), [](const RankedCause &a, const RankedCause &b) {
        return int(a.cause.confidence) + balance(a) > int(b.cause.confidence) + balance(b);
    });
    Confidence highest = Confidence::High;
    for (RankedCause &cause : ranked) {
        highest = std::min(highest, shifted(cause.cause.confidence, balance(cause)));
        cause.confidence = highest;
        if (ranked.size() > 1 && !isProved(cause))
            cause.decidedBy = decider(cause.cause, evidence, checkId);
    }
    return ranked;
}

} // namespace Setup
