// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/door.h"

#include <QTimer>

#include <algorithm>
#include <random>

namespace Setup {

// Another operation that begins a little later.
template<typename Operation>
class LateOperation : public Operation
{
public:
    LateOperation(std::unique_ptr<Operation> inner, std::chrono::milliseconds delay)
        : m_inner(std::move(inner))
        , m_delay(delay)
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] { m_inner->start(); });
        QObject::connect(m_inner.get(), &Operation::finished, this, &Operation::finished);
        if constexpr (requires { &Operation::sending; })
            QObject::connect(m_inner.get(), &Operation::sending, this, &Operation::sending);
    }

    void start() override { m_timer.start(m_delay); }
    void cancel() override
    {
        m_timer.stop();
        m_inner->cancel();
    }

private:
    std::unique_ptr<Operation> m_inner;
    std::chrono::milliseconds m_delay;
    QTimer m_timer;
};

// Another door in a hurry: nothing listens longer than a test can wait. With a seed, operations begin in an
// order of its own.
class TestDoor : public Door
{
public:
    explicit TestDoor(Door &inner, unsigned seed = 0)
        : m_inner(inner)
        , m_random(seed)
        , m_jitters(seed != 0)
    {}

    std::chrono::milliseconds lookUpDeadline{400};
    std::chrono::milliseconds connectDeadline{400};
    std::chrono::milliseconds exchangeDeadline{4'000};

    std::unique_ptr<RouteFinder> findRoute(const RouteQuery &query) override
    {
        return late(m_inner.findRoute(query));
    }
    std::unique_ptr<LookUp> lookUp(const LookUpQuery &query) override
    {
        return late(m_inner.lookUp(within(query, lookUpDeadline)));
    }
    std::unique_ptr<Connect> connectTo(const ConnectQuery &query) override
    {
        return late(m_inner.connectTo(within(query, connectDeadline)));
    }
    std::unique_ptr<Handshake> handshake(const HandshakeQuery &query) override
    {
        return late(m_inner.handshake(within(query, exchangeDeadline)));
    }
    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override
    {
        return late(m_inner.exchange(within(query, exchangeDeadline)));
    }

private:
    template<typename Query>
    static Query within(Query query, std::chrono::milliseconds deadline)
    {
        query.deadline = std::min(query.deadline, deadline);
        return query;
    }

    template<typename Operation>
    std::unique_ptr<Operation> late(std::unique_ptr<Operation> operation)
    {
        if (!m_jitters)
            return operation;
        const std::chrono::milliseconds delay(m_random() % 25);
        return std::make_unique<LateOperation<Operation>>(std::move(operation), delay);
    }

    Door &m_inner;
    std::mt19937 m_random;
    bool m_jitters;
};

} // namespace Setup
