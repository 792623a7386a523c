// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QString>

namespace Setup {

// What a finding saw, as lines of plain text for "Details": code, facts, the server's request ids.
QString detailsOf(const Finding &finding);

// What a passed check saw, in one line; empty where there is nothing worth saying.
QString shortResult(const Finding &finding);

} // namespace Setup
