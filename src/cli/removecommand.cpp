// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/removecommand.h"

#include "cli/console.h"
#include "cli/portaltext.h"
#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

RemoveCommand::RemoveCommand(Workbench &workbench, Console &console, RemoveOptions options, QObject *parent)
    : Command(parent)
    , m_console(console)
    , m_options(std::move(options))
    , m_visit(workbench, console)
{
    connect(&m_visit, &PortalVisit::finished, this, &RemoveCommand::read);
}

RemoveCommand::~RemoveCommand() = default;

void RemoveCommand::start()
{
    m_visit.start({m_options.portal, m_options.acceptPortal});
}

void RemoveCommand::cancel()
{
    m_visit.cancel();
    m_read.reset();
    if (m_removal)
        m_console.say(tr("Whether the portal has removed it is not known: see list."));
    m_removal.reset();
}

void RemoveCommand::read(const Result<Done> &result)
{
    if (!result)
        return fail(result.problem());
    m_read = m_visit.portal()->client().readIntegration(m_options.id);
    connect(m_read.get(), &IntegrationOperation::finished, this, &RemoveCommand::takeRead);
    m_read->start();
}

void RemoveCommand::takeRead(const Result<PortalIntegration> &result)
{
    if (!result)
        return fail(result.problem());
    m_present = *result;
    if (m_options.format == ReportFormat::Text)
        m_console.say(integrationBlock(m_present));
    if (!m_options.isConfirmed) {
        const auto agreed = m_console.confirm(tr("Remove this integration from the portal?"));
        if (!agreed)
            return fail(agreed.problem());
    }
    m_removal = m_visit.portal()->client().removeIntegration(m_present.id, m_present.etag);
    connect(m_removal.get(), &RemovalOperation::finished, this, &RemoveCommand::conclude);
    m_removal->start();
}

void RemoveCommand::conclude(const Result<Done> &result)
{
    const auto kept = std::move(m_removal);
    if (!result)
        return fail(result.problem());
    if (m_options.format == ReportFormat::Text)
        m_console.out(tr("Removed: %1\n").arg(forTerminal(m_present.id)).toUtf8());
    else
        m_console.out(resultsJson(u"remove"_s, {integrationEntry(m_present)}));
    emit finished(ExitCode::Ok);
}

void RemoveCommand::fail(const Problem &problem)
{
    m_console.tell(problem);
    emit finished(exitCodeOf(problem));
}

} // namespace Setup
