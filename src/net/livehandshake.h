// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/destination.h"
#include "net/handshake.h"
#include "net/timedoperation.h"

#include <QNetworkProxy>
#include <QPointer>
#include <QSslSocket>

namespace Setup {

// One TLS handshake in which a bad certificate does not end the talk, so that all of it can be read. With an
// extra root a chain that the system does not trust is looked at a second time: that is how the answer knows
// who vouches.
class LiveHandshake : public TimedOperation<Handshake, HandshakeAnswer>
{
public:
    LiveHandshake(const HandshakeQuery &query, Destination destination, const QNetworkProxy &proxy);
    ~LiveHandshake() override;

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void knock(const QList<QSslCertificate> &roots);
    void read();
    void fail(QAbstractSocket::SocketError error);
    bool isViaProxy() const { return m_proxy.type() != QNetworkProxy::NoProxy; }
    Stamp fullStamp() const;

    HandshakeQuery m_query;
    Destination m_destination;
    QNetworkProxy m_proxy;
    QPointer<QSslSocket> m_socket;
    TrustOrigin m_asked = TrustOrigin::System;
    bool m_isConnected = false;
};

} // namespace Setup
