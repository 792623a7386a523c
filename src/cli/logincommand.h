// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/portalvisit.h"
#include "support/reportformat.h"

namespace Setup {

struct LoginOptions
{
    QUrl portal;
    bool acceptPortal = false;
    bool device = false;
    QString clientId; // of an application, whose secret comes from standard input
    ReportFormat format = ReportFormat::Text;
};

// login --portal <portal>: signs in and keeps that in the keychain for list, apply and remove.
class LoginCommand : public Command
{
    Q_OBJECT

public:
    LoginCommand(Workbench &workbench, Console &console, LoginOptions options, QObject *parent = nullptr);
    ~LoginCommand() override;

    void start() override;
    void cancel() override;

private:
    void begin();
    void conclude(const Result<Done> &result);
    void fail(const Problem &problem);
    bool isKept() const;

    Workbench &m_workbench;
    Console &m_console;
    LoginOptions m_options;
    PortalVisit m_visit;
    QTimer m_begin;
};

} // namespace Setup
