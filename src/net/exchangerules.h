// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/exchange.h"

#include <optional>

namespace Setup {

// What no door sends, whoever asks: a password by another way than POST over https, a token by another
// method than those of the portal's API, anything over plain http but Autodiscover's redirect step, a header
// that would begin another one.
std::optional<Problem> refusal(const ExchangeQuery &query);

} // namespace Setup
