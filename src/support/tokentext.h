// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "core/result.h"

#include <QString>

namespace Setup {

// What a token (JWT, RFC 7519) says, for people: the members of its header and its claims, a line for each,
// times in UTC. For display alone: its signature is not looked at and not shown, so it proves nothing, and
// the lines are no token. ANSWER_MALFORMED for anything else, also for an encrypted token, which only its
// audience can read.
Result<QString> tokenText(const QString &pasted);

} // namespace Setup
