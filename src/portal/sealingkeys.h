// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "jose/jwkset.h"
#include "portal/portalsite.h"

#include <QJsonObject>

namespace Setup {

// The keys that a portal wants passwords sealed for. They are as trustworthy as the connection that brought
// them, unless a key that we know has signed them: whoever shows them says which.
struct SealingKeys
{
    JwkSet set;
    bool isSigned = false; // by a key of portals.json
    QString unsignedBecause; // unless signed: noSignature, unknownSigner
    QDateTime portalTime; // the portal's clock when it sent them; invalid where it did not tell

    friend bool operator==(const SealingKeys &, const SealingKeys &) = default;
};

// Reads the answer of /keys. For a portal whose signing keys are known, keys without a good signature are
// refused: somebody may have put others in their place. Problems: KEY_SET_UNUSABLE with "reason";
// PORTAL_KEYS_NOT_SIGNED with "reason" (noSignature, unknownSigner, or the code of what is wrong with it).
Result<SealingKeys> parseSealingKeys(const QJsonObject &json, const PortalSite &site, const Clock &clock);

// The first key that can seal, other than the one that the portal has refused. Problems:
// PORTAL_SEALING_KEY_UNKNOWN with "kid" where only the refused one is left; SEALING_KEY_UNUSABLE.
Result<Jwk> sealingKey(const SealingKeys &keys, const QString &refusedKid = {});

} // namespace Setup
