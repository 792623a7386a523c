// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simsealedbox.h"

#include "core/owned.h"

#include <QJsonDocument>

#include <openssl/evp.h>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Parts
{
    QByteArray headerText; // as sent: it is authenticated with the content
    QJsonObject header;
    QByteArray key;
    QByteArray start;
    QByteArray content;
    QByteArray tag;
};

std::optional<Parts> take(const QByteArray &jwe)
{
    const QByteArrayList texts = jwe.split('.');
    if (texts.size() != 5)
        return std::nullopt;
    QByteArrayList decoded;
    for (const QByteArray &text : texts) {
        const auto bytes = simFromBase64Url(text);
        if (!bytes)
            return std::nullopt;
        decoded.append(*bytes);
    }
    const QJsonDocument header = QJsonDocument::fromJson(decoded[0]);
    if (!header.isObject())
        return std::nullopt;
    return Parts{texts[0], header.object(), decoded[1], decoded[2], decoded[3], decoded[4]};
}

bool isAllowed(const QJsonObject &header)
{
    const QStringList members{u"alg"_s, u"enc"_s, u"kid"_s, u"typ"_s};
    return header.keys() == members && header["alg"_L1] == "RSA-OAEP-256"_L1
        && header["enc"_L1] == "A256GCM"_L1 && header["kid"_L1].isString()
        && !header["typ"_L1].toString().isEmpty();
}

const unsigned char *data(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

// AES-256-GCM (RFC 7518, 5.3); absent: the tag does not fit.
std::optional<QByteArray> decipher(const Parts &parts, const QByteArray &key)
{
    if (key.size() != 32 || parts.start.size() != 12 || parts.tag.size() != 16)
        return std::nullopt;
    const Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context(EVP_CIPHER_CTX_new());
    QByteArray text(parts.content.size() + 16, Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(text.data());
    QByteArray tag = parts.tag;
    int size = 0;
    int rest = 0;
    EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, data(key), data(parts.start));
    EVP_DecryptUpdate(context.get(), nullptr, &size, data(parts.headerText),
                      static_cast<int>(parts.headerText.size()));
    EVP_DecryptUpdate(context.get(), out, &size, data(parts.content), static_cast<int>(parts.content.size()));
    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, 16, tag.data());
    if (EVP_DecryptFinal_ex(context.get(), out + size, &rest) != 1)
        return std::nullopt;
    text.truncate(size + rest);
    return text;
}

} // namespace

SimSealedBox SimSealedBox::open(const QByteArray &jwe, const QList<SimRsaKey> &keys)
{
    const std::optional<Parts> parts = take(jwe);
    if (!parts)
        return {Flaw::Malformed, {}};
    if (!isAllowed(parts->header))
        return {Flaw::Header, {}};
    const QString kid = parts->header["kid"_L1].toString();
    const auto key =
        std::find_if(keys.begin(), keys.end(), [&kid](const SimRsaKey &one) { return one.kid() == kid; });
    if (key == keys.end())
        return {Flaw::KeyUnknown, {}};
    const auto contentKey = key->unwrap(parts->key);
    const auto content = contentKey ? decipher(*parts, *contentKey) : std::nullopt;
    return content ? SimSealedBox{Flaw::None, *content} : SimSealedBox{Flaw::Undecipherable, {}};
}

} // namespace Setup
