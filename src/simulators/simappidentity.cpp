// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simappidentity.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QUuid>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString table = u"appIdentity"_s;
const QString only = u"present"_s;

} // namespace

SimRsaKey SimAppIdentity::key()
{
    const QByteArray pem = m_store.find(table, only)["pem"_L1].toString().toLatin1();
    if (const auto kept = SimRsaKey::fromPem(pem))
        return *kept;
    const SimRsaKey made = SimRsaKey::generate();
    const QByteArray der = made.selfSignedCertificate("AskCody (simulated)");
    m_store.put(table, only,
                {{u"pem"_s, QString::fromLatin1(made.toPem())},
                 {u"certificate"_s, QString::fromLatin1(der.toBase64())}});
    return made;
}

QByteArray SimAppIdentity::certificate()
{
    key();
    return QByteArray::fromBase64(m_store.find(table, only)["certificate"_L1].toString().toLatin1());
}

QByteArray SimAppIdentity::assertion(const QString &client, const QString &tokenEndpoint)
{
    const QByteArray thumbprint =
        simBase64Url(QCryptographicHash::hash(certificate(), QCryptographicHash::Sha256));
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const QJsonObject claims{
        {u"aud"_s, tokenEndpoint}, {u"iss"_s, client},
        {u"sub"_s, client},        {u"jti"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
        {u"nbf"_s, now - 60},      {u"iat"_s, now},
        {u"exp"_s, now + 600}};
    return key().signedToken(
        claims,
        {{u"alg"_s, u"PS256"_s}, {u"typ"_s, u"JWT"_s}, {u"x5t#S256"_s, QString::fromLatin1(thumbprint)}});
}

} // namespace Setup
