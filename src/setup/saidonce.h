// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "diagnosis/explanation.h"
#include "portal/cloudresult.h"

namespace Setup {

// A warning that has the same problem as a check that failed need not explain it once more: it says where the
// explanation stands. Any other explanation is returned as it is.
Explanation saidOnce(const Explanation &explanation, const Finding &finding, const QList<Finding> &findings);

// What only the portal's own application could prove is not left open once that one has tried: the
// explanation says where it stands.
Explanation saidByCloud(const Explanation &explanation, const Finding &finding,
                        const std::optional<CloudResult> &cloud);

} // namespace Setup
