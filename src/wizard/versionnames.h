// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace Setup {

struct Found;

// What the versions of EWS are called: by us, so that an administrator recognises the product, and in the
// portal's list, which takes its names from the EWS Managed API.
struct VersionName
{
    QString version; // RequestServerVersion; empty: to be found out
    QString friendly;
};

QList<VersionName> versionNames(); // the one to be found out first, then the newest
QString friendlyVersionName(const QString &version);
// The entry of the portal's list for a server that speaks this version. The Managed API knows nothing above
// Exchange 2013 SP1, which newer servers answer to as well.
QString portalVersionName(const QString &version);
// Why it is that one: because of what the server has accepted, or because it was chosen by hand.
QString portalVersionReason(const QString &version, const Found &found, bool isChosen);

} // namespace Setup
