// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/livehandshake.h"

#include "core/networkcodes.h"
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

constexpr std::chrono::milliseconds patience{300};

} // namespace

LiveHandshake::LiveHandshake(const HandshakeQuery &query, Destination destination, const QNetworkProxy &proxy,
                             ProxyLogins &turns)
    : TimedOperation(query.deadline)
    , m_query(query)
    , m_destination(std::move(destination))
    , m_proxy(proxy)
    , m_turns(turns)
{
    m_listening.setSingleShot(true);
    QObject::connect(&m_listening, &QTimer::timeout, this, &LiveHandshake::conclude);
}

LiveHandshake::~LiveHandshake()
{
    LiveHandshake::abandon();
}

void LiveHandshake::begin()
{
    if (!QSslSocket::supportsSsl())
        return settle(networkProblem(Code::TlsNoBackend, {}, m_query.host, m_query.port));
    m_asked = TrustOrigin::System;
    m_refused.reset();
    m_turns.enter(this, m_proxy, [this](const QNetworkProxy &proxy) {
        m_admitted = proxy;
        if (ProxyHearing::comesFirst(proxy) && !m_turns.isOpen(proxy, target()))
            listenToProxy();
        else
            knock(m_destination.roots);
    });
}

void LiveHandshake::knock(const QList<QSslCertificate> &roots)
{
    letGo();
    m_isConnected = false;
    m_refused.reset();
    m_read.reset();
    m_flights = 0;
    m_alert = -1;
    QSslConfiguration configuration = tlsConfiguration(roots);
    configuration.setPeerVerifyMode(QSslSocket::QueryPeer);
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, false); // tells of tickets, too
    configuration.setAllowedNextProtocols({"h2", QSslConfiguration::NextProtocolHttp1_1});

    m_socket = new QSslSocket(this);
    m_socket->setSslConfiguration(configuration);
    m_socket->setProxy(m_admitted);
    connect(m_socket, &QSslSocket::connected, this, [this] {
        m_isConnected = true;
        m_turns.leave(this, ProxyLogins::Outcome::Taken);
    });
    connect(m_socket, &QSslSocket::encryptedBytesWritten, this, [this] { ++m_flights; });
    connect(m_socket, &QSslSocket::alertReceived, this,
            [this](QSsl::AlertLevel, QSsl::AlertType type) { m_alert = static_cast<int>(type); });
    // Told from within OpenSSL, which would not survive the end of its connection there.
    connect(m_socket, &QSslSocket::newSessionTicketReceived, this, [this] {
        if (m_read)
            m_listening.start(std::chrono::milliseconds(0));
    });
    connect(m_socket, &QSslSocket::encrypted, this, &LiveHandshake::read);
    connect(m_socket, &QSslSocket::errorOccurred, this, &LiveHandshake::fail);
    const QString address = m_destination.isPinned() && !isViaProxy() ? m_destination.address : m_query.host;
    m_socket->connectToHostEncrypted(address, m_destination.port, m_query.host);
}

void LiveHandshake::abandon()
{
    m_turns.leave(this, ProxyLogins::Outcome::Unanswered);
    letGo();
}

void LiveHandshake::letGo()
{
    m_hearing.reset();
    m_listening.stop();
    if (auto *socket = std::exchange(m_socket, nullptr).data()) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

Problem LiveHandshake::overdue() const
{
    if (m_refused)
        return *m_refused;
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
    if (answer.isTrusted())
        answer.trust = m_asked;
    else if (m_asked == TrustOrigin::System && !m_query.extraRoot.isEmpty()) {
        close();
        m_asked = TrustOrigin::ExtraRoot;
        return knock(rootsWith(m_destination.roots, m_query.extraRoot));
    }
    m_read = answer;
    // In TLS 1.3 the client has ended its part when the server begins to judge it (RFC 8446, 4.4.2.4). A
    // ticket says that the server is content; not all of them give one.
    if (session.sessionProtocol() == QSsl::TlsV1_3)
        m_listening.start(patience);
    else
        conclude();
}

void LiveHandshake::conclude()
{
    close();
    settle(*m_read);
}

void LiveHandshake::close()
{
    const QPointer<QSslSocket> socket = m_socket;
    socket->disconnect(this); // all is read: that nobody hears our end of it any more is no failure
    socket->flush(); // a handshake that ends half-way would stand in the server's log as a failure
    socket->disconnectFromHost();
}

void LiveHandshake::fail(QAbstractSocket::SocketError error)
{
    if (m_refused)
        return; // all is said
    if (m_read && m_alert <= 0) // who closes now has nothing against us
        return conclude();
    const QString text = m_socket->errorString();
    const Progress progress = m_isConnected ? Progress::Securing : Progress::Connecting;
    const auto code = m_read || error == QAbstractSocket::SslHandshakeFailedError
        ? handshakeCode(text, keysSent())
        : socketCode(error, progress, isViaProxy());
    m_turns.leave(this, ProxyLogins::outcomeOf(code));
    Problem failure = problem(code, text);
    if (m_isConnected)
        failure.facts.insert(u"stage"_s, keysSent() ? u"keys"_s : u"hello"_s);
    if (m_alert >= 0)
        failure.facts.insert(u"alert"_s, m_alert);
    const bool isSilent = code == Code::ProxyUnreachable || m_proxy.type() != QNetworkProxy::HttpProxy;
    if (m_isConnected || isSilent)
        settle(failure);
    else
        hear(failure);
}

// The proxy was reached and did not connect.
void LiveHandshake::hear(const Problem &problem)
{
    m_refused = problem;
    listenToProxy();
}

void LiveHandshake::listenToProxy()
{
    m_hearing = std::make_unique<ProxyHearing>(m_proxy, target());
    connect(m_hearing.get(), &ProxyHearing::heard, this, &LiveHandshake::heed);
    m_hearing->start();
}

void LiveHandshake::heed(const QJsonObject &said)
{
    m_hearing.release()->deleteLater(); // it is speaking
    if (ProxyHearing::isOpen(said))
        m_turns.noteOpen(m_admitted, target());
    if (!m_refused && (said.isEmpty() || ProxyHearing::isOpen(said)))
        return knock(m_destination.roots);
    const Problem failure = m_refused ? *m_refused : problem(ProxyHearing::firstCode(said), {});
    settle(ProxyHearing::judged(failure, said, !m_proxy.user().isEmpty()));
}

QString LiveHandshake::target() const
{
    return ProxyHearing::targetOf(m_query.host, m_destination.port);
}

// What stands in front of the server is a fact only while nothing has got past it.
Problem LiveHandshake::problem(QLatin1StringView code, const QString &text) const
{
    Problem problem = networkProblem(code, text, m_query.host, m_query.port);
    if (isViaProxy() && !m_isConnected)
        problem.facts.insert(u"proxy"_s, u"%1:%2"_s.arg(m_proxy.hostName()).arg(m_proxy.port()));
    return problem;
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
