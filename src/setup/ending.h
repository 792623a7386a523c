// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QJsonValue>

#include <optional>

// How a check ended: its status, the code of the problem or of why it was not tested, and what it was skipped
// because of. The words and the facts are not part of it.
namespace Setup::Ending {

QString code(const Finding &finding); // of the problem, or of why it was not tested; may be empty
bool isSame(const Finding &one, const Finding &other);
QJsonValue toJson(const std::optional<Finding> &finding); // "ending" of the schemas; null for no such check

} // namespace Setup::Ending
