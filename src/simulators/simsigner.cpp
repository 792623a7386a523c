// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simsigner.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString keys = u"issuerKeys"_s;

} // namespace

SimSigner::SimSigner(QString issuer, const ScenarioIssuer &settings, SimStore &store)
    : m_issuer(std::move(issuer))
    , m_settings(settings)
    , m_store(store)
{}

SimRsaKey SimSigner::present()
{
    const QByteArray pem = m_store.find(keys, u"present"_s)["pem"_L1].toString().toLatin1();
    if (const auto kept = SimRsaKey::fromPem(pem))
        return *kept;
    const SimRsaKey made = SimRsaKey::generate();
    m_store.put(keys, u"present"_s, {{u"pem"_s, QString::fromLatin1(made.toPem())}});
    return made;
}

void SimSigner::rotate()
{
    const QJsonObject old = m_store.find(keys, u"present"_s);
    if (!old.isEmpty())
        m_store.put(keys, u"previous"_s, old);
    m_store.remove(keys, u"present"_s);
}

QByteArray SimSigner::idToken(const SimGrant &grant, const QString &accessToken)
{
    if (m_settings.rotatesKeys)
        rotate();
    const SimAccount account = SimAccount::find(grant.account).value_or(SimAccount());
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const QByteArray hash = QCryptographicHash::hash(accessToken.toLatin1(), QCryptographicHash::Sha256);
    QJsonObject claims{{u"iss"_s, m_issuer},
                       {u"sub"_s, account.organisation + u':' + account.email},
                       {u"aud"_s, grant.client},
                       {u"iat"_s, now},
                       {u"exp"_s, now + 600},
                       {u"auth_time"_s, grant.signedInAt},
                       {u"at_hash"_s, QString::fromLatin1(simBase64Url(hash.left(16)))}};
    if (!grant.nonce.isEmpty())
        claims.insert(u"nonce"_s, grant.nonce);
    if (grant.scopes.contains(u"email"_s))
        claims.insert(u"email"_s, account.email);
    if (grant.scopes.contains(u"profile"_s))
        claims.insert(u"name"_s, account.name);
    return present().signedToken(claims, m_settings.algorithm, u"JWT"_s);
}

QJsonObject SimSigner::keySet()
{
    QJsonArray set{present().publicJwk(u"sig"_s, m_settings.algorithm)};
    const QByteArray pem = m_store.find(keys, u"previous"_s)["pem"_L1].toString().toLatin1();
    if (const auto previous = SimRsaKey::fromPem(pem))
        set.append(previous->publicJwk(u"sig"_s, m_settings.algorithm));
    return {{u"keys"_s, set}};
}

} // namespace Setup
