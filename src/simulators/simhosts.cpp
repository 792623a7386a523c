// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simhosts.h"

#include "simulators/simtenants.h"
#include "simulators/simulatedissuer.h"
#include "simulators/simulatedmicrosoft.h"
#include "simulators/simulatedportal.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

ScenarioHost makeHost(const QString &name, quint16 port, ScenarioHost::Serves serves)
{
    ScenarioHost host;
    host.name = name;
    host.port = port;
    host.serves = serves;
    return host;
}

QString key(const ScenarioHost &host)
{
    return host.name + u':' + QString::number(host.port);
}

QList<ScenarioHost> hostsOf(const Scenario &scenario)
{
    using Serves = ScenarioHost::Serves;
    QList<ScenarioHost> hosts{makeHost(u"mail.contoso.test"_s, 443, Serves::Exchange),
                              makeHost(u"autodiscover.contoso.test"_s, 443, Serves::Exchange),
                              makeHost(u"autodiscover.contoso.test"_s, 80, Serves::Exchange),
                              makeHost(u"contoso.test"_s, 443, Serves::Website),
                              makeHost(u"contoso.test"_s, 80, Serves::Website),
                              // AskCody's own portals as they are today: nothing for programs in them.
                              makeHost(u"app.onaskcody.com"_s, 443, Serves::Website),
                              makeHost(u"app.goaskcody.com"_s, 443, Serves::Website),
                              makeHost(SimulatedPortal::host(), 443, Serves::Portal),
                              makeHost(SimulatedIssuer::host(), 443, Serves::Issuer),
                              makeHost(SimulatedMicrosoft::plainHost(), 80, Serves::Microsoft)};
    // The part of a hybrid organisation that is not in the cloud.
    const QString hybrid = SimTenant::hybridDomain();
    hosts += {makeHost(u"mail."_s + hybrid, 443, Serves::Exchange),
              makeHost(u"autodiscover."_s + hybrid, 443, Serves::Exchange),
              makeHost(u"autodiscover."_s + hybrid, 80, Serves::Exchange)};
    const QStringList microsoft = SimulatedMicrosoft::hosts();
    for (const QString &name : microsoft)
        hosts.append(makeHost(name, 443, Serves::Microsoft));
    for (const ScenarioHost &host : scenario.hosts) {
        const auto same = std::find_if(hosts.begin(), hosts.end(),
                                       [&host](const ScenarioHost &one) { return key(one) == key(host); });
        if (same == hosts.end())
            hosts.append(host);
        else
            *same = host;
    }
    return hosts;
}

bool isUsualMicrosoft(const ScenarioHost &host)
{
    return host.serves == ScenarioHost::Serves::Microsoft && host.port == 443
        && SimulatedMicrosoft::hosts().contains(host.name) && host.tcp == ScenarioHost::Tcp::Open
        && host.certificate == CertificateFlaw::None && host.protocols == TlsProtocols::Current
        && !host.clientCertificate && host.subject.isEmpty() && host.manners == TlsManners::Good;
}

} // namespace Setup
