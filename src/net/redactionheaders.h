// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/httpheaders.h"

namespace Setup {

// Header fields as a recording may keep them: all names, the values of those on the list. Of Authorization
// the scheme stays, of cookies the name and attributes, of a challenge its scheme and the listed parameters.
HttpHeaders redactedRequestHeaders(const HttpHeaders &headers);
HttpHeaders redactedAnswerHeaders(const HttpHeaders &headers);

} // namespace Setup
