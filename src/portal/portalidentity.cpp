// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/portalidentity.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSslKey>
#include <QUrl>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString issuerOf(const QSslCertificate &certificate)
{
    for (const auto field : {QSslCertificate::Organization, QSslCertificate::CommonName}) {
        const QStringList values = certificate.issuerInfo(field);
        if (!values.join(QString()).trimmed().isEmpty())
            return values.join(u", "_s).simplified();
    }
    return {};
}

// Of a kind of key that Qt cannot read, the certificate stands for it.
QByteArray keyOf(const QSslCertificate &certificate)
{
    const QByteArray key = certificate.publicKey().toDer();
    return key.isEmpty() ? certificate.toDer() : key;
}

} // namespace

PortalIdentity PortalIdentity::of(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    const QByteArray key = QCryptographicHash::hash(keyOf(certificate), QCryptographicHash::Sha256);
    return {QString::fromLatin1(key.toHex()), issuerOf(certificate)};
}

PortalIdentity PortalIdentity::fromText(const QString &text)
{
    static const QRegularExpression form(u"^([0-9a-f]{64}) (\\S{0,2000})$"_s);
    const QRegularExpressionMatch match = form.match(text);
    return {match.captured(1), QUrl::fromPercentEncoding(match.captured(2).toLatin1())};
}

QString PortalIdentity::toText() const
{
    return u"%1 %2"_s.arg(key, QString::fromLatin1(QUrl::toPercentEncoding(issuer)));
}

bool PortalIdentity::isSucceededBy(const PortalIdentity &found) const
{
    return key == found.key || (!issuer.isEmpty() && issuer == found.issuer);
}

} // namespace Setup
