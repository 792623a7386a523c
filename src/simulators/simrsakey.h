// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <memory>
#include <optional>

struct evp_pkey_st;

namespace Setup {

// Unpadded base64url (RFC 7515, 2); reading is strict.
QByteArray simBase64Url(const QByteArray &bytes);
std::optional<QByteArray> simFromBase64Url(const QByteArray &text);

// An RSA key pair of a simulated server. Independent of src/jose on purpose: what a client gets wrong must
// not be wrong here in the same way. Copies share the key.
class SimRsaKey
{
public:
    static SimRsaKey generate(); // 2048 bits, which takes some tenths of a second
    static std::optional<SimRsaKey> fromPem(const QByteArray &pem);

    static std::optional<SimRsaKey> fromCertificate(const QByteArray &der); // its public key only

    QByteArray toPem() const; // the private key, not encrypted
    QByteArray selfSignedCertificate(const QByteArray &commonName) const; // DER, for a year
    QString kid() const; // the thumbprint of RFC 7638
    QJsonObject publicJwk(const QString &use, const QString &algorithm) const;

    // A JWS in compact form: RS256 or PS256.
    QByteArray signedToken(const QJsonObject &claims, const QString &algorithm, const QString &type) const;
    // The same with any other header; its "alg" decides.
    QByteArray signedToken(const QJsonObject &claims, const QJsonObject &header) const;
    bool verifies(const QByteArray &text, const QByteArray &signature, const QString &algorithm) const;

    // RSA-OAEP with SHA-256 for both hashes (RFC 7518, 4.3); absent: not for this key.
    std::optional<QByteArray> unwrap(const QByteArray &encrypted) const;

private:
    explicit SimRsaKey(evp_pkey_st *key);
    QByteArray number(const char *name) const;
    QByteArray sign(const QByteArray &text, bool pss) const;

    std::shared_ptr<evp_pkey_st> m_key;
};

} // namespace Setup
