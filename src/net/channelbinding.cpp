// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/channelbinding.h"

#include "core/owned.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <openssl/x509.h>

#include <array>

namespace Setup {
namespace {

// Of an algorithm without a hash of its own, such as Ed25519, RFC 5929 says nothing; Windows and OpenSSL's
// own users take SHA-256 there.
QCryptographicHash::Algorithm hashOf(const QByteArray &der)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    const Owned<X509, X509_free> certificate(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
    int digest = NID_undef;
    if (certificate)
        X509_get_signature_info(certificate.get(), &digest, nullptr, nullptr, nullptr);
    switch (digest) {
    case NID_sha384:
        return QCryptographicHash::Sha384;
    case NID_sha512:
        return QCryptographicHash::Sha512;
    case NID_sha224:
        return QCryptographicHash::Sha224;
    default:
        return QCryptographicHash::Sha256;
    }
}

} // namespace

QByteArray tlsServerEndPoint(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    const QByteArray der = certificate.toDer();
    return QCryptographicHash::hash(der, hashOf(der));
}

QByteArray ntlmChannelBinding(const QSslCertificate &certificate)
{
    const QByteArray hash = tlsServerEndPoint(certificate);
    if (hash.isEmpty())
        return {};
    const QByteArray data = "tls-server-end-point:" + hash;
    std::array<char, 4> size{};
    qToLittleEndian(static_cast<quint32>(data.size()), size.data());
    // initiator: type, length; acceptor: type, length; then the application's data
    const QByteArray bindings = QByteArray(16, '\0') + QByteArray(size.data(), size.size()) + data;
    return QCryptographicHash::hash(bindings, QCryptographicHash::Md5);
}

} // namespace Setup
