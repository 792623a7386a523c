// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/httpdate.h"

#include "core/utctime.h"

namespace Setup {

ToldTime timeOf(const ExchangeAnswer &answer)
{
    return {fromHttpDate(answer.headers.value("Date")),
            answer.stamp.startedAt.addMSecs(answer.stamp.duration.count())};
}

} // namespace Setup
