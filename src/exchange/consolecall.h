// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/foreigntext.h"
#include "core/result.h"
#include "exchange/consolerequest.h"
#include "exchange/ewscontext.h"
#include "net/exchange.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace Setup {

// What came back, for somebody to read, and what it means.
struct ConsoleAnswer
{
    int status = 0; // of HTTP
    ForeignText reason;
    QStringList requestIds; // the server's own, for a search in its logs
    ForeignText frontEnd; // X-FEServer
    ForeignText backEnd; // X-BEServer
    QDateTime sentAt; // UTC
    std::chrono::milliseconds duration{0};
    QString headers; // "Name: value", a line for each that may be shown
    QString body; // indented; harmless, and of a bounded length
    bool isWhole = true; // else it was a stream, which was ended after its first sign of life
    std::optional<Problem> problem; // what it says that went wrong
    QString subscriptionId; // that it made
    QString roomList; // the address of the first one that it lists
    QByteArray affinityCookie; // for the requests that have to reach the same server
};

// Sends one request, once, and reads the answer. No retries: whoever reads wants to see what came. A stream
// ends with its first sign of life, or when it is a quarter of a mebibyte long. finished() carries a Problem
// where there was no HTTP answer: those of the door, HTTP_TIMEOUT (a stream: NOTIFICATIONS_SILENT).
class ConsoleCall : public QObject
{
    Q_OBJECT

public:
    // context.limiter is not asked.
    ConsoleCall(EwsContext context, ConsoleRequest request, QString anchor, QByteArray affinityCookie,
                QObject *parent = nullptr);

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::ConsoleAnswer> &result);

private:
    void read(const Result<ExchangeAnswer> &result);

    EwsContext m_context;
    ConsoleRequest m_request;
    QString m_anchor;
    QByteArray m_affinityCookie;
    std::unique_ptr<Exchange> m_exchange;
    bool m_wasSent = false; // the request may have left this computer
    std::unique_ptr<Exchange> m_spent; // the one before: it may be the sender that is being heard
};

} // namespace Setup
