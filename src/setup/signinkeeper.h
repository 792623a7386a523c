// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"
#include "setup/keptsignin.h"

#include <QObject>

#include <memory>

namespace Setup {

// Writes what a sign-in leaves into the keychain, the latest one last: a refresh token is good until the next
// one comes.
class SignInKeeper : public QObject
{
    Q_OBJECT

public:
    // The store outlives it. name: of the entry.
    SignInKeeper(SecretStore &secrets, QString name, QObject *parent = nullptr);
    ~SignInKeeper() override;

    void keep(const KeptSignIn &signIn); // stored() follows, once for those that come in a row

signals:
    void waitingForUser(); // as SecretOperation's
    void stored(const Setup::Result<Setup::Done> &result); // KEYCHAIN_*

private:
    void write();
    void take(const Result<Done> &written);

    SecretStore &m_secrets;
    QString m_name;
    Secret m_next; // came while another one was being written
    std::unique_ptr<WriteSecret> m_write;
};

} // namespace Setup
