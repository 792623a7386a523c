// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Setup {

// One thing that an administrator does, as PowerShell with the customer's own names.
struct PreparationStep
{
    enum class Need { Required, Optional, Verification };
    // Where the command is typed.
    enum class Shell { ExchangeManagement, ExchangeOnline, MicrosoftGraph };

    QString id; // stable, for tests and accessibility: "account", "impersonation", …
    Need need = Need::Required;
    QString title;
    QString why;
    QString command; // one or more lines
    QString undo; // the command that takes it back; empty where there is nothing to take back
    Shell shell = Shell::ExchangeManagement;

    friend bool operator==(const PreparationStep &, const PreparationStep &) = default;
};

} // namespace Setup
