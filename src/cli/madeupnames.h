// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QByteArray>

namespace Setup {

class Console;

// A recording under made-up names (support/pseudonyms.h). The console is told what may still name somebody.
// Problem: FILE_MALFORMED, where the names cannot be replaced.
Result<QByteArray> underMadeUpNames(const QByteArray &har, Console &console);

} // namespace Setup
