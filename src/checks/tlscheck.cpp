// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/tlscheck.h"

#include "checks/certificatefacts.h"
#include "checks/netfacts.h"
#include "checks/nodehandshakes.h"
#include "core/foreigntext.h"
#include "core/networkcodes.h"
#include "microsoft/clouds.h"
#include "net/certificatefaults.h"
#include "net/certificatereading.h"
#include "net/door.h"
#include "net/microsofthosts.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(TrustOrigin trust)
{
    switch (trust) {
    case TrustOrigin::System:
        return u"system"_s;
    case TrustOrigin::ExtraRoot:
        return u"caFile"_s;
    case TrustOrigin::None:
        break;
    }
    return u"none"_s;
}

QJsonArray toJson(const QList<CertificateFault> &faults)
{
    QJsonArray json;
    for (const CertificateFault &fault : faults)
        json.append(QJsonObject{{u"code"_s, fault.code}, {u"depth"_s, fault.depth}});
    return json;
}

// Public everywhere, and asked by discover.tenant in every run.
QString witnessHost()
{
    return Clouds::standard().authorities().first();
}

constexpr std::chrono::seconds witnessDeadline{5};

bool isAboutIssuer(const QString &code)
{
    return code == Code::TlsUnknownIssuer || code == Code::TlsSelfSigned
        || code == Code::TlsSelfSignedInChain;
}

} // namespace

TlsCheck::TlsCheck()
    : RoutedCheck(CheckId::Tls)
{}

TlsCheck::~TlsCheck() = default;

void TlsCheck::examine(const Route &route)
{
    m_nodes.reset();
    m_isSound = false;
    m_query = {};
    m_query.tag = tag();
    m_query.host = host();
    m_query.port = port();
    m_query.route = route;
    m_query.extraRoot = input().trustedCaPem;
    if (const auto *tcp = context().facts.get<TcpFacts>(); tcp && route.isDirect())
        m_query.address = tcp->reached;
    run(door().handshake(m_query), [this](const Result<HandshakeAnswer> &result) { take(result); });
    examineNodes();
}

// Beside the first one: they cost no time of their own, and count only where that one is sound.
void TlsCheck::examineNodes()
{
    const auto *dns = context().facts.get<DnsFacts>();
    if (!dns || !m_query.route.isDirect() || dns->addresses.size() < 2)
        return;
    QStringList addresses = dns->addresses;
    addresses.removeOne(m_query.address);
    m_nodes = std::make_unique<NodeHandshakes>(door(), m_query, addresses);
    connect(m_nodes.get(), &NodeHandshakes::finished, this, [this] {
        if (m_isSound)
            judgeNodes();
    });
    m_nodes->start();
}

void TlsCheck::take(const Result<HandshakeAnswer> &result)
{
    if (!result || !result->isTrusted())
        m_nodes.reset();
    if (!result)
        return fail(result.problem());
    m_answer = *result;
    const bool asksMicrosoft = input().only.isEmpty() || input().only.contains(CheckId::Tenant);
    if (asksMicrosoft && Inspection::needsWitness(m_answer) && !isMicrosoftHost(host()))
        askWitness();
    else
        judge({});
}

// Not by run(): that it is in no recording ends no check, and neither does a witness who is silent.
void TlsCheck::askWitness()
{
    RouteQuery query;
    query.tag = tag();
    query.url = QUrl(u"https://"_s + witnessHost() + u'/');
    m_route = door().findRoute(query);
    connect(m_route.get(), &RouteFinder::finished, this,
            [this](const Result<Route> &route) { compare(route ? *route : Route{}); });
    m_route->start();
}

void TlsCheck::compare(const Route &route)
{
    HandshakeQuery query;
    query.tag = tag();
    query.host = witnessHost();
    query.route = route;
    query.deadline = witnessDeadline;
    m_witness = door().handshake(query);
    connect(m_witness.get(), &Handshake::finished, this, [this](const Result<HandshakeAnswer> &result) {
        judge(Witness{witnessHost(), result});
    });
    m_witness->start();
}

void TlsCheck::abandon()
{
    m_route.reset();
    m_witness.reset();
    m_nodes.reset();
}

void TlsCheck::judge(const std::optional<Witness> &witness)
{
    const Inspection inspection(m_answer, witness);
    const QJsonArray chain = certificateFacts(m_answer.chain);
    see({{u"protocol"_s, m_answer.protocol},
         {u"cipher"_s, m_answer.cipher},
         {u"trust"_s, nameOf(m_answer.trust)},
         {u"chain"_s, chain}});
    if (!m_answer.alpn.isEmpty())
        see(u"nextProtocol"_s, ForeignText(m_answer.alpn, 40).text());
    see(inspection.facts());
    const bool isPublic = inspection.facts()["publicLog"_L1].toBool();
    give(TlsFacts{m_answer.trust, isPublic, inspection.isInspected()});

    QJsonObject facts = inspection.facts();
    facts.insert(u"host"_s, host());
    facts.insert(u"chain"_s, chain);
    if (m_answer.isTrusted()) {
        if (!inspection.isInspected() && m_answer.trust != TrustOrigin::ExtraRoot)
            return lookAtNodes();
        m_nodes.reset();
        warn({inspection.isInspected() ? Code::TlsInspected : Code::TlsTrustedHereOnly, {}, facts});
        return;
    }
    facts.insert(u"faults"_s, toJson(m_answer.faults));
    if (inspection.isOneForAll()) {
        facts.insert(u"sameAtMicrosoft"_s, true);
        return fail({Code::CaptivePortal, {}, facts});
    }
    const CertificateFault fault = gravestFault(m_answer.faults);
    if (inspection.isInspected() && isAboutIssuer(fault.code))
        return fail({Code::TlsInspected, {}, facts});
    if (fault.depth < m_answer.chain.size())
        CertificateReading::of(m_answer.chain.at(fault.depth)).addTo(facts);
    fail({fault.code, {}, facts});
}

void TlsCheck::lookAtNodes()
{
    m_isSound = true;
    if (!m_nodes)
        pass();
    else if (m_nodes->isOver())
        judgeNodes();
}

void TlsCheck::judgeNodes()
{
    QJsonArray bad;
    QJsonArray addresses;
    for (const auto &node : m_nodes->nodes()) {
        if (!node.toObject().contains("code"_L1))
            continue;
        bad.append(node);
        addresses.append(node["address"_L1]);
    }
    if (bad.isEmpty())
        return pass();
    const QJsonObject first = bad.first().toObject();
    QJsonObject facts{{u"host"_s, host()},
                      {u"addresses"_s, addresses},
                      {u"nodes"_s, bad},
                      {u"because"_s, first["code"_L1]}};
    if (first.contains("chain"_L1))
        facts.insert(u"chain"_s, first["chain"_L1]);
    warn({Code::TlsNodesDiffer, {}, facts});
}

} // namespace Setup
