// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "jose/jwkset.h"
#include "net/door.h"

#include <QHash>

namespace Setup {

// The keys that issuers published, by the address where they stand. Whoever keeps one saves a request per
// sign-in; a token signed with a key that is not in it causes one new look.
using JwkCache = QHash<QString, JwkSet>;

// What every operation of this layer works with; all of it outlives the operation.
struct OAuthContext
{
    Door &door;
    const Clock &clock;
    RandomSource &random;
    JwkCache &keys;
    OperationTag tag;
};

// Who asks for tokens. Without a secret: a public client, as a program on somebody's desk is.
struct OAuthClient
{
    QString id;
    Secret secret;
};

} // namespace Setup
