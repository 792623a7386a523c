// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/session.h"

#include <QList>

namespace Setup {

// One value of an integration as it is wanted and as the portal has it.
struct ComparedMember
{
    QString id; // as differences() names it
    QString name; // for people
    QString wanted;
    QString actual;
};

QList<ComparedMember> comparedMembers(const WantedIntegration &wanted, const PortalIntegration &actual);

// For people, of what differences() and a push name.
QString memberName(const QString &id);

// Of a push: the field it speaks of as its label says it. On the command line it is named as in the file.
Problem withLabel(Problem problem);

} // namespace Setup
