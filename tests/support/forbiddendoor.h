// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/scripteddoor.h"

namespace Setup {

// A world without a network: whoever asks for anything is counted, and gets nothing.
class ForbiddenDoor : public Door
{
public:
    std::unique_ptr<RouteFinder> findRoute(const RouteQuery &) override
    {
        return refuse<RouteFinder, Route>();
    }
    std::unique_ptr<LookUp> lookUp(const LookUpQuery &) override { return refuse<LookUp, LookUpAnswer>(); }
    std::unique_ptr<Connect> connectTo(const ConnectQuery &) override
    {
        return refuse<Connect, ConnectAnswer>();
    }
    std::unique_ptr<Handshake> handshake(const HandshakeQuery &) override
    {
        return refuse<Handshake, HandshakeAnswer>();
    }
    std::unique_ptr<Exchange> exchange(const ExchangeQuery &) override
    {
        return refuse<Exchange, ExchangeAnswer>();
    }

    int asked = 0;

private:
    template<typename Operation, typename Answer>
    std::unique_ptr<Operation> refuse()
    {
        ++asked;
        return std::make_unique<ScriptedOperation<Operation, Answer>>(
            [] {
                return Result<Answer>(Problem{QStringLiteral("TCP_REFUSED"), {}, {}});
            },
            std::chrono::milliseconds(0));
    }
};

} // namespace Setup
