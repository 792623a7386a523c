// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simtenants.h"

namespace Setup {

// What somebody may ask a token for.
struct SimResource
{
    QString id; // its application id
    QString name;
    QString address; // "https://outlook.office365.com", the audience of its tokens
    QStringList delegated;
    QStringList adminOnly; // those of the delegated ones that a user may not grant
    QStringList roles; // application permissions
    bool isGraph = false;

    // Exchange Online and Graph of this cloud; absent: no such resource principal.
    static std::optional<SimResource> find(const QString &address, const SimCloud &cloud);
};

// Scopes of one request, taken apart.
struct SimScopes
{
    QStringList openId; // openid, profile, email, offline_access
    QStringList resources; // addresses; more than one is refused
    QStringList permissions; // "EWS.AccessAsUser.All", ".default"
    bool malformed = false;

    static SimScopes read(const QStringList &scopes, const SimCloud &cloud);
};

// An application registration. All but Fabrikam's own are known to every tenant.
struct SimCloudApp
{
    QString id;
    QString name;
    QString home; // the only tenant that may use it; empty: multi-tenant
    QStringList redirects; // as registered
    QStringList delegated; // as registered: "User.Read"
    QStringList roles; // application permissions, of Exchange Online
    bool isPublic = true; // "Mobile and desktop applications"
    bool enabled = true;
    bool tellsRoles = false; // groupMembershipClaims: directory roles go into tokens as "wids"

    static QString signInId() { return QStringLiteral("5b0c1f9e-0000-4000-8000-00000000de30"); }
    static QString exchangeId() { return QStringLiteral("5b0c1f9e-0000-4000-8000-00000000de31"); }
    static QString fabrikamsOwnId() { return QStringLiteral("5b0c1f9e-0000-4000-8000-00000000de32"); }

    static QList<SimCloudApp> all();
    static std::optional<SimCloudApp> find(const QString &id);

    QStringList
    registered(const SimResource &resource) const; // what ".default" means there, with its address

    // Microsoft's rules (reply-url.md): the port of loopback is ignored, the path is not, [::1] never
    // matches.
    bool accepts(const QString &redirectUri) const;
};

} // namespace Setup
