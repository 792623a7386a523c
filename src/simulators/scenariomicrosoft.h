// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenarioparts.h"
#include "simulators/simerrortable.h"

#include <QJsonObject>

namespace Setup {

class StrictObject;

// An error in place of what Microsoft would usually say there.
struct ScenarioRefusal
{
    SimMicrosoftError error;
    QString claims; // a claims challenge to be sent back
    int skip = 0; // so many requests go by first
    int times = 0; // then so many are refused; 0: all
};

// How Microsoft's side deviates, the same in every tenant. Times are in seconds.
struct ScenarioMicrosoft
{
    enum class Ews {
        Unset, // $null: allowed, the list is not looked at
        On, // $true: for the applications on the list
        Off // $false
    };

    QList<ScenarioRefusal> refusals;
    bool exchangeAppConsented = false; // an administrator did so before
    bool usersMayConsent = true;
    bool tellsRoles = true; // "wids" in tokens
    QStringList roles; // not empty: of every account, in place of its own
    Ews ews = Ews::Unset; // of the organisation
    QStringList ewsAllowedAppIds;
    QStringList ewsOffFor; // mailboxes
    bool userAgentBlocked = false; // by EwsBlockList
    ScenarioDirectory directory; // what app-only access may impersonate, room lists, free/busy
    int codeLifetime = 600;
    int accessTokenLifetime = 4000;
    int deviceLifetime = 900;
    int deviceInterval = 5;
    int clockOffset = 0; // of Entra's servers
    int graphPage = 100; // places per answer, where nobody asks for fewer
    QString mark; // as ScenarioIssuer has it

    static ScenarioMicrosoft read(StrictObject &object);
};

} // namespace Setup
