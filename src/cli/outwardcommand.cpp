// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/outwardcommand.h"

#include "cli/console.h"
#include "cli/words.h"
#include "setup/workbench.h"

namespace Setup {

OutwardCommand::OutwardCommand(Workbench &workbench, Console &console, std::optional<ProxySettings> proxy,
                               std::unique_ptr<Command> command, QObject *parent)
    : Command(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_proxy(std::move(proxy))
    , m_command(std::move(command))
{
    m_refusal.setSingleShot(true);
    connect(&m_refusal, &QTimer::timeout, this, &OutwardCommand::refuse);
    connect(m_command.get(), &Command::finished, this, &OutwardCommand::finished);
}

OutwardCommand::~OutwardCommand() = default;

void OutwardCommand::start()
{
    m_hasStarted = false;
    KeptProxy *proxy = m_workbench.proxy();
    if (!proxy && m_proxy)
        return m_refusal.start();
    if (!proxy)
        return goOn(Done{});
    connect(proxy, &KeptProxy::finished, this, &OutwardCommand::goOn);
    connect(proxy, &KeptProxy::waitingForUser, this,
            [this] { m_console.say(tr("The keychain may be waiting for you in a window of its own.")); });
    proxy->use(m_proxy);
}

void OutwardCommand::cancel()
{
    m_refusal.stop();
    if (m_hasStarted)
        return m_command->cancel();
    if (KeptProxy *proxy = m_workbench.proxy()) {
        proxy->disconnect(this);
        proxy->cancel();
    }
}

void OutwardCommand::goOn(const Result<Done> &ready)
{
    if (KeptProxy *proxy = m_workbench.proxy())
        proxy->disconnect(this);
    if (!ready) {
        m_console.tell(ready.problem());
        emit finished(exitCodeOf(ready.problem()));
        return;
    }
    m_hasStarted = true;
    m_command->start();
}

void OutwardCommand::refuse()
{
    const QString words = tr("The world of the demo has no proxy.");
    m_console.tellAs(words, badArguments(words));
    emit finished(ExitCode::Usage);
}

} // namespace Setup
