// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/exchange.h"
#include "net/logingate.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

namespace Setup {

class ConfirmedHosts;
class Door;

// An exchange that carries a login: judged when it starts, then waiting for the login gate (a token does not:
// no account is locked by one), then sent. It waits for half of the query's deadline at most; then it ends
// with HTTP_TIMEOUT and nothing was sent.
class GuardedExchange : public Exchange
{
    Q_OBJECT

public:
    GuardedExchange(ExchangeQuery query, Door &inner, const ConfirmedHosts &hosts, LoginGate &gate);
    ~GuardedExchange() override;

    void start() override;
    void cancel() override;

private:
    std::optional<Problem> objection() const;
    void send(bool isAdmitted);
    Problem closed() const;
    void endPatience();
    void conclude(const Result<ExchangeAnswer> &result);
    void leave(LoginGate::Outcome outcome);

    ExchangeQuery m_query;
    Door &m_inner;
    const ConfirmedHosts &m_hosts;
    QPointer<LoginGate> m_gate;
    std::unique_ptr<Exchange> m_exchange;
    QTimer m_patience; // with those before us at the gate
    QElapsedTimer m_elapsed;
    bool m_isAtGate = false; // waiting or let in
    bool m_wasSent = false; // the login may have left this computer
};

} // namespace Setup
