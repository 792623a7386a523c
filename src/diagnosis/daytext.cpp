// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/daytext.h"

#include <QRegularExpression>

namespace Setup {

using namespace Qt::StringLiterals;

QString dayText(const QDate &day, const QLocale &locale)
{
    static const QRegularExpression weekday(u"^dddd[,.]?\\s*|[,.]?\\s*dddd$"_s);
    return locale.toString(day, locale.dateFormat(QLocale::LongFormat).remove(weekday));
}

QString monthText(const QDate &day, const QLocale &locale)
{
    return locale.toString(day, u"MMMM yyyy"_s);
}

} // namespace Setup
