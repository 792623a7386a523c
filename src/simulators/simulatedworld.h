// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"
#include "simulators/exchangesimulator.h"
#include "simulators/loopbackserver.h"
#include "simulators/simulatedmicrosoft.h"
#include "simulators/simulatedportal.h"

#include <QMap>

#include <map>

namespace Setup {

// A small world on loopback, made from a scenario: the names of contoso.test, adatum.test and askcody.test
// and those of Microsoft's clouds, their servers with certificates of a CA of its own, and what is behind
// them. Where its names lead stands in table().
class SimulatedWorld : public QObject
{
    Q_OBJECT

public:
    explicit SimulatedWorld(const Scenario &scenario, QObject *parent = nullptr);
    // What the portal and its identity provider remember comes from there, and goes there.
    SimulatedWorld(const Scenario &scenario, SimStore store, QObject *parent = nullptr);
    ~SimulatedWorld() override;

    // Of the service account, in every world; the password where the scenario has no other one.
    static QString email() { return SimDirectory::serviceAddress(); }
    static Secret password() { return Secret(SimLogon::password()); }

    WorldTable table() const;
    const CertificateAuthority &authority() const { return m_authority; }
    ExchangeSimulator &exchange() { return m_exchange; }
    SimulatedMicrosoft &microsoft() { return m_microsoft; }

    // Where a browser that knows neither this world's names nor its CA finds the page of this address: the
    // sign-in, without TLS on loopback. Other addresses come back as they are.
    QUrl browserUrl(const QUrl &url) const;

    // By "mail.contoso.test:443"; null where nothing listens.
    LoopbackServer *server(const QString &hostAndPort) const;
    QStringList servers() const { return m_servers.keys(); }

    // The Exchange of mail.contoso.test once more, without TLS on this port (0: any), for a reverse proxy in
    // front. It is among servers() as "mail.contoso.test:plain". Null when the port is taken.
    LoopbackServer *servePlainly(quint16 port);

    // Passwords, or proofs of one, that were answered with 401: by whatever name, by whomever.
    int rejectedLogins() const { return m_rejectedLogins; }

    // Of every server: what came over the wire, and how much longer a round trip takes.
    int requestCount() const;
    int connectionCount() const;
    void setLatency(std::chrono::milliseconds latency);

private:
    void addHost(const ScenarioHost &host);
    void addMicrosoft();
    QList<QByteArray> certificatesOf(const QString &app); // that Entra has on it
    void addBrowser(const QString &host, LoopbackServer::Handler handler);
    void addProxy(const ScenarioProxy &proxy);
    SimReply answerByRules(const ScenarioHost &host, const SimRequest &request);
    bool knows(const ScenarioHost &host, const SimRequest &request);
    ExchangeSimulator &exchangeOf(const ScenarioHost &host);
    void addPortal(const QString &host);
    SimulatedPortal &portalOf(const ScenarioHost &host);
    SimReply serve(const ScenarioHost &host, const SimRequest &request);
    SimReply answer(const ScenarioHost &host, const SimRequest &request);
    SimReply website(const ScenarioHost &host) const;
    void addDeviations(WorldTable &table) const;

    struct Rule
    {
        ScenarioRule rule;
        MatchCounter counter;
    };

    const Scenario m_scenario;
    CertificateAuthority m_authority;
    ExchangeSimulator m_exchange; // of contoso.test
    ExchangeSimulator m_hybridExchange;
    SimulatedMicrosoft m_microsoft;
    SimStore m_store;
    SimulatedIssuer m_issuer;
    SimulatedPortal m_portal;
    struct OtherPortal
    {
        SimStore store;
        std::unique_ptr<SimulatedPortal> portal;
    };
    std::map<QString, OtherPortal> m_otherPortals; // by host, where the scenario has more
    QList<ScenarioHost> m_hosts;
    QList<Rule> m_rules;
    QMap<QString, LoopbackServer *> m_servers; // one may be there by several names
    quint16 m_proxyPort = 0;
    int m_rejectedLogins = 0;
};

} // namespace Setup
