// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/reportformat.h"

namespace Setup {

// What "rooms" prints of a run that ended with ews.rooms: the lists and rooms that the account sees, and why
// it sees none. Text, or JSON with the checks as "results".
QByteArray renderRooms(const QJsonObject &report, ReportFormat format);

} // namespace Setup
