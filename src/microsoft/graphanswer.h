// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/foreigntext.h"
#include "core/problem.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace Setup {

// A room or a room list, as Graph names it.
struct GraphPlace
{
    ForeignText name;
    QString address; // foreign text as well, of at most 320 characters

    friend bool operator==(const GraphPlace &, const GraphPlace &) = default;
};

struct GraphPlaces
{
    QList<GraphPlace> lists;
    QList<GraphPlace> rooms;
    bool mayHaveMore = false; // than were read
    QStringList requestIds;

    friend bool operator==(const GraphPlaces &, const GraphPlaces &) = default;
};

// Free and busy of one mailbox.
struct GraphSchedule
{
    QString address; // as asked
    QString availability; // one digit per interval
    std::optional<Problem> problem; // of this one; the others may be well

    friend bool operator==(const GraphSchedule &, const GraphSchedule &) = default;
};

} // namespace Setup
