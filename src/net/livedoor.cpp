// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/livedoor.h"

#include "net/anonymousexchange.h"
#include "net/keptconnections.h"
#include "net/liveconnect.h"
#include "net/liveexchange.h"
#include "net/livehandshake.h"
#include "net/livelookup.h"
#include "net/liveroutefinder.h"
#include "net/livesystemlookup.h"
#include "net/managerpool.h"
#include "net/ntlmexchange.h"
#include "net/plainexchange.h"

namespace Setup {

using namespace Qt::StringLiterals;

LiveDoor::LiveDoor(const ProxySettings &proxies)
    : m_routes(std::make_unique<RouteBook>(proxies))
    , m_managers(std::make_unique<ManagerPool>())
    , m_connections(std::make_shared<KeptConnections>())
{}

LiveDoor::~LiveDoor() = default;

void LiveDoor::useProxies(const ProxySettings &proxies)
{
    m_routes->use(proxies);
    m_managers->forget();
    m_connections = std::make_shared<KeptConnections>();
}

QList<Secret> LiveDoor::proxySecrets() const
{
    return m_routes->secrets();
}

void LiveDoor::beginRun()
{
    m_routes->forget();
    m_managers->forget();
    m_connections = std::make_shared<KeptConnections>();
}

void LiveDoor::beginPress()
{
    m_routes->turns().reopen();
}

std::unique_ptr<RouteFinder> LiveDoor::findRoute(const RouteQuery &query)
{
    return std::make_unique<LiveRouteFinder>(query, *m_routes);
}

std::unique_ptr<LookUp> LiveDoor::lookUp(const LookUpQuery &query)
{
    if (query.type == RecordType::System)
        return std::make_unique<LiveSystemLookUp>(query);
    return std::make_unique<LiveLookUp>(query);
}

std::unique_ptr<Connect> LiveDoor::connectTo(const ConnectQuery &query)
{
    return std::make_unique<LiveConnect>(query, destination(query.host, query.port, query.address));
}

std::unique_ptr<Handshake> LiveDoor::handshake(const HandshakeQuery &query)
{
    return std::make_unique<LiveHandshake>(query, destination(query.host, query.port, query.address),
                                           m_routes->proxy(query.route), m_routes->turns());
}

std::unique_ptr<Exchange> LiveDoor::exchange(const ExchangeQuery &query)
{
    const bool isPlain = query.url.scheme() == "http"_L1;
    const auto port = static_cast<quint16>(query.url.port(isPlain ? 80 : 443));
    const Destination place = destination(query.url.host(), port, query.address);
    if (query.credential && query.credential->isNtlm())
        return std::make_unique<NtlmExchange>(query, place, *m_routes);
    if (isPlain)
        return std::make_unique<PlainExchange>(query, place, *m_routes);
    if (query.credential)
        return std::make_unique<LiveExchange>(query, place, *m_routes, *m_managers);
    return std::make_unique<AnonymousExchange>(query, place, *m_routes, m_connections);
}

Destination LiveDoor::destination(const QString &, quint16 port, const QString &address) const
{
    return {address, port, {}};
}

} // namespace Setup
