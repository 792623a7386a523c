// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/interrupt.h"

#include <QSocketNotifier>

#include <csignal>

#if defined(Q_OS_UNIX)
#include <array>
#include <fcntl.h>
#include <unistd.h>
#else
#include <QTimer>
#endif

namespace Setup {
namespace {

#if defined(Q_OS_UNIX)

std::array<int, 2> s_pipe{-1, -1};

volatile std::sig_atomic_t s_asked = 0;

// Only what is safe in a signal handler is allowed in here. The second request, of either kind, ends the
// program the hard way.
void wakeUp(int number)
{
    if (s_asked) {
        std::signal(number, SIG_DFL);
        std::raise(number);
        return;
    }
    s_asked = 1;
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(s_pipe[1], &byte, 1);
}

#else

volatile std::sig_atomic_t s_requested = 0;

void wakeUp(int)
{
    s_requested = 1;
}

#endif

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
#if defined(Q_OS_UNIX)
    if (::pipe(s_pipe.data()) != 0)
        return;
    ::fcntl(s_pipe[1], F_SETFL, O_NONBLOCK); // NOLINT(cppcoreguidelines-pro-type-vararg)
    auto *const notifier = new QSocketNotifier(s_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        emit requested();
    });
#else
    auto *const poll = new QTimer(this); // the C runtime's handler may do no more than set a flag
    connect(poll, &QTimer::timeout, this, [this, poll] {
        if (!s_requested)
            return;
        poll->stop();
        emit requested();
    });
    poll->start(50);
#endif
    std::signal(SIGINT, wakeUp);
    std::signal(SIGTERM, wakeUp);
#if defined(SIGHUP)
    // Who has begun it with nohup wants it to outlive its terminal.
    if (std::signal(SIGHUP, wakeUp) == SIG_IGN)
        std::signal(SIGHUP, SIG_IGN);
#endif
}

} // namespace Setup
