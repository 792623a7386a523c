// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/scenarioportal.h"

#include "simulators/strictobject.h"

namespace Setup {

using namespace Qt::StringLiterals;

ScenarioIssuer ScenarioIssuer::read(StrictObject &object)
{
    ScenarioIssuer issuer;
    issuer.algorithm =
        object.choice(u"algorithm"_s, issuer.algorithm, {{u"RS256"_s, u"RS256"_s}, {u"PS256"_s, u"PS256"_s}});
    issuer.rotatesKeys = object.boolean(u"rotatesKeys"_s);
    issuer.clientCredentials = object.boolean(u"clientCredentials"_s);
    issuer.deviceAuthorization = object.boolean(u"deviceAuthorization"_s, true);
    issuer.claimsChallenge = object.string(u"claimsChallenge"_s);
    issuer.accessTokenLifetime = object.integer(u"accessTokenLifetime"_s, issuer.accessTokenLifetime);
    issuer.codeLifetime = object.integer(u"codeLifetime"_s, issuer.codeLifetime);
    issuer.deviceLifetime = object.integer(u"deviceLifetime"_s, issuer.deviceLifetime);
    issuer.deviceInterval = object.integer(u"deviceInterval"_s, issuer.deviceInterval);
    return issuer;
}

ScenarioPortal ScenarioPortal::read(StrictObject &object)
{
    ScenarioPortal portal;
    portal.keys = object.choice(u"keys"_s, Keys::Own,
                                {{u"own"_s, Keys::Own},
                                 {u"signed"_s, Keys::Signed},
                                 {u"substituted"_s, Keys::Substituted},
                                 {u"rotated"_s, Keys::Rotated}});
    portal.forgetsIdempotencyKeys = object.boolean(u"forgetsIdempotencyKeys"_s);
    portal.severalIntegrations = object.boolean(u"severalIntegrations"_s, true);
    portal.cloudIsBlocked = object.boolean(u"cloudIsBlocked"_s);
    portal.limit = object.integer(u"limit"_s, portal.limit);
    portal.homeRegion = object.string(u"homeRegion"_s);
    if (object.has(u"roles"_s))
        portal.roles = object.strings(u"roles"_s);
    return portal;
}

} // namespace Setup
