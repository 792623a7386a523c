// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/demoworld.h"

namespace Setup {

DemoWorld::DemoWorld(const Scenario &scenario, const QString &draftsFolder)
    : m_world(scenario)
    , m_door(m_world.table())
    , m_workbench({m_door, m_clock, m_random, m_secrets}, draftsFolder, true)
{}

} // namespace Setup
