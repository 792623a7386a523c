// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/listcommand.h"

#include "cli/console.h"
#include "cli/portaltext.h"

namespace Setup {

using namespace Qt::StringLiterals;

ListCommand::ListCommand(Workbench &workbench, Console &console, ListOptions options, QObject *parent)
    : Command(parent)
    , m_console(console)
    , m_options(std::move(options))
    , m_visit(workbench, console)
{
    connect(&m_visit, &PortalVisit::finished, this, &ListCommand::ask);
}

ListCommand::~ListCommand() = default;

void ListCommand::start()
{
    m_visit.start({m_options.portal, m_options.acceptPortal});
}

void ListCommand::cancel()
{
    m_visit.cancel();
    m_list.reset();
}

void ListCommand::ask(const Result<Done> &result)
{
    if (!result)
        return fail(result.problem());
    m_list = m_visit.portal()->client().listIntegrations();
    connect(m_list.get(), &IntegrationListOperation::finished, this, &ListCommand::conclude);
    m_list->start();
}

void ListCommand::conclude(const Result<QList<PortalIntegration>> &found)
{
    if (!found)
        return fail(found.problem());
    if (m_options.format == ReportFormat::Text) {
        QString text;
        for (const PortalIntegration &integration : *found)
            text += integrationLine(integration);
        m_console.out(text.toUtf8());
        if (found->isEmpty())
            m_console.say(tr("This organisation has no integrations in the portal."));
    } else {
        QJsonArray results;
        for (const PortalIntegration &integration : *found)
            results.append(integrationEntry(integration));
        m_console.out(resultsJson(u"list"_s, results));
    }
    emit finished(ExitCode::Ok);
}

void ListCommand::fail(const Problem &problem)
{
    m_console.tell(problem);
    emit finished(exitCodeOf(problem));
}

} // namespace Setup
