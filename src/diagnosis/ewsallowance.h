// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/onlinenames.h"

#include <QCoreApplication>
#include <QList>

namespace Setup {

// How an organisation reads and sets whether applications may use EWS in Exchange Online. No command replaces
// the list of allowed applications by what this program knows: each reads it first, in one block that ends at
// the first error, and keeps what stands on it.
class EwsAllowance
{
    Q_DECLARE_TR_FUNCTIONS(EwsAllowance)

public:
    // What to run, and to paste into this program (ewsSettingsFromText).
    static QList<PreparationStep> look(const OnlineNames &names);
    // Until the end of EWS: let AskCody in.
    static QList<PreparationStep> allow(const OnlineNames &names);

    static QString organizationCommand();
    static QString mailboxCommand(const OnlineNames &names);

private:
    static PreparationStep listStep(const OnlineNames &names);
    static PreparationStep switchStep(const OnlineNames &names);
    static PreparationStep mailboxStep(const OnlineNames &names);
    static PreparationStep unsetStep(const OnlineNames &names);
};

} // namespace Setup
