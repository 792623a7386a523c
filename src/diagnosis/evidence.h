// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "diagnosis/condition.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

namespace Setup {

// What a run has seen, asked by the catalogue's conditions.
class Evidence
{
public:
    // now: what "today" means; invalid: nothing is before or after it. askable: the checks that could run;
    // empty: that is not known.
    Evidence(const Problem &problem, const QString &checkId, const QList<Finding> &findings,
             const QDateTime &now = {}, const QStringList &askable = {});

    bool holds(const Condition &condition) const;

    // Would this check tell something new? It can run, has no result so far, and no other stands in its way.
    bool isOpen(const QString &checkId) const;

private:
    bool holds(const FactTest &test) const;
    bool answers(const QJsonValue &value, const FactTest &test) const;
    bool isOnItsSide(const QString &text, const FactTest &test) const;
    QDateTime dateOf(const QString &name) const;
    QJsonValue valueOf(const QString &fact) const;

    QJsonObject m_facts; // of the problem, with "code" and "checkId"
    QHash<QString, QJsonObject> m_findings; // their facts, with "status" and "code"
    QDateTime m_now;
    QStringList m_askable;
};

} // namespace Setup
