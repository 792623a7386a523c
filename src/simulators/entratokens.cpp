// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/entratokens.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QUuid>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int IdTokenLifetime = 3600;
constexpr int Backdated = 300; // Entra's iat and nbf are five minutes before the token

QString pairwise(const EntraTokens::Subject &subject)
{
    const QString text = subject.user ? subject.user->oid + subject.app.id : subject.app.id;
    return QString::fromLatin1(
        simBase64Url(QCryptographicHash::hash(text.toLatin1(), QCryptographicHash::Sha256)));
}

// Of the application in this tenant: its service principal.
QString objectId(const EntraTokens::Subject &subject)
{
    return subject.user ? subject.user->oid : subject.tenant.id.left(24) + subject.app.id.right(12);
}

} // namespace

EntraTokens::EntraTokens(const ScenarioMicrosoft &settings, SimStore &store)
    : m_settings(settings)
    , m_keys(store)
{}

qint64 EntraTokens::now() const
{
    return QDateTime::currentSecsSinceEpoch() + m_settings.clockOffset;
}

QJsonObject EntraTokens::claimsOf(const Subject &subject, const QString &audience, int lifetime) const
{
    QJsonObject claims{
        {u"aud"_s, audience},          {u"iat"_s, now() - Backdated},
        {u"nbf"_s, now() - Backdated}, {u"exp"_s, now() + lifetime},
        {u"oid"_s, objectId(subject)}, {u"sub"_s, pairwise(subject)},
        {u"tid"_s, subject.tenant.id}, {u"uti"_s, QUuid::createUuid().toString(QUuid::Id128).left(22)}};
    if (!m_settings.mark.isEmpty())
        claims.insert(u"rh"_s, m_settings.mark); // of Entra's own use
    if (!subject.user)
        return claims;
    claims.insert(u"name"_s, subject.user->name);
    if (m_settings.tellsRoles && subject.app.tellsRoles)
        claims.insert(
            u"wids"_s,
            QJsonArray::fromStringList(m_settings.roles.isEmpty() ? subject.user->roles : m_settings.roles));
    return claims;
}

QByteArray EntraTokens::idToken(const Subject &subject, const QString &nonce)
{
    QJsonObject claims = claimsOf(subject, subject.app.id, IdTokenLifetime);
    claims.insert(u"iss"_s, u"https://%1/%2/v2.0"_s.arg(subject.tenant.home().login, subject.tenant.id));
    claims.insert(u"ver"_s, u"2.0"_s);
    claims.insert(u"preferred_username"_s, subject.user->signInName());
    if (subject.user->isGuest()) // of the organisation's own it is the issuer, and not told
        claims.insert(u"idp"_s, subject.user->identityProvider());
    if (m_settings.tellsRoles && subject.app.tellsRoles) // the registration asks for this, too
        claims.insert(u"acct"_s, subject.user->isGuest() ? 1 : 0);
    if (!nonce.isEmpty())
        claims.insert(u"nonce"_s, nonce);
    return signedToken(claims);
}

QByteArray EntraTokens::accessToken(const Subject &subject, const SimResource &resource,
                                    const QStringList &permissions)
{
    // Exchange and Graph take tokens of the first version.
    QJsonObject claims = claimsOf(subject, resource.address, m_settings.accessTokenLifetime);
    claims.insert(u"iss"_s, u"https://sts.windows.net/%1/"_s.arg(subject.tenant.id));
    claims.insert(u"ver"_s, u"1.0"_s);
    claims.insert(u"appid"_s, subject.app.id);
    claims.insert(u"app_displayname"_s, subject.app.name);
    claims.insert(u"appidacr"_s, subject.app.isPublic ? u"0"_s : u"2"_s);
    claims.insert(u"idtyp"_s, subject.user ? u"user"_s : u"app"_s);
    if (subject.user) {
        claims.insert(u"upn"_s, subject.user->upn);
        claims.insert(u"unique_name"_s, subject.user->upn);
        if (!permissions.isEmpty())
            claims.insert(u"scp"_s, permissions.join(u' '));
    } else if (!permissions.isEmpty()) {
        claims.insert(u"roles"_s, QJsonArray::fromStringList(permissions));
    }
    return signedToken(claims);
}

QByteArray EntraTokens::signedToken(const QJsonObject &claims)
{
    return m_keys.present().signedToken(claims, u"RS256"_s, u"JWT"_s);
}

bool EntraTokens::isSigned(const SimToken &token)
{
    const QList<SimRsaKey> keys = m_keys.all();
    return token.header["alg"_L1] == "RS256"_L1
        && std::any_of(keys.begin(), keys.end(), [&token](const SimRsaKey &key) {
               return key.kid() == token.header["kid"_L1].toString()
                   && key.verifies(token.signedText, token.signature, u"RS256"_s);
           });
}

QJsonObject EntraTokens::keySet(const QString &issuer)
{
    QJsonObject set = m_keys.publicSet(u"RS256"_s);
    QJsonArray keys = set["keys"_L1].toArray();
    for (auto &&key : keys) {
        QJsonObject changed = key.toObject();
        changed.remove(u"alg"_s); // Entra does not say it
        changed.insert(u"issuer"_s, issuer);
        key = changed;
    }
    set[u"keys"_s] = keys;
    return set;
}

} // namespace Setup
