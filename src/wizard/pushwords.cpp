// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pushwords.h"

#include "setup/portalaccess.h"
#include "wizard/membernames.h"

#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Push
{
    Q_DECLARE_TR_FUNCTIONS(Push)
};

} // namespace

PushWords PushWords::of(const PushOutcome &outcome)
{
    const QString made = Push::tr("Connected: the portal has “%1”.").arg(outcome.integration.name);
    if (!outcome.isOurs)
        return {Theme::Tone::Caution,
                Push::tr("The portal had this integration already; somebody else has made it. Nothing was "
                         "sent and nothing was changed.")};
    if (outcome.differences.isEmpty())
        return {Theme::Tone::Good, made};
    QStringList names;
    for (const QString &member : outcome.differences)
        names.append(memberName(member));
    return {Theme::Tone::Caution,
            Push::tr("%1 It is not as you wanted it in: %2. Change that in the portal.")
                .arg(made, names.join(u", "_s))};
}

QString whatStandsAfterStop(InPortal standing)
{
    switch (standing) {
    case InPortal::Unknown:
        return Push::tr("Stopped. What was sent may have arrived; Connect finds out, and finishes it.");
    case InPortal::Made:
        return Push::tr("Stopped. The integration is in the portal; Connect finishes what is left to do.");
    case InPortal::Nothing:
        break;
    }
    return Push::tr("Stopped. Nothing was made in the portal.");
}

QString whoVouchesForTheSeal(const PortalSite &site)
{
    if (site.keySigners.isEmpty())
        return Push::tr("The key that seals the password comes from the portal itself, over its protected "
                        "connection. Nobody else vouches for it.");
    return Push::tr("The key that seals the password must be signed by one that this program knows.");
}

} // namespace Setup
