// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/loopbackconnection.h"

#include "simulators/loopbackserver.h"
#include "simulators/simlater.h"

#include <QSslConfiguration>
#include <QTimer>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace Setup {
namespace {

QByteArray usualReason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 415:
        return "Unsupported Media Type";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "Simulated";
    }
}

QByteArray head(const SimReply &reply)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(reply.status) + ' '
        + (reply.reason.isEmpty() ? usualReason(reply.status) : reply.reason) + "\r\n";
    for (const SimHeader &header : reply.headers)
        text += header.name + ": " + header.value + "\r\n";
    if (!reply.chunks.isEmpty())
        text += "Transfer-Encoding: chunked\r\n";
    else if (reply.tunnelPort == 0 && reply.status != 204)
        text +=
            "Content-Length: " + QByteArray::number(reply.contentLength.value_or(reply.body.size())) + "\r\n";
    if (reply.afterwards == SimReply::Afterwards::Close)
        text += "Connection: close\r\n";
    return text + "\r\n";
}

void applyProtocols(QSslConfiguration &configuration, TlsProtocols protocols)
{
    switch (protocols) {
    case TlsProtocols::Current:
        configuration.setProtocol(QSsl::TlsV1_2OrLater);
        break;
    case TlsProtocols::Only12:
        configuration.setProtocol(QSsl::TlsV1_2);
        break;
    case TlsProtocols::Only13:
        configuration.setProtocol(QSsl::TlsV1_3);
        break;
    case TlsProtocols::OnlyOld:
        // Qt has no name for these any more, and OpenSSL speaks them at security level 0 only.
        configuration.setProtocol(QSsl::AnyProtocol);
        configuration.setBackendConfigurationOption("MinProtocol", QByteArray("TLSv1"));
        configuration.setBackendConfigurationOption("MaxProtocol", QByteArray("TLSv1.1"));
        configuration.setBackendConfigurationOption("CipherString", QByteArray("DEFAULT@SECLEVEL=0"));
        break;
    case TlsProtocols::NoCommonCipher: // the keys here are of elliptic curves
        configuration.setProtocol(QSsl::TlsV1_2);
        configuration.setBackendConfigurationOption("CipherString",
                                                    QByteArray("ECDHE-RSA-AES256-GCM-SHA384"));
        break;
    }
}

} // namespace

LoopbackConnection::LoopbackConnection(LoopbackServer &server, int number)
    : QObject(&server)
    , m_server(server)
    , m_number(number)
{
    connect(&m_socket, &QSslSocket::encrypted, this, [this] { ++m_server.m_handshakeCount; });
    connect(&m_socket, &QSslSocket::readyRead, this, &LoopbackConnection::read);
    connect(&m_socket, &QSslSocket::disconnected, this, &QObject::deleteLater);
    // A handshake that fails before the connection counts as encrypted ends without disconnected().
    connect(&m_socket, &QSslSocket::errorOccurred, this, &QObject::deleteLater);
}

void LoopbackConnection::open(qintptr handle)
{
    if (!m_socket.setSocketDescriptor(handle)) {
        deleteLater();
        return;
    }
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_server.m_latency.count() > 0)
        QTimer::singleShot(m_server.m_latency, this, qOverload<>(&LoopbackConnection::begin));
    else
        begin();
}

void LoopbackConnection::drop()
{
    m_socket.disconnectFromHost();
}

void LoopbackConnection::begin()
{
    m_open = true;
    if (m_server.isEncrypted() && m_server.m_tls->manners == TlsManners::Good) {
        configureTls();
        m_socket.startServerEncryption();
    } else {
        read();
    }
}

// In answer to the other side's hello.
void LoopbackConnection::misbehave()
{
    if (m_socket.readAll().isEmpty())
        return;
    switch (m_server.m_tls->manners) {
    case TlsManners::Good:
    case TlsManners::Silent:
        return;
    case TlsManners::SpeaksPlainly:
        m_socket.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        m_socket.disconnectFromHost();
        return;
    case TlsManners::Closes:
        m_socket.disconnectFromHost();
        return;
    case TlsManners::Resets:
        reset();
        return;
    }
}

void LoopbackConnection::configureTls()
{
    const TlsSettings &settings = *m_server.m_tls;
    QSslConfiguration configuration = m_socket.sslConfiguration();
    configuration.setLocalCertificateChain(settings.identity.chain);
    configuration.setPrivateKey(settings.identity.key);
    configuration.setPeerVerifyMode(settings.clientCertificateDemanded ? QSslSocket::VerifyPeer
                                                                       : QSslSocket::VerifyNone);
    // Without it Qt closes when the handshake is over, where a server sends its alert (RFC 8446, 6.2).
    configuration.setMissingCertificateIsFatal(settings.clientCertificateDemanded);
    configuration.setCaCertificates(settings.clientCertificateDemanded ? QList{settings.clientIssuer}
                                                                       : QList<QSslCertificate>());
    configuration.setAllowedNextProtocols({QByteArray("http/1.1")});
    applyProtocols(configuration, settings.protocols);
    m_socket.setSslConfiguration(configuration);
}

