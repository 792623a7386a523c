// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/loopbackserver.h"

#include "simulators/loopbackconnection.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

LoopbackServer::LoopbackServer(Handler handler, QObject *parent)
    : QTcpServer(parent)
    , m_handler(std::move(handler))
{
    listen(QHostAddress::LocalHost);
}

LoopbackServer::LoopbackServer(Handler handler, const TlsSettings &tls, QObject *parent)
    : LoopbackServer(std::move(handler), parent)
{
    m_tls = tls;
}

QUrl LoopbackServer::url(const QString &path) const
{
    return QUrl(
        u"%1://127.0.0.1:%2%3"_s.arg(isEncrypted() ? u"https"_s : u"http"_s).arg(serverPort()).arg(path));
}

void LoopbackServer::dropConnections()
{
    emit dropped();
}

void LoopbackServer::incomingConnection(qintptr handle)
{
    ++m_connectionCount;
    ++m_openConnectionCount;
    auto *connection = new LoopbackConnection(*this, m_connectionCount);
    connect(this, &LoopbackServer::dropped, connection, &LoopbackConnection::drop);
    connect(connection, &QObject::destroyed, this, [this] { --m_openConnectionCount; });
    connection->open(handle);
}

SimReply LoopbackServer::answer(const SimRequest &request)
{
    m_requests.append(request);
    emit requestReceived();
    return m_handler(request);
}

} // namespace Setup
