// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <QList>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Setup {
Q_NAMESPACE

enum class FindingStatus { Pass, Warn, Fail, Skipped, NotTested };
Q_ENUM_NS(FindingStatus)

// What one check has to say.
struct Finding
{
    QString checkId;
    FindingStatus status = FindingStatus::NotTested;
    std::optional<Problem> problem; // with warn and fail, never with pass
    QJsonObject facts; // what was seen, also when all is well
    std::chrono::milliseconds duration{0};
    QString skippedBecause; // with skipped: the id of the check that stood in the way
    QString notTested; // with notTested: why, a catalogue code
    QStringList requestIds; // the server's own ids of the answers, for its logs

    friend bool operator==(const Finding &, const Finding &) = default;
};

enum class Verdict { Pass, Warn, Fail, Incomplete, Cancelled };
Q_ENUM_NS(Verdict)

// The JSON spelling of the command line's contract: "pass", "notTested", …
QString toString(FindingStatus status);
QString toString(Verdict verdict);
std::optional<FindingStatus> findingStatusFromString(const QString &text);

QJsonObject toJson(const Finding &finding);
Finding findingFromJson(const QJsonObject &json);

} // namespace Setup
