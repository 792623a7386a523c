// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/cloudresult.h"

namespace Setup {

// One rung as it was seen from this computer and from the portal's cloud.
struct SeenTwice
{
    QString checkId;
    std::optional<Finding> here; // nothing where only the other one climbed it
    std::optional<Finding> there;

    // One found it passable and the other did not, or for another reason. Who did not try says nothing.
    bool differs() const;
};

// In the order of our findings, then what only the cloud has.
QList<SeenTwice> seenTwice(const QList<Finding> &here, const CloudResult &there);

} // namespace Setup
