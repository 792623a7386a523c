// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/passwordline.h"

#include "core/secret.h"

#include <QtGlobal>

#if defined(Q_OS_UNIX)
#include <array>
#include <cerrno>
#include <csignal>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>
#elif defined(Q_OS_WIN)
#include <qt_windows.h>

#include <cstdio>
#endif

namespace Setup {

#if defined(Q_OS_UNIX)

namespace {

constexpr std::array Endings{SIGINT, SIGTERM, SIGQUIT, SIGHUP};

volatile std::sig_atomic_t s_ended = 0;

void rememberEnding(int)
{
    s_ended = 1;
}

} // namespace

// The signals are let in only while pselect() waits, so that none is missed between a look and the wait.
struct PasswordLine::State
{
    bool isTerminal = false;
    termios before{};
    sigset_t outside{};
    std::array<struct sigaction, Endings.size()> actions{};

    bool waitForInput() const
    {
        while (!s_ended) {
            fd_set input;
            FD_ZERO(&input);
            FD_SET(STDIN_FILENO, &input);
            const int ready = ::pselect(STDIN_FILENO + 1, &input, nullptr, nullptr, nullptr, &outside);
            if (ready > 0)
                return true;
            if (ready < 0 && errno != EINTR)
                return false;
        }
        return false;
    }
};

PasswordLine::PasswordLine(Echo echo)
    : m_state(std::make_unique<State>())
{
    s_ended = 0;
    sigset_t endings{};
    sigemptyset(&endings);
    for (const int number : Endings)
        sigaddset(&endings, number);
    sigprocmask(SIG_BLOCK, &endings, &m_state->outside);
    struct sigaction remember = {};
    remember.sa_handler = rememberEnding;
    for (std::size_t i = 0; i < Endings.size(); ++i)
        sigaction(Endings.at(i), &remember, &m_state->actions.at(i));
    m_state->isTerminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &m_state->before) == 0;
    if (!m_state->isTerminal || echo == Echo::On)
        return;
    termios silent = m_state->before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
}

PasswordLine::~PasswordLine()
{
    if (m_state->isTerminal)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_state->before);
    for (std::size_t i = 0; i < Endings.size(); ++i)
        sigaction(Endings.at(i), &m_state->actions.at(i), nullptr);
    sigprocmask(SIG_SETMASK, &m_state->outside, nullptr);
}

bool PasswordLine::isTerminal() const
{
    return m_state->isTerminal;
}

QByteArray PasswordLine::read(qsizetype most)
{
    QByteArray line;
    line.reserve(most); // or copies of a part would stay in memory
    while (line.size() < most && !line.endsWith('\n') && m_state->waitForInput()) {
        char byte = 0;
        if (::read(STDIN_FILENO, &byte, 1) != 1)
            break;
        line.append(byte);
    }
    return line;
}

bool PasswordLine::wasInterrupted() const
{
    return s_ended != 0;
}

#else

struct PasswordLine::State
{
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    bool isTerminal = false;
};

namespace {

// As UTF-16: the bytes of a console are in a code page of its own.
template<typename State>
QByteArray readConsole(const State &state, qsizetype most)
{
    QString line(most, u'\0');
    DWORD count = 0;
    ReadConsoleW(state.input, line.data(), static_cast<DWORD>(most), &count, nullptr);
    line.truncate(count);
    QByteArray utf8 = line.toUtf8();
    wipe(line);
    return utf8;
}

} // namespace

// Ctrl+C ends the program at once; the shell sets the mode that it wants when it prompts again.
PasswordLine::PasswordLine(Echo echo)
    : m_state(std::make_unique<State>())
{
    m_state->isTerminal = GetConsoleMode(m_state->input, &m_state->before) != 0; // not of a file or pipe
    if (m_state->isTerminal && echo == Echo::Off)
        SetConsoleMode(m_state->input, m_state->before & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
}

PasswordLine::~PasswordLine()
{
    if (m_state->isTerminal)
        SetConsoleMode(m_state->input, m_state->before);
}

bool PasswordLine::isTerminal() const
{
    return m_state->isTerminal;
}

QByteArray PasswordLine::read(qsizetype most)
{
    if (m_state->isTerminal)
        return readConsole(*m_state, most);
    QByteArray line(most + 1, '\0');
    if (!std::fgets(line.data(), int(line.size()), stdin))
        return {};
    line.truncate(qsizetype(qstrlen(line.constData())));
    return line;
}

bool PasswordLine::wasInterrupted() const
{
    return false;
}

#endif

} // namespace Setup
