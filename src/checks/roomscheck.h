// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/ewscheck.h"
#include "checks/roomreader.h"

namespace Setup {

// ews.rooms: the room lists and their rooms, which AskCody offers for import. Without any, rooms can still be
// entered by hand.
class RoomsCheck : public EwsCheck
{
    Q_OBJECT

public:
    RoomsCheck();

private:
    void ask() override;
    void judge(const RoomDirectory &directory);
};

} // namespace Setup
