// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/harfields.h"

#include "net/recording.h"

#include <cmath>

namespace Setup {

using namespace Qt::StringLiterals;

HarFields::HarFields(const QJsonObject &object, QLatin1StringView name, HarReading &reading)
    : m_object(object)
    , m_name(name)
    , m_reading(reading)
{}

HarFields::HarFields(const QJsonValue &value, QLatin1StringView name, qsizetype index, const HarFields &outer)
    : m_object(value.toObject())
    , m_name(name)
    , m_index(index)
    , m_outer(&outer)
    , m_reading(outer.m_reading)
{
    if (!value.isObject() && !hasFailed())
        m_reading.fault = path();
}

QString HarFields::text(QLatin1StringView name, qsizetype maximum) const
{
    const QJsonValue found = m_object.value(name);
    const QString text = found.toString();
    if (!found.isString() || text.size() > maximum)
        fail(name);
    return text;
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

QList<QSslCertificate> HarFields::certificates(QLatin1StringView name, qsizetype maximum) const
{
    QList<QSslCertificate> list;
    const QJsonArray pems = this->list(name, maximum);
    for (const auto &value : pems) {
        const QString pem = value.toString();
        auto known = m_reading.certificates.constFind(pem);
        if (known == m_reading.certificates.constEnd()) {
            const auto found = QSslCertificate::fromData(pem.toLatin1(), QSsl::Pem);
            if (found.size() != 1 || m_reading.certificates.size() >= Recording::MaximumCertificates) {
                fail(name);
                return list;
            }
            known = m_reading.certificates.insert(pem, found.constFirst());
        }
        list.append(*known);
    }
    return list;
}

HarFields HarFields::object(QLatin1StringView name) const &
{
    return {m_object.value(name), name, -1, *this};
}

HarFields HarFields::item(QLatin1StringView name, const QJsonArray &array, qsizetype index) const &
{
    return {array.at(index), name, index, *this};
}

void HarFields::fail(QLatin1StringView name) const
{
    if (!hasFailed())
        m_reading.fault = path() + u'.' + name;
}

// Written down only where something is wrong.
QString HarFields::path() const
{
    QString path = m_outer ? m_outer->path() + u'.' + m_name : QString(m_name);
    return m_index < 0 ? path : path + u"[%1]"_s.arg(m_index);
}

} // namespace Setup
