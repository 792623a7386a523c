// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenarioportal.h"
#include "simulators/simgrants.h"
#include "simulators/simkeyring.h"

namespace Setup {

// Signs id_tokens, and publishes the keys for it.
class SimSigner
{
public:
    SimSigner(QString issuer, const ScenarioIssuer &settings, SimStore &store);

    QString issuer() const { return m_issuer; }
    QByteArray idToken(const SimGrant &grant, const QString &accessToken);
    QJsonObject keySet() { return m_keys.publicSet(m_settings.algorithm); }

private:
    QString m_issuer;
    const ScenarioIssuer &m_settings;
    SimKeyRing m_keys;
};

} // namespace Setup
