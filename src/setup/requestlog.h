// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>

namespace Setup {

class Recording;

// Every request of the last run that a server has given an id, in the order of time: what whoever looks into
// the server's logs searches for. Times in UTC, as those logs have them.
QJsonArray requestLog(const Recording &recording);

} // namespace Setup
