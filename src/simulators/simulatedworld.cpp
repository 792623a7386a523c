// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simulatedworld.h"

#include "core/problemcodes.h"
#include "simulators/simhosts.h"
#include "simulators/simproxy.h"

#include <QSet>
#include <QUrl>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString browserOf(const QString &host)
{
    return host + u":browser"_s;
}

// What moved there is not here.
Scenario hybrid(Scenario scenario)
{
    scenario.directory.movedToCloud = QStringList{u"room3@"_s + SimTenant::hybridDomain()};
    return scenario;
}

QString codeOf(ScenarioAddress::Tcp tcp)
{
    switch (tcp) {
    case ScenarioAddress::Tcp::Refused:
        return Code::TcpConnectionRefused;
    case ScenarioAddress::Tcp::BlackHole:
        return Code::TcpTimeout;
    case ScenarioAddress::Tcp::Unreachable:
        break;
    }
    return Code::NetworkUnreachable;
}

QString proxyKey()
{
    return u"proxy.contoso.test:8080"_s;
}

SimRequest withoutLogin(SimRequest request)
{
    request.headers.removeIf(
        [](const SimHeader &header) { return header.name.toLower() == "authorization"; });
    return request;
}

void addMisbehaviour(SimReply &reply, const SimReply &change)
{
    reply.headers += change.headers;
    reply.delay += change.delay;
    if (change.fault != SimReply::Fault::None)
        reply.fault = change.fault;
    if (change.cutAfter)
        reply.cutAfter = change.cutAfter;
    if (change.dribbleBytes > 0) {
        reply.dribbleBytes = change.dribbleBytes;
        reply.dribbleInterval = change.dribbleInterval;
    }
}

} // namespace

SimulatedWorld::SimulatedWorld(const Scenario &scenario, QObject *parent)
    : SimulatedWorld(scenario, SimStore(), parent)
{}

SimulatedWorld::SimulatedWorld(const Scenario &scenario, SimStore store, QObject *parent)
    : QObject(parent)
    , m_scenario(scenario)
    , m_exchange(scenario)
    , m_hybridExchange(hybrid(scenario), SimTenant::hybridDomain())
    , m_microsoft(scenario, [this](const QString &app) { return certificatesOf(app); })
    , m_store(std::move(store))
    , m_issuer(scenario.issuer, m_store)
    , m_portal(scenario.portal, m_issuer, m_store, [this] { return table(); })
    , m_hosts(hostsOf(scenario))
{
    for (const ScenarioRule &rule : scenario.http)
        m_rules.append({rule, MatchCounter(rule.match)});
    addMicrosoft();
    for (const ScenarioHost &host : std::as_const(m_hosts)) {
        if (host.serves == ScenarioHost::Serves::Portal && host.name != SimulatedPortal::host())
            addPortal(host.name);
        addHost(host);
    }
    if (scenario.proxy)
        addProxy(*scenario.proxy);
    addBrowser(SimulatedIssuer::host(),
               [this](const SimRequest &request) { return m_issuer.answerBrowser(request); });
    const QStringList logins = SimCloud::loginHosts();
    for (const QString &host : logins)
        addBrowser(host, [this, host](const SimRequest &request) {
            return m_microsoft.answerBrowser(host, request);
        });
}

SimulatedWorld::~SimulatedWorld() = default;

// As in life one server has many of these names. It goes by the name that it was asked under.
void SimulatedWorld::addMicrosoft()
{
    const TlsSettings tls{m_authority.issue(SimulatedMicrosoft::hosts()), TlsProtocols::Current};
    auto *server = new LoopbackServer(
        [this](const SimRequest &request) {
            const QString name = QString::fromLatin1(request.header("Host").split(':').first()).toLower();
            return answer(makeHost(name, 443, ScenarioHost::Serves::Microsoft), request);
        },
        tls, this);
    const QStringList names = SimulatedMicrosoft::hosts();
    for (const QString &name : names)
        m_servers.insert(name + u":443"_s, server);
}

QList<QByteArray> SimulatedWorld::certificatesOf(const QString &app)
{
    if (app != SimCloudApp::exchangeId())
        return {};
    QList<QByteArray> certificates{m_portal.appIdentity().certificate()};
    for (auto &[host, other] : m_otherPortals)
        certificates.append(other.portal->appIdentity().certificate());
    return certificates;
}

