// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QList>

namespace Setup {

struct SimMeeting
{
    QDateTime start;
    QDateTime end;
};

// What stands in every simulated calendar: one hour at 08:00 UTC, Monday to Friday, always.
QList<SimMeeting> simMeetings(const QDateTime &from, const QDateTime &to);

// An xs:dateTime; without offset it counts as UTC.
QDateTime simTime(const QString &text);
QByteArray simTime(const QDateTime &time);

} // namespace Setup
