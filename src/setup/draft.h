// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "core/integration.h"
#include "core/result.h"
#include "setup/decision.h"
#include "setup/session.h"

#include <QDateTime>

namespace Setup {

// What the journal keeps of a session between two starts of the program. Never a secret.
struct Draft
{
    Integration integration;
    Session::State state = Session::State::Draft;
    QDateTime changedAt;
    bool keepPassword = false;
    QByteArray checkedInput; // SHA-256 of what the last whole run read
    QDateTime checkedAt;
    QList<Finding> findings; // of that run
    Verdict verdict = Verdict::Incomplete;
    QList<Decision> decisions; // about these findings

    friend bool operator==(const Draft &, const Draft &) = default;
};

QByteArray toJson(const Draft &draft);
Result<Draft> draftFromJson(const QByteArray &json); // FILE_MALFORMED

// A hash of everything in the integration that a check reads: an edit of the name does not make findings
// stale.
QByteArray inputHash(const Integration &integration);

// What was checked more than a day ago, or for other values, is a draft again (README, "From form to
// portal").
Draft withStaleChecksDropped(Draft draft, const QDateTime &now);

} // namespace Setup
