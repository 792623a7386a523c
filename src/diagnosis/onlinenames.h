// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ewssettings.h"
#include "diagnosis/preparationstep.h"

#include <QCoreApplication>
#include <QString>

namespace Setup {

// The customer's own names in Exchange Online. What is empty stands as a readable <placeholder>.
struct OnlineNames
{
    QString admin; // e-mail address of the administrator
    QString tenant; // ID or domain of the organisation
    QString cloud; // "worldwide", "gccHigh", "dod", "china"
    QString mailbox; // a room to test with
    QString askcodyAppId; // of the application that AskCody uses for Exchange
    QString applicationName; // how that application is called: "AskCody", "GoAskCody"
    QString ownAppId; // of the registration of one's own, once it is there
    EwsSettings::Switch ewsEnabledBefore =
        EwsSettings::Switch::Unknown; // as pasted, for taking a change back
};

// The steps that several preparations begin with, and literals for their commands.
class OnlineShell
{
    Q_DECLARE_TR_FUNCTIONS(OnlineShell)

public:
    static PreparationStep connectToExchange(const OnlineNames &names);
    // The permissions are ours: Microsoft's names, separated by commas.
    static PreparationStep connectToGraph(const OnlineNames &names, const QString &permissions);

    static QString askcodyApp(const OnlineNames &names);
    static QString ownApp(const OnlineNames &names);
    static QString mailbox(const OnlineNames &names);
    // "AskCody" where the name is not known.
    static QString applicationName(const OnlineNames &names);
};

} // namespace Setup
