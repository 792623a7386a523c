// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/ewscheck.h"

namespace Setup {

// ews.availability: free/busy of the mailboxes to be tested, else of some rooms, else of the account itself.
// It needs no impersonation, so it tells a missing role from a missing mailbox.
class AvailabilityCheck : public EwsCheck
{
    Q_OBJECT

public:
    AvailabilityCheck();

private:
    void ask() override;
    void findRooms();
    void askAbout(const QStringList &mailboxes);
    void judge(const EwsAnswer &answer);

    QStringList m_mailboxes;
};

} // namespace Setup
