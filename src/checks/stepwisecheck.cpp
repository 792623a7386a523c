// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/stepwisecheck.h"

#include <utility>

namespace Setup {

StepwiseCheck::StepwiseCheck(QLatin1StringView id)
    : m_id(id)
{
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &StepwiseCheck::tell);
}

StepwiseCheck::~StepwiseCheck() = default;

void StepwiseCheck::start(const CheckContext &context)
{
    cancel();
    m_context = &context;
    m_outcome = {};
    m_running = true;
    begin();
}

void StepwiseCheck::cancel()
{
    m_end.stop();
    stop();
    m_operations.clear();
    if (std::exchange(m_running, false))
        abandon();
}

// Does not destroy them: this is called from their signals.
void StepwiseCheck::stop()
{
    for (Running &running : m_operations) {
        running.operation->disconnect(this);
        running.cancel();
    }
}

void StepwiseCheck::see(const QJsonObject &facts)
{
    for (auto fact = facts.begin(); fact != facts.end(); ++fact)
        m_outcome.seen.insert(fact.key(), fact.value());
}

void StepwiseCheck::leaveUntested(QLatin1StringView why)
{
    m_outcome.notTested = why;
    conclude(FindingStatus::NotTested);
}

void StepwiseCheck::conclude(FindingStatus status, const std::optional<Problem> &problem)
{
    m_outcome.status = status;
    m_outcome.problem = problem;
    // Calls go side by side: the order of their answers says nothing.
    m_outcome.requestIds.removeDuplicates();
    m_outcome.requestIds.sort();
    stop();
    m_end.start();
}

void StepwiseCheck::tell()
{
    m_operations.clear();
    m_running = false;
    emit finished(m_outcome);
}

} // namespace Setup
