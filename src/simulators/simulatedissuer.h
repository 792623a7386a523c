// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/authorizeendpoint.h"
#include "simulators/tokenendpoint.h"

namespace Setup {

// The identity provider of the simulated portal: OpenID Connect with code flow, refresh tokens, device codes
// and, where the scenario says so, client credentials. It refuses what a real one refuses.
class SimulatedIssuer
{
public:
    static QString host() { return QStringLiteral("login.askcody.test"); }

    SimulatedIssuer(ScenarioIssuer settings, SimStore &store);
    Q_DISABLE_COPY_MOVE(SimulatedIssuer)

    SimReply answer(const SimRequest &request);
    // Only what a person needs, for a browser that knows neither this world's names nor its CA.
    SimReply answerBrowser(const SimRequest &request);

    QString issuer() const { return m_signer.issuer(); }
    const ScenarioIssuer &settings() const { return m_settings; }
    std::optional<SimGrant> accessGrant(const QString &token) const { return m_grants.accessGrant(token); }

private:
    QJsonObject metadata() const;
    SimReply deviceAuthorization(const SimRequest &request);

    const ScenarioIssuer m_settings;
    SimStore &m_store;
    SimGrants m_grants;
    SimSessions m_sessions;
    SimSigner m_signer;
    DeviceEndpoint m_devices;
    AuthorizeEndpoint m_authorize;
    TokenEndpoint m_token;
};

} // namespace Setup
