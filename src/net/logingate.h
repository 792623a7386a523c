// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>

namespace Setup {

// Keeps an account from being locked out. One per run. For each account (all spellings together): one
// presentation is in flight until the first is accepted; then all may go side by side where it was accepted,
// and still one at a time elsewhere. The last allowed rejection before the first acceptance closes the gate
// and whoever waits is turned away. After it, one rejection is enough: where the login had been accepted the
// gate closes, and elsewhere it closes to all places that have not accepted it, so that what has proved the
// login goes on whoever is faster. A presentation that nobody answered may have been rejected by a server
// that could not say so any more: before the first acceptance it counts as a rejected one.
class LoginGate : public QObject
{
    Q_OBJECT

public:
    // allowedRejections: how many rejected presentations this run may cost the account, 1 to 3.
    explicit LoginGate(int allowedRejections = 1, QObject *parent = nullptr);

    enum class Outcome {
        Accepted,
        Rejected,
        Unanswered, // it left this computer, and then nothing came: a time-out, a cut, cancelled
        Undecided // nothing left, or somebody answered without having looked at the login
    };

    // place: placeOf() what the login is presented to. Calls admitted(true) when the presentation may be
    // sent, admitted(false) when the gate is closed; never from inside enter(). A waiting or admitted caller
    // that goes away (waiter destroyed) gives its place back.
    void enter(const QString &account, const QString &place, QObject *waiter,
               std::function<void(bool admitted)> admitted);
    void leave(const QString &account, QObject *waiter, Outcome outcome);

    // Server and first folder: each of Exchange's virtual directories (EWS, Autodiscover) has authentication
    // settings of its own.
    static QString placeOf(const QUrl &url);

    // A new press of the button: forgets what was rejected so far. Who is in flight stays counted.
    void reopen();

    bool isClosed(const QString &account) const; // to every place
    int rejections(const QString &account) const; // those that were unanswered included
    int unanswered(const QString &account) const;

private:
    struct Turnstile;
    void scheduleAdvance(const QString &account);
    void advance(const QString &account);

    int m_allowedRejections;
    QHash<QString, std::shared_ptr<Turnstile>> m_turnstiles;
};

} // namespace Setup
