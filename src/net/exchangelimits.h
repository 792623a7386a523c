// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Setup::ExchangeLimits {

// Bytes of one answer, after decompression. EWS answers to what we ask are far smaller.
inline constexpr qint64 AnswerSize = 8LL * 1024 * 1024;

} // namespace Setup::ExchangeLimits
