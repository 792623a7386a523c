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
        : SecretStore(m_memory)
    {}

    MemoryKeyring &keyring() { return m_memory; }

private:
    MemoryKeyring m_memory; // only its address is taken before it is made
};

} // namespace Setup
