// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"

#include <QObject>

#include <memory>

namespace Setup {

// The service account's password in the OS keychain, for later checks. A new question of a kind replaces the
// one before, of which nothing is heard any more.
class KeptPassword : public QObject
{
    Q_OBJECT

public:
    // The store outlives it.
    KeptPassword(SecretStore &secrets, const QUuid &integration, QObject *parent = nullptr);
    ~KeptPassword() override;

    void load(); // loaded() follows
    void store(const Secret &password); // stored() follows
    void forget(); // forgotten() follows
    bool abandonLoading(); // true: somebody was waiting for it
    bool isStoring() const { return m_write != nullptr; }
    // What is being stored may be there all the same.
    void abandonStoring() { m_write.reset(); }

signals:
    void loaded(const Setup::Result<Setup::Secret> &password); // KEYCHAIN_*
    void stored(const Setup::Result<Setup::Done> &result);
    void forgotten(const Setup::Result<Setup::Done> &result);

private:
    SecretStore &m_secrets;
    QString m_name;
    std::unique_ptr<WriteSecret> m_write;
    std::unique_ptr<DeleteSecret> m_delete;
    std::unique_ptr<ReadSecret> m_read;
};

} // namespace Setup
