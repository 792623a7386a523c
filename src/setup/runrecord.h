// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/runinput.h"

#include <QJsonObject>

namespace Setup {

// What a recording keeps of the input, so that a replay asks the same questions: everything but the password.
QJsonObject toJson(const RunInput &input);

// For a replay: a stand-in takes the password's place where there was one. FILE_MALFORMED.
Result<RunInput> runInputFromJson(const QJsonObject &json);

} // namespace Setup
