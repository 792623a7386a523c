// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/exchange.h"
#include "net/logingate.h"

#include <QPointer>

#include <memory>
#include <optional>

namespace Setup {

class ConfirmedHosts;
class Door;

// An exchange that carries a login: judged when it starts, then waiting for the login gate, then sent. The
// query's deadline begins when it is sent; each one before it in the queue has a deadline too.
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
    void conclude(const Result<ExchangeAnswer> &result);
    void leave(LoginGate::Outcome outcome);

    ExchangeQuery m_query;
    Door &m_inner;
    const ConfirmedHosts &m_hosts;
    QPointer<LoginGate> m_gate;
    std::unique_ptr<Exchange> m_exchange;
    bool m_isAtGate = false; // waiting or let in
};

} // namespace Setup
