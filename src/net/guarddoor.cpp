// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/guarddoor.h"

#include "net/guardedexchange.h"

namespace Setup {

GuardDoor::GuardDoor(Door &inner, ConfirmedHosts &hosts, LoginGate &gate)
    : m_inner(inner)
    , m_hosts(hosts)
    , m_gate(gate)
{}

std::unique_ptr<RouteFinder> GuardDoor::findRoute(const RouteQuery &query)
{
    return m_inner.findRoute(query);
}

std::unique_ptr<LookUp> GuardDoor::lookUp(const LookUpQuery &query)
{
    return m_inner.lookUp(query);
}

std::unique_ptr<Connect> GuardDoor::connectTo(const ConnectQuery &query)
{
    return m_inner.connectTo(query);
}

std::unique_ptr<Handshake> GuardDoor::handshake(const HandshakeQuery &query)
{
    return m_inner.handshake(query);
}

std::unique_ptr<Exchange> GuardDoor::exchange(const ExchangeQuery &query)
{
    if (!query.credential)
        return m_inner.exchange(query);
    return std::make_unique<GuardedExchange>(query, m_inner, m_hosts, m_gate);
}

} // namespace Setup
