// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <QJsonObject>

namespace Setup {

// What an issuer says went wrong, at its token endpoint (RFC 6749, 5.2) or in the answer that the browser
// brings (4.1.2.1). The code is one of the lower-case ones; nothing is lost: facts hold "error" as it was
// sent, "message" (error_description), "errorUri", "suberror", "claims", "errorCodes", and what support asks
// for: "traceId", "correlationId", "timestamp", "status". All of it went through ForeignText.
Problem oauthProblem(const QJsonObject &error, int httpStatus = 0);

// "authorization_pending" and the like, as sent.
QString oauthErrorOf(const Problem &problem);

// What the next sign-in has to send along ("this needs another factor"); empty: nothing was demanded, or what
// came is of no use (cut because of its length, or no JSON).
QString claimsChallengeOf(const Problem &problem);

} // namespace Setup
