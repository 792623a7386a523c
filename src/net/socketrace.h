// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/ownsocket.h"

#include <QNetworkProxy>
#include <QObject>
#include <QTimer>

#include <vector>

class QHostInfo;

namespace Setup {

// A TCP connection to a host. Where its name has addresses of both families, those of the second have a
// chance as soon as the first does not answer at once (RFC 8305): to a socket alone, an address that swallows
// everything would cost half a minute.
class SocketRace : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Plain, ForTls }; // TLS is begun by whoever takes the socket

    SocketRace(Kind kind, const QString &host, quint16 port, const QNetworkProxy &proxy);
    ~SocketRace() override;

    void start();
    OwnSocket take() { return std::move(m_won); }

signals:
    void won();
    void lost(QAbstractSocket::SocketError error, const QString &text);

private:
    using Family = QAbstractSocket::NetworkLayerProtocol;
    void choose(const QHostInfo &host);
    void enter(Family family);
    void enterLate();
    void end(QTcpSocket *socket);
    void drop(QTcpSocket *socket, QAbstractSocket::SocketError error);

    Kind m_kind;
    QString m_host;
    quint16 m_port;
    QNetworkProxy m_proxy;
    int m_lookUp = -1;
    QTimer m_delay; // runs while the second family waits
    Family m_second;
    std::vector<OwnSocket> m_running;
    OwnSocket m_won;
};

} // namespace Setup
