// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRandomGenerator>
#include <QTcpServer>

namespace Setup {

// A port of loopback for a server that has to be told its port before it starts: below those that Linux hands
// out to whoever connects, or it might be taken by then.
inline quint16 freePort()
{
    QTcpServer probe;
    while (true) {
        const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(10'240, 32'768));
        if (probe.listen(QHostAddress::LocalHost, port))
            return port;
    }
}

} // namespace Setup
