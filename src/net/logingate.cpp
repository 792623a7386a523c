// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/logingate.h"

#include <QSet>

#include <algorithm>
#include <optional>
#include <utility>

namespace Setup {

struct LoginGate::Turnstile
{
    struct Waiter
    {
        QObject *who;
        QString place;
        std::function<void(bool)> admitted;
    };

    struct Visitor
    {
        QObject *who;
        QString place;
        bool isVouchedFor; // let in when the login had been accepted: silence says nothing about it
    };

    QList<Waiter> waiting; // first come, first served
    QList<Visitor> inside;
    int rejections = 0;
    int unanswered = 0;
    QSet<QString> accepting; // the places that have accepted the login
    bool isClosed = false;
    bool isClosedElsewhere = false; // to places that have not accepted it

    bool isAccepted() const { return !accepting.isEmpty(); }
    bool isClosedTo(const QString &place) const
    {
        return isClosed || (isClosedElsewhere && !accepting.contains(place));
    }

    // It has its answer now: turned away, or let in.
    bool canAnswer(const Waiter &waiter) const
    {
        return isClosedTo(waiter.place) || accepting.contains(waiter.place)
            || std::all_of(inside.begin(), inside.end(),
                           [this](const Visitor &visitor) { return accepting.contains(visitor.place); });
    }

    std::optional<Waiter> takeNext()
    {
        const auto next = std::find_if(waiting.begin(), waiting.end(),
                                       [this](const Waiter &waiter) { return canAnswer(waiter); });
        return next == waiting.end() ? std::nullopt : std::optional(waiting.takeAt(next - waiting.begin()));
    }

    std::optional<Visitor> remove(QObject *who)
    {
        waiting.removeIf([who](const Waiter &waiter) { return waiter.who == who; });
        const auto found = std::find_if(inside.begin(), inside.end(),
                                        [who](const Visitor &visitor) { return visitor.who == who; });
        if (found == inside.end())
            return std::nullopt; // it only waited: nothing was presented
        const Visitor visitor = *found;
        inside.removeAt(found - inside.begin());
        return visitor;
    }

    void count(const Visitor &visitor, Outcome outcome, int allowedRejections)
    {
        const bool isSilent = outcome == Outcome::Unanswered;
        if (isSilent && (visitor.isVouchedFor || isAccepted()))
            return;
        unanswered += isSilent ? 1 : 0;
        if (outcome == Outcome::Accepted)
            accepting.insert(visitor.place);
        if (outcome == Outcome::Accepted || outcome == Outcome::Undecided)
            return;
        ++rejections;
        if (isAccepted() ? accepting.contains(visitor.place) : rejections >= allowedRejections)
            isClosed = true;
        isClosedElsewhere = isClosedElsewhere || isAccepted();
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

void LoginGate::enter(const QString &account, const QString &place, QObject *waiter,
                      std::function<void(bool admitted)> admitted)
{
    auto &turnstile = m_turnstiles[keyOf(account)];
    if (!turnstile)
        turnstile = std::make_shared<Turnstile>();
    turnstile->waiting.append({waiter, place, std::move(admitted)});
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
    if (const auto visitor = turnstile->remove(waiter))
        turnstile->count(*visitor, outcome, m_allowedRejections);
    scheduleAdvance(account);
}

QString LoginGate::placeOf(const QUrl &url)
{
    return url.authority(QUrl::FullyEncoded).toLower() + u'/'
        + url.path(QUrl::FullyEncoded).section(u'/', 1, 1).toLower();
}

void LoginGate::reopen()
{
    for (const auto &turnstile : std::as_const(m_turnstiles)) {
        turnstile->rejections = 0;
        turnstile->unanswered = 0;
        turnstile->accepting.clear(); // the password may have been changed meanwhile
        turnstile->isClosed = false;
        turnstile->isClosedElsewhere = false;
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
    const auto next = turnstile->takeNext();
    if (!next)
        return;
    const bool isAdmitted = !turnstile->isClosedTo(next->place);
    if (isAdmitted)
        turnstile->inside.append({next->who, next->place, turnstile->isAccepted()});
    scheduleAdvance(account);
    next->admitted(isAdmitted); // it may delete anything, this gate too
}

} // namespace Setup
