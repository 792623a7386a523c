// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/handshake.h"

#include <QJsonObject>
#include <QSslError>

namespace Setup {

// The verdict on a chain, certificate by certificate, in an order that does not depend on the TLS library.
QList<CertificateFault> certificateFaults(const QList<QSslError> &errors,
                                          const QList<QSslCertificate> &chain);

// The one to tell first: who vouches comes before when it ended, and that before which name it is for.
// Of a list that is not empty.
CertificateFault gravestFault(const QList<CertificateFault> &faults);

// { host, chain: [{ subject, issuer, notBefore, notAfter, sha256, names, key,
// signature, weak, usages, purposes }], faults: [{ code, depth }] }
QJsonObject certificateFacts(const QString &host, const QList<QSslCertificate> &chain,
                             const QList<CertificateFault> &faults);

// The Problem of an untrusted certificate: the gravest fault, its "depth" and all certificateFacts(); whether
// it stands in the public logs ("publicLog"), and else whose name its issuer has ("inspectedBy", where
// known).
Problem untrusted(const QString &host, const QList<QSslCertificate> &chain,
                  const QList<CertificateFault> &faults);

} // namespace Setup
