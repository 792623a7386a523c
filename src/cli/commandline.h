// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/answeringconsole.h"
#include "cli/command.h"
#include "setup/parting.h"
#include "setup/workbench.h"

#include <QStringList>

#include <memory>

namespace Setup {

class Arguments;

// Reads the arguments (without the program's name), makes the command of them and runs it. finished() comes
// once, also for a usage error or a help text, and after the last farewell (setup/farewells.h).
class CommandLine : public QObject
{
    Q_OBJECT

public:
    CommandLine(Workbench &workbench, Console &console, QObject *parent = nullptr);
    ~CommandLine() override;

    void start(const QStringList &arguments);
    // Ends the command; finished(Cancelled) follows, since a program has to end somehow.
    void cancel();

signals:
    void finished(Setup::ExitCode code);

private:
    std::unique_ptr<Command> make(const QStringList &arguments);
    std::unique_ptr<Command> makeCheck(const QStringList &words);
    std::unique_ptr<Command> makeDiscover(const QStringList &words);
    std::unique_ptr<Command> makeReplay(const QStringList &words);
    std::unique_ptr<Command> makeBundle(const QStringList &words);
    std::unique_ptr<Command> makeCompare(const QStringList &words);
    std::unique_ptr<Command> makeExplain(const QStringList &words);
    std::unique_ptr<Command> makeScript(const QStringList &words);
    std::unique_ptr<Command> makeSecrets(const QStringList &words);
    std::unique_ptr<Command> makeRooms(const QStringList &words);
    std::unique_ptr<Command> makeApply(const QStringList &words);
    std::unique_ptr<Command> makeLogin(const QStringList &words);
    std::unique_ptr<Command> makeLogout(const QStringList &words);
    std::unique_ptr<Command> makeList(const QStringList &words);
    std::unique_ptr<Command> makeRemove(const QStringList &words);
    std::unique_ptr<Command> makeProxy(const QStringList &words);
    // By the proxy that the arguments or the settings name.
    std::unique_ptr<Command> outward(Arguments &arguments, std::unique_ptr<Command> command);
    // A name a line, or the object of --format json.
    std::unique_ptr<Command> listing(const Arguments &arguments, const QStringList &names);
    std::unique_ptr<Command> say(const QString &text, ExitCode code);
    void leave(ExitCode code);
    // The help or the error, when that is what the arguments come to; else nothing.
    std::unique_ptr<Command> insteadOf(const Arguments &arguments);

    Workbench &m_workbench;
    AnsweringConsole m_console;
    std::unique_ptr<Command> m_command;
    Parting m_parting;
    ExitCode m_code = ExitCode::Ok;
};

} // namespace Setup
