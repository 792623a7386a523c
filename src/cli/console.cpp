// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/console.h"

#include "core/problemcodes.h"
#include "support/reportformat.h"

#include <array>
#include <cstdio>

#if defined(Q_OS_UNIX)
#include <termios.h>
#include <unistd.h>
#endif

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestPassword = 1024;

// Switches the terminal's echo off while it lives.
class SilentTerminal
{
public:
    SilentTerminal()
    {
#if defined(Q_OS_UNIX)
        m_isTerminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (!m_isTerminal)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
#endif
    }
    ~SilentTerminal()
    {
#if defined(Q_OS_UNIX)
        if (m_isTerminal)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
#endif
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

    bool isTerminal() const
    {
        return m_isTerminal;
    }

private:
#if defined(Q_OS_UNIX)
    termios m_before{};
#endif
    bool m_isTerminal = false;
};

} // namespace

Console::~Console() = default;

void SystemConsole::out(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

void SystemConsole::say(const QString &line)
{
    const QByteArray bytes = forTerminal(line).toLocal8Bit() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

Result<Secret> SystemConsole::readPassword(const QString &prompt)
{
    const SilentTerminal terminal;
    if (terminal.isTerminal())
        say(prompt);
    std::array<char, LongestPassword + 2> buffer{};
    QByteArray password;
    if (std::fgets(buffer.data(), int(buffer.size()), stdin))
        password = QByteArray(buffer.data());
    buffer.fill(0);
    while (password.endsWith('\n') || password.endsWith('\r'))
        password.chop(1);
    if (password.isEmpty() || password.size() > LongestPassword)
        return Problem{Code::PasswordMissing, u"nothing usable on standard input"_s, {}};
    return Secret(std::move(password));
}

} // namespace Setup
