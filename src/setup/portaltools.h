// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "net/door.h"
#include "oauth/oauthcontext.h"
#include "secrets/secretstore.h"
#include "setup/farewells.h"

#include <QPointer>

namespace Setup {

// What everything that talks to a portal works with; all of it outlives them.
struct PortalTools
{
    Door &door;
    const Clock &clock;
    RandomSource &random;
    SecretStore &secrets;
    JwkCache &keys; // of the portals' identity providers
    QPointer<Farewells> farewells = nullptr; // null: a sign-in that is being kept ends with its portal

    OAuthContext oauth() const { return {door, clock, random, keys, {QStringLiteral("portal.signin"), 1}}; }
};

} // namespace Setup
