// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/connect.h"
#include "net/exchange.h"
#include "net/handshake.h"
#include "net/lookup.h"
#include "net/route.h"

#include <QJsonValue>

#include <memory>
#include <optional>

namespace Setup {

// The one way out to the network. Each function makes an operation that is not started yet and keeps the
// contract of all operations: start(), cancel(), one finished(); never from inside start(), never after
// cancel() or destruction; it can be started again; destroying is cancelling. The door outlives its
// operations.
class Door
{
public:
    virtual ~Door();

    // A run of checks begins: what a door remembers of the one before (routes, connections) is forgotten.
    virtual void beginRun();
    // Part of one is asked for once more: a login that a proxy refused may be presented again.
    virtual void beginPress();

    virtual std::unique_ptr<RouteFinder> findRoute(const RouteQuery &query) = 0;
    virtual std::unique_ptr<LookUp> lookUp(const LookUpQuery &query) = 0;
    virtual std::unique_ptr<Connect> connectTo(const ConnectQuery &query) = 0;
    virtual std::unique_ptr<Handshake> handshake(const HandshakeQuery &query) = 0;
    virtual std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) = 0;

    // What this computer says and not the network, such as the keychain's outcome ("keychain"), is asked of
    // it live and only passes by here. In a replay: the next recorded value, or NOT_IN_RECORDING. Nothing
    // where the world is live; whoever asked it then keeps what it said, without any secret.
    virtual std::optional<Result<QJsonValue>> recordedPort(const OperationTag &tag, const QString &port);
    virtual void keepPort(const OperationTag &tag, const QString &port, const QJsonValue &value);
};

} // namespace Setup
