// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/logingate.h"

#include <algorithm>
#include <utility>

namespace Setup {

struct LoginGate::Turnstile
{
    struct Waiter
    {
        QObject *who;
        std::function<void(bool)> admitted;
    };

    QList<Waiter> waiting; // first come, first served
    QList<QObject *> inside;
    int rejections = 0;
    bool isAccepted = false;
    bool isClosed = false;

    // Whoever waits longest has its answer: turned away, or let in.
    bool canAnswer() const { return !waiting.isEmpty() && (isClosed || isAccepted || inside.isEmpty()); }

    bool remove(QObject *who)
    {
        waiting.removeIf([who](const Waiter &waiter) { return waiter.who == who; });
        return inside.removeAll(who) > 0;
    }
};

namespace {

QString keyOf(const QString &account)
{
    return account.trimmed().toCaseFolded();
}

} // namespace

LoginGate::LoginGate(int allowedRejections, QObject *parent)
    : QObject(parent)
    , m_allowedRejections(std::clamp(allowedRejections, 1, 3))
{}

void LoginGate::enter(const QString &account, QObject *waiter, std::function<void(bool admitted)> admitted)
{
    auto &turnstile = m_turnstiles[keyOf(account)];
    if (!turnstile)
        turnstile = std::make_shared<Turnstile>();
    turnstile->waiting.append({waiter, std::move(admitted)});
    connect(waiter, &QObject::destroyed, this,
            [this, account, waiter] { leave(account, waiter, Outcome::Undecided); });
    scheduleAdvance(account);
}

void LoginGate::leave(const QString &account, QObject *waiter, Outcome outcome)
{
    const auto turnstile = m_turnstiles.value(keyOf(account));
    if (!turnstile)
        return;
    disconnect(waiter, &QObject::destroyed, this, nullptr);
    if (!turnstile->remove(waiter))
        outcome = Outcome::Undecided; // it only waited: nothing was presented
    if (outcome == Outcome::Accepted)
        turnstile->isAccepted = true;
    if (outcome == Outcome::Rejected) {
        ++turnstile->rejections;
        if (turnstile->isAccepted || turnstile->rejections >= m_allowedRejections)
            turnstile->isClosed = true;
    }
    scheduleAdvance(account);
}

void LoginGate::reopen()
{
    for (const auto &turnstile : std::as_const(m_turnstiles)) {
        turnstile->rejections = 0;
        turnstile->isAccepted = false; // the password may have been changed meanwhile
        turnstile->isClosed = false;
    }
}

bool LoginGate::isClosed(const QString &account) const
{
    const auto turnstile = m_turnstiles.value(keyOf(account));
    return turnstile && turnstile->isClosed;
}

int LoginGate::rejections(const QString &account) const
{
    const auto turnstile = m_turnstiles.value(keyOf(account));
    return turnstile ? turnstile->rejections : 0;
}

// From the event loop: a caller that just leaves or enters must not meet another one's answer on its stack.
void LoginGate::scheduleAdvance(const QString &account)
{
    QMetaObject::invokeMethod(
        this, [this, account] { advance(account); }, Qt::QueuedConnection);
}

void LoginGate::advance(const QString &account)
{
    const auto turnstile = m_turnstiles.value(keyOf(account));
    if (!turnstile->canAnswer())
        return;
    const Turnstile::Waiter first = turnstile->waiting.takeFirst();
    const bool isAdmitted = !turnstile->isClosed;
    if (isAdmitted)
        turnstile->inside.append(first.who);
    if (turnstile->canAnswer())
        scheduleAdvance(account);
    first.admitted(isAdmitted); // it may delete anything, this gate too
}

} // namespace Setup
