// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace Setup {

// The members of one JSON object of a file that anybody may have written. Each is read as what it must be;
// the first that is not is remembered by its path in fault, and reading goes on with defaults.
class HarFields
{
public:
    static constexpr qsizetype MaximumText = 16'384;
    static constexpr qsizetype MaximumBody = 16'777'216;

    HarFields(const QJsonValue &value, const QString &where, QString &fault);

    bool has(QLatin1StringView name) const { return m_object.contains(name); }
    QString text(QLatin1StringView name, qsizetype maximum = MaximumText) const;
    qint64 number(QLatin1StringView name, qint64 minimum, qint64 maximum) const;
    bool flag(QLatin1StringView name) const;
    QDateTime time(QLatin1StringView name) const; // ISO 8601 in UTC
    QJsonArray list(QLatin1StringView name, qsizetype maximum) const;
    QJsonObject json(QLatin1StringView name) const;
    QJsonValue value(QLatin1StringView name) const { return m_object.value(name); }
    HarFields object(QLatin1StringView name) const;
    HarFields item(QLatin1StringView name, const QJsonArray &array, qsizetype index) const;

    void fail(QLatin1StringView name) const;
    bool hasFailed() const { return !m_fault.isEmpty(); }

private:
    QJsonObject m_object;
    QString m_where;
    QString &m_fault;
};

} // namespace Setup
