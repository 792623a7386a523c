// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simntlm.h"

namespace Setup {

// The logon of IIS on a virtual directory of Exchange: Basic and NTLM are judged, everything else is refused.
class SimLogon
{
public:
    SimLogon(const ScenarioAccount &account, const ScenarioNtlm &ntlm, const QString &domain)
        : m_account(account)
        , m_domain(domain)
        , m_ntlm(ntlm, account, domain)
    {}

    // Where nobody chose another one.
    static QByteArray password() { return ScenarioAccount().password; }

    // Would these credentials be accepted where Basic is offered? Does not count.
    bool knows(const SimRequest &request) const;

    // Does it bring a password, or the proof of one? NTLM's first message only asks to be challenged.
    static bool holdsProof(const SimRequest &request);

    // The 401 that this request deserves on a directory with these offers; absent: welcome.
    std::optional<SimReply> refusal(const SimRequest &request, const QStringList &offers);

    int acceptedCount() const { return m_accepted; }
    int refusedCount() const
    {
        return m_refused;
    } // user names with passwords, anonymous requests are not logons

private:
    bool isSpelling(const QString &user) const;

    ScenarioAccount m_account;
    QString m_domain;
    SimNtlm m_ntlm;
    int m_accepted = 0;
    int m_refused = 0;
};

} // namespace Setup
