// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/console.h"
#include "cli/exitcode.h"

namespace Setup {

// The console of one command: passes everything on, and sees to it that whoever asked for JSON gets one
// object, also where the command could not do its work. That one has the verdict, and the problem that was
// told last.
class AnsweringConsole : public Console
{
public:
    explicit AnsweringConsole(Console &console);

    void expectObject(const QString &command); // of this command; before it starts
    void conclude(ExitCode code); // after it has ended

    void out(const QByteArray &bytes) override;
    bool hasLost() const override { return m_console.hasLost(); }
    void say(const QString &line) override { m_console.say(line); }
    void tellAs(const QString &words, const Problem &problem) override;
    Result<Secret> readPassword(const QString &prompt) override { return m_console.readPassword(prompt); }
    Result<Done> confirm(const QString &question) override { return m_console.confirm(question); }
    bool openBrowser(const QUrl &url) override { return m_console.openBrowser(url); }

private:
    Console &m_console;
    QString m_command; // empty: no object is expected
    Problem m_told;
    bool m_hasAnswered = false;
};

} // namespace Setup
