// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/logingate.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace Setup {

struct LoginGate::Turnstile
{
    struct Waiter
    {
        QObject *who;
        std::function<void(bool)> admitted;
    };

    struct Visitor
    {
        QObject *who;
        bool isVouchedFor; // let in when the login had been accepted: silence says nothing about it
    };

    QList<Waiter> waiting; // first come, first served
    QList<Visitor> inside;
    int rejections = 0;
    int unanswered = 0;
    bool isAccepted = false;
    bool isClosed = false;

    // Whoever waits longest has its answer: turned away, or let in.
    bool canAnswer() const { return !waiting.isEmpty() && (isClosed || isAccepted || inside.isEmpty()); }

    std::optional<Visitor> remove(QObject *who)
    {
        waiting.removeIf([who](const Waiter &waiter) { return waiter.who == who; });
        const auto found = std::find_if(inside.begin(), inside.end(),
                                        [who](const Visitor &visitor) { return visitor.who == who; });
        if (found == inside.end())
            return std::nullopt; // it only waited: nothing was presented
        const Visitor visitor = *found;
        inside.erase(found);
        return visitor;
    }

    void count(Outcome outcome)
    {
        if (outcome == Outcome::Accepted)
            isAccepted = true;
        if (outcome == Outcome::Unanswered)
            ++unanswered;
        if (outcome == Outcome::Rejected || outcome == Outcome::Unanswered)
            ++rejections;
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
    const auto visitor = turnstile->remove(waiter);
    const bool mayBeRejected =
        outcome == Outcome::Unanswered && visitor && !visitor->isVouchedFor && !turnstile->isAccepted;
    if (visitor && (mayBeRejected || outcome != Outcome::Unanswered))
        turnstile->count(outcome);
    const bool isRejected = visitor && (mayBeRejected || outcome == Outcome::Rejected);
    if (isRejected && (turnstile->isAccepted || turnstile->rejections >= m_allowedRejections))
        turnstile->isClosed = true;
    scheduleAdvance(account);
}

void LoginGate::reopen()
{
    for (const auto &turnstile : std::as_const(m_turnstiles)) {
        turnstile->rejections = 0;
        turnstile->unanswered = 0;
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

int LoginGate::unanswered(const QString &account) const
{
    const auto turnstile = m_turnstiles.value(keyOf(account));
    return turnstile ? turnstile->unanswered : 0;
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
        turnstile->inside.append({first.who, turnstile->isAccepted});
    if (turnstile->canAnswer())
        scheduleAdvance(account);
    first.admitted(isAdmitted); // it may delete anything, this gate too
}

} // namespace Setup
