// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"
#include "setup/keptmicrosoftlogin.h"

#include <QObject>

#include <memory>

namespace Setup {

// An administrator's sign-in in the OS keychain, for later checks, where that is wanted. It is there for one
// subject: once that is another one, or none, it goes, and the wish stays.
class KeptMicrosoft : public QObject
{
    Q_OBJECT

public:
    // The store outlives it.
    KeptMicrosoft(SecretStore &secrets, const QUuid &integration, QObject *parent = nullptr);
    ~KeptMicrosoft() override;

    bool isWanted() const { return m_isWanted; }
    void want() { m_isWanted = true; }
    void doNotWant(); // removes what is there; stored() follows
    // Writes it where it is wanted; stored() follows.
    void store(const KeptMicrosoftLogin &login);
    bool isStoring() const { return m_write != nullptr; }
    void load(); // loaded() follows, also where the wait for it was given up
    void forget(); // nor is it wanted any more; forgotten() follows
    void drop(); // as far as something may be there; stored() follows where it is

signals:
    void loaded(const Setup::Result<Setup::Secret> &entry); // KEYCHAIN_*
    void stored(const Setup::Result<Setup::Done> &result);
    void forgotten(const Setup::Result<Setup::Done> &result);

private:
    using Removed = void (KeptMicrosoft::*)(const Result<Done> &);
    bool mayBeThere() const;
    void remove(Removed removed);
    void abandonLoading();
    void takeStored(const Result<Done> &result);
    void takeLoaded(const Result<Secret> &entry);

    SecretStore &m_secrets;
    QString m_name;
    bool m_isWanted = false;
    std::optional<KeptMicrosoftLogin> m_next; // came while another one was being written
    std::unique_ptr<WriteSecret> m_write;
    std::unique_ptr<ReadSecret> m_read;
    std::unique_ptr<DeleteSecret> m_delete;
};

} // namespace Setup
