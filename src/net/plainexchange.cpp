// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/plainexchange.h"

#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "net/exchangerequest.h"
#include "net/exchangerules.h"
#include "net/liveroutefinder.h"

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

PlainExchange::PlainExchange(const ExchangeQuery &query, Destination destination, RouteBook &routes)
    : TimedOperation(query.deadline)
    , m_query(query)
    , m_destination(std::move(destination))
    , m_routes(routes)
{}

PlainExchange::~PlainExchange()
{
    PlainExchange::abandon();
}

void PlainExchange::begin()
{
    m_progress = Progress::Connecting;
    m_reader = {};
    m_proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    if (const auto refused = refusal(m_query))
        return settle(*refused);
    m_finder =
        std::make_unique<LiveRouteFinder>(RouteQuery{m_query.tag, m_query.url, m_query.deadline}, m_routes);
    connect(m_finder.get(), &RouteFinder::finished, this, &PlainExchange::knock);
    m_finder->start();
}

void PlainExchange::abandon()
{
    if (m_finder)
        m_finder->cancel();
    m_routes.turns().leave(this, ProxyLogins::Outcome::Unanswered);
    if (auto *socket = std::exchange(m_socket, nullptr).data()) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

Problem PlainExchange::overdue() const
{
    const bool isDirect = m_proxy.type() == QNetworkProxy::NoProxy;
    if (!m_socket)
        return problem(isDirect ? Code::ProxyLookUpTimeout : Code::ProxyConnectFailed);
    if (m_progress == Progress::Asking)
        return problem(Code::HttpTimeout);
    return problem(isDirect ? Code::TcpTimeout : Code::ProxyConnectFailed);
}

void PlainExchange::knock(const Result<Route> &route)
{
    if (!route)
        return settle(route.problem());
    m_proxy = m_routes.proxy(*route);
    if (isRelayed())
        return connectBy(QNetworkProxy(QNetworkProxy::NoProxy)); // it is asked itself, and without a login
    m_routes.turns().enter(this, m_proxy, [this](const QNetworkProxy &proxy) { connectBy(proxy); });
}

void PlainExchange::connectBy(const QNetworkProxy &proxy)
{
    m_socket = new QTcpSocket(this);
    m_socket->setProxy(proxy);
    connect(m_socket, &QTcpSocket::connected, this, &PlainExchange::write);
    connect(m_socket, &QTcpSocket::readyRead, this, &PlainExchange::read);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &PlainExchange::fail);
    const QString host = m_query.url.host(QUrl::FullyEncoded);
    if (isRelayed())
        m_socket->connectToHost(m_proxy.hostName(), m_proxy.port());
    else if (m_destination.isPinned() && m_proxy.type() == QNetworkProxy::NoProxy)
        m_socket->connectToHost(m_destination.address, m_destination.port);
    else
        m_socket->connectToHost(host, m_destination.port);
}

void PlainExchange::write()
{
    m_progress = Progress::Asking;
    m_routes.turns().leave(this, ProxyLogins::Outcome::Taken);
    const QByteArray host = hostField(m_query.url);
    const QByteArray target = requestTarget(m_query.url);
    QByteArray head = m_query.method + ' ' + (isRelayed() ? "http://" + host + target : target)
        + " HTTP/1.1\r\nHost: " + host + "\r\n";
    if (!m_query.headers.contains("User-Agent"))
        head += "User-Agent: AskCody-Exchange-Setup\r\n";
    for (const auto &[name, value] : m_query.headers.fields())
        head += name + ": " + value + "\r\n";
    if (!m_query.body.isEmpty())
        head += "Content-Length: " + QByteArray::number(m_query.body.size()) + "\r\n";
    emit sending();
    if (m_socket) // the receiver may have cancelled
        m_socket->write(head + "Connection: close\r\n\r\n" + m_query.body);
}

void PlainExchange::read()
{
    m_reader.feed(m_socket->read(HttpAnswerReader::MaximumHead));
    if (m_reader.hasHead())
        settleWithHead();
    else if (m_reader.state() == HttpAnswerReader::State::TooLarge)
        settle(problem(Code::AnswerTooLarge));
    else if (m_reader.state() == HttpAnswerReader::State::Malformed)
        settle(problem(Code::AnswerMalformed));
    else if (m_socket->bytesAvailable() > 0)
        read();
}

void PlainExchange::fail(QAbstractSocket::SocketError error)
{
    const QString text = m_socket->errorString();
    if (m_progress == Progress::Asking)
        return settle(problem(Code::HttpConnectionClosed, text));
    const bool isDirect = m_proxy.type() == QNetworkProxy::NoProxy;
    const auto code = isRelayed() ? relayCode(error) : socketCode(error, m_progress, !isDirect);
    m_routes.turns().leave(this, ProxyLogins::outcomeOf(code));
    settle(problem(code, text));
}

void PlainExchange::settleWithHead()
{
    ExchangeAnswer answer;
    answer.status = m_reader.status();
    answer.reason = m_reader.reason();
    if (m_reader.headers().contains("Location"))
        answer.headers.append("Location", m_reader.headers().value("Location"));
    answer.stamp = stamp();
    if (m_proxy.type() == QNetworkProxy::NoProxy)
        answer.stamp.address = m_query.address;
    else
        answer.stamp.proxy = u"%1:%2"_s.arg(m_proxy.hostName()).arg(m_proxy.port());
    settle(answer);
}

Problem PlainExchange::problem(QLatin1StringView code, const QString &text) const
{
    return networkProblem(code, text, m_query.url.host(), static_cast<quint16>(m_query.url.port(80)));
}

} // namespace Setup
