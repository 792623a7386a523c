// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/checkrunner.h"

#include "checks/verdict.h"
#include "core/logging.h"
#include "core/problemcodes.h"

#include <QElapsedTimer>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

struct CheckRunner::Job
{
    enum class State { Waiting, Running, Ended };

    State state = State::Waiting;
    int attempt = 0; // how often it was started
    std::unique_ptr<CheckContext> context; // before the check: outlives it
    std::unique_ptr<Check> check;
    QTimer deadline;
    QElapsedTimer stopwatch;
    std::optional<Finding> finding;

    // The check is not destroyed here: this may be called from its own signal.
    void stop()
    {
        deadline.stop();
        if (state == State::Running) {
            check->disconnect();
            check->cancel();
            state = State::Waiting;
        }
    }
};

CheckRunner::CheckRunner(QList<CheckDefinition> definitions, CheckServices services, QObject *parent)
    : QObject(parent)
    , m_definitions(std::move(definitions))
    , m_services(services)
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &CheckRunner::advance);
}

CheckRunner::~CheckRunner() = default;

void CheckRunner::start(const RunInput &input)
{
    stopJobs();
    m_jobs.clear();
    m_facts = {};
    m_input = input;
    m_press = 1;
    m_plan = CheckPlan(m_definitions, m_input);
    for (const QString &id : m_plan.ids())
        m_jobs.emplace(id, std::make_unique<Job>());
    go();
}

void CheckRunner::cancel()
{
    if (!m_running)
        return;
    m_running = false;
    m_cancelled = true;
    m_turn.stop();
    stopJobs();
}

void CheckRunner::repeat(const QStringList &checkIds)
{
    QSet<QString> again;
    for (const QString &id : checkIds)
        if (m_plan.contains(id))
            again += m_plan.dependants(id) + QSet<QString>{id};
    if (again.isEmpty())
        return;
    ++m_press;
    for (const QString &id : std::as_const(again)) {
        Job &job = *m_jobs.at(id);
        job.stop();
        job.state = Job::State::Waiting;
        job.finding.reset();
        m_facts.removeWrittenBy(id);
    }
    go();
}

void CheckRunner::go()
{
    m_running = true;
    m_cancelled = false;
    m_turn.start();
}

void CheckRunner::stopJobs()
{
    for (auto &[id, job] : m_jobs)
        job->stop();
}

// One step: a check that can start is started, or one that cannot is skipped. The signal is the last thing
// that happens, since its receiver may cancel, repeat, start anew or destroy the runner.
void CheckRunner::advance()
{
    bool waiting = false;
    for (const QString &id : m_plan.ids()) {
        Job &job = *m_jobs.at(id);
        waiting = waiting || job.state != Job::State::Ended;
        const CheckNeeds &needs = m_plan.at(id).needs;
        if (job.state != Job::State::Waiting || !hasEnded(needs.all + needs.any + needs.unlessFailed))
            continue;
        m_turn.start();
        const QString inTheWay = obstacle(needs);
        if (inTheWay.isEmpty())
            launch(id, job);
        else
            skip(id, job, inTheWay);
        return;
    }
    if (waiting)
        return;
    m_running = false;
    emit finished(verdict());
}

void CheckRunner::launch(const QString &id, Job &job)
{
    const PlannedCheck &plan = m_plan.at(id);
    job.state = Job::State::Running;
    ++job.attempt;
    job.check.reset(); // before the context that it was given
    job.context =
        std::make_unique<CheckContext>(CheckContext{m_input, FactReader(m_facts, plan.ancestors), m_services,
                                                    m_limiter, m_cleanup, job.attempt, m_press});
    job.check = plan.definition.make();
    connect(job.check.get(), &Check::finished, this,
            [this, id](const CheckOutcome &outcome) { settle(id, outcome); });
    job.deadline.setSingleShot(true);
    job.deadline.callOnTimeout(job.check.get(), [this, id] { expire(id); });
    job.deadline.start(deadlineOf(plan.definition));
    job.stopwatch.start();
    qCDebug(logChecks) << "started" << id << "attempt" << job.attempt;
    job.check->start(*job.context);
    // A copy: whoever hears it may begin another run, and the plan with the id is gone.
    emit checkStarted(QString(id));
}

