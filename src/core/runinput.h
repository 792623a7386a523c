// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/integration.h"
#include "core/secret.h"

#include <QByteArray>

namespace Setup {

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
};

} // namespace Setup
