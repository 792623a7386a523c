// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/certificatefacts.h"

#include "core/foreigntext.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonObject>
#include <QSslCertificateExtension>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumCertificates = 10;
constexpr qsizetype maximumNames = 20;

// Every public authority has what it issues written into public logs, and says so in the certificate (RFC
// 6962).
bool isPubliclyLogged(const QSslCertificate &certificate)
{
    const QList<QSslCertificateExtension> extensions = certificate.extensions();
    return std::any_of(extensions.begin(), extensions.end(), [](const QSslCertificateExtension &extension) {
        return extension.oid() == "1.3.6.1.4.1.11129.2.4.2"_L1;
    });
}

QJsonObject factsOf(const QSslCertificate &certificate)
{
    QStringList names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (const QString &name : alternatives)
        names.append(ForeignText(name, 255).text());
    names.sort();
    return {{u"subject"_s, ForeignText(certificate.subjectDisplayName())},
            {u"issuer"_s, ForeignText(certificate.issuerDisplayName())},
            {u"names"_s, QJsonArray::fromStringList(names.mid(0, maximumNames))},
            {u"validFrom"_s, certificate.effectiveDate().toUTC().toString(Qt::ISODate)},
            {u"validUntil"_s, certificate.expiryDate().toUTC().toString(Qt::ISODate)},
            {u"publicLog"_s, isPubliclyLogged(certificate)},
            {u"sha256"_s, QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':'))}};
}

} // namespace

QJsonArray certificateFacts(const QList<QSslCertificate> &chain)
{
    QJsonArray facts;
    for (const QSslCertificate &certificate : chain.mid(0, maximumCertificates))
        facts.append(factsOf(certificate));
    return facts;
}

} // namespace Setup
