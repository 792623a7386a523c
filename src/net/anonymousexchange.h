// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/socketexchange.h"

namespace Setup {

class KeptConnections;

// One request over https without a login: what goes to places that nobody has vouched for yet. Its connection
// stays, a refused one too, for the next such request there; no login ever goes over it.
class AnonymousExchange : public SocketExchange
{
public:
    AnonymousExchange(const ExchangeQuery &query, Destination destination, RouteBook &routes,
                      std::shared_ptr<KeptConnections> connections);

protected:
    OwnSocket kept() override;
    void talk() override;
    void take() override;

private:
    QByteArray key() const;

    std::shared_ptr<KeptConnections> m_connections;
};

} // namespace Setup
