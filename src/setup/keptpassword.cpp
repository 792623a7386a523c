// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/keptpassword.h"

#include <utility>

namespace Setup {

KeptPassword::KeptPassword(SecretStore &secrets, const QUuid &integration, QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_name(SecretStore::passwordName(integration))
{}

KeptPassword::~KeptPassword() = default;

void KeptPassword::load()
{
    m_read = m_secrets.read(m_name);
    connect(m_read.get(), &ReadSecret::finished, this, [this](const Result<Secret> &password) {
        const auto ended = std::move(m_read);
        emit loaded(password);
    });
    m_read->start();
}

bool KeptPassword::abandonLoading()
{
    return std::exchange(m_read, nullptr) != nullptr;
}

void KeptPassword::store(const Secret &password)
{
    m_write = m_secrets.write(m_name, password);
    connect(m_write.get(), &WriteSecret::finished, this, [this](const Result<Done> &result) {
        const auto ended = std::move(m_write);
        emit stored(result);
    });
    m_write->start();
}

void KeptPassword::forget()
{
    m_write.reset();
    m_delete = m_secrets.remove(m_name);
    connect(m_delete.get(), &DeleteSecret::finished, this, &KeptPassword::forgotten);
    m_delete->start();
}

} // namespace Setup
