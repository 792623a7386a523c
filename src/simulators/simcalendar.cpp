// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simcalendar.h"

#include "core/utctime.h"

namespace Setup {

QList<SimMeeting> simMeetings(const QDateTime &from, const QDateTime &to)
{
    constexpr int MostOfAnyAnswer = 1000;
    QList<SimMeeting> meetings;
    for (QDate day = from.toUTC().date(); day <= to.toUTC().date() && meetings.size() < MostOfAnyAnswer;
         day = day.addDays(1)) {
        const QDateTime start = inUtc(day, QTime(8, 0));
        const QDateTime end = start.addSecs(3600);
        if (day.dayOfWeek() <= 5 && end > from && start < to)
            meetings.append({start, end});
    }
    return meetings;
}

QDateTime simTime(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (time.timeSpec() == Qt::LocalTime)
        time = inUtc(time.date(), time.time());
    return time.toUTC();
}

QByteArray simTime(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate).toLatin1();
}

} // namespace Setup
