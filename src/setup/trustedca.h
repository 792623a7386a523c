// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QByteArray>

namespace Setup {

// The PEM file that an integration's "trust this CA" names; empty for no path. CA_FILE_UNUSABLE.
Result<QByteArray> readCaFile(const QString &path);

} // namespace Setup
