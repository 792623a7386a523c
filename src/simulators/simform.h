// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>

namespace Setup {

struct SimRequest;

// Parameters of a query or of an application/x-www-form-urlencoded body.
class SimForm
{
public:
    static SimForm ofQuery(const SimRequest &request);
    static SimForm ofBody(const SimRequest &request); // empty where the body is of another type

    QString value(const QString &name) const { return m_values.value(name).value(0); }
    bool has(const QString &name) const { return m_values.contains(name); }
    QStringList words(const QString &name) const; // separated by spaces
    bool hasRepetition() const; // RFC 6749, 3.1: no parameter may come twice
    bool isEmpty() const { return m_values.isEmpty(); }

    // The other way round, for the query of a redirect.
    static QByteArray encoded(const QList<std::pair<QString, QString>> &values);

private:
    static SimForm parse(const QByteArray &text);

    QHash<QString, QStringList> m_values;
};

// Keys of a cookie header or of another list of pairs: the value of this name; empty where there is none.
QString simCookie(const SimRequest &request, const QByteArray &name);

} // namespace Setup
