// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/inportal.h"
#include "setup/pushoperation.h"
#include "wizard/theme.h"

namespace Setup {

struct PortalSite;

// What a push that ended well has come to, for the administrator.
struct PushWords
{
    Theme::Tone tone;
    QString text;

    static PushWords of(const PushOutcome &outcome);
};

// Where somebody has stopped it.
QString whatStandsAfterStop(InPortal standing);

// The portal's keys are as good as the connection, unless one that we know has to sign them.
QString whoVouchesForTheSeal(const PortalSite &site);

} // namespace Setup
