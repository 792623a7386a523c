// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/signinkeeper.h"

#include <utility>

namespace Setup {

SignInKeeper::SignInKeeper(SecretStore &secrets, QString name, QPointer<Farewells> farewells, QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_name(std::move(name))
    , m_farewells(std::move(farewells))
{}

SignInKeeper::~SignInKeeper() = default;

void SignInKeeper::keep(const KeptSignIn &signIn)
{
    m_next = toSecret(signIn);
    if (!m_isWriting)
        write();
}

// Never two at once: which of them a keychain would leave is anybody's guess.
void SignInKeeper::write()
{
    m_isWriting = true;
    auto write = m_secrets.write(m_name, std::exchange(m_next, {}));
    connect(write.get(), &WriteSecret::finished, this, &SignInKeeper::goOn);
    if (m_farewells)
        return m_farewells->say(std::move(write));
    m_write = std::move(write);
    m_write->start();
}

void SignInKeeper::goOn()
{
    m_isWriting = false;
    if (!m_next.isEmpty())
        write();
}

} // namespace Setup
