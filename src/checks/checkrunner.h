// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/check.h"

#include <QHash>
#include <QTimer>

#include <map>

namespace Setup {

// Runs the checks that apply side by side, each as soon as its needs are met. What the findings say does not
// depend on the order in which checks end.
class CheckRunner : public QObject
{
    Q_OBJECT

public:
    CheckRunner(QList<CheckDefinition> definitions, CheckServices services, QObject *parent = nullptr);
    ~CheckRunner() override;

    void start(const RunInput &input);
    void cancel();
    // Runs one check again with everything that depends on it; the rest keeps its finding.
    void repeat(const QString &checkId);

    bool isRunning() const;
    QStringList planned() const; // the ids of this run, in the table's order
    QList<Finding> findings() const; // those that ended, in the table's order
    Verdict verdict() const; // of the findings as they stand

signals:
    void checkStarted(const QString &id);
    void checkFinished(const Setup::Finding &finding);
    void finished(Setup::Verdict verdict);

private:
    struct Job;
    void advance();
    void settle(const QString &id, const CheckOutcome &outcome);

    QList<CheckDefinition> m_definitions;
    CheckServices m_services;
    RunInput m_input;
    FactStore m_facts;
    std::map<QString, std::unique_ptr<Job>> m_jobs;
    bool m_running = false;
};

} // namespace Setup
