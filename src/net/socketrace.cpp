// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/socketrace.h"

#include <QHostAddress>
#include <QHostInfo>

#include <algorithm>
#include <utility>

namespace Setup {
namespace {

constexpr std::chrono::milliseconds patience{300};

} // namespace

SocketRace::SocketRace(Kind kind, const QString &host, quint16 port, const QNetworkProxy &proxy)
    : m_kind(kind)
    , m_host(host)
    , m_port(port)
    , m_proxy(proxy)
    , m_second(Family::AnyIPProtocol)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(patience);
    connect(&m_delay, &QTimer::timeout, this, &SocketRace::enterLate);
}

SocketRace::~SocketRace()
{
    if (m_lookUp >= 0)
        QHostInfo::abortHostLookup(m_lookUp);
}

void SocketRace::start()
{
    // A proxy resolves names itself.
    if (m_proxy.type() != QNetworkProxy::NoProxy || !QHostAddress(m_host).isNull())
        enter(Family::AnyIPProtocol);
    else
        m_lookUp = QHostInfo::lookupHost(m_host, this, &SocketRace::choose);
}

void SocketRace::choose(const QHostInfo &host)
{
    m_lookUp = -1;
    const QList<QHostAddress> addresses = host.addresses();
    if (addresses.isEmpty()) {
        emit lost(QAbstractSocket::HostNotFoundError, host.errorString());
        return;
    }
    const Family first = addresses.first().protocol();
    const auto other = std::find_if(addresses.begin(), addresses.end(),
                                    [first](const QHostAddress &one) { return one.protocol() != first; });
    if (other != addresses.end()) {
        m_second = other->protocol();
        m_delay.start();
    }
    enter(first);
}

void SocketRace::enter(Family family)
{
    OwnSocket entered(m_kind == Kind::ForTls ? new QSslSocket : new QTcpSocket);
    auto *socket = entered.get();
    m_running.push_back(std::move(entered));
    socket->setProxy(m_proxy);
    connect(socket, &QTcpSocket::connected, this, [this, socket] { end(socket); });
    connect(socket, &QTcpSocket::errorOccurred, this,
            [this, socket](QAbstractSocket::SocketError error) { drop(socket, error); });
    socket->connectToHost(m_host, m_port, QIODevice::ReadWrite, family);
}

void SocketRace::enterLate()
{
    enter(m_second);
}

void SocketRace::end(QTcpSocket *socket)
{
    m_delay.stop();
    socket->disconnect(this);
    const auto winner = std::find_if(m_running.begin(), m_running.end(),
                                     [socket](const OwnSocket &one) { return one.get() == socket; });
    m_won = std::move(*winner);
    m_running.erase(winner);
    m_running.clear();
    emit won();
}

void SocketRace::drop(QTcpSocket *socket, QAbstractSocket::SocketError error)
{
    const QString text = socket->errorString();
    std::erase_if(m_running, [socket](const OwnSocket &one) { return one.get() == socket; });
    if (m_delay.isActive()) {
        m_delay.stop();
        enterLate();
    } else if (m_running.empty()) {
        emit lost(error, text);
    }
}

} // namespace Setup
