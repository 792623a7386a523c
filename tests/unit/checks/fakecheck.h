// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/check.h"
#include "core/clock.h"
#include "core/randomsource.h"

#include <QTimer>

#include <chrono>
#include <optional>

// A check that says what it is told to after a while, or never.
class FakeCheck : public Setup::Check
{
    Q_OBJECT

public:
    using Judge = std::function<Setup::CheckOutcome(const Setup::CheckContext &)>;
    using Delay = std::optional<std::chrono::milliseconds>; // nothing: never

    FakeCheck(Judge judge, Delay delay)
        : m_judge(std::move(judge))
        , m_delay(delay)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { emit finished(m_judge(*m_context)); });
    }

    void start(const Setup::CheckContext &context) override
    {
        m_context = &context;
        if (m_delay)
            m_timer.start(*m_delay);
    }
    void cancel() override { m_timer.stop(); }

    static Setup::CheckDefinition definition(const QString &id, const QStringList &needs, Judge judge,
                                             Delay delay = std::chrono::milliseconds(0))
    {
        Setup::CheckDefinition definition;
        definition.id = id;
        definition.needs = [needs](const Setup::RunInput &) { return Setup::CheckNeeds{needs, {}, {}}; };
        definition.make = [judge, delay] { return std::make_unique<FakeCheck>(judge, delay); };
        return definition;
    }

    static Judge says(Setup::FindingStatus status, const QString &code = {})
    {
        return [status, code](const Setup::CheckContext &context) {
            Setup::CheckOutcome outcome;
            outcome.status = status;
            outcome.seen.insert(QStringLiteral("attempt"), context.attempt);
            if (status == Setup::FindingStatus::NotTested)
                outcome.notTested = code;
            else if (!code.isEmpty())
                outcome.problem = Setup::Problem{code, {}, {}};
            return outcome;
        };
    }

private:
    Judge m_judge;
    Delay m_delay;
    QTimer m_timer;
    const Setup::CheckContext *m_context = nullptr;
};

// Services that no fake check touches.
inline Setup::CheckServices noServices()
{
    static char nowhere[1];
    static Setup::SystemClock clock;
    static Setup::SystemRandomSource random;
    return {reinterpret_cast<Setup::Door &>(nowhere), clock, random,
            reinterpret_cast<Setup::SecretStore &>(nowhere)};
}
