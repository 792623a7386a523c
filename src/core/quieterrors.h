// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <openssl/err.h>

namespace Setup {

// What fails within its life leaves no word in the thread's error queue of OpenSSL, where Qt's TLS would take
// it for a failure of its connection. What stood there before stays.
class QuietErrors
{
public:
    QuietErrors() { ERR_set_mark(); }
    ~QuietErrors() { ERR_pop_to_mark(); }
    Q_DISABLE_COPY_MOVE(QuietErrors)
};

} // namespace Setup
