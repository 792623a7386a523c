// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/inportal.h"

#include "setup/session.h"

namespace Setup {

InPortal inPortal(const Session &session)
{
    if (session.isOutcomeOpen())
        return InPortal::Unknown;
    return session.portalId().isEmpty() ? InPortal::Nothing : InPortal::Made;
}

} // namespace Setup
