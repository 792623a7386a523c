// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenarioportal.h"
#include "simulators/simaccounts.h"
#include "simulators/simdevicecodes.h"
#include "simulators/simform.h"
#include "simulators/simgrants.h"
#include "simulators/simreply.h"

namespace Setup {

// The device authorization grant (RFC 8628): a code for a device, and a page where a person allows it.
class DeviceEndpoint
{
public:
    DeviceEndpoint(QString issuer, const ScenarioIssuer &settings, SimStore &store);

    SimReply authorize(const SimClient &client, const QStringList &scopes, const QString &claims);
    SimReply page(const SimRequest &request); // GET and POST of /device

    // What polling gives: a grant, or one of RFC 8628's errors (3.5). A grant is given once.
    struct Outcome
    {
        std::optional<SimGrant> grant;
        QString error;
    };
    Outcome poll(const QString &deviceCode, const QString &client);

private:
    SimReply decide(const SimForm &form);

    QString m_issuer;
    SimDeviceCodes m_codes;
};

} // namespace Setup
