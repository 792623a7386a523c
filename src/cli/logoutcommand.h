// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "setup/portalaccess.h"
#include "setup/workbench.h"

#include <QTimer>

#include <memory>

namespace Setup {

class Console;

// logout --portal <portal>: makes the portal's identity provider forget the kept sign-in, and the keychain,
// too. What is kept here is forgotten even where the portal does not answer.
class LogoutCommand : public Command
{
    Q_OBJECT

public:
    LogoutCommand(Workbench &workbench, Console &console, QUrl portal, QObject *parent = nullptr);
    ~LogoutCommand() override;

    void start() override;
    void cancel() override;

private:
    void begin();
    void takeOpened(const Result<DiscoveredPortal> &result);
    void conclude(const Result<Done> &result);

    Workbench &m_workbench;
    Console &m_console;
    QUrl m_address;
    std::shared_ptr<PortalAccess> m_portal;
    QTimer m_begin;
    ExitCode m_code = ExitCode::Ok;
};

} // namespace Setup
