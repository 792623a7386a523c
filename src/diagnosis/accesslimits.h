// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/onlinenames.h"

#include <QCoreApplication>
#include <QList>

namespace Setup {

// How to make what AskCody's application may do narrower than the consent, and how to end it.
class AccessLimits
{
    Q_DECLARE_TR_FUNCTIONS(AccessLimits)

public:
    // RBAC for Applications: the rooms alone. Not verified with AskCody's own application.
    static QList<PreparationStep> limitToRooms(const OnlineNames &names);
    static QList<PreparationStep> takeBack(const OnlineNames &names);

private:
    static PreparationStep principalStep(const OnlineNames &names);
    static PreparationStep scopeStep();
    static PreparationStep ewsRoleStep(const OnlineNames &names);
    static PreparationStep graphRoleStep(const OnlineNames &names);
    static PreparationStep wideGrantStep(const OnlineNames &names);
};

} // namespace Setup
