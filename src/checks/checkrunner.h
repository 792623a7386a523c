// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkplan.h"
#include "checks/cleanup.h"
#include "exchange/ewslimiter.h"

#include <QTimer>

#include <functional>
#include <map>

namespace Setup {

// Runs the checks that apply side by side, each as soon as its needs are met. What the findings say does not
// depend on the order in which checks end. An operation: finished() comes once per start() or repeat(), never
// from inside them, never after cancel() or destruction; it may be started again from the slot.
class CheckRunner : public QObject
{
    Q_OBJECT

public:
    CheckRunner(QList<CheckDefinition> definitions, CheckServices services, QObject *parent = nullptr);
    ~CheckRunner() override;

    // How long one check may take before it fails with CHECK_TIMEOUT, where it has no deadline of its own; 60
    // s.
    void setDeadline(std::chrono::milliseconds deadline) { m_deadline = deadline; }

    // Every finding goes through it before anybody hears of it: no secret that a server says again leaves.
    void setLastLook(std::function<Finding(const Finding &)> look) { m_lastLook = std::move(look); }

    void start(const RunInput &input);
    // Ends what runs; what ended keeps its finding, the verdict is "cancelled".
    void cancel();
    // Runs these checks again with everything that depends on them, and what a cancelled run left undone; the
    // rest keeps its finding. Also while a run is on its way.
    void repeat(const QStringList &checkIds);
    void repeat(const QString &checkId) { repeat(QStringList{checkId}); }

    bool isRunning() const { return m_running; }
    QStringList planned() const { return m_plan.ids(); } // the ids of this run, in the table's order
    QStringList possible() const { return m_plan.possible(); } // and what it could have asked besides
    QList<Finding> findings() const; // those that ended, in the table's order
    Verdict verdict() const; // of the findings as they stand
    const FactStore &facts() const { return m_facts; }
    // What cancelled checks left behind is taken away after cancel() has returned; whoever ends the program
    // waits for its emptied(), some seconds at most.
    const Cleanup &cleanup() const { return m_cleanup; }

signals:
    void checkStarted(const QString &id);
    void checkFinished(const Setup::Finding &finding);
    void finished(Setup::Verdict verdict);

private:
    struct Job;
    void go();
    void stopJobs();
    void advance();
    void launch(const QString &id, Job &job);
    std::chrono::milliseconds deadlineOf(const CheckDefinition &definition) const;
    void skip(const QString &id, Job &job, const QString &because);
    void expire(const QString &id);
    void settle(const QString &id, const CheckOutcome &outcome);
    void conclude(Job &job, const Finding &found);
    bool hasEnded(const QStringList &ids) const;
    bool isMet(const QString &id) const;
    QString obstacle(const CheckNeeds &needs) const;
    QString rootOf(const QString &id) const;

    QList<CheckDefinition> m_definitions;
    CheckServices m_services;
    std::chrono::milliseconds m_deadline{60'000};
    std::function<Finding(const Finding &)> m_lastLook = [](const Finding &finding) { return finding; };
    RunInput m_input;
    CheckPlan m_plan;
    FactStore m_facts;
    EwsLimiter m_limiter;
    Cleanup m_cleanup;
    std::map<QString, std::unique_ptr<Job>> m_jobs;
    QTimer m_turn; // the next step is always taken from the event loop
    int m_press = 1;
    bool m_running = false;
    bool m_cancelled = false;
};

} // namespace Setup
