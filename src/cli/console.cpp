// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/console.h"

#include "cli/passwordline.h"
#include "core/problemcodes.h"
#include "support/reportformat.h"

#include <cstdio>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestPassword = 1024;

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
    if (password.isEmpty() || password.size() > LongestPassword)
        return Problem{Code::PasswordMissing, u"nothing usable on standard input"_s, {}};
    return Secret(std::move(password));
}

} // namespace Setup
