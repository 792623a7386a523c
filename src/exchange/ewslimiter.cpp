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

// One at a time, each from an event of its own.
void EwsLimiter::advance()
{
    if (m_queue.isEmpty() || m_inside.size() >= m_parallel)
        return;
    const Waiter next = m_queue.takeFirst();
    m_inside.append(next);
    QMetaObject::invokeMethod(this, &EwsLimiter::advance, Qt::QueuedConnection);
    next.admitted(); // it may leave, enter others, and delete anything, this limiter too
}

} // namespace Setup