void SimulatedWorld::addPortal(const QString &host)
{
    OtherPortal &other = m_otherPortals[host];
    other.portal = std::make_unique<SimulatedPortal>(
        m_scenario.portal, m_issuer, other.store, [this] { return table(); }, host);
}

SimulatedPortal &SimulatedWorld::portalOf(const ScenarioHost &host)
{
    const auto other = m_otherPortals.find(host.name);
    return other == m_otherPortals.end() ? m_portal : *other->second.portal;
}

void SimulatedWorld::addBrowser(const QString &host, LoopbackServer::Handler handler)
{
    m_servers.insert(browserOf(host), new LoopbackServer(std::move(handler), this));
}

void SimulatedWorld::addHost(const ScenarioHost &host)
{
    if (isUsualMicrosoft(host))
        return; // addMicrosoft() did
    if (host.tcp != ScenarioHost::Tcp::Open) {
        m_servers.remove(key(host));
        return;
    }
    const auto handler = [this, host](const SimRequest &request) { return answer(host, request); };
    if (host.port == 80) {
        m_servers.insert(key(host), new LoopbackServer(handler, this));
        return;
    }
    TlsSettings tls{m_authority.issue({host.name}, host.certificate, host.subject), host.protocols,
                    host.clientCertificate, m_authority.root(), host.manners};
    m_servers.insert(key(host), new LoopbackServer(handler, tls, this));
}

void SimulatedWorld::addProxy(const ScenarioProxy &proxy)
{
    auto *server = new LoopbackServer(
        [this, proxy](const SimRequest &request) {
            return answerAsProxy(proxy, request, table().loopbackPorts);
        },
        this);
    m_proxyPort = server->serverPort();
    m_servers.insert(proxyKey(), server);
    if (proxy.answer == ScenarioProxy::Answer::Refused)
        server->close();
}

SimReply SimulatedWorld::answer(const ScenarioHost &host, const SimRequest &request)
{
    SimReply reply = answerByRules(host, host.stripsLogin ? withoutLogin(request) : request);
    if (reply.status == 401 && SimLogon::holdsProof(request))
        ++m_rejectedLogins;
    return reply;
}

SimReply SimulatedWorld::answerByRules(const ScenarioHost &host, const SimRequest &request)
{
    const SimMeaning meaning = SimMeaning::of(host.name, request, knows(host, request));
    SimReply change;
    for (Rule &one : m_rules) {
        if (!one.counter.admits(meaning))
            continue;
        if (one.rule.reply)
            return *one.rule.reply;
        addMisbehaviour(change, one.rule.change);
    }
    SimReply reply = serve(host, request);
    addMisbehaviour(reply, change);
    return reply;
}

bool SimulatedWorld::knows(const ScenarioHost &host, const SimRequest &request)
{
    switch (host.serves) {
    case ScenarioHost::Serves::Portal:
        return portalOf(host).knows(request);
    case ScenarioHost::Serves::Microsoft:
        return m_microsoft.knows(host.name, request);
    default:
        return exchangeOf(host).knows(request);
    }
}

SimReply SimulatedWorld::serve(const ScenarioHost &host, const SimRequest &request)
{
    switch (host.serves) {
    case ScenarioHost::Serves::Website:
        return website(host);
    case ScenarioHost::Serves::Portal:
        return portalOf(host).answer(request);
    case ScenarioHost::Serves::Issuer:
        return m_issuer.answer(request);
    case ScenarioHost::Serves::Microsoft:
        return host.port == 80 ? m_microsoft.answerPlain(request) : m_microsoft.answer(host.name, request);
    case ScenarioHost::Serves::Exchange:
        break;
    }
    ExchangeSimulator &exchange = exchangeOf(host);
    return host.port == 80 ? exchange.answerPlain(request) : exchange.answer(request);
}

ExchangeSimulator &SimulatedWorld::exchangeOf(const ScenarioHost &host)
{
    return host.name.endsWith(u'.' + SimTenant::hybridDomain()) ? m_hybridExchange : m_exchange;
}

