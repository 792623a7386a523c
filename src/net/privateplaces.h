// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Setup {

// A name that no public DNS can know: one label, or below a suffix for use inside (RFC 6762, RFC 8375).
bool isPrivateName(const QString &host);

// An address that the internet does not route (RFC 1918, 6598, 4193 …).
bool isPrivateAddress(const QString &address);

} // namespace Setup
