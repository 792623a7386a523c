// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/door.h"

#include <QTimer>

#include <functional>

namespace Setup {

// An operation that answers what a function says, after a delay.
template<typename Operation, typename Answer>
class ScriptedOperation final : public Operation
{
public:
    ScriptedOperation(std::function<Result<Answer>()> script, std::chrono::milliseconds delay)
        : m_script(std::move(script))
    {
        m_timer.setSingleShot(true);
        m_timer.setInterval(delay);
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] {
            const Result<Answer> answer = m_script();
            emit this->finished(answer);
        });
    }

    void start() override { m_timer.start(); }
    void cancel() override { m_timer.stop(); }

private:
    std::function<Result<Answer>()> m_script;
    QTimer m_timer;
};

// A world of a few lines: what stands here is what every operation of a kind is answered.
class ScriptedDoor : public Door
{
public:
    Result<Route> route;
    Result<LookUpAnswer> records;
    Result<ConnectAnswer> connected;
    Result<HandshakeAnswer> secured;
    std::function<Result<ExchangeAnswer>(const ExchangeQuery &)> answer = [](const ExchangeQuery &) {
        return ExchangeAnswer{200, "OK", {{"Content-Type", "text/plain"}}, "hello", true, {}};
    };
    std::function<std::chrono::milliseconds()> delay = [] { return std::chrono::milliseconds(0); };

    std::unique_ptr<RouteFinder> findRoute(const RouteQuery &) override
    {
        return std::make_unique<ScriptedOperation<RouteFinder, Route>>([this] { return route; }, delay());
    }
    std::unique_ptr<LookUp> lookUp(const LookUpQuery &) override
    {
        return std::make_unique<ScriptedOperation<LookUp, LookUpAnswer>>([this] { return records; }, delay());
    }
    std::unique_ptr<Connect> connectTo(const ConnectQuery &) override
    {
        return std::make_unique<ScriptedOperation<Connect, ConnectAnswer>>([this] { return connected; },
                                                                           delay());
    }
    std::unique_ptr<Handshake> handshake(const HandshakeQuery &) override
    {
        return std::make_unique<ScriptedOperation<Handshake, HandshakeAnswer>>([this] { return secured; },
                                                                               delay());
    }
    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override
    {
        return std::make_unique<ScriptedOperation<Exchange, ExchangeAnswer>>(
            [this, query] { return answer(query); }, delay());
    }
};

} // namespace Setup
