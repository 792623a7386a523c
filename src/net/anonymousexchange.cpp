// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/anonymousexchange.h"

#include "net/exchangerequest.h"
#include "net/keptconnections.h"

#include <utility>

namespace Setup {

AnonymousExchange::AnonymousExchange(const ExchangeQuery &query, Destination destination, RouteBook &routes,
                                     std::shared_ptr<KeptConnections> connections)
    : SocketExchange(query, std::move(destination), routes)
    , m_connections(std::move(connections))
{}

OwnSocket AnonymousExchange::kept()
{
    return m_connections->take(key());
}

void AnonymousExchange::talk()
{
    const QByteArray request =
        requestHead(query(), requestTarget(query().url)) + contentLength(query()) + "\r\n" + query().body;
    emit sending();
    if (socket()) // the receiver may have cancelled
        write(request);
}

// NTLM's first message begins a login that belongs to its connection (MS-NTHT 3.1.5).
void AnonymousExchange::take()
{
    if (isWhole() && reader().keepsConnection() && !query().headers.contains("Authorization"))
        m_connections->keep(key(), takeSocket());
    settle(outcome());
}

QByteArray AnonymousExchange::key() const
{
    return KeptConnections::keyOf(query(), destination(), proxy());
}

} // namespace Setup
