// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simsealing.h"

#include "simulators/simportalreply.h"
#include "simulators/simsealedbox.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString keys = u"sealingKeys"_s;
constexpr qint64 LongestLife = 900; // seconds
constexpr qint64 LifeOfKeySet = 86400;
constexpr qint64 ClockSkew = 60; // seconds that a client's clock may be ahead

SimReply refused(const QString &reason)
{
    return simPortalProblem(422, u"credential_refused"_s, {{u"reason"_s, reason}});
}

QStringList members()
{
    return {u"aud"_s, u"clientReference"_s, u"ewsUrl"_s, u"exp"_s, u"iat"_s, u"password"_s, u"username"_s};
}

} // namespace

SimSealing::SimSealing(QString origin, const ScenarioPortal &settings, SimStore &store)
    : m_origin(std::move(origin))
    , m_settings(settings)
    , m_store(store)
{}

SimRsaKey SimSealing::key(const QString &name)
{
    const QByteArray pem = m_store.find(keys, name)["pem"_L1].toString().toLatin1();
    if (const auto kept = SimRsaKey::fromPem(pem))
        return *kept;
    const SimRsaKey made = SimRsaKey::generate();
    m_store.put(keys, name, {{u"pem"_s, QString::fromLatin1(made.toPem())}});
    return made;
}

QJsonObject SimSealing::keySet()
{
    QJsonObject shown = key(u"own"_s).publicJwk(u"enc"_s, u"RSA-OAEP-256"_s);
    if (m_settings.keys == ScenarioPortal::Keys::Substituted) {
        const QJsonValue kid = shown["kid"_L1];
        shown = key(u"stranger's"_s).publicJwk(u"enc"_s, u"RSA-OAEP-256"_s);
        shown.insert(u"kid"_s, kid);
    }
    const QJsonArray list{shown};
    if (m_settings.keys != ScenarioPortal::Keys::Signed)
        return {{u"keys"_s, list}};
    const SimRsaKey signer = key(u"signer"_s);
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const QJsonObject claims{
        {u"portal"_s, m_origin}, {u"iat"_s, now}, {u"exp"_s, now + LifeOfKeySet}, {u"keys"_s, list}};
    return {
        {u"keys"_s, list},
        {u"signedKeys"_s, QString::fromLatin1(signer.signedToken(claims, u"PS256"_s, u"askcody-keys+jws"_s))},
        {u"signer"_s, signer.publicJwk(u"sig"_s, u"PS256"_s)}};
}

void SimSealing::rotateOnce()
{
    if (m_settings.keys != ScenarioPortal::Keys::Rotated || !m_store.find(keys, u"old"_s).isEmpty())
        return;
    m_store.put(keys, u"old"_s, {{u"pem"_s, QString::fromLatin1(key(u"own"_s).toPem())}});
    m_store.remove(keys, u"own"_s);
}

SimSealing::Opened SimSealing::open(const QByteArray &jwe, const Purpose &purpose)
{
    using Flaw = SimSealedBox::Flaw;
    rotateOnce();
    const SimSealedBox box = SimSealedBox::open(jwe, {key(u"own"_s)});
    switch (box.flaw) {
    case Flaw::None:
        break;
    case Flaw::Malformed:
        return {{}, refused(u"malformed"_s)};
    case Flaw::Header:
        return {{}, refused(u"header"_s)};
    case Flaw::KeyUnknown:
        return {{}, simPortalProblem(422, u"sealing_key_unknown"_s)};
    case Flaw::Undecipherable:
        return {{}, refused(u"undecipherable"_s)};
    }
    const QJsonObject credential = QJsonDocument::fromJson(box.content).object();
    if (const QString reason = flaw(credential, purpose); !reason.isEmpty())
        return {{}, refused(reason)};
    return {credential["password"_L1].toString().toUtf8(), std::nullopt};
}

QString SimSealing::flaw(const QJsonObject &credential, const Purpose &purpose) const
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const qint64 issuedAt = credential["iat"_L1].toInteger(-1);
    const qint64 until = credential["exp"_L1].toInteger(-1);
    if (credential.keys() != members() || issuedAt < 0 || until < 0
        || credential["password"_L1].toString().isEmpty())
        return u"malformed"_s;
    if (credential["aud"_L1].toString() != m_origin)
        return u"audience"_s;
    if (until <= now)
        return u"expired"_s;
    if (until - issuedAt > LongestLife || until <= issuedAt || issuedAt > now + ClockSkew)
        return u"lifetime"_s;
    const bool fits = credential["clientReference"_L1].toString() == purpose.clientReference
        && credential["ewsUrl"_L1].toString() == purpose.ewsUrl
        && credential["username"_L1].toString() == purpose.username;
    return fits ? QString() : u"mismatch"_s;
}

} // namespace Setup
