// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretstore.h"

namespace Setup {

// The secrets of this program in the operating system's keychain, under the service "AskCody Exchange Setup".
class KeychainSecretStore : public SecretStore
{
public:
    explicit KeychainSecretStore(const QString &indexFile = defaultIndexFile());

    // Shared by the window and the commands: askcody-exchange-setup/secret-names.ini in the user's data
    // folder.
    static QString defaultIndexFile();
};

} // namespace Setup
