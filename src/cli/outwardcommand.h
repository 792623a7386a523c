// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "setup/keptproxy.h"

#include <QTimer>

namespace Setup {

class Console;
class Workbench;

// A command that goes out into the network: the way there is settled first.
class OutwardCommand : public Command
{
    Q_OBJECT

public:
    OutwardCommand(Workbench &workbench, Console &console, std::optional<ProxySettings> proxy,
                   std::unique_ptr<Command> command, QObject *parent = nullptr);
    ~OutwardCommand() override;

    void start() override;
    void cancel() override;

private:
    void goOn(const Result<Done> &ready);
    void refuse();

    Workbench &m_workbench;
    Console &m_console;
    std::optional<ProxySettings> m_proxy; // in place of what is set
    std::unique_ptr<Command> m_command;
    QTimer m_refusal;
    bool m_hasStarted = false;
};

} // namespace Setup
