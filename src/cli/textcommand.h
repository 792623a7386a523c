// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/console.h"

#include <QTimer>

namespace Setup {

// Says one thing and ends: a help text, or what is wrong with the arguments (problem).
class TextCommand : public Command
{
    Q_OBJECT

public:
    TextCommand(Console &console, QString text, ExitCode code, Problem problem = {})
        : m_console(console)
        , m_text(std::move(text))
        , m_code(code)
        , m_problem(std::move(problem))
    {
        m_later.setSingleShot(true);
        connect(&m_later, &QTimer::timeout, this, [this] { emit finished(m_code); });
    }

    void start() override
    {
        if (m_code == ExitCode::Ok)
            m_console.out(m_text.toUtf8());
        else
            m_console.tellAs(m_text, m_problem);
        m_later.start();
    }
    void cancel() override { m_later.stop(); }

private:
    Console &m_console;
    QString m_text;
    ExitCode m_code;
    Problem m_problem;
    QTimer m_later;
};

} // namespace Setup
