// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/connect.h"
#include "net/destination.h"
#include "net/timedoperation.h"

#include <QAbstractSocket>
#include <QPointer>

namespace Setup {

// One TCP connection past all proxies.
class LiveConnect : public TimedOperation<Connect, ConnectAnswer>
{
public:
    LiveConnect(const ConnectQuery &query, Destination destination);
    ~LiveConnect() override;

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void succeed();
    void fail(QAbstractSocket::SocketError error);

    ConnectQuery m_query;
    Destination m_destination;
    QPointer<QAbstractSocket> m_socket;
};

} // namespace Setup
