// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "net/httpdate.h"

namespace Setup {

// workstation.clock: this computer's clock against the server's, or that of Microsoft's sign-in. A clock that
// is wrong makes good certificates look expired and, later, tokens invalid.
class ClockCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    ClockCheck();

private:
    void begin() override;
    ToldTime told() const;
};

} // namespace Setup
