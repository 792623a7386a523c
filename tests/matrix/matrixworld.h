// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "matrixrow.h"
#include "net/worlddoor.h"
#include "secrets/memorysecretstore.h"
#include "setup/localworkbench.h"
#include "simulators/simperson.h"
#include "simulators/simulatedworld.h"
#include "support/testdoor.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

namespace Setup {

// The world of a row, a workbench in it, and a folder with what an administrator would bring along.
struct MatrixWorld
{
    explicit MatrixWorld(const MatrixRow &row)
        : world(row.scenario)
        , live(world.table())
        , door(live)
        , workbench({door, clock, random, secrets}, folder.filePath(QStringLiteral("drafts")), false)
        , person(row.signsInAs, SimCloudUser::password())
    {
        door.exchangeDeadline = row.deadline;
        workbench.setPortals({}, [this](const QUrl &url) { return world.browserUrl(url); });
        QJsonObject integration = row.integration;
        if (row.trustsPrivateRoot)
            integration.insert(QStringLiteral("trustedCaFile"),
                               write(QStringLiteral("ca.pem"), world.authority().unknownRootPem()));
        file = write(QStringLiteral("integration.json"),
                     QJsonDocument(QJsonObject{{QStringLiteral("integration"), integration}}).toJson());
    }

    QString path(const QString &name) const { return folder.filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile written(path(name));
        return written.open(QIODevice::WriteOnly) && written.write(bytes) == bytes.size() ? written.fileName()
                                                                                          : QString();
    }

    QTemporaryDir folder;
    SimulatedWorld world;
    WorldDoor live;
    TestDoor door;
    SystemClock clock;
    SystemRandomSource random;
    MemorySecretStore secrets;
    LocalWorkbench workbench;
    SimPerson person;
    QString file; // that describes the integration
};

} // namespace Setup
