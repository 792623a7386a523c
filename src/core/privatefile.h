// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QByteArray>

namespace Setup {

// Writes a file that only this user can read, whole or not at all. What this program saves names rooms and
// servers of the customer: it is for whoever made it, until she gives it away. Problem: FILE_NOT_WRITABLE
// with "path".
Result<Done> writePrivateFile(const QString &path, const QByteArray &content);

} // namespace Setup
