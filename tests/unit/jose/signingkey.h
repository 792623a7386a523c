// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "jose/base64url.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>

namespace Setup {

// An issuer's key: what a test signs with. The product never signs with a key of these kinds.
class SigningKey
{
public:
    static SigningKey ec() { return SigningKey(EVP_EC_gen("P-256")); }
    static SigningKey rsa(unsigned bits = 2048) { return SigningKey(EVP_RSA_gen(bits)); }

    QJsonObject jwk(const QString &kid) const
    {
        QJsonObject json{{QStringLiteral("kid"), kid}, {QStringLiteral("use"), QStringLiteral("sig")}};
        const auto add = [&json](const char *name, const QByteArray &bytes) {
            json.insert(QString::fromLatin1(name), QString::fromLatin1(toBase64Url(bytes)));
        };
        if (isRsa()) {
            json.insert(QStringLiteral("kty"), QStringLiteral("RSA"));
            add("n", number(OSSL_PKEY_PARAM_RSA_N));
            add("e", number(OSSL_PKEY_PARAM_RSA_E));
        } else {
            json.insert(QStringLiteral("kty"), QStringLiteral("EC"));
            json.insert(QStringLiteral("crv"), QStringLiteral("P-256"));
            add("x", number(OSSL_PKEY_PARAM_EC_PUB_X, 32));
            add("y", number(OSSL_PKEY_PARAM_EC_PUB_Y, 32));
        }
        return json;
    }

    QByteArray sign(const QJsonObject &header, const QByteArray &payload) const
    {
        const QByteArray text =
            toBase64Url(QJsonDocument(header).toJson(QJsonDocument::Compact)) + '.' + toBase64Url(payload);
        return text + '.'
            + toBase64Url(signature(text, header[QStringLiteral("alg")] == QStringLiteral("PS256")));
    }

private:
    struct Free
    {
        void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    };

    explicit SigningKey(EVP_PKEY *key)
        : m_key(key, Free())
    {}

    bool isRsa() const { return EVP_PKEY_is_a(m_key.get(), "RSA") == 1; }

    QByteArray number(const char *name, int size = 0) const
    {
        BIGNUM *value = nullptr;
        EVP_PKEY_get_bn_param(m_key.get(), name, &value);
        QByteArray bytes(size > 0 ? size : BN_num_bytes(value), '\0');
        BN_bn2binpad(value, reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(bytes.size()));
        BN_free(value);
        return bytes;
    }

    QByteArray signature(const QByteArray &text, bool isPss) const
    {
        EVP_MD_CTX *const digest = EVP_MD_CTX_new();
        EVP_PKEY_CTX *padding = nullptr;
        EVP_DigestSignInit(digest, &padding, EVP_sha256(), nullptr, m_key.get());
        if (isPss) {
            EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING);
            EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, RSA_PSS_SALTLEN_DIGEST);
        }
        std::size_t size = 1024;
        QByteArray made(1024, '\0');
        EVP_DigestSign(digest, reinterpret_cast<unsigned char *>(made.data()), &size,
                       reinterpret_cast<const unsigned char *>(text.constData()),
                       static_cast<std::size_t>(text.size()));
        EVP_MD_CTX_free(digest);
        made.truncate(static_cast<qsizetype>(size));
        return isRsa() ? made : sideBySide(made);
    }

    static QByteArray sideBySide(const QByteArray &der)
    {
        const auto *begin = reinterpret_cast<const unsigned char *>(der.constData());
        ECDSA_SIG *const pair = d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size()));
        QByteArray both(64, '\0');
        auto *const out = reinterpret_cast<unsigned char *>(both.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(pair), out, 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(pair), out + 32, 32);
        ECDSA_SIG_free(pair);
        return both;
    }

    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace Setup
