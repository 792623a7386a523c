// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simgraph.h"
#include "simulators/simulatedentra.h"

namespace Setup {

// Microsoft's side of a simulated world: Entra, Exchange Online and Graph, each by the names of every cloud.
class SimulatedMicrosoft
{
public:
    SimulatedMicrosoft(const Scenario &scenario, EntraParts::Certificates certificates);
    Q_DISABLE_COPY_MOVE(SimulatedMicrosoft)

    static QStringList hosts(); // with TLS; one server answers for all of them
    static QString plainHost() { return QStringLiteral("autodiscover.outlook.com"); } // on port 80 only
    static QList<std::pair<QString, WorldRecord>> names(); // what the tenants' domains have in DNS

    SimReply answer(const QString &host, const SimRequest &request);
    SimReply answerPlain(const SimRequest &request) const { return m_exchange.answerPlain(request); }
    SimReply answerBrowser(const QString &host, const SimRequest &request);
    bool knows(const QString &host, const SimRequest &request) { return m_exchange.knows(host, request); }

private:
    SimulatedEntra m_entra;
    SimExchangeOnline m_exchange;
    SimGraph m_graph;
};

} // namespace Setup
