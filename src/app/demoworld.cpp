// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/demoworld.h"

#include "simulators/simcloudapp.h"

namespace Setup {

namespace {

PortalDirectory directory()
{
    PortalSite simulated;
    simulated.origin = SimulatedPortal::origin();
    simulated.trust = PortalSite::Trust::Known;
    simulated.region = SimulatedPortal::region();
    simulated.exchangeApps = {SimCloudApp::exchangeId()};
    PortalDirectory directory = PortalDirectory::builtIn();
    directory.add(simulated);
    return directory;
}

} // namespace

DemoWorld::DemoWorld(const Scenario &scenario, const QString &draftsFolder)
    : m_world(scenario)
    , m_door(m_world.table())
    , m_workbench({m_door, m_clock, m_random, m_secrets}, draftsFolder, true)
{
    m_workbench.setPortals(directory(), [this](const QUrl &url) { return m_world.browserUrl(url); });
}

} // namespace Setup
