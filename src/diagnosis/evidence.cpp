// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/evidence.h"

#include "core/utctime.h"
#include "diagnosis/readings.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Facts may hold what a stranger chose: a text that is longer is not looked at with expressions.
constexpr qsizetype longestMatched = 1000;

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

bool matches(const QString &text, const QString &pattern)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern),
                                        QRegularExpression::CaseInsensitiveOption);
    return text.size() <= longestMatched && expression.match(text).hasMatch();
}

// The day alone means its beginning in UTC.
QDateTime dateIn(const QString &text)
{
    const QDate day = QDate::fromString(text, Qt::ISODate);
    return day.isValid() && text.size() == 10 ? inUtc(day) : QDateTime::fromString(text, Qt::ISODateWithMs);
}

// "address" of every row of a list, or of the one object.
QJsonValue memberOf(const QJsonValue &value, const QString &name)
{
    if (!value.isArray())
        return value.toObject().value(name);
    QJsonArray members;
    const QJsonArray rows = value.toArray();
    for (const auto &row : rows)
        if (const QJsonValue member = row.toObject().value(name); isThere(member))
            members.append(member);
    return members;
}

void insertMissing(QJsonObject &into, const QJsonObject &from)
{
    for (auto fact = from.begin(); fact != from.end(); ++fact)
        if (!into.contains(fact.key()))
            into.insert(fact.key(), fact.value());
}

} // namespace

Evidence::Evidence(const Problem &problem, const QString &checkId, const QList<Finding> &findings,
                   const QDateTime &now, const QStringList &askable)
    : m_now(now)
    , m_askable(askable)
{
    m_facts = {{u"code"_s, problem.code}, {u"checkId"_s, checkId}};
    insertMissing(m_facts, readings(problem));
    for (const Finding &finding : findings) {
        QJsonObject facts{{u"status"_s, toString(finding.status)}};
        if (finding.problem) {
            facts.insert(u"code"_s, finding.problem->code);
            insertMissing(facts, readings(*finding.problem));
        } else if (!finding.notTested.isEmpty()) {
            facts.insert(u"code"_s, finding.notTested);
        }
        insertMissing(facts, finding.facts);
        m_findings.insert(finding.checkId, facts);
        if (finding.checkId == checkId && finding.problem == problem)
            insertMissing(m_facts, finding.facts); // what its check saw besides
    }
}

bool Evidence::isOpen(const QString &checkId) const
{
    if (!m_askable.isEmpty() && !m_askable.contains(checkId))
        return false;
    const QString status = m_findings.value(checkId).value("status"_L1).toString();
    return status.isEmpty() || status == "notTested"_L1;
}

bool Evidence::holds(const Condition &condition) const
{
    return std::all_of(condition.tests.begin(), condition.tests.end(),
                       [this](const FactTest &test) { return holds(test); });
}

bool Evidence::holds(const FactTest &test) const
{
    const QJsonValue value = valueOf(test.fact);
    if (test.present)
        return isThere(value) == *test.present;
    return isThere(value) && answers(value, test) != test.isNegated;
}

bool Evidence::answers(const QJsonValue &value, const FactTest &test) const
{
    const auto inside = [this, &test](const QJsonValue &element) { return answers(element, test); };
    if (value.isArray()) {
        const QJsonArray elements = value.toArray();
        return std::any_of(elements.begin(), elements.end(), inside);
    }
    if (value.isObject()) {
        const QJsonObject members = value.toObject();
        return std::any_of(members.begin(), members.end(), inside);
    }
    const QString text = asText(value);
    if (!test.equals.isEmpty() && text.compare(test.equals, Qt::CaseInsensitive) != 0)
        return false;
    if (!test.contains.isEmpty() && !text.contains(test.contains, Qt::CaseInsensitive))
        return false;
    return (test.matches.isEmpty() || matches(text, test.matches)) && isOnItsSide(text, test);
}

// An unreadable date is on no side.
bool Evidence::isOnItsSide(const QString &text, const FactTest &test) const
{
    if (test.before.isEmpty() && test.after.isEmpty())
        return true;
    const QDateTime date = dateIn(text);
    const QDateTime end = dateOf(test.before);
    const QDateTime start = dateOf(test.after);
    return date.isValid() && (test.before.isEmpty() || (end.isValid() && date < end))
        && (test.after.isEmpty() || (start.isValid() && date > start));
}

QDateTime Evidence::dateOf(const QString &name) const
{
    if (name == "today"_L1)
        return m_now;
    const QDateTime written = dateIn(name);
    return written.isValid() ? written : dateIn(valueOf(name).toString());
}

// "offers" is the problem's own; "auth.login:status" another check's; "results/address" inside a list.
QJsonValue Evidence::valueOf(const QString &fact) const
{
    const qsizetype colon = fact.indexOf(u':');
    const QStringList path = fact.mid(colon + 1).split(u'/');
    QJsonValue value =
        colon < 0 ? m_facts.value(path.first()) : m_findings.value(fact.left(colon)).value(path.first());
    for (const QString &name : path.mid(1))
        value = memberOf(value, name);
    return value;
}

} // namespace Setup
