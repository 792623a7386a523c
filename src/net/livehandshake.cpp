// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/livehandshake.h"

#include "core/problemcodes.h"
#include "net/certificatefaults.h"
#include "net/networkproblem.h"
#include "net/trustedroots.h"

#include <QSslCipher>
#include <QSslConfiguration>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return u"TLSv1.2"_s;
    case QSsl::TlsV1_3:
        return u"TLSv1.3"_s;
    default:
        return u"unknown"_s;
    }
}

} // namespace

LiveHandshake::LiveHandshake(const HandshakeQuery &query, Destination destination, const QNetworkProxy &proxy)
    : TimedOperation(query.deadline)
    , m_query(query)
    , m_destination(std::move(destination))
    , m_proxy(proxy)
{}

LiveHandshake::~LiveHandshake()
{
    LiveHandshake::abandon();
}

void LiveHandshake::begin()
{
    if (!QSslSocket::supportsSsl())
        return settle(networkProblem(Code::TlsNoBackend, {}, m_query.host, m_query.port));
    m_asked = TrustOrigin::System;
    knock(m_destination.roots);
}

void LiveHandshake::knock(const QList<QSslCertificate> &roots)
{
    abandon();
    m_isConnected = false;
    QSslConfiguration configuration = tlsConfiguration(roots);
    configuration.setPeerVerifyMode(QSslSocket::QueryPeer);
    configuration.setAllowedNextProtocols({"h2", QSslConfiguration::NextProtocolHttp1_1});

    m_socket = new QSslSocket(this);
    m_socket->setSslConfiguration(configuration);
    m_socket->setProxy(m_proxy);
    connect(m_socket, &QSslSocket::connected, this, [this] { m_isConnected = true; });
    connect(m_socket, &QSslSocket::encrypted, this, &LiveHandshake::read);
    connect(m_socket, &QSslSocket::errorOccurred, this, &LiveHandshake::fail);
    const QString address = m_destination.isPinned() && !isViaProxy() ? m_destination.address : m_query.host;
    m_socket->connectToHostEncrypted(address, m_destination.port, m_query.host);
}

void LiveHandshake::abandon()
{
    if (auto *socket = std::exchange(m_socket, nullptr).data()) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

Problem LiveHandshake::overdue() const
{
    const auto connecting = isViaProxy() ? Code::ProxyConnectFailed : Code::TcpTimeout;
    return networkProblem(m_isConnected ? Code::TlsTimeout : connecting, {}, m_query.host, m_query.port);
}

void LiveHandshake::read()
{
    const QSslConfiguration session = m_socket->sslConfiguration();
    HandshakeAnswer answer;
    answer.protocol = protocolName(session.sessionProtocol());
    answer.cipher = session.sessionCipher().name();
    answer.alpn = QString::fromLatin1(session.nextNegotiatedProtocol());
    answer.chain = session.peerCertificateChain();
    answer.faults = certificateFaults(m_socket->sslHandshakeErrors(), answer.chain);
    answer.stamp = fullStamp();
    m_socket->flush(); // a handshake that ends half-way would stand in the server's log as a failure
    m_socket->disconnectFromHost();
    if (answer.isTrusted())
        answer.trust = m_asked;
    else if (m_asked == TrustOrigin::System && !m_query.extraRoot.isEmpty()) {
        m_asked = TrustOrigin::ExtraRoot;
        return knock(rootsWith(m_destination.roots, m_query.extraRoot));
    }
    settle(answer);
}

void LiveHandshake::fail(QAbstractSocket::SocketError error)
{
    const QString text = m_socket->errorString();
    const Progress progress = m_isConnected ? Progress::Securing : Progress::Connecting;
    const auto code = error == QAbstractSocket::SslHandshakeFailedError
        ? handshakeCode(text)
        : socketCode(error, progress, isViaProxy());
    settle(networkProblem(code, text, m_query.host, m_query.port));
}

Stamp LiveHandshake::fullStamp() const
{
    Stamp full = stamp();
    if (isViaProxy())
        full.proxy = u"%1:%2"_s.arg(m_proxy.hostName()).arg(m_proxy.port());
    else
        full.address = m_query.address;
    return full;
}

} // namespace Setup
