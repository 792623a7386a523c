// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "setup/keptproxy.h"

#include <QTimer>

namespace Setup {

class Console;
class Workbench;

struct ProxyOptions
{
    std::optional<ProxySettings> proxy; // none: says what is set
    QString user;
};

// proxy [<proxy>]: the proxy by which this program gets out from now on, in the window, too. Its password
// comes from standard input and goes to the keychain.
class ProxyCommand : public Command
{
    Q_OBJECT

public:
    ProxyCommand(Workbench &workbench, Console &console, ProxyOptions options, QObject *parent = nullptr);
    ~ProxyCommand() override;

    void start() override;
    void cancel() override;

private:
    void begin();
    void tell();
    void keep(KeptProxy &proxy);
    void conclude(const Result<Done> &result);
    void end(ExitCode code, const QString &words);

    Workbench &m_workbench;
    Console &m_console;
    ProxyOptions m_options;
    QTimer m_begin;
};

} // namespace Setup
