// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/entraauthority.h"
#include "simulators/scenariomicrosoft.h"
#include "simulators/simcloudapp.h"
#include "simulators/simkeyring.h"
#include "simulators/simtoken.h"

namespace Setup {

// Makes id_tokens and access tokens as Entra does, and knows its own again.
class EntraTokens
{
public:
    // Whom a token is for: a person by an application, or the application itself.
    struct Subject
    {
        SimTenant tenant;
        SimCloudApp app;
        std::optional<SimCloudUser> user;
    };

    EntraTokens(const ScenarioMicrosoft &settings, SimStore &store);

    QByteArray idToken(const Subject &subject, const QString &nonce);
    // permissions: delegated ones for a person ("scp"), roles for an application.
    QByteArray accessToken(const Subject &subject, const SimResource &resource,
                           const QStringList &permissions);
    bool isSigned(const SimToken &token); // by one of our keys
    QJsonObject keySet(const QString &issuer);
    qint64 now() const; // by Entra's clock, in seconds

private:
    QJsonObject claimsOf(const Subject &subject, const QString &audience, int lifetime) const;
    QByteArray signedToken(const QJsonObject &claims);

    const ScenarioMicrosoft &m_settings;
    SimKeyRing m_keys;
};

} // namespace Setup
