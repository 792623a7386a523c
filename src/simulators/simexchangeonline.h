// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/entrareply.h"
#include "simulators/entratokens.h"
#include "simulators/ewsendpoint.h"
#include "simulators/scenario.h"

#include <map>
#include <memory>

namespace Setup {

// Exchange Online of every cloud: EWS with tokens of Entra and nothing else, its access control (EwsEnabled,
// EwsAllowedAppIDs, mailbox switch, licences), and the JSON form of Autodiscover.
class SimExchangeOnline
{
public:
    SimExchangeOnline(const Scenario &scenario, EntraTokens &tokens);
    ~SimExchangeOnline();
    Q_DISABLE_COPY_MOVE(SimExchangeOnline)

    SimReply answer(const QString &host, const SimRequest &request);
    SimReply answerPlain(const SimRequest &request) const; // on port 80: where Autodiscover is
    bool knows(const QString &host, const SimRequest &request); // is there a token that is good for EWS?
    const SimDirectory &directory(const SimTenant &tenant);

private:
    struct Organisation;
    struct Verdict;

    Organisation &organisation(const SimTenant &tenant);
    QString flawOf(const SimToken &token, const QString &host) const;
    Verdict judge(const QString &host, const SimRequest &request);
    SimReply ews(const QString &host, const SimRequest &request);
    SimReply refuse(const QString &code, const EntraWords &words) const; // 401 with x-ms-diagnostics
    SimReply offer(const SimRequest &request) const; // 401 without a token
    std::optional<SimReply> policy(const QString &app, const SimRequest &request,
                                   const QString &mailbox) const;
    SimReply autodiscover(const SimRequest &request) const;
    QDateTime now() const;
    void sign(const SimRequest &request, SimReply &reply) const;

    const Scenario m_scenario;
    EntraTokens &m_tokens;
    const SimProduct m_product;
    EntraPlan m_plan;
    std::map<QString, std::unique_ptr<Organisation>> m_organisations; // by tenant id
};

} // namespace Setup
