// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QLocale>
#include <QString>

namespace Setup {

// The long form of the language, without the day of the week: "1 October 2026". Empty for no day.
QString dayText(const QDate &day, const QLocale &locale);
QString monthText(const QDate &day, const QLocale &locale); // "October 2026"

} // namespace Setup
