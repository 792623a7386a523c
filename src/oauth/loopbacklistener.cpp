// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/loopbacklistener.h"

#include "core/problemcodes.h"
#include "jose/constanttime.h"
#include "oauth/callbackconnection.h"
#include "oauth/callbackrequest.h"
#include "oauth/exclusivelisten.h"

#include <QHostAddress>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView LastPage("/signed-in");

QByteArray response(const QByteArray &statusLine, const QByteArray &more, const QByteArray &body)
{
    return "HTTP/1.1 " + statusLine
        + "\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
          "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'\r\n"
          "X-Content-Type-Options: nosniff\r\n"
        + more + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray page(const QString &title, const QString &text)
{
    const QString html = u"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>%1</title></head>"
                         "<body><h1>%1</h1><p>%2</p></body></html>"_s;
    return html.arg(title.toHtmlEscaped(), text.toHtmlEscaped()).toUtf8();
}

constexpr QByteArrayView Html("Content-Type: text/html; charset=utf-8\r\n");

QByteArray refusalOf(const QByteArray &statusLine)
{
    return response(statusLine, {}, {});
}

// For somebody with an old tab; a stranger learns from it what everybody knows.
QByteArray answerToAnotherAttempt()
{
    return response("400 Bad Request", Html.toByteArray(),
                    page(LoopbackListener::tr("This answer belongs to another attempt"),
                         LoopbackListener::tr("It was not used. Go back to the program: it waits for the "
                                              "page that it has opened last.")));
}

} // namespace

LoopbackListener::LoopbackListener(Settings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
{
    m_crowd.setSingleShot(true);
    m_crowd.setInterval(std::chrono::milliseconds(50));
    connect(&m_crowd, &QTimer::timeout, this, &LoopbackListener::thinOut);
    m_grace.setSingleShot(true);
    m_grace.setInterval(m_settings.grace);
    connect(&m_grace, &QTimer::timeout, this, &LoopbackListener::tell);
    connect(&m_v4, &QTcpServer::newConnection, this, [this] { accept(m_v4); });
    connect(&m_v6, &QTcpServer::newConnection, this, [this] { accept(m_v6); });
}

Result<Done> LoopbackListener::listen()
{
    // Somebody may hold the same port of ::1 already, and would get the answer meant for "localhost".
    static constexpr int attempts = 8;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        close();
        const auto v4 = listenExclusively(m_v4, QHostAddress(QHostAddress::LocalHost), 0);
        if (!v4)
            return v4;
        const auto v6 = listenExclusively(m_v6, QHostAddress(QHostAddress::LocalHostIPv6), m_v4.serverPort());
        if (v6 || !v6.problem().facts["inUse"_L1].toBool())
            return Done();
    }
    return m_settings.host == "localhost"_L1
        ? listenExclusively(m_v6, QHostAddress(QHostAddress::LocalHostIPv6), m_v4.serverPort())
        : Result<Done>(Done());
}

void LoopbackListener::close()
{
    m_grace.stop();
    m_crowd.stop();
    m_v4.close();
    m_v6.close();
    for (CallbackConnection *const connection : std::exchange(m_connections, {})) {
        connection->disconnect(this);
        connection->deleteLater();
    }
}

QUrl LoopbackListener::redirectUri() const
{
    return QUrl(u"http://%1:%2%3"_s.arg(m_settings.host, QString::number(port()), m_settings.path));
}

void LoopbackListener::accept(QTcpServer &server)
{
    while (QTcpSocket *const socket = server.nextPendingConnection()) {
        if (m_connections.size() == MostAtOnce)
            delete m_connections.takeFirst();
        auto *const connection = new CallbackConnection(socket, m_settings.patience, this);
        m_connections.append(connection);
        connect(connection, &CallbackConnection::requested, this,
                [this, connection](const QByteArray &head) { answer(connection, head); });
        connect(connection, &CallbackConnection::ended, this, [this, connection] {
            m_connections.removeOne(connection);
            connection->deleteLater();
        });
    }
    if (m_connections.size() > MostConnections && !m_crowd.isActive())
        m_crowd.start();
}

// Whoever holds connections open without a word must not keep the browser out, nor push it out with those
// that come at its heels: its request is read by now.
void LoopbackListener::thinOut()
{
    while (m_connections.size() > MostConnections)
        delete m_connections.takeFirst();
}

void LoopbackListener::answer(CallbackConnection *connection, const QByteArray &head)
{
    const auto request = parseCallbackRequest(head);
    if (!request || !isForUs(*request))
        return connection->reply(refusalOf("400 Bad Request"));
    if (request->method != "GET")
        return connection->reply(refusalOf("405 Method Not Allowed"));
    if (m_phase == Phase::Accepted && request->path == LastPage) {
        // Not at once: the socket is still at work, and whoever hears of it may delete us.
        connect(connection, &CallbackConnection::ended, &m_grace,
                [this] { m_grace.start(std::chrono::milliseconds(0)); });
        return connection->reply(response(
            "200 OK", Html.toByteArray(),
            page(tr("Back to the program"), tr("You can close this page and go on in the program."))));
    }
    if (request->path != m_settings.path.toLatin1())
        return connection->reply(refusalOf("404 Not Found"));
    const bool isForAnother = isAnswer(*request) && !isOurs(*request);
    m_hasHeardStranger = m_hasHeardStranger || isForAnother;
    if (m_phase == Phase::Waiting && isForAnother)
        return connection->reply(answerToAnotherAttempt());
    if (m_phase != Phase::Waiting || !isAnswer(*request))
        return connection->reply(refusalOf("400 Bad Request"));
    m_phase = Phase::Accepted;
    m_answer = request->query;
    m_grace.start();
    connection->reply(response("303 See Other", "Location: " + LastPage.toByteArray() + "\r\n", {}));
}

// A page from elsewhere that has its own name resolved to 127.0.0.1 comes with that name.
bool LoopbackListener::isForUs(const CallbackRequest &request) const
{
    const QByteArray ending = ':' + QByteArray::number(port());
    return request.host == "127.0.0.1" + ending || request.host == "localhost" + ending
        || request.host == "[::1]" + ending;
}

bool LoopbackListener::isAnswer(const CallbackRequest &request) const
{
    const bool hasError = request.query.contains(u"error"_s);
    return m_settings.awaits == Awaits::Consent ? hasError || request.query.contains(u"admin_consent"_s)
                                                : hasError != request.query.contains(u"code"_s);
}

bool LoopbackListener::isOurs(const CallbackRequest &request) const
{
    return equalInConstantTime(request.query.value(u"state"_s).toUtf8(), m_settings.state);
}

Problem LoopbackListener::silence() const
{
    return {
        m_hasHeardStranger ? QString(Code::OauthStateMismatch) : QString(Code::LoopbackNoCallback), {}, {}};
}

void LoopbackListener::tell()
{
    if (m_phase != Phase::Accepted)
        return;
    m_phase = Phase::Told;
    close();
    const QHash<QString, QString> query =
        std::exchange(m_answer, {}); // we may be gone before the last hearer
    emit answered(query);
}

} // namespace Setup
