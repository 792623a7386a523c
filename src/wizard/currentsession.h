// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/pushoperation.h"

#include <QObject>

#include <memory>
#include <optional>

namespace Setup {

// The session in front of the window, which the welcome page may exchange for another one. Pages connect to
// these signals once and for all.
class CurrentSession : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void replace(std::shared_ptr<Session> session);
    bool exists() const { return m_session != nullptr; }
    // It is of this set-up, and may change it.
    bool holds(const QUuid &id) const;
    // Only when it exists: every page but the first may rely on it.
    Session *operator->() const { return m_session.get(); }
    Session &operator*() const { return *m_session; }

    // Ends a run, and says so to every page, from inside: no signal follows cancel() itself.
    void stop();

    void set(const Integration &integration); // unless it is as it was, or must not be changed
    const ExchangeServer &server() const; // an empty one when the mailboxes live elsewhere
    void setServer(const ExchangeServer &server);
    // The same for Exchange Online.
    const ExchangeOnline &online() const;
    void setOnline(const ExchangeOnline &online);
    bool isOnline() const { return exists() && !m_session->integration().server(); }

    // Of the push that ended well in this window.
    const std::optional<PushOutcome> &outcome() const { return m_outcome; }

signals:
    void replaced();
    void saveFailed(const Setup::Problem &problem);
    void keptPasswordLoaded();
    void passwordKept(const Setup::Result<Setup::Done> &result);
    void changed();
    void discovered();
    void checkStarted(const QString &id);
    void checkFinished(const Setup::Finding &finding);
    void runFinished(Setup::Verdict verdict);
    void reached(Setup::Session::State state);
    void keychainWaits();
    void pushFinished(const Setup::Result<Setup::PushOutcome> &result);

private:
    void takePush(const Result<PushOutcome> &result);

    std::shared_ptr<Session> m_session;
    std::optional<PushOutcome> m_outcome;
};

} // namespace Setup
