// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jose/publickey.h"

#include "core/quieterrors.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>

namespace Setup {
namespace {

using Number = Owned<BIGNUM, BN_free>;
using Builder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;

Number number(const QByteArray &bytes)
{
    // clang-format off: it takes the cast for a template
    return Number(BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.data()),
                            static_cast<int>(bytes.size()), nullptr));
    // clang-format on
}

PublicKey build(const char *type, OSSL_PARAM_BLD *builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return {};
    return PublicKey(made);
}

PublicKey rsaKey(const Jwk &key)
{
    const Builder builder(OSSL_PARAM_BLD_new());
    const Number n = number(key.modulus); // the builder only refers to them
    const Number e = number(key.exponent);
    if (!builder || !n || !e || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return {};
    return build("RSA", builder.get());
}

PublicKey ecKey(const Jwk &key)
{
    const Builder builder(OSSL_PARAM_BLD_new());
    const QByteArray point = '\x04' + key.x + key.y; // uncompressed, SEC 1, 2.3.3
    if (!builder
        || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1
        || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                            static_cast<std::size_t>(point.size()))
            != 1)
        return {};
    PublicKey made = build("EC", builder.get());
    const KeyContext context(made ? EVP_PKEY_CTX_new_from_pkey(nullptr, made.get(), nullptr) : nullptr);
    if (!context || EVP_PKEY_public_check(context.get()) != 1)
        return {};
    return made;
}

} // namespace

PublicKey publicKey(const Jwk &key)
{
    const QuietErrors quiet;
    return key.kind == Jwk::Kind::Rsa ? rsaKey(key) : ecKey(key);
}

} // namespace Setup
