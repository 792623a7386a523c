// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simappidentity.h"
#include "simulators/simhttpclient.h"
#include "simulators/simladder.h"

namespace Setup {

// The ladder to Exchange Online as the simulated portal's cloud climbs it, by its own application: a token by
// certificate (microsoft.consent), then EWS as somebody of the tenant.
class SimOnlineCheck : public SimLadder
{
    Q_OBJECT

public:
    struct Target
    {
        QString tenant;
        QString mailbox; // to be impersonated
        QString client; // the application's id
    };

    SimOnlineCheck(WorldTable table, Target target, SimAppIdentity &identity, QObject *parent);

    void start() override;

private:
    void judgeToken(const SimOutcome &outcome);
    void callEws(const QByteArray &token);
    void judgeCall(const SimOutcome &outcome);
    void judgeRefusal(const SimOutcome &outcome);
    void judgeAnswer(const SimOutcome &outcome);

    const WorldTable m_table;
    const Target m_target;
    SimAppIdentity &m_identity;
};

} // namespace Setup
