// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/portals.h"

#include <QCoreApplication>

namespace Setup::Portals {

using namespace Qt::StringLiterals;

namespace {

struct Portal
{
    Q_DECLARE_TR_FUNCTIONS(Portal)
};

} // namespace

QUrl europe()
{
    return QUrl(u"https://app.onaskcody.com"_s);
}

QUrl unitedStates()
{
    return QUrl(u"https://app.goaskcody.com"_s);
}

bool isEurope(const QUrl &portal)
{
    return portal.host() == europe().host();
}

bool isUnitedStates(const QUrl &portal)
{
    return portal.host() == unitedStates().host();
}

ConsentOverview::Region region(const QUrl &portal)
{
    if (isEurope(portal))
        return ConsentOverview::Region::Eu;
    return isUnitedStates(portal) ? ConsentOverview::Region::Us : ConsentOverview::Region::Unknown;
}

QUrl adminCenter(const QUrl &portal)
{
    QUrl url = portal;
    url.setPath(u"/manager/admin_center/"_s);
    return url;
}

QString regionName(const QString &region)
{
    if (region == "eu"_L1)
        return Portal::tr("Europe");
    return region == "us"_L1 ? Portal::tr("United States") : region;
}

QString name(const QUrl &portal)
{
    if (portal.isEmpty())
        return Portal::tr("Not chosen yet");
    if (isEurope(portal))
        return Portal::tr("Europe (%1)").arg(portal.host());
    if (isUnitedStates(portal))
        return Portal::tr("United States (%1)").arg(portal.host());
    return portal.toDisplayString(QUrl::RemoveUserInfo);
}

} // namespace Setup::Portals
