// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/utctime.h"

#include <QLocale>
#include <QTimeZone>

namespace Setup {

using namespace Qt::StringLiterals;

QDateTime inUtc(QDate date, QTime time)
{
    return QDateTime(date, time, QTimeZone::utc()).toUTC();
}

QDateTime fromHttpDate(const QByteArray &text)
{
    static constexpr qsizetype date = 16;
    static constexpr qsizetype time = 8;
    const QString whole = QString::fromLatin1(text.left(64)).trimmed();
    if (whole.mid(date, 1) != " "_L1 || whole.mid(date + 1 + time) != " GMT"_L1)
        return {};
    const QTime timeOfDay = QLocale::c().toTime(whole.mid(date + 1, time), u"hh:mm:ss"_s);
    return timeOfDay.isValid()
        ? inUtc(QLocale::c().toDate(whole.left(date), u"ddd, dd MMM yyyy"_s), timeOfDay)
        : QDateTime();
}

} // namespace Setup
