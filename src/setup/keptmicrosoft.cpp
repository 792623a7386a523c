// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/keptmicrosoft.h"

#include "core/problemcodes.h"

#include <utility>

namespace Setup {

KeptMicrosoft::KeptMicrosoft(SecretStore &secrets, const QUuid &integration, QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_name(SecretStore::microsoftSignInName(integration))
{}

KeptMicrosoft::~KeptMicrosoft() = default;

// Never two at once: which of them a keychain would leave is anybody's guess.
void KeptMicrosoft::store(const KeptMicrosoftLogin &login)
{
    if (!m_isWanted || login.refreshToken.isEmpty())
        return;
    if (m_write) {
        m_next = login;
        return;
    }
    m_delete.reset();
    m_write = m_secrets.write(m_name, toSecret(login));
    connect(m_write.get(), &WriteSecret::finished, this, &KeptMicrosoft::takeStored);
    m_write->start();
}

void KeptMicrosoft::takeStored(const Result<Done> &result)
{
    const auto ended = std::move(m_write);
    const Result<Done> outcome = result;
    if (const auto next = std::exchange(m_next, std::nullopt))
        return store(*next);
    emit stored(outcome);
}

void KeptMicrosoft::load()
{
    m_read = m_secrets.read(m_name);
    connect(m_read.get(), &ReadSecret::finished, this, &KeptMicrosoft::takeLoaded);
    m_read->start();
}

void KeptMicrosoft::takeLoaded(const Result<Secret> &entry)
{
    const auto ended = std::move(m_read);
    m_isWanted = m_isWanted || entry; // the one that renews it takes its place
    emit loaded(entry);
}

// What the keychain is about to say is not wanted any more; whoever waits for it hears that there is nothing.
void KeptMicrosoft::abandonLoading()
{
    if (!std::exchange(m_read, nullptr))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            emit loaded(Problem{Code::KeychainEntryMissing, {}, {}});
        },
        Qt::QueuedConnection);
}

// The list names too much after a crash, but never too little.
bool KeptMicrosoft::mayBeThere() const
{
    const auto names = m_secrets.names();
    return m_write || !names || names->contains(m_name);
}

void KeptMicrosoft::remove(Removed removed)
{
    m_write.reset();
    m_next.reset();
    abandonLoading();
    m_delete = m_secrets.remove(m_name);
    connect(m_delete.get(), &DeleteSecret::finished, this, removed);
    m_delete->start();
}

void KeptMicrosoft::doNotWant()
{
    m_isWanted = false;
    remove(&KeptMicrosoft::stored);
}

void KeptMicrosoft::forget()
{
    m_isWanted = false;
    remove(&KeptMicrosoft::forgotten);
}

void KeptMicrosoft::drop()
{
    if (mayBeThere())
        remove(&KeptMicrosoft::stored);
    else
        abandonLoading();
}

} // namespace Setup
