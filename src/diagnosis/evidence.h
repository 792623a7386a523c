// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "diagnosis/catalogue.h"

#include <QHash>

namespace Setup {

// What a run has seen, asked by the catalogue's conditions.
class Evidence
{
public:
    Evidence(const Problem &problem, const QString &checkId, const QList<Finding> &findings);

    bool holds(const Condition &condition) const;

private:
    QJsonValue valueOf(const QString &fact) const;

    QJsonObject m_facts; // of the problem, with "code" and "checkId"
    QHash<QString, QJsonObject> m_findings; // their facts, with "status" and "code"
};

} // namespace Setup
