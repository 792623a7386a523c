// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simulatedmicrosoft.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

SimulatedMicrosoft::SimulatedMicrosoft(const Scenario &scenario, EntraParts::Certificates certificates)
    : m_entra(scenario.microsoft, std::move(certificates))
    , m_exchange(scenario, m_entra.tokens())
    , m_graph(scenario.microsoft, m_entra.tokens(), m_exchange)
{}

QStringList SimulatedMicrosoft::hosts()
{
    QStringList all = SimCloud::loginHosts();
    const QList<SimCloud> clouds = SimCloud::all();
    for (const SimCloud &cloud : clouds)
        all += {cloud.exchange, cloud.graph};
    return all + QStringList{u"autodiscover-s.outlook.com"_s};
}

QList<std::pair<QString, WorldRecord>> SimulatedMicrosoft::names()
{
    QList<std::pair<QString, WorldRecord>> records;
    const QList<SimTenant> tenants = SimTenant::all();
    for (const SimTenant &tenant : tenants) {
        if (tenant.isPersonal())
            continue;
        for (const QString &domain : tenant.domains) {
            QString label = domain;
            const QString mail = label.replace(u'.', u'-') + u".mail.protection.outlook.com"_s;
            records.append({domain, {u"MX"_s, mail, 0}});
            records.append({mail, {u"A"_s, u"198.51.100.25"_s}});
            if (tenant.onPremises.isEmpty())
                records.append({u"autodiscover."_s + domain, {u"CNAME"_s, plainHost()}});
        }
    }
    return records;
}

SimReply SimulatedMicrosoft::answer(const QString &host, const SimRequest &request)
{
    const QList<SimCloud> clouds = SimCloud::all();
    const bool graph = std::any_of(clouds.begin(), clouds.end(),
                                   [&host](const SimCloud &cloud) { return cloud.graph == host; });
    SimReply reply;
    if (SimCloud::loginHosts().contains(host))
        reply = m_entra.answer(host, request);
    else
        reply = graph ? m_graph.answer(host, request) : m_exchange.answer(host, request);
    const QDateTime now = QDateTime::fromSecsSinceEpoch(m_entra.tokens().now()).toUTC();
    reply.headers.append(
        SimHeader{"Date", QLocale::c().toString(now, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1()});
    return reply;
}

SimReply SimulatedMicrosoft::answerBrowser(const QString &host, const SimRequest &request)
{
    return m_entra.answerBrowser(host, request);
}

} // namespace Setup
