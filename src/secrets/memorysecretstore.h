// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/memorykeyring.h"
#include "secrets/secretstore.h"

namespace Setup {

// For the demo world and for tests: nothing outlives the program.
class MemorySecretStore : public SecretStore
{
public:
    MemorySecretStore()
        : SecretStore(std::make_unique<MemoryKeyring>())
    {}

    MemoryKeyring &keyring() { return static_cast<MemoryKeyring &>(SecretStore::keyring()); }
};

} // namespace Setup
