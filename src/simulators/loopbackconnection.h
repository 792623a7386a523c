// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simhttpreader.h"
#include "simulators/simreply.h"

#include <QObject>
#include <QSslSocket>

namespace Setup {

class LoopbackServer;

// One connection of a LoopbackServer, which owns it: reads requests, one after the other, and writes the
// answers, well or badly. It ends with its socket.
class LoopbackConnection : public QObject
{
    Q_OBJECT

public:
    LoopbackConnection(LoopbackServer &server, int number);

    void open(qintptr handle);
    void drop();

private:
    void begin();
    void configureTls();
    void misbehave();
    void read();
    void serveNext();
    void refuse(int status);
    void await(const SimReply &reply);
    void begin(const SimReply &reply);
    void send(const SimReply &reply);
    void sendPieces(const QByteArray &bytes, const SimReply &reply);
    void sendChunks(const SimReply &reply, qsizetype next);
    void complete(const SimReply &reply);
    void reset();
    void tunnel(quint16 port);

    LoopbackServer &m_server;
    QSslSocket m_socket;
    SimHttpReader m_reader;
    const int m_number;
    int m_requestCount = 0;
    bool m_open = false; // the connection's own latency is over
    bool m_busy = false; // an answer is under way, or will never come
};

} // namespace Setup
