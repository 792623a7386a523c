// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/onlineewscheck.h"

namespace Setup {

// microsoft.mailbox: does the administrator who consents own a mailbox? AskCody looks for one when the
// integration is made. Another account's mailbox says nothing of it.
class MicrosoftMailboxCheck : public OnlineEwsCheck
{
    Q_OBJECT

public:
    MicrosoftMailboxCheck();

private:
    void ask() override;
    void judge(const Answered &answered);
};

} // namespace Setup