std::chrono::milliseconds CheckRunner::deadlineOf(const CheckDefinition &definition) const
{
    return definition.deadline.count() > 0 ? definition.deadline : m_deadline;
}

void CheckRunner::skip(const QString &id, Job &job, const QString &because)
{
    Finding finding;
    finding.checkId = id;
    finding.status = FindingStatus::Skipped;
    finding.skippedBecause = because;
    conclude(job, finding);
}

void CheckRunner::expire(const QString &id)
{
    m_jobs.at(id)->check->disconnect();
    m_jobs.at(id)->check->cancel();
    const auto deadline = deadlineOf(m_plan.at(id).definition);
    CheckOutcome outcome;
    outcome.status = FindingStatus::Fail;
    outcome.problem =
        Problem{Code::CheckTimeout, {}, {{u"milliseconds"_s, static_cast<qint64>(deadline.count())}}};
    settle(id, outcome);
}

void CheckRunner::settle(const QString &id, const CheckOutcome &outcome)
{
    Job &job = *m_jobs.at(id);
    Q_ASSERT(job.state == Job::State::Running);
    Q_ASSERT_X(outcome.facts.writers().subtract({id}).isEmpty(), "CheckRunner", "a fact of another writer");
    Finding finding{id,
                    outcome.status,
                    outcome.problem,
                    outcome.seen,
                    std::chrono::milliseconds(job.stopwatch.elapsed()),
                    {},
                    outcome.notTested,
                    outcome.requestIds};
    // Whoever met the end of a recording knows nothing about the world.
    if (finding.problem && finding.problem->code == Code::NotInRecording) {
        finding.status = FindingStatus::NotTested;
        finding.notTested = Code::NotInRecording;
        finding.problem.reset();
    }
    m_facts.merge(outcome.facts);
    conclude(job, finding);
}

void CheckRunner::conclude(Job &job, const Finding &found)
{
    const Finding finding = m_lastLook(found);
    job.deadline.stop();
    job.state = Job::State::Ended;
    job.finding = finding;
    m_turn.start();
    qCInfo(logChecks) << "ended" << finding.checkId << toString(finding.status);
    emit checkFinished(finding);
}

bool CheckRunner::hasEnded(const QStringList &ids) const
{
    return std::all_of(ids.begin(), ids.end(), [this](const QString &id) {
        return !m_plan.contains(id) || m_jobs.at(id)->state == Job::State::Ended;
    });
}

bool CheckRunner::isMet(const QString &id) const
{
    if (!m_plan.contains(id))
        return false;
    const FindingStatus status = m_jobs.at(id)->finding->status;
    const auto &promised = m_plan.at(id).definition.promises;
    return (status == FindingStatus::Pass || status == FindingStatus::Warn)
        && std::all_of(promised.begin(), promised.end(),
                       [this](std::type_index fact) { return m_facts.contains(fact); });
}

// The first check that stands in the way of these needs, in the order they are named; empty when none does.
QString CheckRunner::obstacle(const CheckNeeds &needs) const
{
    for (const QString &id : needs.all) {
        if (!isMet(id))
            return rootOf(id);
    }
    for (const QString &id : needs.unlessFailed) {
        const bool untested =
            m_plan.contains(id) && m_jobs.at(id)->finding->status == FindingStatus::NotTested;
        if (!untested && !isMet(id))
            return rootOf(id);
    }
    const bool noneOfAny =
        std::none_of(needs.any.begin(), needs.any.end(), [this](const QString &id) { return isMet(id); });
    return needs.any.isEmpty() || !noneOfAny ? QString() : rootOf(needs.any.first());
}

QString CheckRunner::rootOf(const QString &id) const
{
    const bool skipped = m_plan.contains(id) && m_jobs.at(id)->finding->status == FindingStatus::Skipped;
    return skipped ? m_jobs.at(id)->finding->skippedBecause : id;
}

QList<Finding> CheckRunner::findings() const
{
    QList<Finding> ended;
    for (const QString &id : m_plan.ids()) {
        if (const auto &finding = m_jobs.at(id)->finding)
            ended.append(*finding);
    }
    return ended;
}

Verdict CheckRunner::verdict() const
{
    return m_cancelled ? Verdict::Cancelled : verdictOf(findings(), m_plan, m_input);
}

} // namespace Setup
