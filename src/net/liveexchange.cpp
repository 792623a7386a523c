// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/liveexchange.h"

#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "net/certificatefaults.h"
#include "net/exchangelimits.h"
#include "net/exchangerequest.h"
#include "net/exchangerules.h"
#include "net/liveconnect.h"
#include "net/liveroutefinder.h"
#include "net/managerpool.h"
#include "net/onceread.h"
#include "net/proxyhearing.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

// Qt joins fields of the same name by a comma, but Set-Cookie by a line break.
HttpHeaders headersOf(const QNetworkReply &reply)
{
    HttpHeaders headers;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        for (const QByteArray &line : value.split('\n'))
            headers.append(name, line);
    return headers;
}

// Qt numbers those of the proxy from 101 to 199.
bool isProxyError(QNetworkReply::NetworkError error)
{
    return error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError;
}

} // namespace

LiveExchange::LiveExchange(const ExchangeQuery &query, Destination destination, RouteBook &routes,
                           ManagerPool &managers)
    : TimedOperation(query.deadline)
    , m_query(query)
    , m_destination(std::move(destination))
    , m_routes(routes)
    , m_managers(managers)
{
    m_doubting.setSingleShot(true);
    m_doubting.setInterval(query.deadline / 2);
    QObject::connect(&m_doubting, &QTimer::timeout, this, &LiveExchange::doubt);
}

LiveExchange::~LiveExchange()
{
    LiveExchange::abandon();
}

void LiveExchange::begin()
{
    m_proxy.clear();
    m_content = ContentDecoder();
    m_received = 0;
    m_progress.reset();
    m_isReached = false;
    m_refused.reset();
    if (const auto refused = refusal(m_query))
        return settle(*refused);
    if (!QSslSocket::supportsSsl())
        return settle(problem(Code::TlsNoBackend));
    m_finder =
        std::make_unique<LiveRouteFinder>(RouteQuery{m_query.tag, m_query.url, m_query.deadline}, m_routes);
    connect(m_finder.get(), &RouteFinder::finished, this, &LiveExchange::send);
    m_finder->start();
}

void LiveExchange::abandon()
{
    if (m_finder)
        m_finder->cancel();
    m_routes.turns().leave(this, ProxyLogins::Outcome::Unanswered);
    m_doubting.stop();
    m_second.reset();
    m_hearing.reset();
    if (auto *reply = std::exchange(m_reply, nullptr).data()) {
        reply->disconnect(this);
        if (statusOf(*reply) == 0)
            reply->abort(); // what is answered ends with the reply: Qt 6.4 warns of a 404 after abort()
        reply->deleteLater();
    }
}

Problem LiveExchange::overdue() const
{
    if (m_refused)
        return *m_refused;
    if (!m_reply)
        return problem(m_proxy.isEmpty() ? Code::ProxyLookUpTimeout : Code::ProxyConnectFailed);
    if (m_progress == Progress::Asking)
        return problem(Code::HttpTimeout);
    if (m_isReached)
        return problem(Code::TlsTimeout);
    return problem(m_proxy.isEmpty() ? Code::TcpTimeout : Code::ProxyConnectFailed);
}

void LiveExchange::send(const Result<Route> &route)
{
    if (!route)
        return settle(route.problem());
    m_way = m_destination;
    if (!route->isDirect()) {
        m_proxy = u"%1:%2"_s.arg(route->proxyHost).arg(route->proxyPort);
        m_way.address.clear(); // the proxy resolves the name
    }
    const QNetworkProxy known = m_routes.proxy(*route);
    m_hasProxyLogin = !known.user().isEmpty();
    m_routes.turns().enter(this, known, [this](const QNetworkProxy &proxy) {
        m_admitted = proxy;
        if (ProxyHearing::comesFirst(proxy) && !m_routes.turns().isOpen(proxy, target()))
            listenToProxy();
        else
            request();
    });
}

void LiveExchange::request()
{
    if (m_proxy.isEmpty())
        m_doubting.start();
    m_manager = m_managers.manager(m_query, m_admitted);
    auto *body = new OnceRead(m_query.body, this);
    m_reply = m_manager->sendCustomRequest(networkRequest(m_query, m_way), m_query.method, body);
    body->setParent(m_reply);
    m_reply->setReadBufferSize(ExchangeLimits::AnswerSize);
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this,
            [this] { m_progress = Progress::Connecting; });
    connect(m_reply, &QNetworkReply::encrypted, this, &LiveExchange::noteSending);
    connect(m_reply, &QNetworkReply::requestSent, this, &LiveExchange::noteSending);
    connect(m_reply, &QNetworkReply::sslErrors, this, &LiveExchange::judgeCertificate);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &LiveExchange::readHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &LiveExchange::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &LiveExchange::complete);
}

// Qt tells when it begins to connect and when all is encrypted, and nothing in between.
void LiveExchange::doubt()
{
    if (m_progress != Progress::Connecting)
        return;
    m_second = std::make_unique<LiveConnect>(ConnectQuery{m_query.tag, m_query.url.host(QUrl::FullyEncoded),
                                                          m_way.address, m_way.port, m_query.deadline},
                                             m_way);
    connect(m_second.get(), &Connect::finished, this,
            [this](const Result<ConnectAnswer> &result) { m_isReached = result.hasValue(); });
    m_second->start();
}

// Once the connection is encrypted, Qt sends without asking anybody.
void LiveExchange::noteSending()
{
    m_progress = Progress::Asking;
    m_routes.turns().leave(this, ProxyLogins::Outcome::Taken);
    emit sending();
}

