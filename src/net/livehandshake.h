// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/destination.h"
#include "net/handshake.h"
#include "net/proxyhearing.h"
#include "net/proxylogins.h"
#include "net/timedoperation.h"

#include <QNetworkProxy>
#include <QPointer>
#include <QSslSocket>

#include <memory>
#include <optional>

namespace Setup {

// One TLS handshake in which a bad certificate does not end the talk, so that all of it can be read. With an
// extra root a chain that the system does not trust is looked at a second time: that is how the answer knows
// who vouches.
class LiveHandshake : public TimedOperation<Handshake, HandshakeAnswer>
{
public:
    LiveHandshake(const HandshakeQuery &query, Destination destination, const QNetworkProxy &proxy,
                  ProxyLogins &turns);
    ~LiveHandshake() override;

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void letGo();
    void knock(const QList<QSslCertificate> &roots);
    void read();
    void conclude();
    void close();
    void fail(QAbstractSocket::SocketError error);
    bool keysSent() const { return m_flights > 1; }
    bool isViaProxy() const { return m_proxy.type() != QNetworkProxy::NoProxy; }
    void hear(const Problem &problem);
    void listenToProxy();
    void heed(const QJsonObject &said);
    QString target() const;
    Problem problem(QLatin1StringView code, const QString &text) const;
    Stamp fullStamp() const;

    HandshakeQuery m_query;
    Destination m_destination;
    QNetworkProxy m_proxy;
    QNetworkProxy m_admitted; // m_proxy, perhaps without its login
    ProxyLogins &m_turns;
    QPointer<QSslSocket> m_socket;
    TrustOrigin m_asked = TrustOrigin::System;
    bool m_isConnected = false;
    std::optional<HandshakeAnswer> m_read; // all but the server's last word
    QTimer m_listening; // for that
    std::optional<Problem> m_refused; // by the proxy, which is being heard
    std::unique_ptr<ProxyHearing> m_hearing;
    int m_flights = 0; // pieces sent: the first is the ClientHello, the second has the keys
    int m_alert = -1; // as the server sent it (RFC 8446, 6); -1: none
};

} // namespace Setup
