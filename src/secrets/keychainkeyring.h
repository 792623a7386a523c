// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/keyring.h"
#include "secrets/keyringsituation.h"
#include "secrets/secretindex.h"

#include <QPointer>
#include <QQueue>
#include <QTimer>

namespace QKeychain {
class Job;
} // namespace QKeychain

namespace Setup {

class KeyringProbe;

// The operating system's keychain through QtKeychain. Requests go one after the other, and one that was
// dropped before its turn is never made: QtKeychain's own queue would still write it, minutes later, once a
// prompt is answered. The one that is under way cannot be stopped; it ends by itself, unheard, and those
// behind it wait until it does.
class KeychainKeyring : public QObject, public Keyring
{
    Q_OBJECT

public:
    // indexFile keeps the names of the entries, see SecretIndex.
    KeychainKeyring(QString service, const QString &indexFile);
    ~KeychainKeyring() override;

    std::unique_ptr<KeyringStep> step(const KeyringRequest &request) override;
    Result<QStringList> entries() const override;
    QJsonObject situation() const override;

private:
    class Step;

    struct Failure
    {
        int error = 0; // a QKeychain::Error
        QString message;
    };

    void enqueue(Step *step);
    void startNext();
    void startJob(const KeyringRequest &request);
    QKeychain::Job *createJob(const KeyringRequest &request) const;
    void takeJob(QKeychain::Job *job);
    void lookAround();
    void takeSituation(const KeyringSituation &situation);
    bool canTryAgain() const;
    void explain();
    void answer(const Result<Secret> &result);

    QString m_service;
    SecretIndex m_index;
    QQueue<QPointer<Step>> m_queue;
    QPointer<Step> m_current;
    bool m_isBusy = false; // also when the current step was dropped, until its job ends
    std::optional<Failure> m_failure; // waits for the probe
    bool m_isSecondTry = false;
    KeyringSituation m_situation;
    std::unique_ptr<KeyringProbe> m_probe;
    QTimer m_slow;
};

} // namespace Setup
