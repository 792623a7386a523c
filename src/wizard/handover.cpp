// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/handover.h"

#include "setup/session.h"
#include "wizard/versionnames.h"

namespace Setup {

HandOver HandOver::of(const Session &session)
{
    HandOver values;
    const ExchangeServer *server = session.integration().server();
    if (!server)
        return values;
    const Found found = session.found();
    values.email = server->email;
    // What the checks proved comes before what was typed.
    const QString username = found.username.isEmpty() ? server->username : found.username;
    if (username != server->email)
        values.username = username;
    values.version = portalVersionName(server->exchangeVersion.isEmpty() ? found.exchangeVersion
                                                                         : server->exchangeVersion);
    values.product = found.product;
    values.ewsUrl = (server->ewsUrl.isEmpty() ? found.ewsUrl : server->ewsUrl).toString();
    values.identificationCode = session.integration().identificationCode;
    return values;
}

} // namespace Setup
