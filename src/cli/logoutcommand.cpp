// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/logoutcommand.h"

#include "cli/console.h"

namespace Setup {

LogoutCommand::LogoutCommand(Workbench &workbench, Console &console, QUrl portal, QObject *parent)
    : Command(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_address(std::move(portal))
{
    m_begin.setSingleShot(true);
    connect(&m_begin, &QTimer::timeout, this, &LogoutCommand::begin);
}

LogoutCommand::~LogoutCommand() = default;

void LogoutCommand::start()
{
    m_code = ExitCode::Ok;
    m_begin.start();
}

void LogoutCommand::cancel()
{
    m_begin.stop();
    if (!m_portal)
        return;
    m_portal->disconnect(this);
    m_portal->cancel();
}

void LogoutCommand::begin()
{
    const auto found = m_workbench.portal(m_address);
    if (!found) {
        m_console.tell(found.problem());
        emit finished(exitCodeOf(found.problem()));
        return;
    }
    m_portal = *found;
    connect(m_portal.get(), &PortalAccess::opened, this, &LogoutCommand::takeOpened);
    connect(m_portal.get(), &PortalAccess::signedOut, this, &LogoutCommand::conclude);
    connect(m_portal.get(), &PortalAccess::waitingForUser, this,
            [this] { m_console.say(tr("The keychain may be waiting for you in a window of its own.")); });
    // A portal that nobody has confirmed never had a sign-in that it could end.
    if (m_portal->site().isConfirmed())
        m_portal->open();
    else
        m_portal->signOut();
}

void LogoutCommand::takeOpened(const Result<DiscoveredPortal> &result)
{
    if (!result) {
        m_console.tell(result.problem());
        m_console.say(tr("The sign-in is forgotten on this computer alone."));
        m_code = exitCodeOf(result.problem());
    }
    m_portal->signOut();
}

void LogoutCommand::conclude(const Result<Done> &result)
{
    m_portal->disconnect(this);
    if (!result) {
        m_console.tell(result.problem());
        m_code = gravest({m_code, exitCodeOf(result.problem())});
    } else if (m_code == ExitCode::Ok) {
        m_console.say(tr("Signed out of %1.").arg(m_portal->site().origin));
    }
    emit finished(m_code);
}

} // namespace Setup
