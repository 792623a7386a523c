// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/console.h"

#include "cli/passwordline.h"
#include "cli/words.h"
#include "core/problemcodes.h"
#include "support/reportformat.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#endif

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestPassword = 1024;
constexpr qsizetype LongestAnswer = 80;

} // namespace

Console::~Console() = default;

void Console::tell(const Problem &problem)
{
    tellAs(inWords(problem), problem);
}

void Console::tellAs(const QString &words, const Problem &)
{
    say(words);
}

Result<Done> Console::confirm(const QString &)
{
    return Problem{Code::ConfirmationMissing, {}, {}};
}

bool Console::openBrowser(const QUrl &)
{
    return false;
}

SystemConsole::SystemConsole(BrowserOpener openBrowser)
    : m_openBrowser(std::move(openBrowser))
{
#ifdef Q_OS_WIN
    _setmode(_fileno(stdout), _O_BINARY); // line ends are part of a format, and a PDF has none
#endif
}

void SystemConsole::out(const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0)
        return;
    const QString why = QString::fromLocal8Bit(std::strerror(errno));
    std::clearerr(stdout);
    if (!std::exchange(m_hasLost, true))
        say(QCoreApplication::translate("Console", "The result could not be written: %1.").arg(why));
}

void SystemConsole::say(const QString &line)
{
    const QByteArray bytes = forTerminal(line).toLocal8Bit() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

Result<Secret> SystemConsole::readPassword(const QString &prompt)
{
    PasswordLine line;
    if (line.isTerminal())
        say(prompt);
    QByteArray password = line.read(LongestPassword + 2);
    if (line.isTerminal())
        say({}); // the line end was not shown, either
    if (line.wasInterrupted()) {
        wipe(password);
        return Problem{Code::Cancelled, u"interrupted at the password prompt"_s, {}};
    }
    while (password.endsWith('\n') || password.endsWith('\r'))
        password.chop(1);
    if (password.size() > LongestPassword) {
        wipe(password);
        return Problem{Code::InputTooLong, {}, {{u"field"_s, u"password"_s}, {u"limit"_s, LongestPassword}}};
    }
    if (password.isEmpty())
        return Problem{Code::PasswordMissing, u"nothing usable on standard input"_s, {}};
    return Secret(std::move(password));
}

Result<Done> SystemConsole::confirm(const QString &question)
{
    PasswordLine line(PasswordLine::Echo::On);
    if (!line.isTerminal())
        return Problem{Code::ConfirmationMissing, {}, {}};
    //: What somebody types to agree.
    const QString yes = QCoreApplication::translate("Console", "yes");
    say(QCoreApplication::translate("Console", "%1 Type \"%2\" to go on:").arg(question, yes));
    const QString answer = QString::fromLocal8Bit(line.read(LongestAnswer)).trimmed();
    if (!line.wasInterrupted() && answer.compare(yes, Qt::CaseInsensitive) == 0)
        return Done{};
    return Problem{Code::Cancelled, u"not confirmed"_s, {}};
}

} // namespace Setup
