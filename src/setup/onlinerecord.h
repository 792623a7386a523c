// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/runinput.h"

#include <QJsonObject>

namespace Setup {

// What a run for Exchange Online was told, as a recording keeps it: client ids and switches, nothing secret.
QJsonObject toJson(const OnlineInput &input);
// What cannot be read is as if it had not been told.
OnlineInput onlineInputFromJson(const QJsonObject &json);

} // namespace Setup
