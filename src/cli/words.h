// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <QString>

namespace Setup {

// A Problem as lines for people: title, what happened, what to do.
QString inWords(const Problem &problem);

// INPUT_ARGUMENTS, for what somebody typed and no other code names.
Problem badArguments(const QString &reason);

} // namespace Setup
