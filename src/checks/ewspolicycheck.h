// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/onlineewscheck.h"

namespace Setup {

// microsoft.ewspolicy: does the organisation let EWS be used? "Disabled" holds for every application; success
// and "blocked by policy" hold for our client id only. What holds for AskCody's own application is known from
// the portal's check, or from the output of the command that we give, pasted by the administrator
// (core/retirement.h).
class EwsPolicyCheck : public OnlineEwsCheck
{
    Q_OBJECT

public:
    EwsPolicyCheck();

private:
    void ask() override;
    void judge(const Answered &answered);
    EwsSeen seenIn(const Answered &answered) const;
};

} // namespace Setup
