// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "core/finding.h"
#include "core/result.h"
#include "support/reportformat.h"

namespace Setup {

class Console;
struct Explanation;

struct ExplainOptions
{
    QString code; // a problem's code or a check's id
    ReportFormat format = ReportFormat::Text;
    QString reportFile = {}; // JSON report of a run: the causes are weighed by what it saw
};

// explain <code>: what the catalogue says of a code, without a run, or beside the report of one.
class ExplainCommand : public Command
{
    Q_OBJECT

public:
    ExplainCommand(Console &console, ExplainOptions options, QObject *parent = nullptr);

    void start() override;
    void cancel() override { m_isCancelled = true; }

private:
    ExitCode explain();
    bool chooseCode();
    Result<QList<Finding>> seen() const;
    void print(const Explanation &explanation);

    Console &m_console;
    ExplainOptions m_options;
    bool m_isCancelled = false;
};

} // namespace Setup
