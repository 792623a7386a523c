// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/door.h"

#include <QTimer>

#include <functional>
#include <utility>

namespace Setup {

// What the fake door gives for one operation, and when.
template<typename T>
struct FakeReply
{
    Result<T> result;
    std::chrono::milliseconds after{0};
    bool silent = false; // until the deadline: HTTP_TIMEOUT and the like are for the real door
    QList<QByteArray> pieces = {}; // streamed answers: isEnough is asked after each
    bool leaves = false; // an exchange that says: from here on something may have left
};

// One operation of the fake door. Keeps the contract: a reply comes later, once, and never after cancel().
template<typename Base, typename T>
class FakeOperation : public Base
{
public:
    FakeOperation(std::function<FakeReply<T>()> ask, std::function<bool(const QByteArray &)> isEnough = {})
        : m_ask(std::move(ask))
        , m_isEnough(std::move(isEnough))
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, this,
                         [this] { emit this->finished(std::exchange(m_reply, {}).result); });
    }

    void start() override
    {
        m_reply = m_ask();
        if constexpr (std::is_same_v<T, ExchangeAnswer>) {
            if (m_reply.leaves)
                emit this->sending();
        }
        if (m_reply.silent)
            return;
        if constexpr (std::is_same_v<T, ExchangeAnswer>)
            stream();
        m_timer.start(m_reply.after);
    }
    void cancel() override { m_timer.stop(); }

private:
    void stream()
    {
        for (const QByteArray &piece : std::as_const(m_reply.pieces)) {
            m_reply.result->body += piece;
            if (m_isEnough && m_isEnough(m_reply.result->body)) {
                m_reply.result->complete = false;
                return;
            }
        }
    }

    std::function<FakeReply<T>()> m_ask;
    std::function<bool(const QByteArray &)> m_isEnough;
    FakeReply<T> m_reply;
    QTimer m_timer;
};

// A door that answers from functions and counts what was asked.
class FakeDoor : public Door
{
public:
    std::function<FakeReply<ExchangeAnswer>(const ExchangeQuery &)> onExchange;
    std::function<FakeReply<LookUpAnswer>(const LookUpQuery &)> onLookUp;
    std::function<FakeReply<ConnectAnswer>(const ConnectQuery &)> onConnect;
    QList<ExchangeQuery> exchanges; // in the order started
    int lookUps = 0;
    int connects = 0;

    std::unique_ptr<RouteFinder> findRoute(const RouteQuery &) override { return nullptr; }
    std::unique_ptr<Handshake> handshake(const HandshakeQuery &) override { return nullptr; }
    std::unique_ptr<LookUp> lookUp(const LookUpQuery &query) override
    {
        return std::make_unique<FakeOperation<LookUp, LookUpAnswer>>([this, query] {
            ++lookUps;
            return onLookUp(query);
        });
    }
    std::unique_ptr<Connect> connectTo(const ConnectQuery &query) override
    {
        return std::make_unique<FakeOperation<Connect, ConnectAnswer>>([this, query] {
            ++connects;
            return onConnect(query);
        });
    }
    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override
    {
        return std::make_unique<FakeOperation<Exchange, ExchangeAnswer>>(
            [this, query] {
                exchanges.append(query);
                return onExchange(query);
            },
            query.isEnough);
    }
};

inline ExchangeAnswer httpAnswer(int status, const QByteArray &body = {}, const HttpHeaders &headers = {})
{
    ExchangeAnswer answer;
    answer.status = status;
    answer.body = body;
    answer.headers = headers;
    return answer;
}

} // namespace Setup
