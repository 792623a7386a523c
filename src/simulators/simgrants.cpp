// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simgrants.h"

#include "simulators/simrsakey.h"

#include <QDateTime>
#include <QJsonArray>
#include <QRandomGenerator>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString codes = u"codes"_s;
const QString accessTokens = u"accessTokens"_s;
const QString refreshTokens = u"refreshTokens"_s;
const QString endedFamilies = u"endedFamilies"_s;

qint64 now()
{
    return QDateTime::currentSecsSinceEpoch();
}

} // namespace

QJsonObject SimGrant::toJson() const
{
    return {{u"client"_s, client},
            {u"account"_s, account},
            {u"scopes"_s, QJsonArray::fromStringList(scopes)},
            {u"nonce"_s, nonce},
            {u"signedInAt"_s, signedInAt},
            {u"family"_s, family},
            {u"claims"_s, claims}};
}

SimGrant SimGrant::fromJson(const QJsonObject &json)
{
    return {json["client"_L1].toString(),
            json["account"_L1].toString(),
            json["scopes"_L1].toVariant().toStringList(),
            json["nonce"_L1].toString(),
            json["signedInAt"_L1].toInteger(),
            json["family"_L1].toString(),
            json["claims"_L1].toString()};
}

SimGrants::SimGrants(SimLifetimes lifetimes, SimStore &store, QString mark)
    : m_lifetimes(lifetimes)
    , m_store(store)
    , m_mark(std::move(mark))
{}

QString SimGrants::random()
{
    QByteArray bytes(32, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    return QString::fromLatin1(simBase64Url(bytes));
}

QString SimGrants::issueCode(SimCode code)
{
    const QString id = secret();
    m_store.put(codes, id,
                {{u"grant"_s, code.grant.toJson()},
                 {u"redirectUri"_s, code.redirectUri},
                 {u"challenge"_s, code.challenge},
                 {u"until"_s, now() + m_lifetimes.code}});
    return id;
}

SimGrants::CodeState SimGrants::codeState(const QString &code) const
{
    const QJsonObject kept = m_store.find(codes, code);
    if (kept.isEmpty())
        return CodeState::Unknown;
    if (kept["used"_L1].toBool())
        return CodeState::Used;
    return kept["until"_L1].toInteger() < now() ? CodeState::Expired : CodeState::Good;
}

std::optional<SimCode> SimGrants::redeemCode(const QString &code)
{
    QJsonObject kept = m_store.find(codes, code);
    const SimGrant grant = SimGrant::fromJson(kept.value("grant"_L1).toObject());
    const CodeState state = codeState(code);
    if (state == CodeState::Used)
        endFamily(grant.family);
    if (state != CodeState::Good)
        return std::nullopt;
    kept[u"used"_s] = true;
    m_store.put(codes, code, kept);
    return SimCode{grant, kept.value("redirectUri"_L1).toString(), kept.value("challenge"_L1).toString()};
}

QString SimGrants::issueAccessToken(const SimGrant &grant)
{
    const QString id = secret();
    m_store.put(accessTokens, id,
                {{u"grant"_s, grant.toJson()}, {u"until"_s, now() + m_lifetimes.accessToken}});
    return id;
}

std::optional<SimGrant> SimGrants::accessGrant(const QString &token) const
{
    const QJsonObject kept = m_store.find(accessTokens, token);
    const SimGrant grant = SimGrant::fromJson(kept.value("grant"_L1).toObject());
    if (kept.isEmpty() || kept.value("until"_L1).toInteger() <= now() || isEnded(grant.family))
        return std::nullopt;
    return grant;
}

QString SimGrants::issueRefreshToken(const SimGrant &grant)
{
    const QString id = secret();
    m_store.put(refreshTokens, id, {{u"grant"_s, grant.toJson()}});
    return id;
}

std::optional<SimGrant> SimGrants::refreshGrant(const QString &token) const
{
    const QJsonObject kept = m_store.find(refreshTokens, token);
    const SimGrant grant = SimGrant::fromJson(kept.value("grant"_L1).toObject());
    return kept.isEmpty() || isEnded(grant.family) ? std::nullopt : std::optional(grant);
}

std::optional<SimGrant> SimGrants::redeemRefreshToken(const QString &token)
{
    QJsonObject kept = m_store.find(refreshTokens, token);
    const std::optional<SimGrant> grant = refreshGrant(token);
    if (!grant)
        return std::nullopt;
    if (kept.value("used"_L1).toBool()) {
        endFamily(grant->family);
        return std::nullopt;
    }
    kept[u"used"_s] = true;
    m_store.put(refreshTokens, token, kept);
    return grant;
}

void SimGrants::revoke(const QString &token, const QString &client)
{
    for (const QString &name : {accessTokens, refreshTokens}) {
        const QJsonObject kept = m_store.find(name, token);
        const SimGrant grant = SimGrant::fromJson(kept.value("grant"_L1).toObject());
        if (kept.isEmpty() || grant.client != client)
            continue;
        m_store.remove(name, token);
        if (name == refreshTokens)
            endFamily(grant.family);
    }
}

bool SimGrants::isEnded(const QString &family) const
{
    return !m_store.find(endedFamilies, family).isEmpty();
}

void SimGrants::endFamily(const QString &family)
{
    m_store.put(endedFamilies, family, {{u"at"_s, now()}});
}

} // namespace Setup
