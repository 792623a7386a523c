// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/farewells.h"

#include "setup/checkrun.h"

#include <algorithm>

namespace Setup {

Farewells::Farewells(QObject *parent)
    : QObject(parent)
{
    connect(&m_operations, &Cleanup::emptied, this, &Farewells::tellWhenEmpty);
}

Farewells::~Farewells() = default;

void Farewells::await(std::shared_ptr<CheckRun> run)
{
    const Cleanup &cleanup = run->runner().cleanup();
    if (cleanup.isEmpty() || std::find(m_runs.begin(), m_runs.end(), run) != m_runs.end())
        return;
    // Queued: the run owns who emits.
    connect(
        &cleanup, &Cleanup::emptied, this, [this, known = run.get()] { release(known); },
        Qt::QueuedConnection);
    m_runs.push_back(std::move(run));
}

void Farewells::release(const CheckRun *run)
{
    const auto found =
        std::find_if(m_runs.begin(), m_runs.end(), [run](const auto &one) { return one.get() == run; });
    // Cancelled once more meanwhile: there is something left to say, and emptied() will come again.
    if (found == m_runs.end() || !(*found)->runner().cleanup().isEmpty())
        return;
    (*found)->runner().cleanup().disconnect(this);
    m_runs.erase(found);
    tellWhenEmpty();
}

void Farewells::tellWhenEmpty()
{
    if (isEmpty())
        emit emptied();
}

} // namespace Setup
