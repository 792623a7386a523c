// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/proxyhearing.h"

#include "core/foreigntext.h"
#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "net/middleboxes.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype enough = 16'384; // a page of refusal names its maker early
constexpr std::chrono::milliseconds patience{2'000};
constexpr qsizetype maximumOffers = 10;

HttpHeaders headersIn(const QByteArray &head)
{
    HttpHeaders headers;
    const QByteArrayList lines = head.split('\n').mid(1);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            headers.append(line.left(colon).trimmed(), line.mid(colon + 1).trimmed());
    }
    return headers;
}

QJsonArray offersIn(const HttpHeaders &headers)
{
    QStringList offers;
    for (const QByteArray &value : headers.values("Proxy-Authenticate"))
        offers.append(ForeignText(value.split(' ').first(), 40).text());
    offers.removeDuplicates();
    return QJsonArray::fromStringList(offers.mid(0, maximumOffers));
}

// A web server that is asked for a connection calls it a bad request or a method that it does not know.
QString refusalCode(const QString &code, int proxyStatus)
{
    if (proxyStatus == 501)
        return Code::ProxyBroken;
    // 407: it was asked without the login, and refused for something else before.
    if (code == Code::Proxy407 || proxyStatus == 407 || proxyStatus == 404 || proxyStatus >= 500)
        return code;
    // It connects by now, or said nothing: what is known is that it did not when it mattered.
    if (proxyStatus < 0 || proxyStatus == 200)
        return code;
    const bool isRefusal = proxyStatus >= 400 && proxyStatus != 400 && proxyStatus != 405;
    return isRefusal ? Code::ProxyDenied : Code::ProxyBroken;
}

// Why, in a word of the proxy's own: Squid's "ERR_DNS_FAIL 0", or a name of RFC 9209 (section 2.3).
QString errorIn(const HttpHeaders &headers)
{
    static const QRegularExpression squid(u"^(ERR_[A-Z_]{1,40})\\b"_s);
    static const QRegularExpression standard(u";\\s*error=\"?([a-z_]{1,40})\\b"_s);
    const auto ofSquid = squid.match(QString::fromLatin1(headers.value("X-Squid-Error")));
    const auto ofStandard = standard.match(QString::fromLatin1(headers.value("Proxy-Status").left(500)));
    return ofSquid.hasMatch() ? ofSquid.captured(1) : ofStandard.captured(1);
}

} // namespace

QString ProxyHearing::targetOf(const QString &host, quint16 port)
{
    return u"%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host).arg(port);
}

QString ProxyHearing::targetOf(const QUrl &url)
{
    return targetOf(url.host(QUrl::FullyEncoded), static_cast<quint16>(url.port(443)));
}

ProxyHearing::ProxyHearing(const QNetworkProxy &proxy, const QString &target)
    : m_proxy(proxy)
    , m_target(target)
{
    m_socket.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &ProxyHearing::tell);
    connect(&m_socket, &QAbstractSocket::connected, this, &ProxyHearing::send);
    connect(&m_socket, &QAbstractSocket::readyRead, this, &ProxyHearing::take);
    connect(&m_socket, &QAbstractSocket::errorOccurred, this, &ProxyHearing::tell);
}

ProxyHearing::~ProxyHearing()
{
    m_socket.disconnect(this);
}

bool ProxyHearing::comesFirst(const QNetworkProxy &proxy)
{
    return proxy.type() == QNetworkProxy::HttpProxy && proxy.user().isEmpty();
}

bool ProxyHearing::isOpen(const QJsonObject &said)
{
    return said["proxyStatus"_L1].toInt() == 200;
}

void ProxyHearing::start()
{
    m_patience.start();
    m_socket.connectToHost(m_proxy.hostName(), m_proxy.port());
}

void ProxyHearing::send()
{
    const QByteArray target = m_target.toLatin1();
    m_socket.write("CONNECT " + target + " HTTP/1.1\r\nHost: " + target
                   + "\r\nUser-Agent: AskCody-Exchange-Setup\r\n\r\n");
}

void ProxyHearing::take()
{
    const QByteArray piece = m_socket.read(enough - m_answer.size());
    m_answer += piece;
    m_reader.feed(piece);
    const bool isConnected = m_answer.startsWith("HTTP/1.") && m_answer.mid(9, 3) == "200";
    const bool isOver = m_reader.state() != HttpAnswerReader::State::Reading; // on a connection that stays
    if (m_answer.size() >= enough || isConnected || isOver)
        tell();
}

void ProxyHearing::tell()
{
    m_patience.stop();
    m_socket.disconnect(this);
    m_socket.abort();
    emit heard(read(m_answer));
}

QJsonObject ProxyHearing::read(const QByteArray &answer)
{
    if (answer.isEmpty())
        return {};
    static const QRegularExpression statusLine(u"^HTTP/1\\.[01] ([0-9]{3})\\b"_s);
    const auto match = statusLine.match(QString::fromLatin1(answer.left(40)));
    if (!match.hasMatch())
        return {{u"proxyStatus"_s, 0}};
    qsizetype end = answer.indexOf("\r\n\r\n");
    end = end < 0 ? answer.size() : end;
    const HttpHeaders headers = headersIn(answer.left(end));
    QJsonObject facts{{u"proxyStatus"_s, match.captured(1).toInt()}};
    if (const QJsonArray offers = offersIn(headers); !offers.isEmpty())
        facts.insert(u"proxyOffers"_s, offers);
    if (const QString error = errorIn(headers); !error.isEmpty())
        facts.insert(u"proxyError"_s, error);
    if (const Middlebox *product = Middleboxes::standard().ofPage(headers, answer.mid(end)))
        facts.insert(u"inspectedBy"_s, product->name);
    return facts;
}

QLatin1StringView ProxyHearing::firstCode(const QJsonObject &said)
{
    return said["proxyStatus"_L1].toInt() == 407 ? Code::Proxy407 : Code::ProxyConnectFailed;
}

Problem ProxyHearing::judged(Problem failure, const QJsonObject &said, bool hasLogin)
{
    for (auto fact = said.begin(); fact != said.end(); ++fact)
        failure.facts.insert(fact.key(), fact.value());
    const int status = said["proxyStatus"_L1].toInt(-1);
    failure.code = refusalCode(failure.code, status);
    // Qt loses its way in NTLM without a login, and calls that another error.
    if (status == 407 && !hasLogin)
        failure.code = Code::Proxy407;
    if (failure.code == Code::Proxy407)
        failure.facts.insert(u"loginSent"_s, hasLogin);
    return failure;
}

} // namespace Setup
