// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Setup {

// The shell that knows a command. On which computer it runs is said by the steps.
enum class CommandShell {
    ExchangeManagement, // has what an Exchange Server alone knows
    ExchangeOnline,
    AnyExchange, // by where the mailbox is
    MicrosoftGraph,
    Windows,
    Terminal // of this computer
};

// Commands that follow each other in the same shell.
struct CommandGroup
{
    CommandShell shell = CommandShell::Windows;
    QStringList commands;

    friend bool operator==(const CommandGroup &, const CommandGroup &) = default;
};

// By what the command begins with; empty: not known.
std::optional<CommandShell> commandShell(const QString &command);

// In the order given. What is not known counts as Windows.
QList<CommandGroup> groupedByShell(const QStringList &commands);

// As people read it: "Exchange Management Shell".
QString displayName(CommandShell shell);

} // namespace Setup
