// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"

namespace Setup {

// cloud.reachability: could AskCody's cloud find, reach and trust this host? Judged from here by name,
// addresses and trust: it warns where it cannot be, and never proves that it can.
class CloudCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    CloudCheck();

private:
    void begin() override;
};

} // namespace Setup
