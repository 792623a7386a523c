// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/certificatefaults.h"

#include "core/foreigntext.h"
#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "net/certificatereading.h"
#include "net/middleboxes.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <tuple>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array byGravity{
    Code::TlsCertRevoked,        Code::TlsSelfSigned,      Code::TlsSelfSignedInChain, Code::TlsUnknownIssuer,
    Code::TlsUntrustedOrPurpose, Code::TlsCertExpired,     Code::TlsCertNotYetValid,   Code::TlsCertWeak,
    Code::TlsNameConstraint,     Code::TlsHostnameMismatch};
constexpr qsizetype MaximumNames = 50;

QLatin1StringView codeOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
        return Code::TlsCertExpired;
    case QSslError::CertificateNotYetValid:
        return Code::TlsCertNotYetValid;
    case QSslError::HostNameMismatch:
        return Code::TlsHostnameMismatch;
    case QSslError::SelfSignedCertificate:
        return Code::TlsSelfSigned;
    case QSslError::SelfSignedCertificateInChain:
        return Code::TlsSelfSignedInChain;
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
        return Code::TlsUnknownIssuer;
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return Code::TlsCertRevoked;
    default:
        return Code::TlsUntrustedOrPurpose;
    }
}

// Of what OpenSSL finds besides, Qt keeps that there is something.
QLatin1StringView codeOfUnspecified(const QSslCertificate &certificate, const QList<QSslCertificate> &chain)
{
    if (CertificateReading::of(certificate).isWeak)
        return Code::TlsCertWeak;
    const bool forbidden = std::any_of(chain.begin(), chain.end(), [&](const QSslCertificate &authority) {
        return forbidsNames(authority, certificate);
    });
    return forbidden ? Code::TlsNameConstraint : Code::TlsUntrustedOrPurpose;
}

auto gravity(const CertificateFault &fault)
{
    const auto *place = std::find(byGravity.begin(), byGravity.end(), fault.code);
    return std::tuple(place - byGravity.begin(), fault.depth);
}

QJsonArray namesOf(const QSslCertificate &certificate)
{
    QJsonArray names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (const QString &name : alternatives) {
        if (names.size() == MaximumNames)
            break;
        names.append(ForeignText(name));
    }
    return names;
}

QJsonObject factsOf(const QSslCertificate &certificate)
{
    QJsonObject facts{
        {u"subject"_s, ForeignText(certificate.subjectDisplayName())},
        {u"issuer"_s, ForeignText(certificate.issuerDisplayName())},
        {u"notBefore"_s, certificate.effectiveDate().toUTC().toString(Qt::ISODate)},
        {u"notAfter"_s, certificate.expiryDate().toUTC().toString(Qt::ISODate)},
        {u"sha256"_s, QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex())},
        {u"names"_s, namesOf(certificate)}};
    CertificateReading::of(certificate).addTo(facts);
    return facts;
}

} // namespace

QList<CertificateFault> certificateFaults(const QList<QSslError> &errors, const QList<QSslCertificate> &chain)
{
    QList<CertificateFault> faults;
    for (const QSslError &error : errors) {
        // A missing issuer is told of the last certificate that was found; what is not of one is the
        // server's.
        const auto depth = std::max<qsizetype>(0, chain.indexOf(error.certificate()));
        const bool isUnspecified = error.error() == QSslError::UnspecifiedError;
        const CertificateFault fault{isUnspecified ? codeOfUnspecified(error.certificate(), chain)
                                                   : codeOf(error.error()),
                                     static_cast<int>(depth)};
        if (!faults.contains(fault))
            faults.append(fault);
    }
    std::sort(faults.begin(), faults.end(), [](const CertificateFault &left, const CertificateFault &right) {
        return std::tuple(left.depth, gravity(left)) < std::tuple(right.depth, gravity(right));
    });
    return faults;
}

CertificateFault gravestFault(const QList<CertificateFault> &faults)
{
    Q_ASSERT(!faults.isEmpty());
    return *std::min_element(faults.begin(), faults.end(),
                             [](const CertificateFault &left, const CertificateFault &right) {
                                 return gravity(left) < gravity(right);
                             });
}

QJsonObject certificateFacts(const QString &host, const QList<QSslCertificate> &chain,
                             const QList<CertificateFault> &faults)
{
    QJsonArray certificates;
    for (const QSslCertificate &certificate : chain)
        certificates.append(factsOf(certificate));
    QJsonArray verdicts;
    for (const CertificateFault &fault : faults)
        verdicts.append(QJsonObject{{u"code"_s, fault.code}, {u"depth"_s, fault.depth}});
    return {{u"host"_s, ForeignText(host)}, {u"chain"_s, certificates}, {u"faults"_s, verdicts}};
}

Problem untrusted(const QString &host, const QList<QSslCertificate> &chain,
                  const QList<CertificateFault> &faults)
{
    const CertificateFault gravest = gravestFault(faults);
    QJsonObject facts = certificateFacts(host, chain, faults);
    facts.insert(u"depth"_s, gravest.depth);
    const bool isPublic = !chain.isEmpty() && isPubliclyLogged(chain.first());
    if (!chain.isEmpty())
        facts.insert(u"publicLog"_s, isPublic);
    if (const Middlebox *product = isPublic ? nullptr : Middleboxes::standard().ofIssuers(chain))
        facts.insert(u"inspectedBy"_s, product->name);
    return {gravest.code, {}, facts};
}

} // namespace Setup
