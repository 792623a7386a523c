// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

namespace Setup {

// What a finding means for the path to Exchange: what fails on this computer alone is something to look at
// there.
FindingStatus bearingOf(const Finding &finding);

} // namespace Setup
