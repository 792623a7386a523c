// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/socketopening.h"

#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "net/certificatefaults.h"
#include "net/proxyhearing.h"
#include "net/proxylogins.h"
#include "net/trustedroots.h"

#include <QSslConfiguration>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// The proxy itself did not answer: what lies behind it was not tried.
QLatin1StringView relayCode(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::RemoteHostClosedError ? Code::ProxyBroken : Code::ProxyUnreachable;
}

} // namespace

SocketOpening::SocketOpening(Place place, ProxyLogins &turns)
    : m_place(std::move(place))
    , m_turns(&turns)
{}

SocketOpening::~SocketOpening()
{
    stop();
}

bool SocketOpening::isRelayed(const QUrl &url, const QNetworkProxy &proxy)
{
    return url.scheme() == "http"_L1 && proxy.type() == QNetworkProxy::HttpProxy;
}

void SocketOpening::start()
{
    if (isRelayed())
        return admit(QNetworkProxy(QNetworkProxy::NoProxy));
    m_turns->enter(this, m_place.proxy, [this](const QNetworkProxy &proxy) { admit(proxy); });
}

void SocketOpening::stop()
{
    if (auto *turns = std::exchange(m_turns, nullptr))
        turns->leave(this, ProxyLogins::Outcome::Unanswered);
    m_hearing.reset();
    m_race.reset();
    m_socket.reset();
}

// Left to itself, Qt repeats NTLM's first message to a proxy that has no login to go with it.
void SocketOpening::admit(const QNetworkProxy &proxy)
{
    m_admitted = proxy;
    if (ProxyHearing::comesFirst(proxy) && !m_turns->isOpen(proxy, ProxyHearing::targetOf(m_place.url)))
        listenToProxy();
    else
        knock();
}

void SocketOpening::listenToProxy()
{
    m_hearing = std::make_unique<ProxyHearing>(m_admitted, ProxyHearing::targetOf(m_place.url));
    connect(m_hearing.get(), &ProxyHearing::heard, this, &SocketOpening::heed);
    m_hearing->start();
}

void SocketOpening::heed(const QJsonObject &said)
{
    m_hearing.release()->deleteLater(); // it is speaking
    if (ProxyHearing::isOpen(said))
        m_turns->noteOpen(m_admitted, ProxyHearing::targetOf(m_place.url));
    if (!m_refused && (said.isEmpty() || ProxyHearing::isOpen(said)))
        return knock();
    const Problem refused = m_refused ? *m_refused : problem(ProxyHearing::firstCode(said));
    emit failed(ProxyHearing::judged(refused, said, !m_place.proxy.user().isEmpty()));
}

void SocketOpening::knock()
{
    QString host = m_place.url.host(QUrl::FullyEncoded);
    quint16 knocked = port();
    if (isRelayed()) {
        host = m_place.proxy.hostName();
        knocked = m_place.proxy.port();
    } else if (!isViaProxy()) {
        host = m_place.destination.isPinned() ? m_place.destination.address : host;
        knocked = m_place.destination.port;
    }
    const auto kind = isEncrypted() ? SocketRace::Kind::ForTls : SocketRace::Kind::Plain;
    m_race = std::make_unique<SocketRace>(kind, host, knocked, m_admitted);
    connect(m_race.get(), &SocketRace::won, this, &SocketOpening::secure);
    connect(m_race.get(), &SocketRace::lost, this, &SocketOpening::fail);
    m_race->start();
}

void SocketOpening::secure()
{
    m_socket = m_race->take();
    m_race.release()->deleteLater(); // it is speaking
    m_turns->leave(this, ProxyLogins::Outcome::Taken);
    if (!isEncrypted()) {
        emit opened();
        return;
    }
    m_progress = Progress::Securing;
    auto *socket = static_cast<QSslSocket *>(m_socket.get());
    QSslConfiguration configuration =
        tlsConfiguration(rootsWith(m_place.destination.roots, m_place.extraRoot));
    // Whoever speaks HTTP/2 alone says so in the handshake, instead of closing on a request (RFC 7301, 3.2).
    configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    socket->setSslConfiguration(configuration);
    socket->setPeerVerifyName(m_place.url.host(QUrl::FullyEncoded));
    connect(socket, &QSslSocket::encrypted, this, &SocketOpening::conclude);
    connect(socket, &QSslSocket::sslErrors, this, &SocketOpening::judge);
    connect(socket, &QSslSocket::errorOccurred, this,
            [this](auto error) { fail(error, m_socket->errorString()); });
    socket->startClientEncryption();
}

void SocketOpening::judge(const QList<QSslError> &errors)
{
    const QList<QSslCertificate> chain = static_cast<QSslSocket *>(m_socket.get())->peerCertificateChain();
    emit failed(untrusted(m_place.url.host(), chain, certificateFaults(errors, chain)));
}

void SocketOpening::conclude()
{
    m_socket->disconnect(this);
    emit opened();
}

void SocketOpening::fail(QAbstractSocket::SocketError error, const QString &text)
{
    if (m_race)
        m_race.release()->deleteLater(); // it is speaking
    auto code = socketCode(error, m_progress, isViaProxy());
    if (isRelayed())
        code = relayCode(error);
    else if (error == QAbstractSocket::SslHandshakeFailedError)
        code = handshakeCode(text);
    m_turns->leave(this, ProxyLogins::outcomeOf(code));
    const Problem failure = problem(code, text);
    const bool isOfProxy = m_progress == Progress::Connecting && !isRelayed()
        && m_place.proxy.type() == QNetworkProxy::HttpProxy && code != Code::ProxyUnreachable;
    if (!isOfProxy) {
        emit failed(failure);
        return;
    }
    m_refused = failure; // it was reached and did not connect
    listenToProxy();
}

Problem SocketOpening::overdue() const
{
    if (m_refused)
        return *m_refused;
    if (m_progress == Progress::Securing)
        return problem(Code::TlsTimeout);
    return problem(isViaProxy() ? Code::ProxyConnectFailed : Code::TcpTimeout);
}

bool SocketOpening::isEncrypted() const
{
    return m_place.url.scheme() == "https"_L1;
}

quint16 SocketOpening::port() const
{
    return static_cast<quint16>(m_place.url.port(isEncrypted() ? 443 : 80));
}

// What stands in front of the server is a fact only while nothing has got past it.
Problem SocketOpening::problem(QLatin1StringView code, const QString &text) const
{
    Problem problem = networkProblem(code, text, m_place.url.host(), port());
    if (isViaProxy() && m_progress == Progress::Connecting)
        problem.facts.insert(u"proxy"_s, u"%1:%2"_s.arg(m_place.proxy.hostName()).arg(m_place.proxy.port()));
    return problem;
}

} // namespace Setup
