// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

namespace Setup {

// Reads the members of an object that a portal sent, each with its bounds, and remembers the first one that
// is missing or is not what it must be. Members that nobody asks for are passed over: a later version of the
// contract may have more.
class JsonFields
{
public:
    enum class Need { Required, Optional };
    static constexpr qsizetype LongestLine = 200;
    static constexpr qsizetype LongestUrl = 500;

    explicit JsonFields(QJsonObject object)
        : m_object(std::move(object))
    {}

    // One line of text, without control characters and no longer than that.
    QString line(QLatin1StringView name, Need need = Need::Required, qsizetype longest = LongestLine);
    // One line that matches the whole of an expression.
    QString matching(QLatin1StringView name, const QString &expression, Need need = Need::Required);
    // An https address without user info, query and fragment.
    QUrl address(QLatin1StringView name, Need need = Need::Required);
    qint64 number(QLatin1StringView name, qint64 least, qint64 most);
    bool flag(QLatin1StringView name); // optional, false
    QDateTime instant(QLatin1StringView name); // RFC 3339 in UTC
    QStringList lines(QLatin1StringView name, qsizetype most, const QString &expression);
    QJsonArray objects(QLatin1StringView name, qsizetype most); // nothing but objects in it
    QJsonObject object(QLatin1StringView name, Need need = Need::Required);

    bool isSound() const { return m_fault.isEmpty(); }
    // The name of the first member that is not as it must be.
    const QString &fault() const { return m_fault; }

    void reject(QLatin1StringView name);

private:
    bool isAbsent(QLatin1StringView name, Need need);

    QJsonObject m_object;
    QString m_fault;
};

} // namespace Setup
