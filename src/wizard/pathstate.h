// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QList>
#include <QSet>
#include <QStringList>

#include <optional>

namespace Setup {

// The stations between this computer and AskCody's cloud, in the order in which a request passes them.
enum class Hop { Computer, Names, Connection, SignIn, Exchange, Mailbox, Rooms, Cloud };

struct HopState
{
    Hop hop = Hop::Computer;
    std::optional<FindingStatus> status; // the worst of its checks; none before the first has ended
    bool running = false;
    QString checkId; // the check that the state comes from

    friend bool operator==(const HopState &, const HopState &) = default;
};

// What a run in progress knows of the path. Stations whose checks are not part of the run stay without
// status.
struct PathState
{
    static PathState of(const QStringList &planned, const QSet<QString> &running,
                        const QList<Finding> &findings);
    static std::optional<Hop> hopOf(const QString &checkId);

    // Null: the check has no place on this way.
    HopState *stateOf(const QString &checkId);
    HopState *stateAt(std::optional<Hop> hop);

    QList<HopState> hops;

    // The first broken station, or -1.
    qsizetype brokenAt() const;

    friend bool operator==(const PathState &, const PathState &) = default;
};

QString hopTitle(Hop hop);
QString hopIcon(Hop hop);
// "works", "broken", "waiting", …
QString hopWord(const HopState &state);
QStringList hopWords(Hop hop); // each that a state of this station may have
// The whole path in one sentence, for screen readers.
QString describe(const PathState &path);

} // namespace Setup
