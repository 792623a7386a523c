// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/certificatefacts.h"

#include "core/foreigntext.h"
#include "net/certificatereading.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumCertificates = 10;
constexpr qsizetype maximumNames = 20;

QJsonObject factsOf(const QSslCertificate &certificate)
{
    QStringList names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (const QString &name : alternatives)
        names.append(ForeignText(name, 255).text());
    names.sort();
    QJsonObject facts{
        {u"subject"_s, ForeignText(certificate.subjectDisplayName())},
        {u"issuer"_s, ForeignText(certificate.issuerDisplayName())},
        {u"names"_s, QJsonArray::fromStringList(names.mid(0, maximumNames))},
        {u"validFrom"_s, certificate.effectiveDate().toUTC().toString(Qt::ISODate)},
        {u"validUntil"_s, certificate.expiryDate().toUTC().toString(Qt::ISODate)},
        {u"publicLog"_s, isPubliclyLogged(certificate)},
        {u"sha256"_s, QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':'))}};
    CertificateReading::of(certificate).addTo(facts);
    return facts;
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
