// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QString>

// Values in PowerShell commands.
namespace Setup::PowerShell {

// The value as a single-quoted literal. PowerShell takes five characters for a single quote (' ‘ ’ ‚ ‛); each
// is doubled. Nothing else has a meaning inside. Control characters, line breaks, invisible and bidirectional
// characters and more than 500 characters are refused with INPUT_CHARACTERS or INPUT_TOO_LONG: no name of a
// mailbox or server has them, and they would make a command look like another one.
Result<QString> quoted(const QString &value);

// The trimmed value as a literal. What is empty or cannot be quoted stands as '<what it is>', so that the
// command fails instead of doing something else.
QString literal(const QString &value, const QString &stands);

} // namespace Setup::PowerShell
