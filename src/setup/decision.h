// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QDateTime>
#include <QJsonArray>

namespace Setup {

// "Continue although this failed", as an administrator decided it: for this check and this problem. It is
// kept in the draft and in every report.
struct Decision
{
    QString checkId;
    QString code; // of the problem that was there
    QDateTime takenAt;

    bool isAbout(const Finding &finding) const;

    friend bool operator==(const Decision &, const Decision &) = default;
};

// The decisions to go on with these checks, where they failed. One that had been taken before keeps its time.
QList<Decision> decisionsFor(const QStringList &checkIds, const QList<Finding> &findings,
                             const QList<Decision> &before, const QDateTime &now);
// Without those whose check fails no more, or fails for another reason.
QList<Decision> stillHolding(const QList<Decision> &decisions, const QList<Finding> &findings);

QJsonArray toJson(const QList<Decision> &decisions);
QList<Decision> decisionsFromJson(const QJsonArray &json);

} // namespace Setup
