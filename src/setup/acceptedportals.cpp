// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/acceptedportals.h"

#include <QCoreApplication>
#include <QMap>
#include <QSettings>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString acceptedKey()
{
    return u"portals/accepted"_s;
}

// "origin key issuer", one a portal.
QString certificatesKey()
{
    return u"portals/certificates"_s;
}

QMap<QString, PortalIdentity> identitiesIn(const QStringList &lines)
{
    QMap<QString, PortalIdentity> identities;
    for (const QString &line : lines) {
        const auto identity = PortalIdentity::fromText(line.section(u' ', 1));
        if (!identity.isNull())
            identities.insert(line.section(u' ', 0, 0), identity);
    }
    return identities;
}

} // namespace

PortalAcceptance portalAcceptance()
{
    const QSettings ofUser;
    const QSettings ofSystem(QSettings::SystemScope, QCoreApplication::organizationName(),
                             QCoreApplication::applicationName());
    return {ofUser.value(acceptedKey()).toStringList(),
            ofSystem.value(u"portals/onlyKnown"_s, false).toBool()};
}

PortalIdentity acceptedIdentity(const QString &origin)
{
    return identitiesIn(QSettings().value(certificatesKey()).toStringList()).value(origin);
}

void rememberAccepted(const QString &origin, const PortalIdentity &identity)
{
    QSettings settings;
    QStringList accepted = settings.value(acceptedKey()).toStringList();
    if (!accepted.contains(origin))
        settings.setValue(acceptedKey(), accepted + QStringList{origin});
    if (identity.isNull())
        return;
    auto identities = identitiesIn(settings.value(certificatesKey()).toStringList());
    identities.insert(origin, identity);
    QStringList lines;
    for (auto it = identities.cbegin(); it != identities.cend(); ++it)
        lines.append(it.key() + u' ' + it->toText());
    settings.setValue(certificatesKey(), lines);
}

} // namespace Setup
