// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/portalvisit.h"
#include "support/reportformat.h"

namespace Setup {

struct ListOptions
{
    QUrl portal;
    bool acceptPortal = false;
    ReportFormat format = ReportFormat::Text;
};

// list --portal <portal>: the organisation's integrations, as the portal has them.
class ListCommand : public Command
{
    Q_OBJECT

public:
    ListCommand(Workbench &workbench, Console &console, ListOptions options, QObject *parent = nullptr);
    ~ListCommand() override;

    void start() override;
    void cancel() override;

private:
    void ask(const Result<Done> &result);
    void conclude(const Result<QList<PortalIntegration>> &found);
    void fail(const Problem &problem);

    Console &m_console;
    ListOptions m_options;
    PortalVisit m_visit;
    std::unique_ptr<IntegrationListOperation> m_list;
};

} // namespace Setup
