// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

#include <QString>

namespace Setup {

class Console;
struct FixScript;

struct ScriptOptions
{
    QString name; // of the script: "basic-ews"
    QString integrationFile; // whose names stand in it; empty: readable placeholders
    QString saveAs; // empty: printed
};

// script <name>: a repair as PowerShell with the customer's own names. Nothing is run.
class ScriptCommand : public Command
{
    Q_OBJECT

public:
    ScriptCommand(Console &console, ScriptOptions options, QObject *parent = nullptr);

    void start() override;
    void cancel() override { m_isCancelled = true; }

    static QString list(); // a line for each script

private:
    ExitCode write();
    ExitCode save(const FixScript &script);

    Console &m_console;
    ScriptOptions m_options;
    bool m_isCancelled = false;
};

} // namespace Setup
