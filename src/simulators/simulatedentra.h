// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/entraauthorize.h"
#include "simulators/entratokenendpoint.h"

namespace Setup {

// Microsoft Entra ID, of every cloud: which one answers is a matter of the host that was asked.
class SimulatedEntra
{
public:
    SimulatedEntra(const ScenarioMicrosoft &settings, EntraParts::Certificates certificates);
    Q_DISABLE_COPY_MOVE(SimulatedEntra)

    SimReply answer(const QString &host, const SimRequest &request);
    // Only what a person needs, for a browser that knows neither this world's names nor its CA.
    SimReply answerBrowser(const QString &host, const SimRequest &request);

    EntraTokens &tokens() { return m_parts.tokens; }

private:
    SimReply metadata(const EntraAuthority &authority) const;
    SimReply realm(const QString &host, const SimRequest &request) const;
    SimReply keys(const EntraAuthority &authority);

    EntraParts m_parts;
    EntraSignIn m_signIn;
    EntraAuthorize m_authorize;
    EntraTokenEndpoint m_token;
};

} // namespace Setup
