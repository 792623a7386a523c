// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/catalogue.h"

namespace Setup {

class Evidence;

// A cause of the catalogue, weighed by what a run has seen. Texts are still those of the catalogue.
struct RankedCause
{
    CatalogueCause cause;
    Confidence confidence = Confidence::Low;
    QList<Condition> evidenceFor; // those that hold
    QList<Condition> evidenceAgainst;
    CatalogueDecider decidedBy; // says is empty: nothing is left to be asked
};

// The likeliest first. A cause has points: 0, 1 or 2 for the catalogue's low, medium or high confidence, and
// those of the conditions that hold (condition.h: 1, 3 or 9), for it or against it. More points come first;
// with equal points the catalogue's order stays. So one sign that was seen outweighs any expectation.
// The confidence shown is the catalogue's, one step up or down as the evidence goes, high or low at once with
// a proof; no cause is called likelier than one above it.
// What decides: of the cause's deciders, the first that is no check, or a check other than the explained one
// that can run, has no result yet, and that nothing stands in the way of. Nothing where a proof has decided,
// or where there is no rival.
QList<RankedCause> ranked(const QList<CatalogueCause> &causes, const Evidence &evidence,
                          const QString &checkId);

} // namespace Setup
