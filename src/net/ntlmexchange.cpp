// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/ntlmexchange.h"

#include "core/problemcodes.h"
#include "net/certificatefaults.h"
#include "net/channelbinding.h"
#include "net/contentdecoder.h"
#include "net/exchangerequest.h"
#include "net/exchangerules.h"
#include "net/liveroutefinder.h"
#include "net/ntlmmessages.h"
#include "net/proxyhearing.h"
#include "net/trustedroots.h"

#include <QRandomGenerator>
#include <QSslConfiguration>

#include <array>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QByteArray clientChallenge()
{
    std::array<quint32, 2> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), numbers.size());
    return QByteArray(reinterpret_cast<const char *>(numbers.data()), sizeof(numbers));
}

} // namespace

NtlmExchange::NtlmExchange(const ExchangeQuery &query, Destination destination, RouteBook &routes)
    : TimedOperation(query.deadline)
    , m_query(query)
    , m_destination(std::move(destination))
    , m_routes(routes)
{}

NtlmExchange::~NtlmExchange()
{
    NtlmExchange::abandon();
}

void NtlmExchange::begin()
{
    m_progress = Progress::Connecting;
    m_reader = {};
    m_names = {};
    m_isPresented = false;
    m_proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    if (const auto refused = refusal(m_query))
        return settle(*refused);
    if (!QSslSocket::supportsSsl())
        return settle(problem(Code::TlsNoBackend));
    m_finder =
        std::make_unique<LiveRouteFinder>(RouteQuery{m_query.tag, m_query.url, m_query.deadline}, m_routes);
    connect(m_finder.get(), &RouteFinder::finished, this, &NtlmExchange::knock);
    m_finder->start();
}

void NtlmExchange::abandon()
{
    if (m_finder)
        m_finder->cancel();
    m_routes.turns().leave(this, ProxyLogins::Outcome::Unanswered);
    m_hearing.reset();
    if (auto *socket = std::exchange(m_socket, nullptr).data()) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

Problem NtlmExchange::overdue() const
{
    if (!m_socket)
        return problem(isViaProxy() ? Code::ProxyConnectFailed : Code::ProxyLookUpTimeout);
    if (m_progress == Progress::Asking)
        return problem(Code::HttpTimeout);
    if (m_progress == Progress::Securing)
        return problem(Code::TlsTimeout);
    return problem(isViaProxy() ? Code::ProxyConnectFailed : Code::TcpTimeout);
}

void NtlmExchange::knock(const Result<Route> &route)
{
    if (!route)
        return settle(route.problem());
    m_proxy = m_routes.proxy(*route);
    m_routes.turns().enter(this, m_proxy, [this](const QNetworkProxy &proxy) { hearProxy(proxy); });
}

// Left to itself, Qt repeats NTLM's first message to a proxy that has no login to go with it.
void NtlmExchange::hearProxy(const QNetworkProxy &proxy)
{
    m_admitted = proxy;
    if (!ProxyHearing::comesFirst(proxy)
        || m_routes.turns().isOpen(proxy, ProxyHearing::targetOf(m_query.url)))
        return connectBy(proxy);
    m_hearing = std::make_unique<ProxyHearing>(proxy, ProxyHearing::targetOf(m_query.url));
    connect(m_hearing.get(), &ProxyHearing::heard, this, &NtlmExchange::heed);
    m_hearing->start();
}

void NtlmExchange::heed(const QJsonObject &said)
{
    m_hearing.release()->deleteLater(); // it is speaking
    if (ProxyHearing::isOpen(said))
        m_routes.turns().noteOpen(m_admitted, ProxyHearing::targetOf(m_query.url));
    if (said.isEmpty() || ProxyHearing::isOpen(said))
        return connectBy(m_admitted);
    settle(ProxyHearing::judged(problem(ProxyHearing::firstCode(said)), said, !m_proxy.user().isEmpty()));
}

void NtlmExchange::connectBy(const QNetworkProxy &proxy)
{
    QSslConfiguration configuration = tlsConfiguration(rootsWith(m_destination.roots, m_query.extraRoot));
    configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    m_socket = new QSslSocket(this);
    m_socket->setSslConfiguration(configuration);
    m_socket->setProxy(proxy);
    connect(m_socket, &QSslSocket::connected, this, [this] {
        m_progress = Progress::Securing;
        m_routes.turns().leave(this, ProxyLogins::Outcome::Taken);
    });
    connect(m_socket, &QSslSocket::encrypted, this, &NtlmExchange::negotiate);
    connect(m_socket, &QSslSocket::sslErrors, this, &NtlmExchange::judgeCertificate);
    connect(m_socket, &QSslSocket::readyRead, this, &NtlmExchange::read);
    connect(m_socket, &QSslSocket::disconnected, this, &NtlmExchange::closed);
    connect(m_socket, &QSslSocket::errorOccurred, this, &NtlmExchange::fail);
    const QString host = m_query.url.host(QUrl::FullyEncoded);
    const bool isPinned = m_destination.isPinned() && !isViaProxy();
    m_socket->connectToHostEncrypted(isPinned ? m_destination.address : host, m_destination.port, host);
}

void NtlmExchange::judgeCertificate(const QList<QSslError> &errors)
{
    const QList<QSslCertificate> chain = m_socket->peerCertificateChain();
    settle(untrusted(m_query.url.host(), chain, certificateFaults(errors, chain)));
}

void NtlmExchange::negotiate()
{
    m_progress = Progress::Asking;
    m_negotiate = Ntlm::negotiateMessage();
    write(m_negotiate, {});
}

void NtlmExchange::write(const QByteArray &message, const QByteArray &body)
{
    QByteArray head = m_query.method + ' ' + requestTarget(m_query.url)
        + " HTTP/1.1\r\nHost: " + hostField(m_query.url) + "\r\n";
    for (const auto &[name, value] : m_query.headers.fields())
        head += name + ": " + value + "\r\n";
    head += "Authorization: " + scheme() + ' ' + message.toBase64() + "\r\n";
    head += QByteArray("Accept-Encoding: ") + ContentDecoder::Accepted + "\r\n";
    head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    m_reader = {};
    m_socket->write(head + body);
    wipe(head);
}

void NtlmExchange::read()
{
    m_reader.feed(m_socket->readAll());
    switch (m_reader.state()) {
    case HttpAnswerReader::State::Reading:
        return;
    case HttpAnswerReader::State::Malformed:
        return isToldByHead() ? take() : settle(problem(Code::AnswerMalformed));
    case HttpAnswerReader::State::TooLarge:
        return isToldByHead() ? take() : settle(problem(Code::AnswerTooLarge));
    case HttpAnswerReader::State::Complete:
        return take();
    }
}

bool NtlmExchange::isToldByHead() const
{
    return m_reader.hasHead() && !ContentDecoder::isBodyAll(m_reader.status());
}

void NtlmExchange::take()
{
    if (m_isPresented)
        settleWith(NtlmTalk::Stage::Presented);
    else
        takeChallenge();
}

void NtlmExchange::takeChallenge()
{
    const auto message = m_reader.status() == 401 ? NtlmChallenge::messageIn(m_reader.headers(), scheme())
                                                  : std::optional<QByteArray>();
    if (!message)
        return settleWith(NtlmTalk::Stage::NoChallenge);
    const auto challenge = NtlmChallenge::fromMessage(*message);
    if (!challenge)
        return settleWith(NtlmTalk::Stage::Unusable);
    m_names = challenge->names;
    if (!m_reader.keepsConnection() || m_socket->state() != QAbstractSocket::ConnectedState)
        return settleWith(NtlmTalk::Stage::NotKept);
    present(*message);
}

void NtlmExchange::present(const QByteArray &challenge)
{
    const Credential &login = *m_query.credential;
    Ntlm::Answering answering{
        m_negotiate, challenge,         m_query.url.host(QUrl::FullyEncoded),
        {},          clientChallenge(), Ntlm::fileTime(QDateTime::currentMSecsSinceEpoch())};
    if (login.saysBinding)
        answering.binding = ntlmChannelBinding(m_socket->peerCertificate());
    const auto account = Ntlm::Account::fromSpelling(login.username, m_names.netbiosDomain);
    auto message = Ntlm::authenticateMessage(account, login.secret, answering);
    if (!message)
        return settleWith(NtlmTalk::Stage::Unusable);
    m_isPresented = true;
    emit sending();
    if (m_socket) // the receiver may have cancelled
        write(*message, m_query.body);
    wipe(*message);
}

void NtlmExchange::fail(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::RemoteHostClosedError && m_progress == Progress::Asking)
        return; // closed() follows, when all that came has been read
    const QString text = m_socket->errorString();
    const auto code = error == QAbstractSocket::SslHandshakeFailedError
        ? handshakeCode(text)
        : socketCode(error, m_progress, isViaProxy());
    m_routes.turns().leave(this, ProxyLogins::outcomeOf(code));
    settle(problem(code, text));
}

