// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/ewsanswer.h"

namespace Setup {

// The operations on the directory: ResolveNames, GetRoomLists, GetRooms, GetUserAvailability,
// GetServerTimeZones.
class DirectoryOperations
{
public:
    DirectoryOperations(const SimDirectory &directory, const SimProduct &product);

    // Absent: the operation is of another family.
    std::optional<SimReply> answer(const SimCall &call) const;

private:
    QByteArray resolveNames(const SimCall &call) const;
    QByteArray getRoomLists() const;
    QByteArray getRooms(const SimCall &call) const;
    QByteArray getUserAvailability(const SimCall &call) const;
    QByteArray freeBusy(const QString &address, const SimElement &options) const;
    QByteArray getServerTimeZones(const SimCall &call) const;

    const SimDirectory &m_directory;
    const SimProduct &m_product;
};

} // namespace Setup
