// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/preparationstep.h"

#include <QCoreApplication>
#include <QList>
#include <QString>
#include <QStringList>

namespace Setup {

// What must be true in Exchange before AskCody can use a service account, as commands with the customer's own
// names. The password is asked for by the shell (Read-Host -AsSecureString), never written into a command.
class ServiceAccountPreparation
{
    Q_DECLARE_TR_FUNCTIONS(ServiceAccountPreparation)

public:
    struct Names
    {
        QString account; // e-mail address of the service account
        QStringList servers; // Exchange servers; empty: all that the organisation has
        QString room; // a room mailbox to verify with
        QString roomList; // e-mail address for the room list, where one is wanted
        bool onlyRooms = false; // grant impersonation for room mailboxes only
    };

    static QList<PreparationStep> steps(const Names &names);

    // The part before the @, as a name for things in Exchange; sAMAccountName allows 20 characters.
    static QString shortName(const QString &account);
    // Of the role assignment for this account, and of the one that is limited to rooms; the same in commands
    // and scripts, which tell by it what is there already.
    static QString assignmentName(const QString &account);
    static QString roomAssignmentName(const QString &account);

private:
    static PreparationStep accountStep(const Names &names);
    static QList<PreparationStep> impersonationSteps(const Names &names);
    static QList<PreparationStep> basicSteps(const Names &names);
    static QList<PreparationStep> optionalSteps(const Names &names);
};

} // namespace Setup
