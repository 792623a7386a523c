// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/worldtable.h"
#include "simulators/simappidentity.h"
#include "simulators/simcloudcheck.h"
#include "simulators/simintegrations.h"
#include "simulators/simlater.h"
#include "simulators/simulatedissuer.h"

#include <functional>

namespace Setup {

// A portal that offers the API of resources/portal-api.yaml, behind the identity provider of the simulated
// world. What it was given stands in the store; it opens sealed credentials and tries them on the Exchange
// servers that the world's table leads to, and Exchange Online by its own application.
class SimulatedPortal : public QObject
{
    Q_OBJECT

public:
    static QString host() { return QStringLiteral("portal.askcody.test"); }
    static QString origin() { return QStringLiteral("https://") + host(); }
    static QString region() { return QStringLiteral("eu"); }

    // A world may have several, each with a store of its own.
    SimulatedPortal(ScenarioPortal settings, SimulatedIssuer &issuer, SimStore &store,
                    std::function<WorldTable()> table, const QString &name = host());

    SimReply answer(const SimRequest &request);
    // With what its application proves itself to Microsoft.
    SimAppIdentity &appIdentity() { return m_appIdentity; }
    // Does this request carry a good token?
    bool knows(const SimRequest &request) const { return caller(request).has_value(); }

private:
    SimReply route(const SimRequest &request, const QByteArray &path);
    SimReply routeSignedIn(const SimRequest &request, const QByteArray &path);
    SimReply routeIntegrations(const SimAccount &caller, const SimRequest &request);
    SimReply routeIntegration(const SimAccount &caller, const SimRequest &request, const QByteArray &path);
    QJsonObject discovery() const;
    SimReply me(const SimAccount &caller) const;
    std::optional<SimAccount> caller(const SimRequest &request) const;
    std::optional<SimReply> refuse(const SimAccount &caller) const;
    SimReply check(const SimAccount &caller, const QString &id);
    SimReply probe(const SimRequest &request);
    SimReply checkOnline(const QJsonObject &kept, const QString &id);
    SimReply climb(SimLadder *ladder, const QString &id); // takes the ladder
    SimReply result(const QJsonArray &rungs, const QString &startedAt, qint64 duration);
    WorldTable cloudTable(const QUrl &ewsUrl) const;
    SimReply finish(SimReply reply);

    QString api() const { return m_origin + QStringLiteral("/api/v1"); }

    const ScenarioPortal m_settings;
    const QString m_origin;
    SimulatedIssuer &m_issuer;
    SimStore &m_store;
    SimSealing m_sealing;
    SimIntegrations m_integrations;
    SimAppIdentity m_appIdentity;
    std::function<WorldTable()> m_table;
};

} // namespace Setup
