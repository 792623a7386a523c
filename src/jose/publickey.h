// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/owned.h"
#include "jose/jwk.h"

#include <openssl/evp.h>

namespace Setup {

using PublicKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

// The key as OpenSSL takes it; null where its numbers make no key, e.g. a point that is not on the curve.
PublicKey publicKey(const Jwk &key);

} // namespace Setup
