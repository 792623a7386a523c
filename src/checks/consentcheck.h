// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"

namespace Setup {

// microsoft.consent: has the organisation let AskCody's application in? Only a sign-in of that application
// proves it, which is the portal's own check: what the page of consent says is heard and not believed.
class ConsentCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    ConsentCheck();

private:
    void begin() override;
};

} // namespace Setup