void LoopbackConnection::read()
{
    if (!m_open)
        return; // what is there already may be the start of a TLS handshake
    if (m_server.isEncrypted() && m_server.m_tls->manners != TlsManners::Good)
        return misbehave();
    m_reader.feed(m_socket.readAll());
    if (!m_busy)
        serveNext();
}

void LoopbackConnection::serveNext()
{
    std::optional<SimRequest> request = m_reader.take();
    if (m_reader.refusal() != 0) {
        refuse(m_reader.refusal());
    } else if (request) {
        request->connection = m_number;
        request->onConnection = ++m_requestCount;
        if (m_server.isEncrypted())
            request->serverCertificate = m_socket.localCertificate().toDer();
        m_busy = true;
        const SimReply reply = m_server.answer(*request);
        if (reply.later)
            await(reply);
        else
            begin(reply);
    } else if (m_reader.takeExpectation()) {
        m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
    }
}

void LoopbackConnection::refuse(int status)
{
    m_busy = true;
    SimReply reply;
    reply.status = status;
    reply.afterwards = SimReply::Afterwards::Close;
    send(reply);
}

// How it misbehaves is known already, what it says is not.
void LoopbackConnection::await(const SimReply &reply)
{
    SimReply whole = reply;
    whole.later.reset();
    connect(reply.later.get(), &SimLater::finished, this, [this, whole](const SimReply &said) mutable {
        whole.status = said.status;
        whole.headers = said.headers + whole.headers;
        whole.body = said.body;
        begin(whole);
    });
}

void LoopbackConnection::begin(const SimReply &reply)
{
    const std::chrono::milliseconds delay = reply.delay + m_server.m_latency;
    if (delay.count() > 0)
        QTimer::singleShot(delay, this, [this, reply] { send(reply); });
    else
        send(reply);
}

void LoopbackConnection::send(const SimReply &reply)
{
    switch (reply.fault) {
    case SimReply::Fault::Silent:
        return;
    case SimReply::Fault::CloseBeforeAnswer:
        m_socket.disconnectFromHost();
        return;
    case SimReply::Fault::Reset:
        reset();
        return;
    case SimReply::Fault::None:
        break;
    }
    if (!reply.chunks.isEmpty()) {
        m_socket.write(head(reply));
        sendChunks(reply, 0);
        return;
    }
    const QByteArray body =
        reply.bodyless ? QByteArray() : reply.body.left(reply.cutAfter.value_or(reply.body.size()));
    sendPieces(head(reply) + body, reply);
}

void LoopbackConnection::sendPieces(const QByteArray &bytes, const SimReply &reply)
{
    const qsizetype count = reply.dribbleBytes > 0 ? reply.dribbleBytes : bytes.size();
    m_socket.write(bytes.left(count));
    m_socket.flush();
    if (count >= bytes.size())
        complete(reply);
    else
        QTimer::singleShot(reply.dribbleInterval, this,
                           [this, rest = bytes.mid(count), reply] { sendPieces(rest, reply); });
}

void LoopbackConnection::sendChunks(const SimReply &reply, qsizetype next)
{
    if (next == reply.chunks.size()) {
        if (reply.cutAfter) {
            m_socket.disconnectFromHost();
        } else if (reply.chunksEnd) {
            m_socket.write("0\r\n\r\n");
            complete(reply);
        }
        return;
    }
    QTimer::singleShot(reply.chunks.at(next).delay, this, [this, reply, next] {
        const QByteArray &data = reply.chunks.at(next).data;
        m_socket.write(QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n");
        m_socket.flush();
        sendChunks(reply, next + 1);
    });
}

void LoopbackConnection::complete(const SimReply &reply)
{
    if (reply.tunnelPort != 0) {
        tunnel(reply.tunnelPort);
    } else if (reply.cutAfter || reply.afterwards != SimReply::Afterwards::KeepAlive) {
        m_socket.disconnectFromHost();
    } else {
        m_busy = false;
        serveNext();
    }
}

void LoopbackConnection::reset()
{
    // Closing with a linger time of zero is what makes the kernel send RST.
    const linger none{1, 0};
    setsockopt(
#ifdef Q_OS_WIN
        static_cast<SOCKET>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER,
        reinterpret_cast<const char *>(&none),
#else
        static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none,
#endif
        sizeof none);
    m_socket.abort();
}

void LoopbackConnection::tunnel(quint16 port)
{
    m_socket.disconnect(this);
    auto *other = new QTcpSocket(this);
    connect(&m_socket, &QSslSocket::disconnected, this, &QObject::deleteLater);
    connect(other, &QTcpSocket::disconnected, &m_socket, &QSslSocket::disconnectFromHost);
    connect(other, &QTcpSocket::errorOccurred, &m_socket, &QSslSocket::disconnectFromHost);
    connect(other, &QTcpSocket::readyRead, this, [this, other] { m_socket.write(other->readAll()); });
    connect(other, &QTcpSocket::connected, this, [this, other] {
        other->write(m_reader.takeRest() + m_socket.readAll());
        connect(&m_socket, &QSslSocket::readyRead, other,
                [this, other] { other->write(m_socket.readAll()); });
    });
    other->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

} // namespace Setup
