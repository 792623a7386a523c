// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "net/worlddoor.h"
#include "secrets/memorysecretstore.h"
#include "setup/localworkbench.h"
#include "simulators/simulatedworld.h"

#include <QSignalSpy>
#include <QTemporaryDir>

namespace Setup {

// A workbench in a simulated world: what the programs wire, with drafts in a folder of the test's own.
struct TestedWorld
{
    explicit TestedWorld(const QString &scenario = QStringLiteral("healthy"))
        : TestedWorld(*Scenario::load(scenario))
    {}
    explicit TestedWorld(const Scenario &scenario)
        : world(scenario)
        , door(world.table())
        , workbench({door, clock, random, secrets}, drafts.path(), false)
    {}

    static Integration integration()
    {
        ExchangeServer server;
        server.email = SimulatedWorld::email();
        server.testMailboxes = QStringList{QStringLiteral("room1@contoso.test")};
        server.forbiddenMailbox = QStringLiteral("ceo@contoso.test");
        Integration integration;
        integration.id = QUuid::createUuid();
        integration.name = QStringLiteral("Headquarters");
        integration.exchange = server;
        return integration;
    }

    // Runs to the end and says the verdict; Cancelled when that takes too long.
    static Verdict runToEnd(Session &session)
    {
        QSignalSpy finished(&session, &Session::runFinished);
        if (!session.run() || !finished.wait(20'000))
            return Verdict::Cancelled;
        return finished.first().first().value<Verdict>();
    }

    QTemporaryDir drafts;
    SystemClock clock;
    SystemRandomSource random;
    MemorySecretStore secrets;
    SimulatedWorld world;
    WorldDoor door;
    LocalWorkbench workbench;
};

} // namespace Setup
