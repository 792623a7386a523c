// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <memory>

namespace Setup {

// Standard input while somebody types a password: without echo where it is a terminal, unless it is wanted.
// Ctrl+C and its like end the wait; the echo and what signals do are as before when this is gone.
class PasswordLine
{
public:
    enum class Echo { Off, On };

    explicit PasswordLine(Echo echo = Echo::Off);
    ~PasswordLine();
    PasswordLine(const PasswordLine &) = delete;
    PasswordLine &operator=(const PasswordLine &) = delete;

    bool isTerminal() const;
    // Up to and with the line end, the end of the input, or so many bytes. Waits.
    QByteArray read(qsizetype most);
    bool wasInterrupted() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace Setup
