// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/cleanup.h"

#include <QObject>

#include <memory>
#include <utility>
#include <vector>

namespace Setup {

class CheckRun;

// What has to be said to the world after nobody looks any more: a run that was cancelled ends its
// subscription, a draft that was discarded takes its password along. It outlives the sessions; who ends the
// program waits (Parting).
class Farewells : public QObject
{
    Q_OBJECT

public:
    explicit Farewells(QObject *parent = nullptr);
    ~Farewells() override;

    // Keeps the run alive until what its checks left behind is taken away.
    void await(std::shared_ptr<CheckRun> run);
    // Starts the operation and keeps it until it has ended, whatever its answer is.
    template<typename Operation>
    void say(std::unique_ptr<Operation> operation)
    {
        m_operations.run(std::move(operation));
    }

    bool isEmpty() const { return m_runs.empty() && m_operations.isEmpty(); }

signals:
    void emptied();

private:
    void release(const CheckRun *run);
    void tellWhenEmpty();

    std::vector<std::shared_ptr<CheckRun>> m_runs;
    Cleanup m_operations;
};

} // namespace Setup
