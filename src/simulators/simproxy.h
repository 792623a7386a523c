// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenarioparts.h"
#include "simulators/simrequest.h"

#include <QHash>

namespace Setup {

// What a network's proxy says to CONNECT. It leads to the world's own servers by their names; who knows their
// ports on loopback may name those instead.
SimReply answerAsProxy(const ScenarioProxy &proxy, const SimRequest &request,
                       const QHash<QString, quint16> &loopbackPorts);

} // namespace Setup
