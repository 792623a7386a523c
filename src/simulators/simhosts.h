// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenario.h"

#include <QList>

// Who lives in the simulated world.
namespace Setup {

ScenarioHost makeHost(const QString &name, quint16 port, ScenarioHost::Serves serves);
// "mail.contoso.test:443"
QString key(const ScenarioHost &host);
// Those of the healthy world, with the scenario's in place of the same and beside the others.
QList<ScenarioHost> hostsOf(const Scenario &scenario);
// One of Microsoft's of whom nothing below HTTP is said.
bool isUsualMicrosoft(const ScenarioHost &host);

} // namespace Setup
