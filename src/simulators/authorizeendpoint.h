// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simaccounts.h"
#include "simulators/simdemand.h"
#include "simulators/simgrants.h"
#include "simulators/simsessions.h"

namespace Setup {

// The authorization endpoint (RFC 6749, OpenID Connect Core 3.1.2) and the form behind it. PKCE with S256 is
// demanded, redirects go to loopback only (RFC 8252, 7.3), every redirect names the issuer (RFC 9207).
class AuthorizeEndpoint
{
public:
    AuthorizeEndpoint(QString issuer, SimGrants &grants, SimSessions &sessions, SimStore &store);

    SimReply authorize(const SimRequest &request);
    SimReply decide(const SimRequest &request);

private:
    static QString refusal(const SimForm &form, const SimDemand &demand); // an error code, or nothing
    SimReply redirect(const SimDemand &demand, QList<std::pair<QString, QString>> values) const;
    SimReply show(const SimDemand &demand, bool knowsUser);
    SimReply grant(const SimDemand &demand, const QString &account, qint64 signedInAt);

    QString m_issuer;
    SimGrants &m_grants;
    SimSessions &m_sessions;
    SimStore &m_store;
};

} // namespace Setup
