// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace Setup {

// One connection to the sign-in listener: one request of at most 8 KiB within 5 seconds, one answer, the end.
class CallbackConnection : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype LargestRequest = qsizetype{8} * 1024;

    // Takes the socket over.
    CallbackConnection(QTcpSocket *socket, std::chrono::milliseconds patience, QObject *parent);

    void reply(const QByteArray &answer);

signals:
    void requested(const QByteArray &head);
    void ended();

private:
    void read();

    QTcpSocket *m_socket;
    QTimer m_patience;
    QByteArray m_head;
    bool m_isAnswered = false;
};

} // namespace Setup
