// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/callbackconnection.h"

namespace Setup {

CallbackConnection::CallbackConnection(QTcpSocket *socket, std::chrono::milliseconds patience,
                                       QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(LargestRequest + 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &CallbackConnection::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &CallbackConnection::ended);
    connect(&m_patience, &QTimer::timeout, m_socket, &QTcpSocket::abort);
    m_patience.setSingleShot(true);
    m_patience.start(patience);
    // What came before anybody listened is told by no signal.
    QTimer::singleShot(0, this, &CallbackConnection::read);
}

void CallbackConnection::read()
{
    if (m_isAnswered) {
        m_socket->skip(m_socket->bytesAvailable());
        return;
    }
    m_head += m_socket->read(LargestRequest + 1 - m_head.size());
    const qsizetype end = m_head.indexOf("\r\n\r\n");
    if (end >= 0)
        emit requested(m_head.left(end));
    else if (m_head.size() > LargestRequest)
        reply(
            "HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

void CallbackConnection::reply(const QByteArray &answer)
{
    m_isAnswered = true;
    m_socket->write(answer);
    m_socket->disconnectFromHost();
}

} // namespace Setup
