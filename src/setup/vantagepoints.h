// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

namespace Setup {

// One rung as it was seen from this computer and from another place: the portal's cloud, or Microsoft's
// analyzer.
struct SeenTwice
{
    QString checkId;
    std::optional<Finding> here; // nothing where only the other one climbed it
    std::optional<Finding> there;

    // One found it passable and the other did not, or for another reason. Who did not try says nothing.
    bool differs() const;
};

// Somebody tried it, and it passed or failed.
bool hasTried(const Finding &finding);

// What the two come to together.
enum class Views {
    Alike, // both got through whatever both of them tried
    Incomparable, // nothing was tried from both
    Different,
    SameTrouble, // what fails there fails here, too
    UntriedHere // something fails there that was not tried here
};
Views viewsOf(const QList<SeenTwice> &rows);

// In the order of our findings, then what only the other place has.
QList<SeenTwice> seenTwice(const QList<Finding> &here, const QList<Finding> &there);

} // namespace Setup
