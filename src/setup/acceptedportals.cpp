// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/acceptedportals.h"

#include <QCoreApplication>
#include <QSettings>

namespace Setup {

using namespace Qt::StringLiterals;

PortalAcceptance portalAcceptance()
{
    const QSettings ofUser;
    const QSettings ofSystem(QSettings::SystemScope, QCoreApplication::organizationName(),
                             QCoreApplication::applicationName());
    return {ofUser.value(u"portals/accepted"_s).toStringList(),
            ofSystem.value(u"portals/onlyKnown"_s, false).toBool()};
}

void rememberAccepted(const QString &origin)
{
    QSettings settings;
    QStringList accepted = settings.value(u"portals/accepted"_s).toStringList();
    if (accepted.contains(origin))
        return;
    settings.setValue(u"portals/accepted"_s, accepted + QStringList{origin});
}

} // namespace Setup
