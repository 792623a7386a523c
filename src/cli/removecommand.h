// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/portalvisit.h"
#include "support/reportformat.h"

namespace Setup {

struct RemoveOptions
{
    QUrl portal;
    QString id; // the portal's own
    bool acceptPortal = false;
    bool isConfirmed = false; // --yes
    ReportFormat format = ReportFormat::Text;
};

// remove <id> --portal <portal>: shows the integration, asks, and takes it out of the portal, unless somebody
// has changed it since it was shown.
class RemoveCommand : public Command
{
    Q_OBJECT

public:
    RemoveCommand(Workbench &workbench, Console &console, RemoveOptions options, QObject *parent = nullptr);
    ~RemoveCommand() override;

    void start() override;
    void cancel() override;

private:
    void read(const Result<Done> &result);
    void takeRead(const Result<PortalIntegration> &result);
    void conclude(const Result<Done> &result);
    void fail(const Problem &problem);

    Console &m_console;
    RemoveOptions m_options;
    PortalVisit m_visit;
    PortalIntegration m_present;
    std::unique_ptr<IntegrationOperation> m_read;
    std::unique_ptr<RemovalOperation> m_removal;
};

} // namespace Setup
