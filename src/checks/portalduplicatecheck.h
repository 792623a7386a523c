// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/portalcheck.h"

namespace Setup {

// portal.duplicate: is there an integration already that this one would stand beside? Never a failure:
// several of one organisation may be right.
class PortalDuplicateCheck : public PortalCheck
{
    Q_OBJECT

public:
    PortalDuplicateCheck();

protected:
    void ask() override;

private:
    void judge(const Result<QList<PortalIntegration>> &there);
    WantedIntegration wanted() const;
};

} // namespace Setup
