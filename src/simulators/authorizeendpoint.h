// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
    struct Demand
    {
        QString client;
        QString redirectUri;
        QString state;
        QString nonce;
        QString challenge;
        QString loginHint;
        QStringList scopes;
        QStringList prompts;
        qint64 maximumAge = -1; // seconds; -1: any

        QJsonObject toJson() const;
        static Demand fromJson(const QJsonObject &json);
    };

    static Demand read(const SimForm &form);
    static QString refusal(const SimForm &form, const Demand &demand); // an error code, or nothing
    SimReply redirect(const Demand &demand, QList<std::pair<QString, QString>> values) const;
    SimReply show(const Demand &demand, bool knowsUser);
    SimReply grant(const Demand &demand, const SimAccount &account, qint64 signedInAt);

    QString m_issuer;
    SimGrants &m_grants;
    SimSessions &m_sessions;
    SimStore &m_store;
};

} // namespace Setup
