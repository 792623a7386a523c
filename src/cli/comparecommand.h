// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "support/reportformat.h"

namespace Setup {

class Console;

struct CompareOptions
{
    QString one;
    QString other;
    ReportFormat format = ReportFormat::Text;
};

// compare <bundle> <bundle>: prints the checks that ended differently. Exits as diff does: 0 none, 1 some.
class CompareCommand : public Command
{
    Q_OBJECT

public:
    CompareCommand(Console &console, CompareOptions options, QObject *parent = nullptr);

    void start() override;
    void cancel() override {}

private:
    void end(ExitCode code);

    Console &m_console;
    CompareOptions m_options;
};

} // namespace Setup
