// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkrunner.h"
#include "setup/farewells.h"
#include "setup/journal.h"
#include "setup/microsoftaccess.h"
#include "setup/replayedworld.h"

#include <QPointer>

#include <functional>
#include <memory>

namespace Setup {

// What a session works with.
struct SessionTools
{
    CheckServices services;
    QList<CheckDefinition> checks;
    QJsonObject program; // name, version, qt, os: for reports
    const Journal *journal = nullptr; // null: kept nowhere (a replay)
    QPointer<Farewells> farewells = nullptr; // null: nothing is left behind (a replay)
    std::shared_ptr<ReplayedWorld> replayed; // with a replay
    std::function<QList<Secret>()> waySecrets = {}; // what the way out has presented, such as a proxy's login
    MicrosoftAccess::BrowserAddress browserAddress = [](const QUrl &url) { return url; };
};

} // namespace Setup
