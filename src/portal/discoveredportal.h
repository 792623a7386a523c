// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/portaldescription.h"

namespace Setup {

// What a portal offers to this program: its description, or nothing. Nothing is no error: the integration is
// then made by hand, with the values that this program shows.
struct DiscoveredPortal
{
    std::optional<PortalDescription> description;
    QString handOffBecause; // without a description: notFound, notJson, redirect, refused
    QJsonObject facts; // of the answer, e.g. its status

    friend bool operator==(const DiscoveredPortal &, const DiscoveredPortal &) = default;
};

} // namespace Setup
