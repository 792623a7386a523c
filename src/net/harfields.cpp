// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/harfields.h"

#include <cmath>

namespace Setup {

using namespace Qt::StringLiterals;

HarFields::HarFields(const QJsonValue &value, const QString &where, QString &fault)
    : m_object(value.toObject())
    , m_where(where)
    , m_fault(fault)
{
    if (!value.isObject() && m_fault.isEmpty())
        m_fault = where;
}

QString HarFields::text(QLatin1StringView name, qsizetype maximum) const
{
    const QJsonValue found = m_object.value(name);
    if (!found.isString() || found.toString().size() > maximum)
        fail(name);
    return found.toString();
}

qint64 HarFields::number(QLatin1StringView name, qint64 minimum, qint64 maximum) const
{
    const double found = m_object.value(name).toDouble(std::nan(""));
    const bool fits = found >= static_cast<double>(minimum) && found <= static_cast<double>(maximum)
        && std::trunc(found) == found;
    if (!fits) {
        fail(name);
        return minimum;
    }
    return static_cast<qint64>(found);
}

bool HarFields::flag(QLatin1StringView name) const
{
    if (!m_object.value(name).isBool())
        fail(name);
    return m_object.value(name).toBool();
}

QDateTime HarFields::time(QLatin1StringView name) const
{
    const auto found = QDateTime::fromString(text(name, 40), Qt::ISODateWithMs);
    if (!found.isValid() || found.timeSpec() != Qt::UTC)
        fail(name);
    return found;
}

QJsonArray HarFields::list(QLatin1StringView name, qsizetype maximum) const
{
    const QJsonValue found = m_object.value(name);
    if (!found.isArray() || found.toArray().size() > maximum) {
        fail(name);
        return {};
    }
    return found.toArray();
}

QJsonObject HarFields::json(QLatin1StringView name) const
{
    if (!m_object.value(name).isObject())
        fail(name);
    return m_object.value(name).toObject();
}

HarFields HarFields::object(QLatin1StringView name) const
{
    return {m_object.value(name), m_where + u'.' + name, m_fault};
}

HarFields HarFields::item(QLatin1StringView name, const QJsonArray &array, qsizetype index) const
{
    return {array.at(index), u"%1.%2[%3]"_s.arg(m_where, name, QString::number(index)), m_fault};
}

void HarFields::fail(QLatin1StringView name) const
{
    if (m_fault.isEmpty())
        m_fault = m_where + u'.' + name;
}

} // namespace Setup
