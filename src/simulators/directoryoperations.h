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
    DirectoryOperations(const SimDirectory &directory, const ExchangeProduct &product);

    // Absent: the operation is of another family.
    std::optional<SimReply> answer(const EwsCall &call) const;

private:
    QByteArray resolveNames(const EwsCall &call) const;
    QByteArray getRoomLists() const;
    QByteArray getRooms(const EwsCall &call) const;
    QByteArray getUserAvailability(const EwsCall &call) const;
    QByteArray freeBusy(const QString &address, const XmlElement &options) const;
    QByteArray getServerTimeZones(const EwsCall &call) const;

    const SimDirectory &m_directory;
    const ExchangeProduct &m_product;
};

} // namespace Setup
