// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QThreadPool;

namespace Setup {

// Where calls of the system are made that may hang: a look-up of a proxy, the connection to a bus. The
// program ends without them, while it would wait for QThreadPool::globalInstance(); and some that hang do not
// keep others from their turn.
QThreadPool &blockingCalls();

} // namespace Setup
