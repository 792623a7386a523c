// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

namespace Setup {

// This computer as a recording describes it: operating system, Qt, TLS library, language, and, as far as the
// findings tell, by which kind of proxy it gets out and how far its clock is ahead.
QJsonObject environmentFacts(const QList<Finding> &findings);

// The program's settings that say how it behaved. No login of a proxy: that there is one.
QJsonObject settingsFacts();

} // namespace Setup
