// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "net/worlddoor.h"
#include "secrets/memorysecretstore.h"
#include "setup/localworkbench.h"
#include "simulators/simulatedworld.h"

namespace Setup {

// A simulated world with everything in it. Of it only drafts outlive the program, in a folder of their own.
class DemoWorld
{
public:
    DemoWorld(const Scenario &scenario, const QString &draftsFolder);

    Workbench &workbench() { return m_workbench; }

private:
    SystemClock m_clock;
    SystemRandomSource m_random;
    MemorySecretStore m_secrets;
    SimulatedWorld m_world;
    WorldDoor m_door;
    LocalWorkbench m_workbench;
};

} // namespace Setup
