// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "core/result.h"

#include <vector>

namespace Setup {

// One step of Microsoft's Remote Connectivity Analyzer, in the order in which they were taken. Its words are
// harmless already.
struct AnalyzerStep
{
    int depth = 0; // below which step it stands: the nearest one before it with a smaller depth
    FindingStatus status = FindingStatus::NotTested;
    QString test; // "Attempting to resolve the host name mail.contoso.test in DNS."
    QString outcome;
    QString details;
    std::chrono::milliseconds duration{0};
};

// As readAnalyzerResult().
Result<std::vector<AnalyzerStep>> readAnalyzerTree(const QByteArray &xml);

} // namespace Setup
