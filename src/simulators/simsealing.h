// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenarioportal.h"
#include "simulators/simreply.h"
#include "simulators/simrsakey.h"
#include "simulators/simstore.h"

namespace Setup {

// The portal's sealing keys, and what it demands of a sealed credential. Keys are made when first needed.
class SimSealing
{
public:
    // What a credential must have been sealed for.
    struct Purpose
    {
        QString clientReference;
        QString ewsUrl;
        QString username;
    };

    // A password, or the refusal.
    struct Opened
    {
        QByteArray password;
        std::optional<SimReply> refusal;
    };

    SimSealing(QString origin, const ScenarioPortal &settings, SimStore &store);

    QJsonObject keySet();
    Opened open(const QByteArray &jwe, const Purpose &purpose);

private:
    SimRsaKey key(const QString &name);
    void rotateOnce();
    QString flaw(const QJsonObject &credential, const Purpose &purpose) const; // a "reason", or nothing

    QString m_origin;
    const ScenarioPortal &m_settings;
    SimStore &m_store;
};

} // namespace Setup
