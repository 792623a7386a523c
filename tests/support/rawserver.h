// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/livedoor.h"
#include "net/worlddoor.h"
#include "support/loopbackworld.h"
#include "support/outcome.h"

#include <QFile>
#include <QRegularExpression>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>

namespace Setup {

// A server, plain or with TLS, that writes what it is given, for what no decent server says.
class RawServer : public QTcpServer
{
public:
    explicit RawServer(std::function<void(QSslSocket &)> serve, bool isEncrypted = false)
        : m_serve(std::move(serve))
        , m_isEncrypted(isEncrypted)
    {
        listen(QHostAddress::LocalHost);
    }

    // Begins so, and then never ends; nothing of it waits here in large amounts.
    static std::function<void(QSslSocket &)> endless(const QByteArray &head, const QByteArray &piece,
                                                     qint64 &written)
    {
        return [head, piece, &written](QSslSocket &socket) {
            const auto more = [piece, &written, &socket] {
                static constexpr qint64 enough = 500'000;
                while (socket.state() == QTcpSocket::ConnectedState
                       && socket.bytesToWrite() + socket.encryptedBytesToWrite() < enough)
                    written += socket.write(piece);
            };
            QObject::connect(&socket, &QSslSocket::encryptedBytesWritten, &socket, more);
            QObject::connect(&socket, &QSslSocket::bytesWritten, &socket, more);
            socket.write(head);
        };
    }

    int connectionCount() const { return m_connectionCount; }

    // Over https it is mail.contoso.test.
    Result<ExchangeAnswer> asked(const ExchangeQuery &query) const
    {
        WorldTable table;
        table.dns.insert(LoopbackWorld::name(), {{QStringLiteral("A"), QStringLiteral("192.0.2.10")}});
        table.loopbackPorts.insert(LoopbackWorld::name() + QStringLiteral(":443"), serverPort());
        table.publicCaPem = LoopbackWorld::authority().rootPem();
        WorldDoor world(table);
        LiveDoor live;
        Door &door = m_isEncrypted ? static_cast<Door &>(world) : live;
        return outcomeOf<ExchangeAnswer>(*door.exchange(query));
    }

    // Over http.
    ExchangeQuery query() const
    {
        ExchangeQuery query;
        query.url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(serverPort()));
        query.withoutSecrets = true;
        query.deadline = std::chrono::seconds(5);
        return query;
    }

protected:
    void incomingConnection(qintptr handle) override
    {
        ++m_connectionCount;
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(handle);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            if (socket->readAll().contains("\r\n\r\n"))
                m_serve(*socket);
        });
        if (!m_isEncrypted)
            return;
        static const auto identity = LoopbackWorld::authority().issue({LoopbackWorld::name()});
        QSslConfiguration configuration = socket->sslConfiguration();
        configuration.setLocalCertificateChain(identity.chain);
        configuration.setPrivateKey(identity.key);
        socket->setSslConfiguration(configuration);
        socket->startServerEncryption();
    }

private:
    std::function<void(QSslSocket &)> m_serve;
    bool m_isEncrypted;
    int m_connectionCount = 0;
};

// The most memory that this process ever had.
inline qint64 peakMebibytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression peak(QStringLiteral("VmHWM:\\s*(\\d+) kB"));
    return peak.match(QString::fromLatin1(status.readAll())).captured(1).toLongLong() / 1024;
}

} // namespace Setup
