// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace Setup {

// What a push does, arrow by arrow. Exchange Online has no password.
QStringList pushArrows(bool isOnline);

} // namespace Setup
