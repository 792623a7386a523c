// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/blockingcalls.h"

#include <QThreadPool>

namespace Setup {

QThreadPool &blockingCalls()
{
    static QThreadPool *pool = [] {
        auto *made = new QThreadPool; // never deleted: that would be waiting
        made->setMaxThreadCount(32);
        return made;
    }();
    return *pool;
}

} // namespace Setup
