// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/entraassertion.h"

namespace Setup {

// Entra's token endpoint and the one that gives device codes. Refresh tokens are good more than once and for
// any resource that was consented to; access tokens are for one resource.
class EntraTokenEndpoint
{
public:
    explicit EntraTokenEndpoint(EntraParts &parts)
        : m_parts(parts)
        , m_assertion(parts)
    {}

    SimReply token(const EntraAuthority &authority, const SimRequest &request);
    SimReply deviceCode(const EntraAuthority &authority, const SimRequest &request);

private:
    struct Asked
    {
        const EntraAuthority &authority;
        SimForm form;
        SimCloudApp app;

        EntraError error(const QString &code) const;
        SimReply refuse(const QString &code) const { return error(code).reply(); }
    };

    std::optional<SimReply> plannedRefusal(const Asked &asked);
    std::optional<SimReply> unmetChallenge(const SimGrant &grant) const;
    std::optional<SimReply> refusal(const Asked &asked);
    std::optional<SimReply> refuseClient(const Asked &asked);
    SimReply byCode(const Asked &asked);
    SimReply byRefreshToken(const Asked &asked);
    SimReply byDeviceCode(const Asked &asked);
    SimReply byClient(const Asked &asked);
    SimReply tokens(const Asked &asked, const SimGrant &grant);
    QByteArray accessToken(const Asked &asked, const SimGrant &grant, const SimScopes &scopes,
                           QStringList &given);

    EntraParts &m_parts;
    EntraAssertion m_assertion;
};

} // namespace Setup
