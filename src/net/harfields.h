// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSslCertificate>
#include <QString>

namespace Setup {

// What is known so far of the file that is being read.
struct HarReading
{
    QString fault; // the path of the first member that is not what it must be
    QHash<QString, QSslCertificate> certificates; // by their PEM: the same few stand everywhere
};

// The members of one JSON object of a file that anybody may have written. Each is read as what it must be;
// the first that is not is remembered by its path, and reading goes on with defaults.
class HarFields
{
public:
    static constexpr qsizetype MaximumText = 16'384;
    static constexpr qsizetype MaximumBody = 16'777'216;

    HarFields(const QJsonObject &object, QLatin1StringView name, HarReading &reading);
    HarFields(const HarFields &) = delete; // what lies inside points to what is around it
    HarFields &operator=(const HarFields &) = delete;

    bool has(QLatin1StringView name) const { return m_object.contains(name); }
    QString text(QLatin1StringView name, qsizetype maximum = MaximumText) const;
    qint64 number(QLatin1StringView name, qint64 minimum, qint64 maximum) const;
    bool flag(QLatin1StringView name) const;
    QDateTime time(QLatin1StringView name) const; // ISO 8601 in UTC
    QJsonArray list(QLatin1StringView name, qsizetype maximum) const;
    QJsonObject json(QLatin1StringView name) const;
    QJsonValue value(QLatin1StringView name) const { return m_object.value(name); }
    QList<QSslCertificate> certificates(QLatin1StringView name, qsizetype maximum) const; // as PEM
    HarFields object(QLatin1StringView name) const &;
    HarFields object(QLatin1StringView name) const && = delete;
    HarFields item(QLatin1StringView name, const QJsonArray &array, qsizetype index) const &;
    HarFields item(QLatin1StringView name, const QJsonArray &array, qsizetype index) const && = delete;

    void fail(QLatin1StringView name) const;
    bool hasFailed() const { return !m_reading.fault.isEmpty(); }

private:
    HarFields(const QJsonValue &value, QLatin1StringView name, qsizetype index, const HarFields &outer);
    QString path() const;

    QJsonObject m_object;
    QLatin1StringView m_name;
    qsizetype m_index = -1; // in the list of this name
    const HarFields *m_outer = nullptr;
    HarReading &m_reading;
};

} // namespace Setup
