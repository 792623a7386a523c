// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "unit/simulators/rawclient.h"

#include <QSslConfiguration>
#include <QTest>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

qsizetype headEnd(const QByteArray &bytes)
{
    return bytes.indexOf("\r\n\r\n");
}

RawAnswer parse(const QByteArray &bytes, bool closed)
{
    RawAnswer answer;
    answer.closed = closed;
    const qsizetype end = headEnd(bytes);
    if (end < 0)
        return answer;
    QByteArrayList lines = bytes.left(end).split('\n');
    answer.status = lines.takeFirst().mid(9, 3).toInt();
    for (const QByteArray &line : std::as_const(lines))
        answer.headers.append(
            SimHeader{line.left(line.indexOf(':')), line.mid(line.indexOf(':') + 1).trimmed()});
    answer.body = bytes.mid(end + 4);
    return answer;
}

bool isComplete(const RawAnswer &answer)
{
    if (answer.status == 0)
        return false;
    const QByteArray length = answer.header("Content-Length");
    return length.isEmpty() ? answer.body.endsWith("0\r\n\r\n") : answer.body.size() >= length.toLongLong();
}

} // namespace

QByteArray RawAnswer::header(const QByteArray &name) const
{
    return headerValues(name).value(0);
}

QByteArrayList RawAnswer::headerValues(const QByteArray &name) const
{
    QByteArrayList values;
    for (const SimHeader &one : headers) {
        if (one.name.compare(name, Qt::CaseInsensitive) == 0)
            values.append(one.value);
    }
    return values;
}

QByteArray RawAnswer::value(const QByteArray &element) const
{
    const SimDocument parsed = parseSimDocument(body);
    const SimElement *found = parsed.root ? parsed.root->find(QString::fromLatin1(element)) : nullptr;
    return found ? found->text.toUtf8() : QByteArray();
}

RawClient::RawClient(SimulatedWorld &world, const QString &hostAndPort)
    : m_host(hostAndPort.section(u':', 0, 0).toLatin1())
{
    const LoopbackServer *server = world.server(hostAndPort);
    if (!server)
        return;
    QSslConfiguration configuration = m_socket.sslConfiguration();
    configuration.setCaCertificates({world.authority().root()});
    m_socket.setSslConfiguration(configuration);
    if (server->isEncrypted())
        m_socket.connectToHostEncrypted(u"127.0.0.1"_s, server->serverPort(), QString::fromLatin1(m_host));
    else
        m_socket.connectToHost(u"127.0.0.1"_s, server->serverPort());
}

RawAnswer RawClient::send(const QByteArray &request)
{
    m_socket.write(request);
    QByteArray bytes;
    [[maybe_unused]] const bool inTime = QTest::qWaitFor(
        [this, &bytes] {
            if (m_socket.isOpen())
                bytes += m_socket.readAll();
            return m_socket.state() == QAbstractSocket::UnconnectedState || isComplete(parse(bytes, false));
        },
        3000);
    if (m_socket.isOpen())
        bytes += m_socket.readAll();
    return parse(bytes, m_socket.state() == QAbstractSocket::UnconnectedState);
}

RawAnswer RawClient::post(const QByteArray &target, const QByteArray &body, const QByteArrayList &headers)
{
    QByteArray lines;
    for (const QByteArray &header : headers)
        lines += header + "\r\n";
    if (!lines.toLower().contains("content-type:"))
        lines += "Content-Type: text/xml; charset=utf-8\r\n";
    return send("POST " + target + " HTTP/1.1\r\nHost: " + m_host + "\r\n" + lines
                + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

RawAnswer RawClient::get(const QByteArray &target, const QByteArrayList &headers)
{
    QByteArray lines;
    for (const QByteArray &header : headers)
        lines += header + "\r\n";
    return send("GET " + target + " HTTP/1.1\r\nHost: " + m_host + "\r\n" + lines + "\r\n");
}

RawAnswer RawClient::ews(const QByteArray &operation, const QByteArray &soapHeader)
{
    return post("/EWS/Exchange.asmx", envelope(operation, soapHeader), {basic()});
}

QByteArray RawClient::version(const QByteArray &name)
{
    return "<t:RequestServerVersion Version=\"" + name + "\"/>";
}

QByteArray RawClient::impersonating(const QByteArray &address)
{
    return version() + "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>" + address
        + "</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>";
}

QByteArray RawClient::basic(const QByteArray &user, const QByteArray &password)
{
    return "Authorization: Basic " + (user + ':' + password).toBase64();
}

QByteArray RawClient::envelope(const QByteArray &operation, const QByteArray &soapHeader)
{
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<soap:Envelope "
           "xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" "
           "xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\" "
           "xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">\n<soap:Header>"
        + soapHeader + "</soap:Header>\n<soap:Body>" + operation + "</soap:Body></soap:Envelope>";
}

} // namespace Setup
