// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simperson.h"

#include "simulators/simform.h"

#include <QNetworkProxy>
#include <QRegularExpression>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// As it is copied from a browser's window.
QString readable(QString page)
{
    static const QRegularExpression head(u"^.*<body[^>]*>"_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression tag(u"<[^>]*>"_s);
    page.remove(head).replace(tag, u"\n"_s);
    for (const auto &[spelling, character] :
         {std::pair{u"&lt;"_s, u'<'}, {u"&gt;"_s, u'>'}, {u"&quot;"_s, u'"'}, {u"&#39;"_s, u'\''}})
        page.replace(spelling, QString(character));
    return page.replace(u"&amp;"_s, u"&"_s).trimmed();
}

} // namespace

SimPerson::SimPerson(QString email, QString password, QString decision, QObject *parent)
    : QObject(parent)
    , m_email(std::move(email))
    , m_password(std::move(password))
    , m_decision(std::move(decision))
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    connect(&m_socket, &QTcpSocket::readyRead, this, &SimPerson::read);
}

void SimPerson::open(const QUrl &url)
{
    m_hasSigned = false;
    send("GET", url, {});
}

void SimPerson::send(const QByteArray &method, const QUrl &url, const QByteArray &body)
{
    m_at = url;
    m_socket.abort();
    m_received.clear();
    m_socket.connectToHost(url.host(), static_cast<quint16>(url.port(80)));
    QByteArray request = method + ' ' + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
        + " HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\nConnection: close\r\n";
    if (method == "POST")
        request += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n";
    m_socket.write(request + "\r\n" + body);
}

// Whether the server closes or keeps the connection is its own affair.
void SimPerson::read()
{
    static const QRegularExpression location(u"\r\nlocation: ([^\r]+)"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression length(u"\r\ncontent-length: ([0-9]+)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    m_received += m_socket.readAll();
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QString head = QString::fromLatin1(m_received.left(end + 2));
    const QString target = location.match(head).captured(1);
    if (!target.isEmpty())
        return send("GET", m_at.resolved(QUrl(target)), {});
    if (m_received.size() >= end + 4 + length.match(head).captured(1).toLongLong())
        fillIn(std::exchange(m_received, {}));
}

void SimPerson::fillIn(const QByteArray &page)
{
    static const QRegularExpression field(u"name=\"transaction\" value=\"([^\"]*)\""_s);
    static const QRegularExpression action(u"<form method=\"post\" action=\"([^\"]*)\""_s);
    const QString text = QString::fromUtf8(page);
    const QString transaction = field.match(text).captured(1);
    const bool asksPassword = text.contains("name=\"password\""_L1);
    if (transaction.isEmpty() || (asksPassword && m_hasSigned)) {
        if (!transaction.isEmpty() || text.contains("role=\"alert\""_L1) || page.isEmpty())
            emit stuck(m_at, readable(text));
        return;
    }
    m_hasSigned = m_hasSigned || asksPassword;
    QList<std::pair<QString, QString>> values{{u"transaction"_s, transaction}, {u"decision"_s, m_decision}};
    if (asksPassword)
        values += {{u"email"_s, m_email}, {u"password"_s, m_password}};
    send("POST", m_at.resolved(QUrl(action.match(text).captured(1))), SimForm::encoded(values));
}

} // namespace Setup
