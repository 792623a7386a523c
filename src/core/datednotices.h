// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>

namespace Setup {

// One thing that Microsoft has announced about the end of EWS in Exchange Online.
struct DatedNotice
{
    QString id; // stable: "listCounts"
    QStringList clouds; // "worldwide", "gccHigh", "dod", "china", …
    QDate day; // invalid: not published
    QDate until; // the last day of something that takes a while; else invalid
    bool isMonthOnly = false; // the day itself was not published
    QString title; // English source texts; diagnosis translates them
    QString what;
    QString source;

    friend bool operator==(const DatedNotice &, const DatedNotice &) = default;
};

// The announcements, from resources/notices.json: what is true on which day, without a day in the code.
class DatedNotices
{
public:
    DatedNotices(); // those in the program
    explicit DatedNotices(const QByteArray &json);

    // When the file was last compared with its sources.
    QDate dated() const { return m_dated; }
    // Those of a cloud by their days, at the end those without one. Of an unknown cloud: none.
    QList<DatedNotice> ofCloud(const QString &cloud) const;
    // Invalid where no day was published for this cloud.
    QDate day(const QString &id, const QString &cloud) const;
    // How long a change of this setting takes until it counts, at most.
    std::chrono::minutes wait(const QString &setting) const;

private:
    QDate m_dated;
    QList<DatedNotice> m_notices;
    std::chrono::minutes m_waitOfSwitch{0};
    std::chrono::minutes m_waitOfList{0};
};

} // namespace Setup
