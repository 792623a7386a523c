// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/portalcheck.h"

namespace Setup {

// portal.role: may whoever is signed in make integrations, and is it the region where the organisation is?
class PortalRoleCheck : public PortalCheck
{
    Q_OBJECT

public:
    PortalRoleCheck();

protected:
    void ask() override;
};

} // namespace Setup
