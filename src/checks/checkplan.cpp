// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/checkplan.h"

namespace Setup {

CheckPlan::CheckPlan(const QList<CheckDefinition> &definitions, const RunInput &input)
{
    for (const CheckDefinition &definition : definitions) {
        if (definition.applies && !definition.applies(input))
            continue;
        m_ids.append(definition.id);
        m_checks.insert(definition.id,
                        {definition, definition.needs ? definition.needs(input) : CheckNeeds{}, {}});
    }
    for (const QString &id : std::as_const(m_ids)) {
        const QSet<QString> ancestors = ancestorsOf(id);
        Q_ASSERT_X(!ancestors.contains(id), "CheckPlan", "a check needs itself");
        m_checks[id].ancestors = ancestors;
    }
    m_possible = m_ids;
    if (!input.only.isEmpty())
        keepOnly(input.only);
}

void CheckPlan::keepOnly(const QStringList &wanted)
{
    QSet<QString> kept(wanted.begin(), wanted.end());
    for (const QString &id : wanted)
        kept.unite(m_checks.value(id).ancestors);
    m_ids.removeIf([&kept](const QString &id) { return !kept.contains(id); });
    m_checks.removeIf([&kept](const auto &item) { return !kept.contains(item.key()); });
}

QSet<QString> CheckPlan::ancestorsOf(const QString &id) const
{
    QSet<QString> found;
    QStringList open{id};
    while (!open.isEmpty()) {
        const CheckNeeds needs = m_checks.value(open.takeLast()).needs;
        for (const QString &need : needs.all + needs.any + needs.unlessFailed) {
            if (!found.contains(need))
                open.append(need);
            found.insert(need);
        }
    }
    return found;
}

QSet<QString> CheckPlan::dependants(const QString &id) const
{
    QSet<QString> found;
    for (const QString &other : m_ids) {
        if (at(other).ancestors.contains(id))
            found.insert(other);
    }
    return found;
}

} // namespace Setup
