// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkrunner.h"
#include "core/clock.h"
#include "core/randomsource.h"
#include "net/confirmedhosts.h"
#include "net/guarddoor.h"
#include "net/logingate.h"
#include "net/recording.h"
#include "net/recordingdoor.h"
#include "net/replaydoor.h"
#include "net/worlddoor.h"
#include "secrets/memorysecretstore.h"
#include "simulators/simulatedworld.h"
#include "support/testdoor.h"

namespace Setup {

// What a test asks of contoso.test unless it says otherwise: the service account, three rooms' first, and a
// mailbox out of reach; address and user name are to be found.
RunInput contosoInput();

// The findings as they do not depend on the clock or the server's mood: without durations.
QList<Finding> withoutDurations(QList<Finding> findings);
// Nor on the world, which is made anew for each run: without its certificates, ids and times either.
QList<Finding> comparable(const QList<Finding> &findings);

// "auth.login fail HTTP_401_BASIC_REJECTED" for each that neither passed nor was skipped.
QStringList notes(const QList<Finding> &findings);

// A run of all checks in a simulated world, wired as in the product and recorded.
class WorldRun
{
public:
    explicit WorldRun(const QString &scenario, RunInput asked = contosoInput(), unsigned seed = 0);
    explicit WorldRun(const Scenario &scenario, RunInput asked = contosoInput(), unsigned seed = 0);

    // Runs to the end; false when it takes longer than a minute.
    bool run();

    QList<Finding> findings() const { return runner.findings(); }
    Finding finding(const QString &id) const;
    // As the support bundle has it: written to HAR and read again.
    Result<Recording> savedRecording();

    RunInput input;
    SimulatedWorld world;
    WorldDoor live;
    TestDoor hasty;
    ConfirmedHosts hosts;
    LoginGate gate;
    GuardDoor guard;
    Recording recording;
    SystemClock clock;
    RecordingDoor door;
    SystemRandomSource random;
    MemorySecretStore secrets;
    CheckRunner runner;
};

// The same checks once more, on what was recorded.
class ReplayRun
{
public:
    ReplayRun(const Recording &recording, const RunInput &asked);

    bool run();

    RunInput input;
    ReplayDoor door;
    MemorySecretStore secrets;
    CheckRunner runner;
};

} // namespace Setup
