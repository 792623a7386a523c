// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/httpdate.h"

#include "core/utctime.h"

#include <QLocale>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
QDateTime dateOf(const HttpHeaders &headers)
{
    const QString text = QString::fromLatin1(headers.value("Date")).trimmed();
    const QDateTime date = QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    return inUtc(date.date(), date.time());
}

} // namespace

ToldTime timeOf(const ExchangeAnswer &answer)
{
    return {dateOf(answer.headers), answer.stamp.startedAt.addMSecs(answer.stamp.duration.count())};
}

} // namespace Setup
