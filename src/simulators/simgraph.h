// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simexchangeonline.h"

namespace Setup {

// Microsoft Graph v1.0, as far as rooms go: places with paging, getSchedule, and the errors of both.
class SimGraph
{
public:
    SimGraph(const ScenarioMicrosoft &settings, EntraTokens &tokens, SimExchangeOnline &exchange);

    SimReply answer(const QString &host, const SimRequest &request);

private:
    struct Call
    {
        QString host;
        const SimRequest &request;
        SimTenant tenant;
        QString user; // empty: an application
        QStringList permissions;
    };

    std::optional<SimReply> refuse(const QString &host, const SimRequest &request, const SimToken *token);
    SimReply serve(const Call &call);
    SimReply places(const Call &call, const QString &kind);
    SimReply schedule(const Call &call, const QString &mailbox);
    QJsonObject scheduleOf(const Call &call, const QString &address, const QJsonObject &asked) const;

    const ScenarioMicrosoft m_settings;
    EntraTokens &m_tokens;
    SimExchangeOnline &m_exchange;
    EntraPlan m_plan;
};

} // namespace Setup
