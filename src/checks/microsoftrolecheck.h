// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"

namespace Setup {

// microsoft.role: may this account consent for the organisation? By the roles that the token happens to tell:
// a hint, never a gate.
class MicrosoftRoleCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    MicrosoftRoleCheck();

private:
    void begin() override;
};

} // namespace Setup
