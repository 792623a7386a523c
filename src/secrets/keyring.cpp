// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keyring.h"

namespace Setup {

Keyring::~Keyring() = default;

} // namespace Setup
