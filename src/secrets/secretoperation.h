// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/keyring.h"

#include <QTimer>

#include <chrono>

namespace Setup {

// What reading, writing and deleting a secret have in common: steps one after the other, one deadline over
// all of them, cancelling. Each has its own finished(): once per start(), never from inside start(), never
// after cancel() or destruction. A keyring cannot be told to forget a request: what it had already taken when
// the operation was cancelled may still be carried out; nothing further is asked.
class SecretOperation : public QObject
{
    Q_OBJECT

public:
    SecretOperation(Keyring &keyring, QString name);
    ~SecretOperation() override;

    void setDeadline(std::chrono::milliseconds deadline) { m_deadline.setInterval(deadline); }
    void setPatience(std::chrono::milliseconds patience) { m_patience.setInterval(patience); }
    void start();
    void cancel();
    bool isRunning() const { return m_isRunning; }

signals:
    // Not the end: there was no answer for some seconds (3 unless set), so the keyring may be asking its user
    // for a password in a window of its own. At most once per start().
    void waitingForUser();

protected:
    virtual void begin() = 0;
    virtual void proceed(const Result<Secret> &answer) = 0;
    // Emits the operation's own finished().
    virtual void report(const Problem &problem) = 0;

    const QString &name() const { return m_name; }
    void request(const KeyringRequest &request);
    void read(const QString &entry) { request({KeyringRequest::Kind::Read, entry, {}}); }
    // To be called before finished() is emitted.
    void settle();
    // The last thing a function does.
    void fail(Problem problem);

private:
    void take(const Result<Secret> &answer);
    void giveUp();

    Keyring &m_keyring;
    QString m_name;
    std::unique_ptr<KeyringStep> m_step;
    QTimer m_deadline;
    QTimer m_patience;
    bool m_isRunning = false;
};

} // namespace Setup
