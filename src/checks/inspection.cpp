// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/inspection.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "net/certificatereading.h"
#include "net/middleboxes.h"

#include <QSslKey>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array nameParts{QSslCertificate::CommonName, QSslCertificate::Organization,
                               QSslCertificate::OrganizationalUnitName};

QString issuerOf(const QSslCertificate &certificate)
{
    QStringList parts;
    for (const auto part : nameParts)
        parts += certificate.issuerInfo(part);
    parts.removeDuplicates();
    return ForeignText(parts.join(u", "_s), 200).text();
}

bool isDateFault(const CertificateFault &fault)
{
    return fault.code == Code::TlsCertExpired || fault.code == Code::TlsCertNotYetValid;
}

// Dates may be wrong everywhere, and one certificate may come for every name.
bool mayBeElsewhereToo(const CertificateFault &fault)
{
    return isDateFault(fault) || fault.code == Code::TlsHostnameMismatch;
}

bool hasPublicLeaf(const HandshakeAnswer &answer)
{
    return !answer.chain.isEmpty() && isPubliclyLogged(answer.chain.first());
}

bool haveOneIssuer(const QSslCertificate &first, const QSslCertificate &second)
{
    const QList<QByteArray> parts = first.issuerInfoAttributes();
    return !parts.isEmpty() && parts == second.issuerInfoAttributes()
        && std::all_of(parts.begin(), parts.end(), [&](const QByteArray &part) {
               return first.issuerInfo(part) == second.issuerInfo(part);
           });
}

bool isMisnamed(const HandshakeAnswer &answer)
{
    return std::any_of(answer.faults.begin(), answer.faults.end(),
                       [](const CertificateFault &fault) { return fault.code == Code::TlsHostnameMismatch; });
}

// A sign-in page has one certificate, or at least one name, for whoever is asked for.
bool areOneForAll(const HandshakeAnswer &answer, const HandshakeAnswer &other)
{
    const auto names = answer.chain.first().subjectAlternativeNames();
    return answer.chain.first() == other.chain.first()
        || (isMisnamed(answer) && isMisnamed(other) && !names.isEmpty()
            && names == other.chain.first().subjectAlternativeNames());
}

// Whoever makes certificates on the way signs them by one authority, and some have one key for all of them.
// One root is no sign: below a company's own there may be the authority of its servers and that of its
// firewall.
bool haveOneMaker(const QSslCertificate &first, const QSslCertificate &second)
{
    const QSslKey key = first.publicKey();
    return haveOneIssuer(first, second) || (!key.isNull() && key == second.publicKey());
}

} // namespace

bool Inspection::needsWitness(const HandshakeAnswer &answer)
{
    return !hasPublicLeaf(answer)
        || std::any_of(answer.faults.begin(), answer.faults.end(), mayBeElsewhereToo);
}

Inspection::Inspection(const HandshakeAnswer &answer, const std::optional<Witness> &witness)
{
    if (answer.chain.isEmpty())
        return;
    const bool isPublic = hasPublicLeaf(answer);
    m_facts = {{u"issuer"_s, issuerOf(answer.chain.first())}, {u"publicLog"_s, isPublic}};
    if (const Middlebox *product = isPublic ? nullptr : Middleboxes::standard().ofIssuers(answer.chain)) {
        m_isInspected = true;
        m_facts.insert(u"inspectedBy"_s, product->name);
        m_facts.insert(u"inspectedOn"_s, product->isOnThisComputer ? u"computer"_s : u"network"_s);
    }
    if (witness && witness->answer && !witness->answer->chain.isEmpty())
        compare(answer, *witness);
}

void Inspection::compare(const HandshakeAnswer &answer, const Witness &witness)
{
    const HandshakeAnswer &other = *witness.answer;
    const bool isPublic = hasPublicLeaf(other);
    m_isOneForAll = areOneForAll(answer, other);
    const bool sameIssuer = !isPublic && haveOneMaker(answer.chain.first(), other.chain.first());
    // A name is a hint; what the witness shows is none.
    m_isInspected = sameIssuer || (m_isInspected && !isPublic);
    m_facts.insert(u"witness"_s,
                   QJsonObject{{u"host"_s, ForeignText(witness.host)},
                               {u"issuer"_s, issuerOf(other.chain.first())},
                               {u"publicLog"_s, isPublic}});
    m_facts.insert(u"sameIssuerElsewhere"_s, sameIssuer);
    const bool sameFault =
        std::any_of(answer.faults.begin(), answer.faults.end(), [&other](const CertificateFault &fault) {
            return isDateFault(fault)
                && std::any_of(
                       other.faults.begin(), other.faults.end(),
                       [&fault](const CertificateFault &theirs) { return theirs.code == fault.code; });
        });
    m_facts.insert(u"sameFaultElsewhere"_s, sameFault);
}

} // namespace Setup
