// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/signinkeeper.h"

#include <utility>

namespace Setup {

SignInKeeper::SignInKeeper(SecretStore &secrets, QString name, QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_name(std::move(name))
{}

SignInKeeper::~SignInKeeper() = default;

void SignInKeeper::keep(const KeptSignIn &signIn)
{
    m_next = toSecret(signIn);
    if (!m_write)
        write();
}

// Never two at once: which of them a keychain would leave is anybody's guess.
void SignInKeeper::write()
{
    m_write = m_secrets.write(m_name, std::exchange(m_next, {}));
    connect(m_write.get(), &WriteSecret::waitingForUser, this, &SignInKeeper::waitingForUser);
    connect(m_write.get(), &WriteSecret::finished, this, &SignInKeeper::take);
    m_write->start();
}

void SignInKeeper::take(const Result<Done> &written)
{
    if (!m_next.isEmpty())
        return write();
    m_write.reset();
    emit stored(written);
}

} // namespace Setup
