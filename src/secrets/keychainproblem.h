// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "secrets/keyringsituation.h"

#include <qt6keychain/keychain.h>

namespace Setup {

// What a failure of QtKeychain means, in the light of who stands behind it. QtKeychain alone is not enough:
// on Linux it reports a locked keyring whose prompt was dismissed as "entry not found", and a missing
// service, a dead one and a refusal all as "other error".
Problem keychainProblem(QKeychain::Error error, const QString &message, const KeyringSituation &situation);

} // namespace Setup
