// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>

namespace Setup {

// A moment in UTC. Qt 6.4 calls a time with QTimeZone::utc() one of a time zone; later ones warn of Qt::UTC.
QDateTime inUtc(QDate date, QTime time = QTime(0, 0));

} // namespace Setup
