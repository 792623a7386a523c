// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ewslimiter.h"

#include <algorithm>
#include <utility>

namespace Setup {

EwsLimiter::EwsLimiter(int parallel, QObject *parent)
    : QObject(parent)
    , m_parallel(parallel)
{}

void EwsLimiter::enter(QObject *waiter, std::function<void()> admitted)
{
    m_queue.append({waiter, std::move(admitted)});
    connect(waiter, &QObject::destroyed, this, &EwsLimiter::leave, Qt::UniqueConnection);
    QMetaObject::invokeMethod(this, &EwsLimiter::advance, Qt::QueuedConnection);
}

void EwsLimiter::leave(QObject *waiter)
{
    const auto isWaiter = [waiter](const Waiter &entry) { return entry.object == waiter; };
    m_queue.removeIf(isWaiter);
    if (m_inside.removeIf(isWaiter) > 0)
        QMetaObject::invokeMethod(this, &EwsLimiter::advance, Qt::QueuedConnection);
}

void EwsLimiter::advance()
{
    while (!m_queue.isEmpty() && m_inside.size() < m_parallel) {
        const Waiter next = m_queue.takeFirst();
        m_inside.append(next);
        next.admitted(); // may leave at once, or enter others
    }
}

} // namespace Setup
