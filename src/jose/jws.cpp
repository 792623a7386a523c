// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jose/jws.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "core/quieterrors.h"
#include "jose/base64url.h"
#include "jose/publickey.h"

#include <QJsonDocument>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Parts
{
    QByteArray signedText; // header and payload as they were sent
    QJsonObject header;
    QByteArray payload;
    QByteArray signature;
};

Problem malformed(const QString &reason)
{
    return {Code::TokenMalformed, {}, {{u"reason"_s, reason}}};
}

Problem refused(const QString &reason)
{
    return {Code::TokenAlgorithm, {}, {{u"reason"_s, reason}}};
}

Result<Parts> split(const QByteArray &compact)
{
    if (compact.size() > LargestJws)
        return malformed(u"%1 bytes"_s.arg(compact.size()));
    const QList<QByteArray> pieces = compact.split('.');
    if (pieces.size() != 3)
        return malformed(u"%1 parts"_s.arg(pieces.size()));
    const auto header = fromBase64Url(pieces[0]);
    const auto payload = fromBase64Url(pieces[1]);
    const auto signature = fromBase64Url(pieces[2]);
    if (!header || !payload || !signature)
        return malformed(u"not base64url"_s);
    const QJsonDocument document = QJsonDocument::fromJson(*header);
    if (!document.isObject())
        return malformed(u"the header is no JSON object"_s);
    return Parts{pieces[0] + '.' + pieces[1], document.object(), *payload, *signature};
}

std::optional<JwsAlgorithm> algorithmNamed(const QString &name)
{
    if (name == "RS256"_L1)
        return JwsAlgorithm::RS256;
    if (name == "PS256"_L1)
        return JwsAlgorithm::PS256;
    if (name == "ES256"_L1)
        return JwsAlgorithm::ES256;
    return std::nullopt;
}

std::optional<Problem> headerRefusal(const QJsonObject &header, const JwsRules &rules)
{
    const QString name = header["alg"_L1].toString();
    const auto algorithm = algorithmNamed(name);
    if (!algorithm || !rules.algorithms.contains(*algorithm))
        return refused(u"the algorithm "_s + ForeignText(name, 40).text());
    // Keys and addresses of keys that a token brings along prove only that somebody has a key.
    for (const auto member : {"crit"_L1, "b64"_L1, "zip"_L1, "jwk"_L1, "jku"_L1, "x5u"_L1})
        if (header.contains(member))
            return refused(u"the header member "_s + member);
    const QJsonValue type = header["typ"_L1];
    if (!rules.types.isEmpty() && !type.isUndefined()
        && !rules.types.contains(type.toString(), Qt::CaseInsensitive))
        return refused(u"the type "_s + ForeignText(type.toString(), 40).text());
    return std::nullopt;
}

bool serves(const Jwk &key, JwsAlgorithm algorithm, const QString &algorithmName)
{
    const auto kind = algorithm == JwsAlgorithm::ES256 ? Jwk::Kind::EcP256 : Jwk::Kind::Rsa;
    return key.kind == kind && (key.use.isEmpty() || key.use == "sig"_L1)
        && (key.algorithm.isEmpty() || key.algorithm == algorithmName)
        && (key.operations.isEmpty() || key.operations.contains("verify"_L1));
}

// Without kid only a single fitting key can be meant (OpenID Connect Core, 10.1).
Result<Jwk> keyFor(const QJsonObject &header, const JwkSet &keys)
{
    const QString name = header["alg"_L1].toString();
    const QString kid = header["kid"_L1].toString();
    QList<Jwk> fitting;
    for (const Jwk &key : keys.keys)
        if (serves(key, *algorithmNamed(name), name) && (kid.isEmpty() || key.kid == kid))
            fitting += key;
    if (fitting.size() == 1)
        return fitting.first();
    return Problem{Code::TokenKeyUnknown,
                   {},
                   {{u"kid"_s, ForeignText(kid, 100)}, {u"fittingKeys"_s, static_cast<int>(fitting.size())}}};
}

const unsigned char *raw(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

// JOSE writes r and s side by side (RFC 7518, 3.4), OpenSSL reads them in ASN.1.
QByteArray derOf(const QByteArray &signature)
{
    static constexpr int half = 32;
    if (signature.size() != 2L * half)
        return {};
    const Owned<ECDSA_SIG, ECDSA_SIG_free> pair(ECDSA_SIG_new());
    BIGNUM *const r = BN_bin2bn(raw(signature), half, nullptr);
    BIGNUM *const s = BN_bin2bn(raw(signature) + half, half, nullptr);
    if (!pair || ECDSA_SIG_set0(pair.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    QByteArray der(i2d_ECDSA_SIG(pair.get(), nullptr), Qt::Uninitialized);
    auto *end = reinterpret_cast<unsigned char *>(der.data());
    i2d_ECDSA_SIG(pair.get(), &end);
    return der;
}

bool isSigned(const Parts &parts, const Jwk &jwk)
{
    const QuietErrors quiet;
    const JwsAlgorithm algorithm = *algorithmNamed(parts.header["alg"_L1].toString());
    const PublicKey key = publicKey(jwk);
    const Owned<EVP_MD_CTX, EVP_MD_CTX_free> digest(EVP_MD_CTX_new());
    EVP_PKEY_CTX *padding = nullptr; // belongs to the digest
    if (!key || !digest
        || EVP_DigestVerifyInit(digest.get(), &padding, EVP_sha256(), nullptr, key.get()) != 1)
        return false;
    if (algorithm == JwsAlgorithm::PS256
        && (EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING) != 1
            || EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    const QByteArray signature = algorithm == JwsAlgorithm::ES256 ? derOf(parts.signature) : parts.signature;
    return !signature.isEmpty()
        && EVP_DigestVerify(digest.get(), raw(signature), static_cast<std::size_t>(signature.size()),
                            raw(parts.signedText), static_cast<std::size_t>(parts.signedText.size()))
        == 1;
}

} // namespace

Result<VerifiedJws> verifyJws(const QByteArray &compact, const JwkSet &keys, const JwsRules &rules)
{
    const auto parts = split(compact);
    if (!parts)
        return parts.problem();
    if (const auto problem = headerRefusal(parts->header, rules))
        return *problem;
    const auto key = keyFor(parts->header, keys);
    if (!key)
        return key.problem();
    if (!isSigned(*parts, *key))
        return Problem{Code::TokenSignature, {}, {{u"kid"_s, ForeignText(key->kid, 100)}}};
    return VerifiedJws{parts->header, parts->payload, *key};
}

} // namespace Setup
