// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keychainsecretstore.h"

#include "secrets/keychainkeyring.h"

#include <QStandardPaths>

namespace Setup {

using namespace Qt::StringLiterals;

KeychainSecretStore::KeychainSecretStore(const QString &indexFile)
    : SecretStore(std::make_unique<KeychainKeyring>(u"AskCody Exchange Setup"_s, indexFile))
{}

QString KeychainSecretStore::defaultIndexFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/askcody-exchange-setup/secret-names.ini"_s;
}

} // namespace Setup
