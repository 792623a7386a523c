// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QJsonObject>

#include <optional>

namespace Setup {

class Recording;

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

struct Comparison
{
    QList<DifferentRung> different; // in the order of the first run
    int same = 0;

    static Comparison of(const QList<Finding> &one, const QList<Finding> &other);
};

// Two recordings as support compares them: what was found at the time, and where.
struct ComparedBundles
{
    QJsonObject one; // name, startedAt, program, environment
    QJsonObject other;
    Comparison comparison;

    static ComparedBundles of(const QString &nameOfOne, const Recording &one, const QString &nameOfOther,
                              const Recording &other);
};

QByteArray renderText(const ComparedBundles &bundles);
// askcody-exchange-setup/comparison/1; its schema is resources/comparison.schema.json.
QJsonObject toJson(const ComparedBundles &bundles);

} // namespace Setup
