// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QSslCertificate>

namespace Setup {

// What Qt does not tell of a certificate. Read with OpenSSL, whatever does the TLS.
struct CertificateReading
{
    QString key; // "RSA 1024", "EC 256"
    QString signature; // "RSA-SHA256", "ecdsa-with-SHA1": how the issuer signed
    QStringList usages; // key usage: "digitalSignature", "keyCertSign" …; empty: any
    QStringList purposes; // extended key usage: "serverAuth", "clientAuth" …; empty: any
    bool isWeak = false; // key or signature below 112 bits of security: RSA under 2048 bits, SHA-1, MD5
    bool isAuthority = false; // may issue others

    static CertificateReading of(const QSslCertificate &certificate);

    void addTo(QJsonObject &facts) const; // key, signature, weak; usages and purposes where they are limited
};

// Does this authority's certificate forbid it the names of that one (RFC 5280, 4.2.1.10)?
bool forbidsNames(const QSslCertificate &authority, const QSslCertificate &certificate);

// Every public authority has what it issues written into public logs, and says so in the certificate (RFC
// 6962).
bool isPubliclyLogged(const QSslCertificate &certificate);

} // namespace Setup
