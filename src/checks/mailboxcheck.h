// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/ewscheck.h"

namespace Setup {

// ews.mailbox: does the service account own a mailbox? AskCody verifies the integration with it.
class MailboxCheck : public EwsCheck
{
    Q_OBJECT

public:
    MailboxCheck();

private:
    void ask() override;
};

} // namespace Setup
