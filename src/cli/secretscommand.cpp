// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/secretscommand.h"

#include "cli/console.h"
#include "cli/words.h"
#include "core/problemcodes.h"

#include <QTimer>

namespace Setup {

using namespace Qt::StringLiterals;

SecretsCommand::SecretsCommand(Workbench &workbench, Console &console, SecretsOptions options,
                               QObject *parent)
    : Command(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_options(std::move(options))
{}

SecretsCommand::~SecretsCommand() = default;

void SecretsCommand::start()
{
    m_isCancelled = false;
    QTimer::singleShot(0, this, &SecretsCommand::begin);
}

void SecretsCommand::cancel()
{
    m_isCancelled = true;
    m_forget.reset();
}

void SecretsCommand::begin()
{
    if (m_isCancelled)
        return;
    const auto names = m_workbench.keptSecrets();
    if (!names) {
        m_console.tell(names.problem());
        emit finished(exitCodeOf(names.problem()));
        return;
    }
    if (!m_options.forget) {
        list(*names);
        emit finished(ExitCode::Ok);
        return;
    }
    m_forget = m_workbench.forgetSecrets(m_options.names.isEmpty() ? *names : m_options.names);
    connect(m_forget.get(), &ForgetSecrets::finished, this, &SecretsCommand::conclude);
    connect(m_forget.get(), &ForgetSecrets::waitingForUser, this,
            [this] { m_console.say(tr("The keychain may be waiting for you in a window of its own.")); });
    m_forget->start();
}

void SecretsCommand::conclude(const Result<QStringList> &forgotten)
{
    if (!forgotten && forgotten.problem().code == Code::KeychainEntryMissing) {
        const QString words = tr("There is no secret of this name: %1. \"secrets list\" names what there is.")
                                  .arg(forgotten.problem().facts.value("entry"_L1).toString());
        m_console.tellAs(words, forgotten.problem());
        emit finished(ExitCode::Usage);
        return;
    }
    if (!forgotten) {
        m_console.tell(forgotten.problem());
        emit finished(exitCodeOf(forgotten.problem()));
        return;
    }
    if (m_options.format != ReportFormat::Text)
        list(*forgotten);
    else if (forgotten->isEmpty())
        m_console.say(tr("This program keeps nothing in the keychain."));
    for (const QString &name : *forgotten)
        m_console.say(tr("Forgotten: %1").arg(name));
    emit finished(ExitCode::Ok);
}

void SecretsCommand::list(const QStringList &names)
{
    if (m_options.format != ReportFormat::Text) {
        m_console.out(namesDocument(u"secrets"_s, names));
        return;
    }
    for (const QString &name : names)
        m_console.out(forTerminal(name).toUtf8() + '\n');
    if (names.isEmpty())
        m_console.say(tr("This program keeps nothing in the keychain."));
}

} // namespace Setup
