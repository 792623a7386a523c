// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/sealingkeys.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "portal/jsonfields.h"

#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 leeway = 300; // seconds between two clocks

Result<JwkSet> plainKeys(const QJsonObject &json)
{
    return parseJwkSet(
        QJsonDocument(QJsonObject{{u"keys"_s, json["keys"_L1]}}).toJson(QJsonDocument::Compact));
}

Problem notSigned(const QString &reason)
{
    return {Code::PortalKeysNotSigned, {}, {{u"reason"_s, reason}}};
}

// A signature without a known signer proves nothing, and is not looked at.
Result<Jwk> knownSigner(const QJsonObject &json, const PortalSite &site)
{
    if (!json["signedKeys"_L1].isString() || !json["signer"_L1].isObject())
        return notSigned(u"noSignature"_s);
    const auto signer = parseJwk(json["signer"_L1].toObject());
    if (!signer || !site.keySigners.contains(QString::fromLatin1(thumbprint(*signer))))
        return notSigned(u"unknownSigner"_s);
    return *signer;
}

// What the signature covers must be meant for this portal and for now: old keys may have been stolen.
Result<JwkSet> signedKeys(const QJsonObject &payload, const PortalSite &site, const Clock &clock)
{
    JsonFields fields(payload);
    const qint64 latest = 1LL << 40;
    const QString portal = fields.line("portal"_L1, JsonFields::Need::Required, JsonFields::LongestUrl);
    const qint64 issuedAt = fields.number("iat"_L1, 0, latest);
    const qint64 expiresAt = fields.number("exp"_L1, 0, latest);
    if (!fields.isSound())
        return notSigned(Code::TokenMalformed);
    const qint64 now = clock.now().toSecsSinceEpoch();
    if (portal != site.origin)
        return notSigned(Code::TokenAudience);
    if (expiresAt + leeway < now)
        return notSigned(Code::TokenExpired);
    if (issuedAt - leeway > now)
        return notSigned(Code::TokenNotYetValid);
    return plainKeys(payload);
}

Result<JwkSet> provedKeys(const QJsonObject &json, const PortalSite &site, const Clock &clock)
{
    const auto signer = knownSigner(json, site);
    if (!signer)
        return signer.problem();
    const JwsRules rules{{JwsAlgorithm::ES256, JwsAlgorithm::PS256, JwsAlgorithm::RS256},
                         {u"askcody-keys+jws"_s}};
    const auto proved = verifyJws(json["signedKeys"_L1].toString().toLatin1(), {{*signer}}, rules);
    if (!proved)
        return notSigned(proved.problem().code);
    return signedKeys(QJsonDocument::fromJson(proved->payload).object(), site, clock);
}

} // namespace

Result<SealingKeys> parseSealingKeys(const QJsonObject &json, const PortalSite &site, const Clock &clock)
{
    SealingKeys keys;
    if (!site.keySigners.isEmpty()) {
        const auto proved = provedKeys(json, site, clock);
        if (!proved)
            return proved.problem();
        keys.set = *proved;
        keys.isSigned = true;
        return keys;
    }
    const auto plain = plainKeys(json);
    if (!plain)
        return plain.problem();
    keys.set = *plain;
    keys.unsignedBecause = knownSigner(json, site).problem().facts["reason"_L1].toString();
    return keys;
}

Result<Jwk> sealingKey(const SealingKeys &keys, const QString &refusedKid)
{
    Problem problem{Code::SealingKeyUnusable, {}, {{u"reason"_s, u"none"_s}}};
    for (const Jwk &key : keys.set.keys) {
        const auto judged = judgeSealingKey(key);
        if (!judged) {
            problem = judged.problem();
            continue;
        }
        if (refusedKid.isEmpty() || key.kid != refusedKid)
            return key;
        problem = {Code::PortalSealingKeyUnknown, {}, {{u"kid"_s, ForeignText(refusedKid, 128)}}};
    }
    return problem;
}

} // namespace Setup
