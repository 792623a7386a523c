// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ewssettings.h"
#include "core/integration.h"
#include "core/problem.h"
#include "core/retirement.h"
#include "core/secret.h"

#include <QByteArray>

namespace Setup {

// What a run for Exchange Online is told besides the integration: by the portal, by what the administrator
// has pasted, and by what happened on Microsoft's page of consent.
struct OnlineInput
{
    // Who says yes on the page of consent proves nothing. Unanswered: it was asked for, and nothing came
    // back.
    enum class Consent { NotAsked, SaidYes, Refused, Unanswered };

    QString signInClientId; // the portal's, for microsoft.signin
    QString exchangeAppId; // AskCody's application; empty: the portal does not tell
    Consent consent = Consent::NotAsked;
    std::optional<Problem> consentProblem; // with Refused and Unanswered
    bool provedByPortal = false; // the portal's own check has signed in as the application
    EwsSeen seenByPortal = EwsSeen::NotTested; // and was told this of EWS
    EwsSettings organization; // as pasted
    EwsSettings::Switch mailbox = EwsSettings::Switch::Unknown;
    bool asksGraph = false; // whoever signs in is asked for what graph.rooms needs, too

    friend bool operator==(const OnlineInput &, const OnlineInput &) = default;
};

// What one run is about: taken when it starts and not changed while it lasts.
struct RunInput
{
    Integration integration;
    Secret password;
    QByteArray
        trustedCaPem; // the content of the CA file that the admin trusts for these Exchange hosts, or empty
    int loginAttempts = 1; // rejected logins that this run may cost, 1 to 3
    QStringList only; // ids of the checks asked for, with what they need; empty: all
    bool asksPortal = false; // the portal that the integration names takes part in the run
    bool byDomainAlone =
        false; // discovery while the admin still types: no request may tell the whole address
    // discovery once the address stands: what is found without a login, and without telling Microsoft
    bool beforeLogin = false;
    bool askMicrosoft = false; // the admin lets Microsoft be asked about the whole address
    OnlineInput online = {};
};

} // namespace Setup
