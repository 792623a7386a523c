// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/liveconnect.h"

#include "core/problemcodes.h"
#include "net/networkproblem.h"

#include <QNetworkProxy>
#include <QTcpSocket>

#include <utility>

namespace Setup {

LiveConnect::LiveConnect(const ConnectQuery &query, Destination destination)
    : TimedOperation(query.deadline)
    , m_query(query)
    , m_destination(std::move(destination))
{}

LiveConnect::~LiveConnect()
{
    LiveConnect::abandon();
}

void LiveConnect::begin()
{
    m_socket = new QTcpSocket(this);
    m_socket->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    connect(m_socket, &QAbstractSocket::connected, this, &LiveConnect::succeed);
    connect(m_socket, &QAbstractSocket::errorOccurred, this, &LiveConnect::fail);
    m_socket->connectToHost(m_destination.isPinned() ? m_destination.address : m_query.host,
                            m_destination.port);
}

void LiveConnect::abandon()
{
    if (auto *socket = std::exchange(m_socket, nullptr).data()) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

Problem LiveConnect::overdue() const
{
    return networkProblem(Code::TcpTimeout, {}, m_query.host, m_query.port);
}

void LiveConnect::succeed()
{
    ConnectAnswer answer{stamp()};
    answer.stamp.address = m_query.address;
    settle(answer);
}

void LiveConnect::fail(QAbstractSocket::SocketError error)
{
    const QString text = m_socket->errorString();
    settle(networkProblem(socketCode(error, Progress::Connecting, false), text, m_query.host, m_query.port));
}

} // namespace Setup
