// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenarioportal.h"
#include "simulators/simgrants.h"
#include "simulators/simrsakey.h"

namespace Setup {

// Signs id_tokens, and publishes the keys for it. Keys are made when they are first needed.
class SimSigner
{
public:
    SimSigner(QString issuer, const ScenarioIssuer &settings, SimStore &store);

    QString issuer() const { return m_issuer; }
    QByteArray idToken(const SimGrant &grant, const QString &accessToken);
    QJsonObject keySet(); // the present key and the one before

private:
    SimRsaKey present();
    void rotate();

    QString m_issuer;
    const ScenarioIssuer &m_settings;
    SimStore &m_store;
};

} // namespace Setup
