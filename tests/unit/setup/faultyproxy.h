// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace Setup {

// A network on loopback that does something to one piece of what goes through it, in either direction; what
// it carries is TLS, which it cannot read.
class FaultyProxy : public QTcpServer
{
public:
    enum class Fault {
        None,
        Cut, // both sides are closed in its place
        HalfThenCut,
        Reset, // with RST, not with FIN
        WholeThenReset,
        Stall, // it and all that follows stays away
        HalfThenStall,
        Twice, // the piece comes a second time
        Garbled // one bit is another
    };

    explicit FaultyProxy(quint16 target)
        : m_target(target)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] { accept(nextPendingConnection()); });
    }

    // The fault comes to the piece with this number, counted from now on over all connections.
    void arm(Fault fault, int piece)
    {
        m_fault = fault;
        m_at = piece;
        m_seen = 0;
        m_hasStruck = false;
    }
    bool hasStruck() const { return m_hasStruck; }

private:
    void accept(QTcpSocket *near)
    {
        auto *far = new QTcpSocket(near);
        for (QTcpSocket *socket : {near, far})
            socket->setProxy(QNetworkProxy::NoProxy);
        connect(near, &QTcpSocket::readyRead, far, [this, near, far] { carry(near, far); });
        connect(far, &QTcpSocket::readyRead, near, [this, near, far] { carry(far, near); });
        connect(far, &QTcpSocket::connected, near, [this, near, far] { carry(near, far); });
        connect(far, &QTcpSocket::disconnected, near, [near] { near->disconnectFromHost(); });
        connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
        far->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
    }

    void carry(QTcpSocket *from, QTcpSocket *to)
    {
        if (to->state() != QTcpSocket::ConnectedState || from->property("stalled").toBool())
            return;
        const QByteArray piece = from->readAll();
        if (piece.isEmpty())
            return;
        const bool strikes = m_fault != Fault::None && m_seen++ == m_at;
        m_hasStruck = m_hasStruck || strikes;
        to->write(strikes ? changed(piece) : piece);
        if (!strikes)
            return;
        to->flush();
        switch (m_fault) {
        case Fault::WholeThenReset:
            reset(to); // before the other side's end closes it with FIN
            reset(from);
            break;
        case Fault::Reset:
            reset(from);
            reset(to);
            break;
        case Fault::Cut:
        case Fault::HalfThenCut:
            from->disconnectFromHost();
            to->disconnectFromHost();
            break;
        case Fault::Stall:
        case Fault::HalfThenStall:
            from->setProperty("stalled", true);
            to->setProperty("stalled", true);
            break;
        default:
            break;
        }
    }

    QByteArray changed(QByteArray piece) const
    {
        switch (m_fault) {
        case Fault::Cut:
        case Fault::Reset:
        case Fault::Stall:
            return {};
        case Fault::HalfThenCut:
        case Fault::HalfThenStall:
            return piece.left(piece.size() / 2);
        case Fault::Twice:
            return piece + piece;
        case Fault::Garbled:
            piece[piece.size() / 2] = static_cast<char>(piece.at(piece.size() / 2) ^ 0x10);
            return piece;
        case Fault::WholeThenReset:
        case Fault::None:
            break;
        }
        return piece;
    }

    static void reset(QTcpSocket *socket)
    {
#ifdef Q_OS_UNIX
        const linger hard{1, 0};
        ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
#endif
        socket->abort();
    }

    quint16 m_target;
    Fault m_fault = Fault::None;
    int m_at = 0;
    int m_seen = 0;
    bool m_hasStruck = false;
};

} // namespace Setup
