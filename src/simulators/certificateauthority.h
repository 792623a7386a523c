// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/tlssettings.h"

#include <QStringList>

#include <memory>

namespace Setup {

enum class CertificateFlaw {
    None,
    Expired,
    NotYetValid,
    OtherName, // issued for other.contoso.test
    SelfSigned,
    IntermediateMissing, // the chain lacks the issuer between server and root
    UnknownIssuer, // all in order, but under a root that nobody trusts
    ChainUntrusted, // as UnknownIssuer, with the root itself in the chain
    Inspected, // a stranger's, made on the way by a device that opens what passes
    IntermediateExpired, // the server's own is in order
    NoServerAuth // for clients only (extended key usage)
};

// Issues certificates as a public CA would: root, intermediate, server. A new one, with keys of its own, each
// time the program starts; P-256 throughout, since RSA keys take seconds to make.
class CertificateAuthority
{
public:
    CertificateAuthority();
    ~CertificateAuthority();

    QSslCertificate root() const;
    QByteArray rootPem() const { return root().toPem(); }
    QByteArray unknownRootPem() const; // what an administrator would trust by hand

    // For these host names, valid from yesterday for 90 days. The subject's common name is the first of them
    // unless something else (of up to 64 characters, RFC 5280) is wanted there.
    TlsIdentity issue(const QStringList &hostNames, CertificateFlaw fault = CertificateFlaw::None,
                      const QString &subject = {}) const;

    // For a client, issued by the root.
    TlsIdentity issueClient(const QString &name) const;

private:
    struct Authority;
    std::unique_ptr<Authority> m_root;
    std::unique_ptr<Authority> m_intermediate;
    std::unique_ptr<Authority> m_unknownRoot;
    std::unique_ptr<Authority> m_inspector;
    std::unique_ptr<Authority> m_outdated;

    const Authority &issuerFor(CertificateFlaw fault) const;
};

} // namespace Setup
