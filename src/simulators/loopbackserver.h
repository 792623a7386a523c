// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simreply.h"
#include "simulators/tlssettings.h"

#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <optional>

namespace Setup {

// An HTTP/1.1 server on 127.0.0.1, with TLS or without, for the demo and the tests. It listens from its
// construction on, on a port that the system chooses, keeps what it was asked, and answers what the handler
// says.
class LoopbackServer : public QTcpServer
{
    Q_OBJECT

public:
    using Handler = std::function<SimReply(const SimRequest &)>;

    explicit LoopbackServer(Handler handler, QObject *parent = nullptr); // plain
    LoopbackServer(Handler handler, const TlsSettings &tls, QObject *parent = nullptr);

    bool isEncrypted() const { return m_tls.has_value(); }
    QUrl url(const QString &path = QStringLiteral("/")) const; // by the address 127.0.0.1

    // As if every round trip took that much longer: before a new connection is served (TLS included) and
    // before each answer.
    void setLatency(std::chrono::milliseconds latency) { m_latency = latency; }
    void setHandler(Handler handler) { m_handler = std::move(handler); }

    // What came over the wire so far.
    const QList<SimRequest> &requests() const { return m_requests; }
    int requestCount() const { return static_cast<int>(m_requests.size()); }
    int connectionCount() const { return m_connectionCount; }
    int handshakeCount() const { return m_handshakeCount; } // completed ones
    int openConnectionCount() const { return m_openConnectionCount; }
    void forget() { m_requests.clear(); }

    // Closes every connection, as a restart of the server would; it goes on listening.
    void dropConnections();

signals:
    void requestReceived();
    void dropped();

protected:
    void incomingConnection(qintptr handle) override;

private:
    friend class LoopbackConnection;
    SimReply answer(const SimRequest &request);

    Handler m_handler;
    std::optional<TlsSettings> m_tls;
    std::chrono::milliseconds m_latency{0};
    QList<SimRequest> m_requests;
    int m_connectionCount = 0;
    int m_handshakeCount = 0;
    int m_openConnectionCount = 0;
};

} // namespace Setup
