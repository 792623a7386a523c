// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simsigner.h"

#include "simulators/simaccounts.h"

#include <QCryptographicHash>
#include <QDateTime>

namespace Setup {

using namespace Qt::StringLiterals;

SimSigner::SimSigner(QString issuer, const ScenarioIssuer &settings, SimStore &store)
    : m_issuer(std::move(issuer))
    , m_settings(settings)
    , m_keys(store)
{}

QByteArray SimSigner::idToken(const SimGrant &grant, const QString &accessToken)
{
    if (m_settings.rotatesKeys)
        m_keys.rotate();
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
    if (!m_settings.mark.isEmpty())
        claims.insert(u"jti"_s, m_settings.mark);
    if (!grant.nonce.isEmpty())
        claims.insert(u"nonce"_s, grant.nonce);
    if (grant.scopes.contains(u"email"_s))
        claims.insert(u"email"_s, account.email);
    if (grant.scopes.contains(u"profile"_s))
        claims.insert(u"name"_s, account.name);
    return m_keys.present().signedToken(claims, m_settings.algorithm, u"JWT"_s);
}

} // namespace Setup
