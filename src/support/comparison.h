// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "setup/contradiction.h"

#include <QJsonObject>

#include <optional>

namespace Setup {

// One rung that ended differently in two runs. Names and times differ between any two; what counts is what
// was found: status, problem, and the facts that tell one server or network from another.
struct DifferentRung
{
    struct Fact
    {
        QString name;
        QString one;
        QString other;
    };

    QString checkId;
    std::optional<Finding> one; // nothing: it was no part of that run
    std::optional<Finding> other;
    QList<Fact> facts;
};

// What was found in two runs: for bundles what their recordings give, never what their files state.
struct Comparison
{
    QList<DifferentRung> different; // in the order of the first run
    int same = 0;

    static Comparison of(const QList<Finding> &one, const QList<Finding> &other);
};

// Two recordings as support compares them (bundlecomparison.h): what their replays find, and where they were
// made.
struct ComparedBundles
{
    QJsonObject one; // name, startedAt, version, os, statedOtherwise
    QJsonObject other;
    Comparison comparison;

    static QJsonObject described(const QString &name, const Recording &recording,
                                 const QList<Contradiction> &contradictions);
};

QByteArray renderText(const ComparedBundles &bundles);
// askcody-exchange-setup/comparison/1; its schema is resources/comparison.schema.json.
QJsonObject toJson(const ComparedBundles &bundles);

} // namespace Setup
