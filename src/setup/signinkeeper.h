// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"
#include "setup/farewells.h"
#include "setup/keptsignin.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace Setup {

// Writes what a sign-in leaves into the keychain, the latest one last: a refresh token is good until the next
// one comes, and the one of before is dead from then on. So what is being written is handed to the farewells:
// whoever ends the program waits for it.
class SignInKeeper : public QObject
{
    Q_OBJECT

public:
    // The store outlives it. name: of the entry. farewells: null where nobody waits.
    SignInKeeper(SecretStore &secrets, QString name, QPointer<Farewells> farewells,
                 QObject *parent = nullptr);
    ~SignInKeeper() override;

    void keep(const KeptSignIn &signIn);

private:
    void write();
    void goOn();

    SecretStore &m_secrets;
    QString m_name;
    QPointer<Farewells> m_farewells;
    Secret m_next; // came while another one was being written
    bool m_isWriting = false;
    std::unique_ptr<WriteSecret> m_write; // without farewells
};

} // namespace Setup
