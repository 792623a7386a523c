// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/proxycommand.h"

#include "cli/console.h"
#include "cli/words.h"
#include "setup/workbench.h"
#include "support/reportformat.h"

namespace Setup {

using namespace Qt::StringLiterals;

ProxyCommand::ProxyCommand(Workbench &workbench, Console &console, ProxyOptions options, QObject *parent)
    : Command(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_options(std::move(options))
{
    m_begin.setSingleShot(true);
    connect(&m_begin, &QTimer::timeout, this, &ProxyCommand::begin);
}

ProxyCommand::~ProxyCommand() = default;

void ProxyCommand::start()
{
    m_begin.start();
}

void ProxyCommand::cancel()
{
    m_begin.stop();
    if (KeptProxy *proxy = m_workbench.proxy()) {
        proxy->disconnect(this);
        proxy->cancel();
    }
}

void ProxyCommand::begin()
{
    KeptProxy *proxy = m_workbench.proxy();
    if (!proxy)
        return end(ExitCode::Usage, tr("The world of the demo has no proxy."));
    if (!m_options.proxy)
        return tell();
    if (!m_options.user.isEmpty()) {
        const auto password = m_console.readPassword(tr("Password of %1 at the proxy:").arg(m_options.user));
        if (!password)
            return conclude(password.problem());
        m_options.proxy->user = m_options.user;
        m_options.proxy->password = *password;
    }
    keep(*proxy);
}

void ProxyCommand::tell()
{
    const auto kept = KeptProxy::settings();
    if (!kept)
        return conclude(kept.problem());
    m_console.out(forTerminal(KeptProxy::toWord(*kept)).toUtf8() + '\n');
    end(ExitCode::Ok, kept->user.isEmpty() ? QString() : tr("It is logged in to as %1.").arg(kept->user));
}

void ProxyCommand::keep(KeptProxy &proxy)
{
    connect(&proxy, &KeptProxy::finished, this, &ProxyCommand::conclude);
    connect(&proxy, &KeptProxy::waitingForUser, this,
            [this] { m_console.say(tr("The keychain may be waiting for you in a window of its own.")); });
    proxy.keep(*m_options.proxy);
}

void ProxyCommand::conclude(const Result<Done> &result)
{
    if (KeptProxy *proxy = m_workbench.proxy())
        proxy->disconnect(this);
    if (!result)
        return end(exitCodeOf(result.problem()), inWords(result.problem()));
    end(ExitCode::Ok, tr("From now on: %1").arg(KeptProxy::toWord(*m_options.proxy)));
}

void ProxyCommand::end(ExitCode code, const QString &words)
{
    if (!words.isEmpty())
        m_console.say(words);
    emit finished(code);
}

} // namespace Setup
