// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "setup/workbench.h"
#include "support/reportformat.h"

namespace Setup {

class Console;

struct DiscoverOptions
{
    QString email;
    ReportFormat format = ReportFormat::Text;
};

// discover <email>: where Autodiscover and Exchange Web Services of this address stand, asked without a
// login.
class DiscoverCommand : public Command
{
    Q_OBJECT

public:
    DiscoverCommand(Workbench &workbench, Console &console, DiscoverOptions options,
                    QObject *parent = nullptr);
    ~DiscoverCommand() override;

    void start() override;
    void cancel() override;

private:
    void conclude(Verdict verdict);
    void report(Verdict verdict);
    QString asText() const;
    QString locationText(const Found &found) const;

    Workbench &m_workbench;
    Console &m_console;
    DiscoverOptions m_options;
    std::unique_ptr<Session> m_session;
};

} // namespace Setup
