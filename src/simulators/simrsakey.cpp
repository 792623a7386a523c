// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simrsakey.h"

#include "core/owned.h"
#include "core/quieterrors.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Context = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Digest = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Memory = Owned<BIO, BIO_free_all>;
using Number = Owned<BIGNUM, BN_free>;
using Certificate = Owned<X509, X509_free>;

const unsigned char *data(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *data(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

} // namespace

QByteArray simBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> simFromBase64Url(const QByteArray &text)
{
    const auto result = QByteArray::fromBase64Encoding(
        text, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    // Only the one text that these bytes have: no padding, no stray bits at the end.
    if (!result || simBase64Url(*result) != text)
        return std::nullopt;
    return *result;
}

SimRsaKey::SimRsaKey(evp_pkey_st *key)
    : m_key(key, EVP_PKEY_free)
{}

SimRsaKey SimRsaKey::generate()
{
    return SimRsaKey(EVP_RSA_gen(2048));
}

std::optional<SimRsaKey> SimRsaKey::fromPem(const QByteArray &pem)
{
    const QuietErrors quiet;
    const Memory memory(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    EVP_PKEY *key = PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr);
    if (!key)
        return std::nullopt;
    SimRsaKey read(key);
    return EVP_PKEY_is_a(key, "RSA") == 1 ? std::optional(read) : std::nullopt;
}

std::optional<SimRsaKey> SimRsaKey::fromCertificate(const QByteArray &der)
{
    const QuietErrors quiet;
    const unsigned char *start = data(der);
    const Certificate certificate(d2i_X509(nullptr, &start, static_cast<long>(der.size())));
    EVP_PKEY *key = certificate ? X509_get_pubkey(certificate.get()) : nullptr;
    if (!key)
        return std::nullopt;
    SimRsaKey read(key);
    return EVP_PKEY_is_a(key, "RSA") == 1 ? std::optional(read) : std::nullopt;
}

QByteArray SimRsaKey::selfSignedCertificate(const QByteArray &commonName) const
{
    constexpr long Day = 24L * 60 * 60;
    const Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -Day);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 365 * Day);
    X509_NAME *name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, data(commonName),
                               static_cast<int>(commonName.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), m_key.get());
    X509_sign(certificate.get(), m_key.get(), EVP_sha256());
    QByteArray der(i2d_X509(certificate.get(), nullptr), Qt::Uninitialized);
    unsigned char *end = data(der);
    i2d_X509(certificate.get(), &end);
    return der;
}

QByteArray SimRsaKey::toPem() const
{
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(memory.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char *text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, size};
}

QByteArray SimRsaKey::number(const char *name) const
{
    BIGNUM *found = nullptr;
    EVP_PKEY_get_bn_param(m_key.get(), name, &found);
    const Number value(found);
    QByteArray bytes(BN_num_bytes(value.get()), Qt::Uninitialized);
    BN_bn2bin(value.get(), data(bytes));
    return simBase64Url(bytes);
}

QString SimRsaKey::kid() const
{
    const QByteArray canonical = R"({"e":")" + number(OSSL_PKEY_PARAM_RSA_E) + R"(","kty":"RSA","n":")"
        + number(OSSL_PKEY_PARAM_RSA_N) + R"("})";
    return QString::fromLatin1(simBase64Url(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256)));
}

QJsonObject SimRsaKey::publicJwk(const QString &use, const QString &algorithm) const
{
    return {{u"kty"_s, u"RSA"_s},
            {u"kid"_s, kid()},
            {u"use"_s, use},
            {u"alg"_s, algorithm},
            {u"n"_s, QString::fromLatin1(number(OSSL_PKEY_PARAM_RSA_N))},
            {u"e"_s, QString::fromLatin1(number(OSSL_PKEY_PARAM_RSA_E))}};
}

QByteArray SimRsaKey::signedToken(const QJsonObject &claims, const QString &algorithm,
                                  const QString &type) const
{
    return signedToken(claims, {{u"alg"_s, algorithm}, {u"kid"_s, kid()}, {u"typ"_s, type}});
}

QByteArray SimRsaKey::signedToken(const QJsonObject &claims, const QJsonObject &header) const
{
    const auto part = [](const QJsonObject &object) {
        return simBase64Url(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    const QByteArray text = part(header) + '.' + part(claims);
    return text + '.' + simBase64Url(sign(text, header["alg"_L1] == "PS256"_L1));
}

bool SimRsaKey::verifies(const QByteArray &text, const QByteArray &signature, const QString &algorithm) const
{
    const QuietErrors quiet;
    const Digest digest(EVP_MD_CTX_new());
    EVP_PKEY_CTX *context = nullptr; // of the digest, which frees it
    if (EVP_DigestVerifyInit(digest.get(), &context, EVP_sha256(), nullptr, m_key.get()) != 1)
        return false;
    if (algorithm == "PS256"_L1) {
        EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST);
    }
    return EVP_DigestVerify(digest.get(), data(signature), static_cast<std::size_t>(signature.size()),
                            data(text), static_cast<std::size_t>(text.size()))
        == 1;
}

QByteArray SimRsaKey::sign(const QByteArray &text, bool pss) const
{
    const Digest digest(EVP_MD_CTX_new());
    EVP_PKEY_CTX *context = nullptr; // of the digest, which frees it
    EVP_DigestSignInit(digest.get(), &context, EVP_sha256(), nullptr, m_key.get());
    if (pss) {
        EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST);
    }
    const auto length = static_cast<std::size_t>(text.size());
    std::size_t size = 0;
    EVP_DigestSign(digest.get(), nullptr, &size, data(text), length);
    QByteArray signature(static_cast<qsizetype>(size), Qt::Uninitialized);
    EVP_DigestSign(digest.get(), data(signature), &size, data(text), length);
    signature.truncate(static_cast<qsizetype>(size));
    return signature;
}

std::optional<QByteArray> SimRsaKey::unwrap(const QByteArray &encrypted) const
{
    const QuietErrors quiet;
    const Context context(EVP_PKEY_CTX_new(m_key.get(), nullptr));
    EVP_PKEY_decrypt_init(context.get());
    EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING);
    EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), EVP_sha256());
    EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), EVP_sha256());
    auto size = static_cast<std::size_t>(EVP_PKEY_get_size(m_key.get()));
    QByteArray opened(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (EVP_PKEY_decrypt(context.get(), data(opened), &size, data(encrypted),
                         static_cast<std::size_t>(encrypted.size()))
        != 1)
        return std::nullopt;
    opened.truncate(static_cast<qsizetype>(size));
    return opened;
}

} // namespace Setup
