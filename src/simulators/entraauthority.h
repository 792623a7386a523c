// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simtenants.h"

namespace Setup {

// "https://login.microsoftonline.com/{tenant}": one tenant of that cloud, or several at once.
struct EntraAuthority
{
    QString host;
    QString word; // as the address says it: id, domain, "organizations", "common", "consumers"
    std::optional<SimTenant> tenant; // absent: several, or unknown here

    static EntraAuthority find(const QString &host, const QString &word);

    bool isShared() const;
    bool isKnown() const { return tenant || isShared(); }
    QString address() const { return QStringLiteral("https://%1/%2").arg(host, word); }
    QString issuer() const; // of id_tokens; "{tenantid}" stands in that of several tenants
    SimCloud cloud() const;
    bool admits(const SimTenant &other) const; // may somebody of there sign in here?
};

} // namespace Setup
