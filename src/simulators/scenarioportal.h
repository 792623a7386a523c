// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <optional>

namespace Setup {

class StrictObject;

// How the portal's identity provider deviates. Times are in seconds.
struct ScenarioIssuer
{
    QString algorithm = QStringLiteral("RS256"); // of id_tokens; or PS256
    bool rotatesKeys = false; // every id_token is signed by a key that nobody has seen yet
    bool clientCredentials = false;
    bool deviceAuthorization = true;
    QString claimsChallenge; // not empty: tokens only for a sign-in that sends this along
    int accessTokenLifetime = 3600;
    int codeLifetime = 60;
    int deviceLifetime = 600;
    int deviceInterval = 5;
    QString mark; // in every code and token, to be looked for; set by who starts the world, never by a file

    static ScenarioIssuer read(StrictObject &object);
};

// How the portal deviates, apart from what rules for any host can say.
struct ScenarioPortal
{
    enum class Keys {
        Own,
        Signed, // with a signature of the portal's over the set
        Substituted, // somebody on the way put a key of his own under the portal's name
        Rotated // the portal changes its key once, after it was read and before it is used
    };

    Keys keys = Keys::Own;
    bool forgetsIdempotencyKeys = false;
    bool severalIntegrations = true; // AskCody has enabled more than one per organisation
    bool cloudIsBlocked = false; // a firewall at the customer's drops what comes from the cloud
    int limit = 100; // integrations per organisation
    QString homeRegion; // not empty: every organisation lives there and not here
    std::optional<QStringList> roles; // of every account, in place of its own

    static ScenarioPortal read(StrictObject &object);
};

} // namespace Setup
