// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "diagnosis/explanation.h"

namespace Setup {

// A warning that has the same problem as a check that failed need not explain it once more: it says where the
// explanation stands. Any other explanation is returned as it is.
Explanation saidOnce(const Explanation &explanation, const Finding &finding, const QList<Finding> &findings);

} // namespace Setup
