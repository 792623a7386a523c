// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Setup {

// Hosts of Microsoft's clouds (worldwide and national): Basic does not exist there any more, and their
// certificates are public.
bool isMicrosoftHost(const QString &host);

} // namespace Setup
