// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>

#include <functional>

namespace Setup {

// Lets a few EWS calls through at a time: Exchange counts parallel requests per account (27, and 10 on 2010)
// and answers ErrorExceededConnectionCount. One per run, shared by all calls.
class EwsLimiter : public QObject
{
    Q_OBJECT

public:
    explicit EwsLimiter(int parallel = 4, QObject *parent = nullptr);

    // Calls admitted() when it is the waiter's turn, in the order of arrival and never from inside enter().
    // leave() gives the place back or takes the waiter out of the queue; so does its destruction.
    void enter(QObject *waiter, std::function<void()> admitted);
    void leave(QObject *waiter);

    int inFlight() const { return static_cast<int>(m_inside.size()); }

private:
    struct Waiter
    {
        QObject *object;
        std::function<void()> admitted;
    };
    void advance();

    int m_parallel;
    QList<Waiter> m_queue;
    QList<Waiter> m_inside;
};

} // namespace Setup
