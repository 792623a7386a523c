// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/ewsanswer.h"
#include "exchange/ewscontext.h"
#include "exchange/ewsrequest.h"
#include "net/exchange.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace Setup {

// GetStreamingEvents up to the first sign of life: a ConnectionStatus, a notification, an error or a fault.
// Nothing is retried. Problems as of EwsCall; NOTIFICATIONS_SILENT when the connection stood until the
// deadline and nothing came (a middlebox holds streamed answers back). Queueing included, it ends when the
// context's overall time is over, with HTTP_TIMEOUT.
class StreamingCall : public QObject
{
    Q_OBJECT

public:
    // request.body is a GetStreamingEvents.
    StreamingCall(EwsContext context, EwsRequest request, QObject *parent = nullptr);
    ~StreamingCall() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::EwsAnswer> &result);

private:
    void send();
    void stop();
    void giveUp();
    void read(const Result<ExchangeAnswer> &result);

    EwsContext m_context;
    EwsRequest m_request;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<Exchange> m_spent; // the one before: it may be the sender that is being heard
    bool m_isEntered = false; // with the limiter
    QTimer m_overall;
    QElapsedTimer m_clock;
};

} // namespace Setup
