// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QByteArray>
#include <QString>

namespace Setup {

// The three streams of a command. Results go to out(), everything for people beside them to say().
class Console
{
public:
    virtual ~Console();
    virtual void out(const QByteArray &bytes) = 0;
    virtual void say(const QString &line) = 0;
    // One line from standard input, without its line end; typed without echo where it is a terminal.
    // PASSWORD_MISSING; CANCELLED after Ctrl+C, which ends the wait at once.
    virtual Result<Secret> readPassword(const QString &prompt) = 0;
};

class SystemConsole : public Console
{
public:
    void out(const QByteArray &bytes) override;
    void say(const QString &line) override;
    Result<Secret> readPassword(const QString &prompt) override;
};

} // namespace Setup
