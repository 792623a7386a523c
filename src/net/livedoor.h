// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/destination.h"
#include "net/door.h"
#include "net/proxysettings.h"

namespace Setup {

class KeptConnections;
class ManagerPool;
class RouteBook;

// The door to the real network.
class LiveDoor : public Door
{
public:
    explicit LiveDoor(const ProxySettings &proxies = {});
    ~LiveDoor() override;

    // From now on; what runs keeps its way.
    void useProxies(const ProxySettings &proxies);
    // Passwords of proxies, set or named by the environment: for the last look at what is saved.
    QList<Secret> proxySecrets() const;

    // Forgets routes and kept connections: routes are asked once per run, and a connection serves one run.
    void beginRun() override;
    void beginPress() override;

    std::unique_ptr<RouteFinder> findRoute(const RouteQuery &query) override;
    std::unique_ptr<LookUp> lookUp(const LookUpQuery &query) override;
    std::unique_ptr<Connect> connectTo(const ConnectQuery &query) override;
    std::unique_ptr<Handshake> handshake(const HandshakeQuery &query) override;
    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override;

protected:
    // Where a name leads; the address is what the query was pinned to, if anything.
    virtual Destination destination(const QString &host, quint16 port, const QString &address) const;

private:
    std::unique_ptr<RouteBook> m_routes;
    std::unique_ptr<ManagerPool> m_managers;
    std::shared_ptr<KeptConnections> m_connections; // of one run; exchanges that run keep theirs
};

} // namespace Setup
