// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/ewsanswer.h"
#include "exchange/ewscontext.h"
#include "exchange/ewsrequest.h"
#include "exchange/retryrules.h"
#include "net/exchange.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace Setup {

// One EWS call with its deliberate retries. Everything that is SOAP is an answer, faults included
// (EwsAnswer::problem()); anything else is a Problem: those of the door, HTTP_* and PROXY_BLOCK_PAGE of
// judgeHttp(), ANSWER_*. Its facts hold "requestIds" and "retries".
//
// GetStreamingEvents is heard up to the first sign of life (LifeDetector); NOTIFICATIONS_SILENT when the
// connection stood until the deadline of the attempt and nothing came: a middlebox holds streamed answers
// back.
class EwsCall : public QObject
{
    Q_OBJECT

public:
    EwsCall(EwsContext context, EwsRequest request, QObject *parent = nullptr);
    ~EwsCall() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::EwsAnswer> &result);

private:
    void send();
    void read(const Result<ExchangeAnswer> &result);
    bool retry(const std::optional<RetryDecision> &decision);
    void settle(Result<EwsAnswer> result);
    void stop();

    EwsContext m_context;
    EwsRequest m_request;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<Exchange> m_spent; // the one before: it may be the sender that is being heard
    bool m_isEntered = false; // with the limiter
    QTimer m_wait;
    QTimer m_overall;
    QElapsedTimer m_clock;
    RetryState m_retryState;
    QList<EwsRetry> m_retries;
    QStringList m_requestIds;
};

// The Problem of a call, whether it came as one or as a message in the answer.
std::optional<Problem> problemOf(const Result<EwsAnswer> &result);

} // namespace Setup
