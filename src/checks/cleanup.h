// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <memory>
#include <vector>

namespace Setup {

// Operations that nobody waits for any more, but that have to be made: ending a subscription, deleting a test
// value. Each has its own deadline; what it answers does not matter. Destroying ends them.
class Cleanup : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    template<typename Operation>
    void run(std::unique_ptr<Operation> operation)
    {
        Operation *started = operation.get();
        m_operations.push_back(std::move(operation));
        connect(
            started, &Operation::finished, this, [this, started] { release(started); }, Qt::QueuedConnection);
        started->start();
    }

    bool isEmpty() const { return m_operations.empty(); }

signals:
    void emptied();

private:
    void release(QObject *operation);

    std::vector<std::unique_ptr<QObject>> m_operations;
};

} // namespace Setup
