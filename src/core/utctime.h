// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>

namespace Setup {

// A moment in UTC. Qt 6.4 calls a time with QTimeZone::utc() one of a time zone; later ones warn of Qt::UTC.
QDateTime inUtc(QDate date, QTime time = QTime(0, 0));

// RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT"; invalid where it is none. Never by way of a local time,
// of which one hour in the year does not exist.
QDateTime fromHttpDate(const QByteArray &text);

} // namespace Setup
