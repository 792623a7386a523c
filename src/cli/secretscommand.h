// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "setup/workbench.h"
#include "support/reportformat.h"

namespace Setup {

class Console;

struct SecretsOptions
{
    bool forget = false; // else list
    QStringList names; // to forget; empty: all
    ReportFormat format = ReportFormat::Text;
};

// secrets list | forget [<name>…]: what this program has put into the keychain of this user. Never shows a
// value.
class SecretsCommand : public Command
{
    Q_OBJECT

public:
    SecretsCommand(Workbench &workbench, Console &console, SecretsOptions options, QObject *parent = nullptr);
    ~SecretsCommand() override;

    void start() override;
    void cancel() override;

private:
    void begin();
    void list(const QStringList &names);
    void conclude(const Result<QStringList> &forgotten);

    Workbench &m_workbench;
    Console &m_console;
    SecretsOptions m_options;
    std::unique_ptr<ForgetSecrets> m_forget;
    bool m_isCancelled = false;
};

} // namespace Setup
