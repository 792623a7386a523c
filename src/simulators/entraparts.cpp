// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/entraparts.h"

#include <utility>

namespace Setup {

EntraParts::EntraParts(ScenarioMicrosoft scenario, Certificates registered)
    : settings(std::move(scenario))
    , grants({settings.codeLifetime, settings.accessTokenLifetime}, store, settings.mark)
    , sessions(store)
    , devices({settings.deviceLifetime, settings.deviceInterval}, store, settings.mark)
    , consents(settings, store)
    , tokens(settings, store)
    , plan(settings.refusals)
    , certificates(std::move(registered))
{}

} // namespace Setup
