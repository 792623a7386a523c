// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bearing.h"

namespace Setup {

using namespace Qt::StringLiterals;

FindingStatus bearingOf(const Finding &finding)
{
    const bool isAside =
        finding.status == FindingStatus::Fail && finding.checkId.startsWith("workstation."_L1);
    return isAside ? FindingStatus::Warn : finding.status;
}

} // namespace Setup