void LiveExchange::judgeCertificate(const QList<QSslError> &errors)
{
    m_routes.turns().leave(this, ProxyLogins::Outcome::Taken);
    const QList<QSslCertificate> chain = m_reply->sslConfiguration().peerCertificateChain();
    settle(untrusted(m_query.url.host(), chain, certificateFaults(errors, chain)));
}

void LiveExchange::readHead()
{
    if (m_received == 0)
        m_content = ContentDecoder(m_reply->rawHeader("Content-Encoding"));
    if (isTooLarge())
        settleTooLarge();
    else if (m_content.state() == ContentDecoder::State::Unknown && m_content.problem(statusOf(*m_reply)))
        settle(problem(Code::AnswerEncoding, QString::fromLatin1(m_reply->rawHeader("Content-Encoding"))));
}

// Never more than what is missing until it is too much, however much has come.
void LiveExchange::takeBody()
{
    const QByteArray bytes = m_reply->read(ExchangeLimits::AnswerSize + 1 - m_received);
    m_received += bytes.size();
    m_content.feed(bytes);
}

void LiveExchange::readBody()
{
    takeBody();
    if (isTooLarge())
        return settleTooLarge();
    if (m_query.isEnough && m_query.isEnough(m_content.body()))
        settleWith(false);
}

void LiveExchange::complete()
{
    takeBody();
    const QString text = m_reply->errorString();
    if (isTooLarge())
        return settleTooLarge();
    if (m_reply->error() == QNetworkReply::ProxyAuthenticationRequiredError && !m_proxy.isEmpty()) {
        m_routes.turns().leave(this, ProxyLogins::Outcome::Refused);
        return hear(problem(Code::Proxy407, text));
    }
    if (statusOf(*m_reply) == 0)
        return settleWithoutAnswer(text);
    const bool isCut = isTruncated();
    if (isCut && ContentDecoder::isBodyAll(statusOf(*m_reply)))
        return settle(problem(Code::AnswerTruncated, text));
    if (const auto unreadable = m_content.problem(statusOf(*m_reply)))
        return settle(problem(*unreadable));
    settleWith(!isCut && m_content.isWhole());
}

// Of a connection that was kept from before, Qt may tell nothing at all: unless the failure itself says that
// no connection stood, the request may have gone.
void LiveExchange::settleWithoutAnswer(const QString &text)
{
    const QNetworkReply::NetworkError error = m_reply->error();
    const bool isUnconnected = error == QNetworkReply::HostNotFoundError
        || error == QNetworkReply::ConnectionRefusedError || isProxyError(error);
    const bool mayHaveSent = !m_progress && !isUnconnected;
    const auto code = replyCode(error, m_progress.value_or(Progress::Asking), text);
    const Problem failure = problem(m_proxy.isEmpty() ? code : codeBehindProxy(code), text);
    m_routes.turns().leave(this, ProxyLogins::outcomeOf(failure.code));
    if (failure.code == Code::ProxyConnectFailed || failure.code == Code::ProxyBroken)
        hear(failure);
    else
        settle(failure);
    if (mayHaveSent)
        emit sending();
}

// The proxy was reached and did not connect.
void LiveExchange::hear(const Problem &refused)
{
    if (m_admitted.type() != QNetworkProxy::HttpProxy)
        return settle(refused);
    m_refused = refused;
    listenToProxy();
}

void LiveExchange::listenToProxy()
{
    m_hearing = std::make_unique<ProxyHearing>(m_admitted, target());
    connect(m_hearing.get(), &ProxyHearing::heard, this, &LiveExchange::heed);
    m_hearing->start();
}

void LiveExchange::heed(const QJsonObject &said)
{
    m_hearing.release()->deleteLater(); // it is speaking
    if (ProxyHearing::isOpen(said))
        m_routes.turns().noteOpen(m_admitted, target());
    if (!m_refused && (said.isEmpty() || ProxyHearing::isOpen(said)))
        return request();
    const Problem refused = m_refused ? *m_refused : problem(ProxyHearing::firstCode(said));
    Problem failure = ProxyHearing::judged(refused, said, m_hasProxyLogin);
    failure.facts.insert(u"proxy"_s, m_proxy);
    settle(failure);
}

QString LiveExchange::target() const
{
    return ProxyHearing::targetOf(m_query.url);
}

void LiveExchange::settleTooLarge()
{
    if (statusOf(*m_reply) == 0 || ContentDecoder::isBodyAll(statusOf(*m_reply)))
        settle(problem(Code::AnswerTooLarge));
    else
        settleWith(false);
}

void LiveExchange::settleWith(bool isComplete)
{
    ExchangeAnswer answer;
    answer.status = statusOf(*m_reply);
    answer.reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
    answer.headers = headersOf(*m_reply);
    answer.body = m_content.takeBody();
    answer.complete = isComplete;
    answer.stamp = stamp();
    answer.stamp.proxy = m_proxy;
    answer.stamp.address = m_proxy.isEmpty() ? m_query.address : QString();
    settle(answer);
}

bool LiveExchange::isTooLarge() const
{
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    return std::max(announced, m_received) > ExchangeLimits::AnswerSize
        || m_content.state() == ContentDecoder::State::TooLarge;
}

bool LiveExchange::isTruncated() const
{
    switch (m_reply->error()) {
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProtocolFailure:
        return true;
    default:
        break;
    }
    const QVariant announced = m_reply->header(QNetworkRequest::ContentLengthHeader);
    return announced.isValid() && m_received < announced.toLongLong();
}

Problem LiveExchange::problem(QLatin1StringView code, const QString &text) const
{
    return networkProblem(code, text, m_query.url.host(), static_cast<quint16>(m_query.url.port(443)));
}

} // namespace Setup
