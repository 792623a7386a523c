// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/logincommand.h"

#include "cli/console.h"
#include "cli/portaltext.h"
#include "setup/keptsignin.h"

namespace Setup {

using namespace Qt::StringLiterals;

LoginCommand::LoginCommand(Workbench &workbench, Console &console, LoginOptions options, QObject *parent)
    : Command(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_options(std::move(options))
    , m_visit(workbench, console)
{
    m_begin.setSingleShot(true);
    connect(&m_begin, &QTimer::timeout, this, &LoginCommand::begin);
    connect(&m_visit, &PortalVisit::finished, this, &LoginCommand::conclude);
}

LoginCommand::~LoginCommand() = default;

void LoginCommand::start()
{
    m_begin.start();
}

void LoginCommand::cancel()
{
    m_begin.stop();
    m_visit.cancel();
}

void LoginCommand::begin()
{
    SignInWay way;
    way.kind = m_options.device ? SignInWay::Kind::Device : SignInWay::Kind::Browser;
    way.keep = true;
    if (!m_options.clientId.isEmpty()) {
        const auto secret = m_console.readPassword(tr("Secret of %1:").arg(m_options.clientId));
        if (!secret)
            return fail(secret.problem());
        way = {SignInWay::Kind::Client, false, true, m_options.clientId, *secret};
    }
    m_visit.start({m_options.portal, m_options.acceptPortal, way});
}

void LoginCommand::fail(const Problem &problem)
{
    m_console.tell(problem);
    emit finished(exitCodeOf(problem));
}

bool LoginCommand::isKept() const
{
    const auto names = m_workbench.keptSecrets();
    return names && names->contains(keptSignInName(m_visit.portal()->site().origin));
}

void LoginCommand::conclude(const Result<Done> &result)
{
    if (!result)
        return fail(result.problem());
    const PortalAccess &portal = *m_visit.portal();
    const bool isTextual = m_options.format == ReportFormat::Text;
    if (isTextual) {
        m_console.out(accountBlock(portal).toUtf8());
    } else {
        QJsonObject entry = accountEntry(portal);
        entry.insert(u"kept"_s, isKept());
        m_console.out(resultsJson(u"login"_s, {entry}));
    }
    if (const auto may = portal.mayIntegrate(); !may)
        m_console.tell(may.problem());
    if (const auto problem = portal.notKept())
        return fail(*problem);
    if (!isKept())
        m_console.say(tr("The portal gives no lasting sign-in: the next command has to sign in anew."));
    else if (isTextual)
        m_console.say(tr("The sign-in is kept in the keychain until logout."));
    emit finished(ExitCode::Ok);
}

} // namespace Setup
