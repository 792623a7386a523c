// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/trustedroots.h"

#include <QSslSocket>

namespace Setup {
namespace {

// Reading and parsing all of them takes a quarter of a second.
const QList<QSslCertificate> &systemRoots()
{
    static const QList<QSslCertificate> roots = QSslConfiguration::systemCaCertificates();
    return roots;
}

} // namespace

QList<QSslCertificate> rootsWith(const QList<QSslCertificate> &roots, const QByteArray &extraPem)
{
    const QList<QSslCertificate> extra = QSslCertificate::fromData(extraPem, QSsl::Pem);
    if (extra.isEmpty())
        return roots;
    // Naming any root switches off what Qt loads on demand, so the system's are named too.
    return (roots.isEmpty() ? systemRoots() : roots) + extra;
}

QSslConfiguration tlsConfiguration(const QList<QSslCertificate> &roots)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!roots.isEmpty())
        configuration.setCaCertificates(roots);
    return configuration;
}

} // namespace Setup
