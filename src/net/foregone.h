// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"

namespace Setup {

// An operation whose outcome is known before it starts: what was refused without asking the network, and what
// a simulated world answers from its table. The delay stands for the time the network would have taken.
template<typename Operation, typename Answer>
class Foregone : public TimedOperation<Operation, Answer>
{
public:
    explicit Foregone(Result<Answer> outcome, std::chrono::milliseconds delay = {})
        : TimedOperation<Operation, Answer>(delay + std::chrono::hours(1))
        , m_outcome(std::move(outcome))
    {
        m_delay.setSingleShot(true);
        m_delay.setInterval(delay);
        QObject::connect(&m_delay, &QTimer::timeout, this, [this] { this->settle(stamped()); });
    }

protected:
    void begin() override { m_delay.start(); }
    void abandon() override { m_delay.stop(); }
    Problem overdue() const override { return m_outcome ? Problem{} : m_outcome.problem(); }

private:
    Result<Answer> stamped() const
    {
        Result<Answer> outcome = m_outcome;
        if constexpr (requires { outcome->stamp; })
            if (outcome)
                outcome->stamp = this->stamp();
        return outcome;
    }

    Result<Answer> m_outcome;
    QTimer m_delay;
};

} // namespace Setup
