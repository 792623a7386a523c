// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretstore.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

SecretStore::SecretStore(std::unique_ptr<Keyring> keyring)
    : m_keyring(std::move(keyring))
{}

SecretStore::~SecretStore() = default;

std::unique_ptr<WriteSecret> SecretStore::write(const QString &name, Secret value)
{
    return std::make_unique<WriteSecret>(*m_keyring, name, std::move(value), m_partSize);
}

std::unique_ptr<ReadSecret> SecretStore::read(const QString &name)
{
    return std::make_unique<ReadSecret>(*m_keyring, name);
}

std::unique_ptr<DeleteSecret> SecretStore::remove(const QString &name)
{
    return std::make_unique<DeleteSecret>(*m_keyring, name);
}

Result<QStringList> SecretStore::names() const
{
    return m_keyring->entries();
}

QString SecretStore::passwordName(const QUuid &integration)
{
    return u"integration/%1/password"_s.arg(integration.toString(QUuid::WithoutBraces));
}

QString SecretStore::sealedBodyName(const QUuid &integration)
{
    return u"integration/%1/sealed-body"_s.arg(integration.toString(QUuid::WithoutBraces));
}

QString SecretStore::microsoftSignInName(const QUuid &integration)
{
    return u"integration/%1/microsoft-sign-in"_s.arg(integration.toString(QUuid::WithoutBraces));
}

} // namespace Setup
