// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/socketexchange.h"

#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "net/exchangerules.h"
#include "net/liveroutefinder.h"
#include "net/networkproblem.h"
#include "net/routebook.h"
#include "net/socketopening.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pieceSize = 64LL * 1024;

// Fields of the same name are one list (RFC 9110, 5.3), but for cookies; so Qt tells those of other
// exchanges.
HttpHeaders combined(const HttpHeaders &headers)
{
    HttpHeaders result;
    for (const auto &[name, value] : headers.fields()) {
        if (name.toLower() == "set-cookie")
            result.append(name, value);
        else if (!result.contains(name))
            result.append(name, QByteArrayList(headers.values(name)).join(", "));
    }
    return result;
}

} // namespace

SocketExchange::SocketExchange(const ExchangeQuery &query, Destination destination, RouteBook &routes)
    : TimedOperation(query.deadline)
    , m_query(query)
    , m_destination(std::move(destination))
    , m_routes(routes)
{}

SocketExchange::~SocketExchange()
{
    SocketExchange::abandon();
}

void SocketExchange::begin()
{
    m_proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    if (const auto refused = refusal(m_query))
        return settle(*refused);
    if (m_query.url.scheme() == "https"_L1 && !QSslSocket::supportsSsl())
        return settle(problem(Code::TlsNoBackend));
    m_finder =
        std::make_unique<LiveRouteFinder>(RouteQuery{m_query.tag, m_query.url, m_query.deadline}, m_routes);
    connect(m_finder.get(), &RouteFinder::finished, this, &SocketExchange::knock);
    m_finder->start();
}

void SocketExchange::abandon()
{
    if (m_finder)
        m_finder->cancel();
    dropOpening();
    m_socket.reset();
}

void SocketExchange::dropOpening()
{
    if (!m_opening)
        return;
    m_opening->disconnect(this);
    m_opening->stop();
    m_opening.release()->deleteLater(); // it may be speaking
}

Problem SocketExchange::overdue() const
{
    if (m_opening)
        return m_opening->overdue();
    return problem(m_socket ? Code::HttpTimeout : Code::ProxyLookUpTimeout);
}

Result<ExchangeAnswer> SocketExchange::outcomeAtDeadline()
{
    return isToldByHead() ? outcome() : overdue();
}

void SocketExchange::knock(const Result<Route> &route)
{
    if (!route)
        return settle(route.problem());
    m_proxy = m_routes.proxy(*route);
    if (auto standing = kept())
        adopt(std::move(standing));
    else
        open();
}

void SocketExchange::open()
{
    m_opening = std::make_unique<SocketOpening>(
        SocketOpening::Place{m_query.url, m_destination, m_query.extraRoot, m_proxy}, m_routes.turns());
    connect(m_opening.get(), &SocketOpening::failed, this,
            [this](const Problem &problem) { settle(problem); });
    connect(m_opening.get(), &SocketOpening::opened, this, [this] { adopt(m_opening->take()); });
    m_opening->start();
}

void SocketExchange::adopt(OwnSocket socket)
{
    dropOpening();
    m_socket = std::move(socket);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &SocketExchange::read);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &SocketExchange::closed);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &SocketExchange::fail);
    talk();
}

OwnSocket SocketExchange::takeSocket()
{
    m_socket->disconnect(this);
    return std::move(m_socket);
}

void SocketExchange::write(const QByteArray &request)
{
    m_reader = {};
    m_content.reset();
    m_socket->write(request);
}

void SocketExchange::read()
{
    while (m_socket && m_socket->bytesAvailable() > 0) {
        m_reader.feed(m_socket->read(pieceSize));
        weigh();
    }
}

// What has come so far: whether it is enough, for whatever reason.
void SocketExchange::weigh()
{
    if (m_reader.hasHead()) {
        if (m_query.withoutSecrets)
            return take(); // the body is of no interest
        if (!m_content)
            m_content = ContentDecoder(combined(m_reader.headers()).value("Content-Encoding"));
        m_content->feed(m_reader.takeBody());
        if (m_query.isEnough && m_query.isEnough(m_content->body()))
            return settle(answer());
    }
    using Content = ContentDecoder::State;
    const auto state = m_reader.state();
    const bool isTooLarge = m_content && m_content->state() == Content::TooLarge;
    if (state == HttpAnswerReader::State::Complete)
        return take();
    if (m_content && m_content->state() == Content::Unknown && m_content->problem(m_reader.status()))
        return take();
    if (state == HttpAnswerReader::State::Reading && !isTooLarge)
        return;
    if (isToldByHead())
        return take();
    settle(problem(isTooLarge || state == HttpAnswerReader::State::TooLarge ? Code::AnswerTooLarge
                                                                            : Code::AnswerMalformed));
}

bool SocketExchange::isToldByHead() const
{
    return m_socket && m_reader.hasHead() && !ContentDecoder::isBodyAll(m_reader.status());
}

void SocketExchange::fail(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::RemoteHostClosedError)
        return; // closed() follows, when all that came has been read
    const QString text = m_socket->errorString();
    read();
    if (!m_socket)
        return;
    if (isToldByHead())
        return take();
    const auto code = m_reader.hasHead() ? Code::AnswerTruncated : lostCode(error, text);
    settle(problem(isViaProxy() ? codeBehindProxy(code) : code, text));
}

void SocketExchange::closed()
{
    const QString text = m_socket->errorString();
    read();
    if (!m_socket)
        return;
    m_reader.end();
    if (m_reader.state() == HttpAnswerReader::State::Complete || isToldByHead())
        return take();
    settle(problem(m_reader.hasHead() ? Code::AnswerTruncated : Code::HttpConnectionClosed, text));
}

bool SocketExchange::isWhole() const
{
    return m_reader.state() == HttpAnswerReader::State::Complete && (!m_content || m_content->isWhole());
}

Result<ExchangeAnswer> SocketExchange::outcome()
{
    const auto unreadable = m_content ? m_content->problem(m_reader.status()) : std::nullopt;
    if (!unreadable)
        return answer();
    const bool isByName = *unreadable == Code::AnswerEncoding;
    return problem(*unreadable,
                   isByName ? QString::fromLatin1(combined(m_reader.headers()).value("Content-Encoding"))
                            : QString());
}

ExchangeAnswer SocketExchange::answer()
{
    ExchangeAnswer answer;
    answer.status = m_reader.status();
    answer.reason = m_reader.reason();
    answer.headers = combined(m_reader.headers());
    if (m_query.withoutSecrets) {
        const QByteArray target = m_reader.headers().value("Location");
        answer.headers = target.isEmpty() ? HttpHeaders() : HttpHeaders{{"Location", target}};
    } else {
        answer.complete = isWhole();
        answer.body = m_content ? m_content->takeBody() : QByteArray();
    }
    answer.stamp = stamp();
    if (isViaProxy())
        answer.stamp.proxy = u"%1:%2"_s.arg(m_proxy.hostName()).arg(m_proxy.port());
    else
        answer.stamp.address = m_query.address;
    return answer;
}

Problem SocketExchange::problem(QLatin1StringView code, const QString &text) const
{
    const int usual = m_query.url.scheme() == "http"_L1 ? 80 : 443;
    return networkProblem(code, text, m_query.url.host(), static_cast<quint16>(m_query.url.port(usual)));
}

} // namespace Setup
