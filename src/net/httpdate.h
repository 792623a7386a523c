// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/exchange.h"

namespace Setup {

// What time it was, there and here, when an answer came.
struct ToldTime
{
    QDateTime server; // its Date header; invalid: none
    QDateTime local;

    friend bool operator==(const ToldTime &, const ToldTime &) = default;
};

ToldTime timeOf(const ExchangeAnswer &answer);

} // namespace Setup
