// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QTcpServer>

namespace Setup {

// Listens on a loopback address so that no other program can take the same port beside us: Windows allows
// that unless SO_EXCLUSIVEADDRUSE is set, elsewhere nobody can. Port 0: the system chooses. Problem:
// LOOPBACK_UNAVAILABLE with "reason" and "inUse".
Result<Done> listenExclusively(QTcpServer &server, const QHostAddress &address, quint16 port);

} // namespace Setup
