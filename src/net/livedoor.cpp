// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/livedoor.h"

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
{}

LiveDoor::~LiveDoor() = default;

void LiveDoor::useProxies(const ProxySettings &proxies)
{
    m_routes->use(proxies);
    m_managers->forget();
}

QList<Secret> LiveDoor::proxySecrets() const
{
    return m_routes->secrets();
}

void LiveDoor::beginRun()
{
    m_routes->forget();
    m_managers->forget();
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
    const int usual = query.url.scheme() == "http"_L1 ? 80 : 443;
    const auto port = static_cast<quint16>(query.url.port(usual));
    if (query.credential && query.credential->isNtlm())
        return std::make_unique<NtlmExchange>(query, destination(query.url.host(), port, query.address),
                                              *m_routes);
    if (query.url.scheme() == "http"_L1)
        return std::make_unique<PlainExchange>(query, destination(query.url.host(), port, query.address),
                                               *m_routes);
    return std::make_unique<LiveExchange>(query, destination(query.url.host(), port, query.address),
                                          *m_routes, *m_managers);
}

Destination LiveDoor::destination(const QString &, quint16 port, const QString &address) const
{
    return {address, port, {}};
}

} // namespace Setup
