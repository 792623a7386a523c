// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QStringList>

namespace Setup {

// A product as its answers show it: build, the schema version it calls itself, and the RequestServerVersions
// that it accepts. Sources: RequestServerVersion and ServerVersionInfo of the EWS reference,
// ExchangeVersionType of types.xsd, Microsoft's build tables.
struct SimProduct
{
    int major = 15;
    int minor = 2;
    int majorBuild = 0;
    int minorBuild = 0;
    QByteArray schemaVersion;
    QStringList versions; // accepted, oldest first
    bool autodiscoverSoap = true; // since 2010
    bool autodiscoverJson = true; // since 2016 CU3
    bool frontEndHeaders = true; // X-FEServer and its kin, since 2013

    QByteArray build() const;
    // Is this value accepted, and does it stand for at least the other one?
    bool accepts(const QString &version) const { return versions.contains(version); }
    bool isAtLeast(const QString &version, const QString &needed) const;
};

// "2007SP1", "2010RTM", "2010", "2013CU3", "2013", "2016", "2019", "SE" or "Online"; anything else gives SE.
SimProduct exchangeProduct(const QString &name);

} // namespace Setup
