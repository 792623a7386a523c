// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/check.h"

#include <QHash>

namespace Setup {

// One check of a run, with what its needs come to for the run's input.
struct PlannedCheck
{
    CheckDefinition definition;
    CheckNeeds needs;
    QSet<QString> ancestors; // whatever it needs, directly or through others: whose facts it may read
};

// Which checks a run has: those that apply, or the ones asked for with what they need.
class CheckPlan
{
public:
    CheckPlan() = default;
    CheckPlan(const QList<CheckDefinition> &definitions, const RunInput &input);

    const QStringList &ids() const { return m_ids; } // in the table's order
    const QStringList &possible() const { return m_possible; } // all that apply, asked for or not
    bool contains(const QString &id) const { return m_checks.contains(id); }
    const PlannedCheck &at(const QString &id) const { return *m_checks.constFind(id); }
    QSet<QString> dependants(const QString &id) const; // directly or through others, without itself

private:
    void keepOnly(const QStringList &wanted);
    QSet<QString> ancestorsOf(const QString &id) const;

    QStringList m_ids;
    QStringList m_possible;
    QHash<QString, PlannedCheck> m_checks;
};

} // namespace Setup
