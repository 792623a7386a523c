// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simhttpclient.h"

#include "core/problemcodes.h"

#include <QHostAddress>
#include <QSslConfiguration>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds Deadline{10};
constexpr qsizetype LargestAnswer = qsizetype(1024) * 1024;

bool isPrivate(const QString &text)
{
    const QHostAddress address(text);
    const QStringList networks{u"10.0.0.0/8"_s,     u"172.16.0.0/12"_s, u"192.168.0.0/16"_s, u"127.0.0.0/8"_s,
                               u"169.254.0.0/16"_s, u"fc00::/7"_s,      u"fe80::/10"_s};
    return std::any_of(networks.begin(), networks.end(), [&address](const QString &network) {
        return address.isInSubnet(QHostAddress::parseSubnet(network));
    });
}

QLatin1StringView codeOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
        return Code::TlsCertExpired;
    case QSslError::CertificateNotYetValid:
        return Code::TlsCertNotYetValid;
    case QSslError::HostNameMismatch:
        return Code::TlsHostnameMismatch;
    case QSslError::SelfSignedCertificate:
        return Code::TlsSelfSigned;
    default:
        return Code::TlsUnknownIssuer;
    }
}

QByteArray headText(const QUrl &url, const QList<SimHeader> &headers, qsizetype bodySize)
{
    QByteArray text = "POST " + url.path(QUrl::FullyEncoded).toLatin1()
        + " HTTP/1.1\r\nHost: " + url.host(QUrl::FullyEncoded).toLatin1() + "\r\nConnection: close\r\n";
    for (const SimHeader &header : headers)
        text += header.name + ": " + header.value + "\r\n";
    return text + "Content-Length: " + QByteArray::number(bodySize) + "\r\n\r\n";
}

// Not every server closes as it was asked to.
bool isWhole(const QByteArray &answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    const QByteArray name = "\r\ncontent-length:";
    const qsizetype at = answer.left(end).toLower().indexOf(name);
    if (end < 0 || at < 0)
        return false;
    const qsizetype start = at + name.size();
    return answer.size() - end - 4 >= answer.mid(start, answer.indexOf('\r', start) - start).toLongLong();
}

} // namespace

QByteArrayList SimOutcome::headerValues(const QByteArray &name) const
{
    QByteArrayList values;
    for (const SimHeader &header : headers) {
        if (header.name.toLower() == name)
            values.append(header.value);
    }
    return values;
}

SimHttpClient::SimHttpClient(const WorldTable &table, QObject *parent)
    : QObject(parent)
    , m_table(table)
{
    QSslConfiguration configuration = m_socket.sslConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromData(table.publicCaPem));
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    m_socket.setSslConfiguration(configuration);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { fail(Code::HttpTimeout); });
    connect(&m_socket, &QSslSocket::connected, this,
            [this] { m_outcome.stage = SimOutcome::Stage::Handshake; });
    connect(&m_socket, &QSslSocket::sslErrors, this, &SimHttpClient::judgeCertificate);
    connect(&m_socket, &QSslSocket::encrypted, this, [this] {
        m_outcome.stage = SimOutcome::Stage::Answer;
        m_socket.write(m_request);
    });
    connect(&m_socket, &QSslSocket::readyRead, this, &SimHttpClient::read);
    connect(&m_socket, &QSslSocket::disconnected, this, &SimHttpClient::settle);
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error != QAbstractSocket::RemoteHostClosedError || m_outcome.stage != SimOutcome::Stage::Answer)
            fail(m_outcome.stage == SimOutcome::Stage::Handshake ? Code::TlsHandshakeFailure
                                                                 : Code::TcpReset);
    });
}

void SimHttpClient::post(const QUrl &url, const QList<SimHeader> &headers, const QByteArray &body)
{
    m_request = headText(url, headers, body.size()) + body;
    m_deadline.start(Deadline);
    if (!lookUp(url))
        return;
    m_outcome.stage = SimOutcome::Stage::Connection;
    const QString place = u"%1:%2"_s.arg(url.host()).arg(url.port(443));
    if (std::all_of(m_outcome.addresses.begin(), m_outcome.addresses.end(), isPrivate))
        fail(Code::HostPrivateAddress);
    else if (m_table.blackHoles.contains(place))
        fail(Code::TcpTimeout);
    else if (!m_table.loopbackPorts.contains(place))
        fail(Code::TcpConnectionRefused);
    else
        m_socket.connectToHostEncrypted(u"127.0.0.1"_s, m_table.loopbackPorts.value(place), url.host());
}

bool SimHttpClient::lookUp(const QUrl &url)
{
    if (m_table.brokenNames.contains(url.host()) || !m_table.dns.contains(url.host())) {
        fail(m_table.brokenNames.contains(url.host()) ? Code::DnsServfail : Code::DnsNxdomain);
        return false;
    }
    const QList<WorldRecord> records = m_table.dns.value(url.host());
    for (const WorldRecord &record : records) {
        if (record.type == "A"_L1 || record.type == "AAAA"_L1)
            m_outcome.addresses.append(record.value);
    }
    if (m_outcome.addresses.isEmpty())
        fail(Code::DnsNoRecords);
    return !m_outcome.addresses.isEmpty();
}

void SimHttpClient::judgeCertificate(const QList<QSslError> &errors)
{
    // A certificate that is out of date or for another name says more than an issuer that is not known.
    QLatin1StringView code = Code::TlsUnknownIssuer;
    for (const QSslError &error : errors) {
        if (codeOf(error.error()) != Code::TlsUnknownIssuer)
            code = codeOf(error.error());
    }
    fail(code);
}

void SimHttpClient::read()
{
    m_received += m_socket.readAll();
    if (m_received.size() > LargestAnswer)
        fail(Code::AnswerTooLarge);
    else if (isWhole(m_received))
        settle();
}

void SimHttpClient::fail(QLatin1StringView code)
{
    if (m_outcome.code.isEmpty())
        m_outcome.code = code;
    // Never from inside post(): the caller may not be ready to listen.
    QTimer::singleShot(0, this, &SimHttpClient::settle);
}

void SimHttpClient::settle()
{
    if (m_settled)
        return;
    m_settled = true;
    m_deadline.stop();
    m_received += m_socket.isOpen() ? m_socket.readAll() : QByteArray();
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    if (end >= 0 && m_outcome.code.isEmpty()) {
        QByteArrayList lines = m_received.left(end).split('\n');
        m_outcome.status = lines.takeFirst().mid(9, 3).toInt();
        for (const QByteArray &line : std::as_const(lines))
            m_outcome.headers.append(
                SimHeader{line.left(line.indexOf(':')), line.mid(line.indexOf(':') + 1).trimmed()});
        m_outcome.body = m_received.mid(end + 4);
    } else if (m_outcome.code.isEmpty()) {
        m_outcome.code = Code::HttpConnectionClosed;
    }
    m_socket.abort();
    emit finished(m_outcome);
}

} // namespace Setup
