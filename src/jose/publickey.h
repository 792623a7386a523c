// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "jose/jwk.h"

#include <openssl/evp.h>

#include <memory>

namespace Setup {

struct FreePublicKey
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};
using PublicKey = std::unique_ptr<EVP_PKEY, FreePublicKey>;

struct FreeKeyContext
{
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
};
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeKeyContext>;

// The key as OpenSSL takes it; null where its numbers make no key, e.g. a point that is not on the curve.
PublicKey publicKey(const Jwk &key);

} // namespace Setup
