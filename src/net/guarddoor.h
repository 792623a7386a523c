// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/confirmedhosts.h"
#include "net/door.h"
#include "net/logingate.h"

namespace Setup {

// The door that checks are given: it lets a login through only over https, to a confirmed host, and a
// password only by POST and when the login gate of its account agrees. It tells the gate how each
// presentation ended.
//
// The CA file of the integration vouches for this integration's hosts alone, which are the confirmed ones,
// and never for Microsoft. Where only it would have vouched for a host that is not confirmed, that is the
// Problem: HOST_NOT_CONFIRMED. Everything else passes as it is.
class GuardDoor : public Door
{
public:
    GuardDoor(Door &inner, ConfirmedHosts &hosts, LoginGate &gate);

    std::unique_ptr<RouteFinder> findRoute(const RouteQuery &query) override;
    std::unique_ptr<LookUp> lookUp(const LookUpQuery &query) override;
    std::unique_ptr<Connect> connectTo(const ConnectQuery &query) override;
    std::unique_ptr<Handshake> handshake(const HandshakeQuery &query) override;
    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override;
    std::optional<Result<QJsonValue>> recordedPort(const OperationTag &tag, const QString &port) override;
    void keepPort(const OperationTag &tag, const QString &port, const QJsonValue &value) override;

private:
    bool isOurs(const QString &host) const;
    Problem unconfirmed(const QString &host) const;

    Door &m_inner;
    ConfirmedHosts &m_hosts;
    LoginGate &m_gate;
};

} // namespace Setup
