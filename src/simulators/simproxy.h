// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenarioparts.h"
#include "simulators/simrequest.h"

namespace Setup {

// What a network's proxy says to CONNECT. Who asks knows the ports of the simulated world already: they are
// named to it, and there it leads.
SimReply answerAsProxy(const ScenarioProxy &proxy, const SimRequest &request);

} // namespace Setup
