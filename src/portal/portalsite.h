// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QStringList>
#include <QUrl>

namespace Setup {

// "https://host" or "https://host:port" in ASCII and lower case; empty for what is no https address or brings
// a login with it.
QString portalOrigin(const QUrl &url);

// One portal, and how far it is trusted.
struct PortalSite
{
    enum class Trust {
        Known, // in portals.json
        Accepted, // another one, which the administrator has confirmed by name
        Unconfirmed // may be asked what it is, and gets neither token nor password
    };

    QString origin;
    Trust trust = Trust::Unconfirmed;
    QString region; // empty for a portal that is not known
    QStringList listedOrigins; // where else its api and keys may stand
    QStringList keySigners; // RFC 7638 thumbprints of the keys that sign its sealing keys
    QStringList exchangeApps; // client ids that are known to be its own

    bool isConfirmed() const { return trust != Trust::Unconfirmed; }
    // Is this address the portal's own, or on an origin listed for it?
    bool owns(const QUrl &url) const;
    QUrl discoveryAddress() const;

    friend bool operator==(const PortalSite &, const PortalSite &) = default;
};

// What the administrator and whoever administers this computer say about portals that are not known.
struct PortalAcceptance
{
    QStringList accepted; // addresses or origins, as typed
    bool onlyKnown = false; // a policy of this computer: no other portal, whoever accepts it
};

// The portals that are known. Their list is data (resources/portals.json).
class PortalDirectory
{
public:
    static const PortalDirectory &builtIn();
    // Problem: FILE_MALFORMED.
    static Result<PortalDirectory> parse(const QByteArray &json);

    const QList<PortalSite> &known() const { return m_known; }
    void add(const PortalSite &site) { m_known.append(site); } // one more that is known, as in a demo

    // Problems: INPUT_URL; PORTAL_CUSTOM_FORBIDDEN where a policy wants known portals only.
    Result<PortalSite> site(const QUrl &portal, const PortalAcceptance &acceptance = {}) const;

private:
    QList<PortalSite> m_known;
};

// PORTAL_NOT_CONFIRMED with "portal", for whoever wants to send it anything of worth.
Problem notConfirmed(const PortalSite &site);

} // namespace Setup
