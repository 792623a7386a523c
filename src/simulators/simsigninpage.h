// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simreply.h"

#include <QString>

namespace Setup {

// The pages of the simulated identity provider, for a person with a browser: plain, without scripts.
struct SimSignInPage
{
    QString action; // where the form goes, relative
    QString transaction; // what it belongs to
    QString application; // that wants to sign somebody in
    QString loginHint;
    QString userCode; // of a device, to be compared
    QString complaint; // what was wrong with the last try
    bool knowsUser = false; // only the consent is asked for

    SimReply reply() const;

    // A page that only says something.
    static SimReply message(int status, const QString &title, const QString &text);
    // Asks for the code that a device shows.
    static SimReply askUserCode(const QString &complaint);
};

} // namespace Setup
