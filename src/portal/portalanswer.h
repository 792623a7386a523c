// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace Setup {

// A good answer of the portal's API.
struct PortalAnswer
{
    int status = 0;
    QJsonObject body; // empty for 204
    QString requestId; // what the portal's support finds the request by
    QDateTime portalTime; // its clock, UTC; invalid where it does not tell

    friend bool operator==(const PortalAnswer &, const PortalAnswer &) = default;
};

} // namespace Setup
