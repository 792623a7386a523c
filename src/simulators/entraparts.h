// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/entraconsents.h"
#include "simulators/entrareply.h"
#include "simulators/entratokens.h"
#include "simulators/simdevicecodes.h"
#include "simulators/simgrants.h"
#include "simulators/simsessions.h"

#include <functional>

namespace Setup {

// What the endpoints of a simulated Entra share.
struct EntraParts
{
    // The certificates (DER) that this application has registered.
    using Certificates = std::function<QList<QByteArray>(const QString &app)>;

    EntraParts(ScenarioMicrosoft scenario, Certificates registered);
    Q_DISABLE_COPY_MOVE(EntraParts)

    const ScenarioMicrosoft settings;
    SimStore store;
    SimGrants grants;
    SimSessions sessions;
    SimDeviceCodes devices;
    EntraConsents consents;
    EntraTokens tokens;
    EntraPlan plan;
    std::optional<EntraError> challenge; // its claims have been demanded: who signs in must bring them
    Certificates certificates;
};

} // namespace Setup
