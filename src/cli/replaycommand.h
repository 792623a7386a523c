// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/outsideview.h"
#include "setup/workbench.h"
#include "support/reportformat.h"

namespace Setup {

class Console;

struct ReplayOptions
{
    QString bundle;
    QStringList supposed; // ids of suppositions
    ReportFormat format = ReportFormat::Text;
    QString outside = {}; // a result of Microsoft's analyzer
};

// replay <bundle>: runs the checks of a recording again, without network, and prints the report.
class ReplayCommand : public Command
{
    Q_OBJECT

public:
    ReplayCommand(Workbench &workbench, Console &console, ReplayOptions options, QObject *parent = nullptr);
    ~ReplayCommand() override;

    void start() override;
    void cancel() override;

private:
    void conclude(Verdict verdict);
    void report(Verdict verdict);
    void end(ExitCode code);

    Workbench &m_workbench;
    Console &m_console;
    ReplayOptions m_options;
    OutsideView m_outside;
    std::shared_ptr<Session> m_session;
};

} // namespace Setup
