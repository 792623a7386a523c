// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jose/jwe.h"

#include "core/foreigntext.h"
#include "core/owned.h"
#include "core/problemcodes.h"
#include "core/quieterrors.h"
#include "jose/base64url.h"
#include "jose/publickey.h"

#include <QJsonDocument>

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t KeySize = 32;
constexpr qsizetype VectorSize = 12;
constexpr qsizetype TagSize = 16;

// The key of one message. From OpenSSL's own generator and not from the random port: a repeatable key would
// give the secret away to whoever knows the sequence.
class ContentKey
{
public:
    ContentKey() { m_isRandom = RAND_priv_bytes(m_bytes.data(), static_cast<int>(KeySize)) == 1; }
    ~ContentKey() { OPENSSL_cleanse(m_bytes.data(), m_bytes.size()); }
    ContentKey(const ContentKey &) = delete;
    ContentKey &operator=(const ContentKey &) = delete;

    bool isRandom() const { return m_isRandom; }
    const unsigned char *data() const { return m_bytes.data(); }

private:
    std::array<unsigned char, KeySize> m_bytes{};
    bool m_isRandom = false;
};

struct Ciphertext
{
    QByteArray vector;
    QByteArray bytes;
    QByteArray tag;
};

unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

QByteArray wrapped(const ContentKey &contentKey, const Jwk &recipient)
{
    const QuietErrors quiet;
    const PublicKey key = publicKey(recipient);
    const KeyContext context(key ? EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr) : nullptr);
    std::size_t size = 0;
    if (!context || EVP_PKEY_encrypt_init(context.get()) != 1
        || EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) != 1
        || EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), EVP_sha256()) != 1
        || EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), EVP_sha256()) != 1
        || EVP_PKEY_encrypt(context.get(), nullptr, &size, contentKey.data(), KeySize) != 1)
        return {};
    QByteArray result(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (EVP_PKEY_encrypt(context.get(), raw(result), &size, contentKey.data(), KeySize) != 1)
        return {};
    result.resize(static_cast<qsizetype>(size));
    return result;
}

// The header is authenticated with the text (RFC 7516, 5.1, step 14).
std::optional<Ciphertext> encrypted(const Secret &text, const ContentKey &key, const QByteArray &header)
{
    const QuietErrors quiet;
    Ciphertext result{QByteArray(VectorSize, Qt::Uninitialized), QByteArray(text.size(), Qt::Uninitialized),
                      QByteArray(TagSize, Qt::Uninitialized)};
    const Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> cipher(EVP_CIPHER_CTX_new());
    const auto *const associated = reinterpret_cast<const unsigned char *>(header.constData());
    const auto *const plain = reinterpret_cast<const unsigned char *>(text.bytes().data());
    int written = 0;
    int rest = 0;
    if (!cipher || RAND_bytes(raw(result.vector), static_cast<int>(VectorSize)) != 1
        || EVP_EncryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key.data(), raw(result.vector), nullptr) != 1
        || EVP_EncryptUpdate(cipher.get(), nullptr, &written, associated, static_cast<int>(header.size()))
            != 1
        || EVP_EncryptUpdate(cipher.get(), raw(result.bytes), &written, plain, static_cast<int>(text.size()))
            != 1
        || EVP_EncryptFinal_ex(cipher.get(), raw(result.bytes) + written, &rest) != 1
        || EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(TagSize),
                               result.tag.data())
            != 1)
        return std::nullopt;
    return result;
}

Problem fault(const QString &what)
{
    return {Code::InternalError, what, {}};
}

} // namespace

Result<Done> judgeSealingKey(const Jwk &key)
{
    const auto unusable = [&key](const QString &reason) {
        return Problem{
            Code::SealingKeyUnusable, {}, {{u"reason"_s, reason}, {u"kid"_s, ForeignText(key.kid, 100)}}};
    };
    if (key.kind != Jwk::Kind::Rsa)
        return unusable(u"not an RSA key"_s);
    if (key.modulus.size() * 8 < Jwk::SmallestRsa)
        return unusable(u"fewer than 2048 bits"_s);
    if (key.use != "enc"_L1)
        return unusable(u"not published for encryption"_s);
    if (!key.algorithm.isEmpty() && key.algorithm != "RSA-OAEP-256"_L1)
        return unusable(u"published for "_s + ForeignText(key.algorithm, 40).text());
    if (!key.operations.isEmpty() && !key.operations.contains("wrapKey"_L1)
        && !key.operations.contains("encrypt"_L1))
        return unusable(u"its operations do not include encryption"_s);
    if (key.kid.isEmpty())
        return unusable(u"it has no name (kid)"_s);
    return Done();
}

Result<QByteArray> sealJwe(const Secret &text, const Jwk &recipient, const QString &type)
{
    if (const auto judged = judgeSealingKey(recipient); !judged)
        return judged.problem();
    if (text.isEmpty() || text.size() > LargestSealed)
        return fault(u"Nothing to seal, or too much."_s);
    // Exactly these four: a fifth (zip) would let the size tell about the text.
    const QJsonObject members{
        {u"alg"_s, u"RSA-OAEP-256"_s}, {u"enc"_s, u"A256GCM"_s}, {u"kid"_s, recipient.kid}, {u"typ"_s, type}};
    const QByteArray header = toBase64Url(QJsonDocument(members).toJson(QJsonDocument::Compact));
    const ContentKey key;
    const QByteArray keyForRecipient = key.isRandom() ? wrapped(key, recipient) : QByteArray();
    const auto sealed = encrypted(text, key, header);
    if (keyForRecipient.isEmpty() || !sealed)
        return fault(u"OpenSSL could not seal."_s);
    return header + '.' + toBase64Url(keyForRecipient) + '.' + toBase64Url(sealed->vector) + '.'
        + toBase64Url(sealed->bytes) + '.' + toBase64Url(sealed->tag);
}

} // namespace Setup
