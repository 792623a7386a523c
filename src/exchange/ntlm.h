// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/authoffers.h"
#include "net/ntlmtalk.h"

#include <optional>

namespace Setup::Ntlm {

// The names in the challenge of a 401 (CHALLENGE, MS-NLMP 2.2.1.2); absent: there is none in it, or one that
// names nobody.
std::optional<NtlmNames> targetNames(const AuthOffers &offers);

} // namespace Setup::Ntlm
