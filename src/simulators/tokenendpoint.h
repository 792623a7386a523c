// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/deviceendpoint.h"
#include "simulators/simgrants.h"
#include "simulators/simrequest.h"
#include "simulators/simsigner.h"

namespace Setup {

// The token endpoint (RFC 6749, 5) and the revocation endpoint (RFC 7009).
class TokenEndpoint
{
public:
    TokenEndpoint(const ScenarioIssuer &settings, SimGrants &grants, SimSigner &signer,
                  DeviceEndpoint &devices);

    SimReply token(const SimRequest &request);
    SimReply revoke(const SimRequest &request);

private:
    struct Asked
    {
        SimForm form;
        SimClient client;
    };

    std::optional<SimClient> authenticate(const SimRequest &request, const SimForm &form) const;
    std::optional<SimReply> refusal(const Asked &asked) const;
    SimReply byCode(const Asked &asked);
    SimReply byRefreshToken(const Asked &asked);
    SimReply byDeviceCode(const Asked &asked);
    SimReply byClient(const Asked &asked);
    SimReply tokens(const SimGrant &grant);
    SimReply challenge() const;

    const ScenarioIssuer &m_settings;
    SimGrants &m_grants;
    SimSigner &m_signer;
    DeviceEndpoint &m_devices;
};

// An error of RFC 6749, 5.2, and its kin.
SimReply simOAuthError(const QString &code, const QString &description, int status = 400);
// A JSON answer that nobody keeps.
SimReply simOAuthAnswer(const QJsonObject &json, int status = 200);

} // namespace Setup
