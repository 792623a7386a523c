// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "net/operation.h"

#include <QObject>

namespace Setup {

struct ConnectQuery
{
    OperationTag tag;
    QString host; // for the recording and the demo's table
    QString address; // the IP address to connect to; empty: as the system resolves host (a proxy, say)
    quint16 port = 443;
    std::chrono::milliseconds deadline{6'000};
};

struct ConnectAnswer
{
    Stamp stamp;

    friend bool operator==(const ConnectAnswer &, const ConnectAnswer &) = default;
};

// One TCP connection, opened and closed. Problems: TCP_CONNECTION_REFUSED, TCP_TIMEOUT, TCP_RESET,
// NETWORK_UNREACHABLE, and those of a look up.
class Connect : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::ConnectAnswer> &result);
};

} // namespace Setup
