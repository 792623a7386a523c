// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/portalcheck.h"

namespace Setup {

// portal.probe: the way to Exchange as AskCody's cloud sees it, up to the door of EWS and without any
// credential. What this computer reaches says nothing about it.
class PortalProbeCheck : public PortalCheck
{
    Q_OBJECT

public:
    PortalProbeCheck();

protected:
    void ask() override;

private:
    void judge(const Result<CloudResult> &seen);
    Problem stopped(const CloudResult &seen, const Finding &rung) const;
};

} // namespace Setup
