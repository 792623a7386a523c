// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "net/operation.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <utility>

namespace Setup {

// What all operations of the door have in common, so that each keeps the contract by construction: a deadline
// of its own, an outcome that is told from the event loop and never from inside start(), and silence after
// cancel(). An operation derives from TimedOperation<LookUp, LookUpAnswer>, begins its work in begin(), lets
// go of it in abandon() and says settle(outcome) once.
template<typename Operation, typename Answer>
class TimedOperation : public Operation
{
public:
    explicit TimedOperation(std::chrono::milliseconds deadline)
    {
        m_deadline.setSingleShot(true);
        m_deadline.setInterval(deadline);
        m_settling.setSingleShot(true);
        m_settling.setInterval(0);
        QObject::connect(&m_deadline, &QTimer::timeout, this, [this] { settle(outcomeAtDeadline()); });
        QObject::connect(&m_settling, &QTimer::timeout, this, [this] { deliver(); });
    }

    // Starting what runs is starting it anew.
    void start() final
    {
        cancel();
        m_startedAt = QDateTime::currentDateTimeUtc();
        m_elapsed.start();
        m_deadline.start();
        begin();
    }

    void cancel() final
    {
        m_deadline.stop();
        m_settling.stop();
        abandon();
    }

protected:
    virtual void begin() = 0;

    // Lets go of sockets and the like: nothing of them may arrive any more. Called also when nothing runs.
    virtual void abandon() = 0;

    // What it means that the deadline has passed.
    virtual Problem overdue() const = 0;

    // Where what has come by then is an outcome.
    virtual Result<Answer> outcomeAtDeadline() { return overdue(); }

    // Call it as the last thing of a function; what comes after the first outcome is ignored.
    void settle(Result<Answer> outcome)
    {
        if (m_settling.isActive())
            return;
        m_deadline.stop();
        m_outcome = std::move(outcome);
        m_settling.start();
        abandon();
    }

    Stamp stamp() const
    {
        return {
            m_startedAt, std::chrono::milliseconds(m_elapsed.isValid() ? m_elapsed.elapsed() : 0), {}, {}};
    }

private:
    void deliver()
    {
        const Result<Answer> outcome = std::exchange(m_outcome, {});
        emit this->finished(outcome); // the receiver may delete or start us
    }

    QTimer m_deadline;
    QTimer m_settling;
    QDateTime m_startedAt;
    QElapsedTimer m_elapsed;
    Result<Answer> m_outcome;
};

} // namespace Setup