void NtlmExchange::closed()
{
    if (m_progress != Progress::Asking)
        return settle(problem(Code::TcpReset));
    m_reader.feed(m_socket->readAll());
    m_reader.end();
    if (m_reader.state() == HttpAnswerReader::State::Complete || isToldByHead())
        return take();
    settle(problem(m_reader.hasHead() ? Code::AnswerTruncated : Code::HttpConnectionClosed));
}

void NtlmExchange::settleWith(NtlmTalk::Stage stage)
{
    ExchangeAnswer answer;
    answer.status = m_reader.status();
    answer.reason = m_reader.reason();
    answer.headers = m_reader.headers();
    ContentDecoder content(answer.headers.value("Content-Encoding"));
    content.feed(m_reader.body());
    if (const auto unreadable = content.problem(answer.status))
        return settle(problem(*unreadable, QString::fromLatin1(answer.headers.value("Content-Encoding"))));
    answer.body = content.takeBody();
    answer.complete = m_reader.state() == HttpAnswerReader::State::Complete && content.isWhole();
    answer.ntlm = NtlmTalk{stage, m_names};
    answer.stamp = stamp();
    if (isViaProxy())
        answer.stamp.proxy = u"%1:%2"_s.arg(m_proxy.hostName()).arg(m_proxy.port());
    else
        answer.stamp.address = m_query.address;
    settle(answer);
}

// Windows takes NTLM's messages by either name; "Negotiate" is where an administrator took NTLM off the list.
QByteArray NtlmExchange::scheme() const
{
    return m_query.credential->scheme == Credential::Scheme::NtlmInNegotiate ? "Negotiate" : "NTLM";
}

Problem NtlmExchange::problem(QLatin1StringView code, const QString &text) const
{
    Problem problem =
        networkProblem(code, text, m_query.url.host(), static_cast<quint16>(m_query.url.port(443)));
    if (isViaProxy() && m_progress == Progress::Connecting)
        problem.facts.insert(u"proxy"_s, u"%1:%2"_s.arg(m_proxy.hostName()).arg(m_proxy.port()));
    return problem;
}

} // namespace Setup
