// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "support/reportformat.h"

namespace Setup {

class Console;

struct ExplainOptions
{
    QString code; // a problem's code or a check's id
    ReportFormat format = ReportFormat::Text;
};

// explain <code>: what the catalogue says of a code, without a run.
class ExplainCommand : public Command
{
    Q_OBJECT

public:
    ExplainCommand(Console &console, ExplainOptions options, QObject *parent = nullptr);

    void start() override;
    void cancel() override { m_isCancelled = true; }

private:
    ExitCode explain();

    Console &m_console;
    ExplainOptions m_options;
    bool m_isCancelled = false;
};

} // namespace Setup