SimReply SimulatedWorld::website(const ScenarioHost &host) const
{
    if (host.port != 80)
        return simReply(404, "text/html; charset=utf-8",
                        "<!DOCTYPE html><html><head><title>Page not found</title></head><body><h1>Page not "
                        "found</h1></body></html>");
    SimReply reply = simReply(301, "text/html", "<html><body>Moved</body></html>");
    reply.headers.append(SimHeader{"Location", "https://" + QUrl::toAce(host.name) + '/'});
    return reply;
}

WorldTable SimulatedWorld::table() const
{
    WorldTable table;
    table.publicCaPem = m_authority.rootPem();
    QStringList names;
    for (const ScenarioHost &host : m_hosts) {
        if (!names.contains(host.name))
            names.append(host.name);
        if (const LoopbackServer *open = server(key(host)))
            table.loopbackPorts.insert(key(host), open->serverPort());
        else if (host.tcp == ScenarioHost::Tcp::BlackHole)
            table.blackHoles.append(key(host));
    }
    for (const QString &name : std::as_const(names)) {
        const qsizetype number = 10 + names.indexOf(name);
        table.dns.insert(
            name, {{u"A"_s, u"203.0.113.%1"_s.arg(number)}, {u"AAAA"_s, u"2001:db8::%1"_s.arg(number)}});
    }
    const QList<std::pair<QString, WorldRecord>> tenants = SimulatedMicrosoft::names();
    for (const auto &[name, record] : tenants)
        table.dns[name].append(record);
    table.dns[u"contoso.test"_s].append({u"MX"_s, u"mail.contoso.test"_s, 10});
    addDeviations(table);
    return table;
}

// What the scenario says of names, addresses and the way out.
void SimulatedWorld::addDeviations(WorldTable &table) const
{
    for (const ScenarioName &name : m_scenario.dns) {
        table.dns.remove(name.name);
        if (name.answer == ScenarioName::Answer::Broken)
            table.brokenNames.append(name.name);
        else if (name.answer == ScenarioName::Answer::Silent)
            table.silentNames.append(name.name);
        else if (name.answer == ScenarioName::Answer::Records)
            table.dns.insert(name.name, name.records);
        if (name.system)
            table.systemNames.insert(name.name, *name.system);
    }
    for (const ScenarioAddress &address : m_scenario.addresses) {
        if (address.node.isEmpty())
            table.deadAddresses.insert(address.address, codeOf(address.tcp));
        else
            table.nodes.insert(address.address, address.node);
    }
    table.proxyPort = m_proxyPort;
}

QUrl SimulatedWorld::browserUrl(const QUrl &url) const
{
    QUrl local = url;
    if (const LoopbackServer *browser = server(browserOf(url.host()))) {
        local.setScheme(u"http"_s);
        local.setHost(u"127.0.0.1"_s);
        local.setPort(browser->serverPort());
    }
    return local;
}

LoopbackServer *SimulatedWorld::server(const QString &hostAndPort) const
{
    return m_servers.value(hostAndPort);
}

LoopbackServer *SimulatedWorld::servePlainly(quint16 port)
{
    const ScenarioHost host = makeHost(u"mail.contoso.test"_s, 443, ScenarioHost::Serves::Exchange);
    auto *server =
        new LoopbackServer([this, host](const SimRequest &request) { return answer(host, request); }, this);
    if (port != 0) {
        server->close();
        server->listen(QHostAddress::LocalHost, port);
    }
    if (!server->isListening()) {
        delete server;
        return nullptr;
    }
    m_servers.insert(u"mail.contoso.test:plain"_s, server);
    return server;
}

int SimulatedWorld::requestCount() const
{
    int count = 0;
    const QSet<LoopbackServer *> all(m_servers.begin(), m_servers.end());
    for (const LoopbackServer *one : all)
        count += one->requestCount();
    return count;
}

int SimulatedWorld::connectionCount() const
{
    int count = 0;
    const QSet<LoopbackServer *> all(m_servers.begin(), m_servers.end());
    for (const LoopbackServer *one : all)
        count += one->connectionCount();
    return count;
}

void SimulatedWorld::setLatency(std::chrono::milliseconds latency)
{
    for (LoopbackServer *one : std::as_const(m_servers))
        one->setLatency(latency);
}

} // namespace Setup
