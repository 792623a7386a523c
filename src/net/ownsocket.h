// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslSocket>

#include <memory>

namespace Setup {

// Closes at once and is heard of no more; also while it is speaking.
struct LetGo
{
    void operator()(QTcpSocket *socket) const
    {
        socket->disconnect();
        socket->abort();
        socket->deleteLater();
    }
};

// A socket that we handle ourselves: a QSslSocket where TLS is spoken on it.
using OwnSocket = std::unique_ptr<QTcpSocket, LetGo>;

} // namespace Setup
