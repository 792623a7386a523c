// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "net/livedoor.h"
#include "secrets/keychainsecretstore.h"
#include "setup/keptproxy.h"
#include "setup/localworkbench.h"

namespace Setup {

// The real world, wired once: what the shipped programs hand to the window and the commands.
class LiveWorld
{
public:
    LiveWorld();

    Workbench &workbench() { return m_workbench; }

private:
    SystemClock m_clock;
    SystemRandomSource m_random;
    KeychainSecretStore m_secrets;
    LiveDoor m_door;
    KeptProxy m_proxy;
    LocalWorkbench m_workbench;
};

// Where the drafts of this user are.
QString draftsFolder();

} // namespace Setup
