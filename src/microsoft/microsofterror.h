// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

namespace Setup {

// What an OAuth problem says in Microsoft's own terms: where a number of Entra ID is in it ("AADSTS65001"),
// the number is the code, since it tells more than the error value, which stays in the facts as "error".
// Trace id, correlation id and time are taken from the message where they stand nowhere else. Any other
// Problem comes back as it is.
Problem inMicrosoftsTerms(const Problem &problem);

// An error page's text as an administrator pasted it from the browser: for what Microsoft shows there and
// never sends back. Without a number of Entra ID in it: LOOPBACK_NO_CALLBACK with the text as "message".
Problem problemOfPastedError(const QString &text);

// The tenant in the address of an issuer, in lower case; empty where there is none.
QString tenantOfIssuer(const QString &issuer);

} // namespace Setup
