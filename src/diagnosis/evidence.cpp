// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/evidence.h"

#include "diagnosis/readings.h"

#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString asText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 12) : value.toString();
}

bool isThere(const QJsonValue &value)
{
    if (value.isArray())
        return !value.toArray().isEmpty();
    return value.isObject() || !asText(value).isEmpty();
}

bool matches(const QJsonValue &value, const Condition &condition)
{
    if (value.isArray()) {
        const QJsonArray elements = value.toArray();
        return std::any_of(elements.begin(), elements.end(),
                           [&condition](const QJsonValue &element) { return matches(element, condition); });
    }
    if (value.isObject()) {
        const QJsonObject members = value.toObject();
        return std::any_of(members.begin(), members.end(),
                           [&condition](const QJsonValue &member) { return matches(member, condition); });
    }
    const QString text = asText(value);
    if (!condition.equals.isEmpty() && text.compare(condition.equals, Qt::CaseInsensitive) != 0)
        return false;
    return condition.contains.isEmpty() || text.contains(condition.contains, Qt::CaseInsensitive);
}

void insertMissing(QJsonObject &into, const QJsonObject &from)
{
    for (auto fact = from.begin(); fact != from.end(); ++fact)
        if (!into.contains(fact.key()))
            into.insert(fact.key(), fact.value());
}

} // namespace

Evidence::Evidence(const Problem &problem, const QString &checkId, const QList<Finding> &findings)
{
    m_facts = {{u"code"_s, problem.code}, {u"checkId"_s, checkId}};
    insertMissing(m_facts, readings(problem));
    for (const Finding &finding : findings) {
        QJsonObject facts{{u"status"_s, toString(finding.status)}};
        if (finding.problem) {
            facts.insert(u"code"_s, finding.problem->code);
            insertMissing(facts, finding.problem->facts);
        }
        insertMissing(facts, finding.facts);
        m_findings.insert(finding.checkId, facts);
    }
}

bool Evidence::holds(const Condition &condition) const
{
    const QJsonValue value = valueOf(condition.fact);
    return isThere(value) && matches(value, condition);
}

// "offers" is the problem's own; "auth.login:status" another check's.
QJsonValue Evidence::valueOf(const QString &fact) const
{
    const qsizetype colon = fact.indexOf(u':');
    if (colon < 0)
        return m_facts.value(fact);
    return m_findings.value(fact.left(colon)).value(fact.mid(colon + 1));
}

} // namespace Setup
