// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/onlinenames.h"

#include <QCoreApplication>
#include <QList>
#include <QStringList>

namespace Setup {

// A registration of one's own in Entra, with which this program signs in where the portal names none: a
// public client, without a secret, in the own organisation only, with delegated permissions.
class OwnRegistration
{
    Q_DECLARE_TR_FUNCTIONS(OwnRegistration)

public:
    // By hand, in the Entra admin center, in this order.
    static QStringList clicks();
    // By PowerShell; it ends by showing the ID to be entered here.
    static QList<PreparationStep> steps(const OnlineNames &names);

    // What it asks for, and why.
    struct Permission
    {
        QString name; // "EWS.AccessAsUser.All"
        QString service; // "Office 365 Exchange Online"
        QString why;
        bool isNeeded = true; // without it the sign-in is of no use
    };
    static QList<Permission> permissions();
};

} // namespace Setup
