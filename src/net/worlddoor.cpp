// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/worlddoor.h"

#include "core/problemcodes.h"
#include "net/dnsrecords.h"
#include "net/exchangerules.h"
#include "net/foregone.h"
#include "net/networkproblem.h"

#include <optional>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int LongestAliasChain = 8;

QString typeName(RecordType type)
{
    switch (type) {
    case RecordType::A:
        return u"A"_s;
    case RecordType::Aaaa:
        return u"AAAA"_s;
    case RecordType::Cname:
        return u"CNAME"_s;
    case RecordType::Mx:
        return u"MX"_s;
    case RecordType::Srv:
        return u"SRV"_s;
    case RecordType::Txt:
        return u"TXT"_s;
    case RecordType::System:
        break;
    }
    return {};
}

bool isAddressType(RecordType type)
{
    return type == RecordType::A || type == RecordType::Aaaa || type == RecordType::System;
}

QString endpoint(const QString &host, quint16 port)
{
    return u"%1:%2"_s.arg(dnsName(host)).arg(port);
}

quint16 portOf(const QUrl &url)
{
    return static_cast<quint16>(url.port(url.scheme() == "http"_L1 ? 80 : 443));
}

// The names of this world do not exist on the computer that it runs on, the proxy's address does.
ProxySettings wayOut(const WorldTable &table)
{
    if (table.proxyPort == 0)
        return {ProxySettings::Mode::Direct, Route::Kind::Direct, {}, 0, {}, {}};
    return {ProxySettings::Mode::Manual, Route::Kind::HttpProxy, u"127.0.0.1"_s, table.proxyPort, {}, {}};
}

} // namespace

WorldDoor::WorldDoor(WorldTable table)
    : LiveDoor(wayOut(table))
    , m_table(std::move(table))
    , m_publicRoots(QSslCertificate::fromData(m_table.publicCaPem, QSsl::Pem))
{}

std::unique_ptr<LookUp> WorldDoor::lookUp(const LookUpQuery &query)
{
    const bool isSilent = m_table.silentNames.contains(dnsName(query.name));
    return std::make_unique<Foregone<LookUp, LookUpAnswer>>(answer(query),
                                                            isSilent ? query.deadline : m_lookUpTime);
}

std::unique_ptr<Connect> WorldDoor::connectTo(const ConnectQuery &query)
{
    if (isProxy(query.host, query.port))
        return LiveDoor::connectTo(query);
    const QString dead = m_table.deadAddresses.value(query.address);
    if (isBlackHole(query.host, query.port) || dead == Code::TcpTimeout)
        return std::make_unique<Foregone<Connect, ConnectAnswer>>(
            networkProblem(Code::TcpTimeout, {}, query.host, query.port), query.deadline);
    if (!dead.isEmpty())
        return std::make_unique<Foregone<Connect, ConnectAnswer>>(networkProblem(
            dead == Code::TcpConnectionRefused ? Code::TcpConnectionRefused : Code::NetworkUnreachable, {},
            query.host, query.port));
    if (const auto problem = unreachable(query.host, query.port))
        return std::make_unique<Foregone<Connect, ConnectAnswer>>(*problem);
    return LiveDoor::connectTo(query);
}

std::unique_ptr<Handshake> WorldDoor::handshake(const HandshakeQuery &query)
{
    if (isBlackHole(query.host, query.port))
        return std::make_unique<Foregone<Handshake, HandshakeAnswer>>(
            networkProblem(Code::TcpTimeout, {}, query.host, query.port), query.deadline);
    if (const auto problem = unreachable(query.host, query.port))
        return std::make_unique<Foregone<Handshake, HandshakeAnswer>>(*problem);
    return LiveDoor::handshake(query);
}

std::unique_ptr<Exchange> WorldDoor::exchange(const ExchangeQuery &query)
{
    if (refusal(query))
        return LiveDoor::exchange(query); // which refuses it
    const QString host = query.url.host();
    const quint16 port = portOf(query.url);
    if (isBlackHole(host, port))
        return std::make_unique<Foregone<Exchange, ExchangeAnswer>>(
            networkProblem(Code::TcpTimeout, {}, host, port), query.deadline);
    if (const auto problem = unreachable(host, port))
        return std::make_unique<Foregone<Exchange, ExchangeAnswer>>(*problem);
    return LiveDoor::exchange(query);
}

Destination WorldDoor::destination(const QString &host, quint16 port, const QString &address) const
{
    const QString node = m_table.nodes.value(address, host);
    return {u"127.0.0.1"_s, isProxy(host, port) ? port : loopbackPort(node, port), m_publicRoots};
}

Result<LookUpAnswer> WorldDoor::answer(const LookUpQuery &query) const
{
    const QString name = dnsName(query.name);
    if (m_table.proxyPort != 0 && name == "127.0.0.1"_L1)
        return LookUpAnswer{{{name, 0, 0, 0}}, {}};
    if (m_table.brokenNames.contains(name))
        return Problem{Code::DnsServfail, {}, {{u"name"_s, name}}};
    if (m_table.silentNames.contains(name))
        return Problem{Code::DnsTimeout, {}, {{u"name"_s, name}}};
    LookUpAnswer answer;
    // A resolver follows aliases; that the last one leads nowhere is what it says then.
    const QString last = isAddressType(query.type) ? canonicalName(name) : name;
    answer.records = records(last, query.type);
    const bool isMissing =
        query.type == RecordType::System ? answer.records.isEmpty() : !m_table.dns.contains(last);
    if (isMissing)
        return Problem{Code::DnsNxdomain, {}, {{u"name"_s, name}}};
    return answer;
}

QList<DnsRecord> WorldDoor::records(const QString &name, RecordType type) const
{
    QList<DnsRecord> found;
    if (type == RecordType::System && m_table.systemNames.contains(name)) {
        const QStringList addresses = m_table.systemNames.value(name);
        for (const QString &address : addresses)
            found.append({address, 0, 0, 0});
        return found;
    }
    if (type == RecordType::System)
        return records(name, RecordType::A) + records(name, RecordType::Aaaa);
    for (const WorldRecord &record : m_table.dns.value(name))
        if (record.type == typeName(type))
            found.append({record.value, record.priority, record.weight, record.port});
    sortDnsRecords(found);
    return found;
}

QString WorldDoor::canonicalName(const QString &name) const
{
    QString current = name;
    for (int i = 0; i < LongestAliasChain; ++i) {
        const QList<DnsRecord> aliases = records(current, RecordType::Cname);
        if (aliases.isEmpty())
            break;
        current = dnsName(aliases.first().value);
    }
    return current;
}

quint16 WorldDoor::loopbackPort(const QString &host, quint16 port) const
{
    const auto direct = m_table.loopbackPorts.constFind(endpoint(host, port));
    if (direct != m_table.loopbackPorts.constEnd())
        return *direct;
    return m_table.loopbackPorts.value(endpoint(canonicalName(dnsName(host)), port));
}

bool WorldDoor::isProxy(const QString &host, quint16 port) const
{
    return m_table.proxyPort != 0 && port == m_table.proxyPort && host == "127.0.0.1"_L1;
}

bool WorldDoor::isBlackHole(const QString &host, quint16 port) const
{
    return m_table.blackHoles.contains(endpoint(host, port));
}

std::optional<Problem> WorldDoor::unreachable(const QString &host, quint16 port) const
{
    if (loopbackPort(host, port) != 0)
        return std::nullopt;
    const Result<LookUpAnswer> found = answer({{}, host, RecordType::System});
    return found ? networkProblem(Code::TcpConnectionRefused, {}, host, port) : found.problem();
}

} // namespace Setup
