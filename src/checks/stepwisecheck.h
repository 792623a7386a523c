// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/check.h"
#include "core/problemcodes.h"
#include "net/operation.h"

#include <QTimer>

#include <vector>

namespace Setup {

// What most checks are made of: operations that are run one after the other or side by side, things seen on
// the way, and one conclusion. Keeps the contract for them: the conclusion is told from the event loop, and
// ends whatever operation is still on its way.
class StepwiseCheck : public Check
{
    Q_OBJECT

public:
    explicit StepwiseCheck(QLatin1StringView id);
    ~StepwiseCheck() override;

    void start(const CheckContext &context) final;
    void cancel() final;

protected:
    // Starts from scratch, whatever an earlier start() left in the members.
    virtual void begin() = 0;
    // The check was cancelled on its way: what it left in the world is handed to context().cleanup.
    virtual void abandon() {}

    const CheckContext &context() const { return *m_context; }
    const RunInput &input() const { return m_context->input; }
    Door &door() const { return m_context->services.door; }
    OperationTag tag() const { return {m_id, m_context->attempt}; }

    // Starts an operation and keeps it for as long as the check runs. "then" gets what finished() carries. In
    // a replay, the end of what was recorded is the end of the check.
    template<typename Operation, typename Then>
    void run(std::unique_ptr<Operation> operation, Then then)
    {
        Operation *started = operation.get();
        connect(started, &Operation::finished, this, [this, then = std::move(then)](const auto &result) {
            if (!result && result.problem().code == Code::NotInRecording)
                leaveUntested(Code::NotInRecording);
            else
                then(result);
        });
        m_operations.push_back({std::move(operation), [started] { started->cancel(); }});
        started->start();
    }

    void see(const QString &name, const QJsonValue &value) { m_outcome.seen.insert(name, value); }
    void see(const QJsonObject &facts);
    void addRequestIds(const QStringList &ids) { m_outcome.requestIds += ids; }
    template<typename Fact>
    void give(Fact fact)
    {
        m_outcome.facts.set(std::move(fact));
    }

    // One of these ends the check.
    void pass() { conclude(FindingStatus::Pass); }
    void warn(const Problem &problem) { conclude(FindingStatus::Warn, problem); }
    void fail(const Problem &problem) { conclude(FindingStatus::Fail, problem); }
    void leaveUntested(QLatin1StringView why);

private:
    struct Running
    {
        std::unique_ptr<QObject> operation;
        std::function<void()> cancel;
    };
    void conclude(FindingStatus status, const std::optional<Problem> &problem = {});
    void stop();
    void tell();

    QLatin1StringView m_id;
    const CheckContext *m_context = nullptr;
    std::vector<Running> m_operations;
    CheckOutcome m_outcome;
    QTimer m_end;
    bool m_running = false;
};

} // namespace Setup
