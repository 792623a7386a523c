// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simaccounts.h"
#include "simulators/simform.h"
#include "simulators/simrequest.h"
#include "simulators/simsealing.h"

namespace Setup {

// The integrations that the simulated portal keeps, by organisation: made once, changed by whoever saw the
// last state, with the password they were given in a sealed credential.
class SimIntegrations
{
public:
    SimIntegrations(const ScenarioPortal &settings, SimSealing &sealing, SimStore &store);

    SimReply list(const SimAccount &caller, const SimForm &query) const;
    SimReply create(const SimAccount &caller, const SimRequest &request);
    SimReply read(const SimAccount &caller, const QString &id) const;
    SimReply change(const SimAccount &caller, const QString &id, const SimRequest &request);
    SimReply remove(const SimAccount &caller, const QString &id, const SimRequest &request);

    // All that is kept, "password" and "organisation" included; empty: not of this organisation.
    QJsonObject kept(const SimAccount &caller, const QString &id) const;
    void setState(const QString &id, const QString &state); // after a check

private:
    std::optional<SimReply> replay(const QString &keyId, const QByteArray &body) const;
    std::optional<SimReply> noRoom(const SimAccount &caller) const;
    SimReply make(const SimAccount &caller, const QJsonObject &body);
    SimReply apply(QJsonObject integration, const QString &id, const QJsonObject &change);
    QList<QJsonObject> all(const SimAccount &caller) const; // in the order of creation

    const ScenarioPortal &m_settings;
    SimSealing &m_sealing;
    SimStore &m_store;
};

} // namespace Setup
