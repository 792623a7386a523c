// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/dnscheck.h"

#include "checks/netfacts.h"
#include "core/foreigntext.h"
#include "core/networkcodes.h"
#include "net/door.h"

#include <QHostAddress>
#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array asked{RecordType::A, RecordType::Aaaa, RecordType::System};

QStringList merged(const QStringList &first, const QStringList &second)
{
    QStringList all = first;
    for (const QString &address : second) {
        if (!all.contains(address))
            all.append(address);
    }
    // IPv4 first; within a family as the answers were sorted.
    std::stable_partition(all.begin(), all.end(),
                          [](const QString &address) { return !address.contains(u':'); });
    return all;
}

bool haveNothingInCommon(const QStringList &first, const QStringList &second)
{
    return std::none_of(first.begin(), first.end(),
                        [&second](const QString &address) { return second.contains(address); });
}

} // namespace

DnsCheck::DnsCheck()
    : RoutedCheck(CheckId::Dns)
{}

void DnsCheck::examine(const Route &route)
{
    m_answers.clear();
    if (!route.isDirect()) {
        examineProxy(route);
        return;
    }
    if (const QHostAddress literal(host()); !literal.isNull()) {
        see(u"literal"_s, true);
        give(DnsFacts{{host()}, {host()}});
        pass();
        return;
    }
    for (const RecordType type : asked) {
        LookUpQuery query;
        query.tag = tag();
        query.name = host();
        query.type = type;
        run(door().lookUp(query), [this, type](const Result<LookUpAnswer> &answer) { take(type, answer); });
    }
}

void DnsCheck::examineProxy(const Route &route)
{
    see(u"proxy"_s, route.proxyHost);
    LookUpQuery query;
    query.tag = tag();
    query.name = route.proxyHost;
    query.type = RecordType::System;
    run(door().lookUp(query), [this, host = route.proxyHost](const Result<LookUpAnswer> &answer) {
        if (answer)
            leaveUntested(Code::ProxyResolves);
        else
            fail({Code::ProxyUnreachable,
                  answer.problem().detail,
                  {{u"proxy"_s, host}, {u"because"_s, answer.problem().code}}});
    });
}

void DnsCheck::take(RecordType type, const Result<LookUpAnswer> &answer)
{
    m_answers.emplace(type, answer);
    if (m_answers.size() == asked.size())
        judge();
}

QStringList DnsCheck::addressesOf(RecordType type) const
{
    QStringList addresses;
    if (const auto &answer = m_answers.at(type)) {
        for (const DnsRecord &record : answer->records)
            addresses.append(ForeignText(record.value, 80).text());
    }
    return addresses;
}

// What DNS itself has to say: nothing when it named an address.
std::optional<Problem> DnsCheck::problemOfDns() const
{
    const auto &ipv4 = m_answers.at(RecordType::A);
    const auto &ipv6 = m_answers.at(RecordType::Aaaa);
    if (!addressesOf(RecordType::A).isEmpty() || !addressesOf(RecordType::Aaaa).isEmpty())
        return {};
    // A name without IPv6 is the rule, so the answer about IPv4 tells more.
    if (!ipv4)
        return ipv4.problem();
    if (!ipv6 && ipv6.problem().code != Code::DnsNxdomain)
        return ipv6.problem();
    return Problem{Code::DnsNoRecords, {}, {}};
}

void DnsCheck::judge()
{
    const QStringList byDns = merged(addressesOf(RecordType::A), addressesOf(RecordType::Aaaa));
    const QStringList bySystem = merged(addressesOf(RecordType::System), {});
    see(u"addresses"_s, QJsonArray::fromStringList(byDns));
    see(u"system"_s, QJsonArray::fromStringList(bySystem));
    give(DnsFacts{merged(bySystem, byDns), byDns});

    const auto &system = m_answers.at(RecordType::System);
    const QJsonObject views{{u"host"_s, host()},
                            {u"dns"_s, QJsonArray::fromStringList(byDns)},
                            {u"system"_s, QJsonArray::fromStringList(bySystem)}};
    Problem problem{Code::DnsViewsDiffer, {}, views};
    if (const auto ofDns = problemOfDns()) {
        problem.facts.insert(u"because"_s, ofDns->code);
        if (!bySystem.isEmpty()) // from the hosts file, say
            return warn(problem);
        return failUnreached({ofDns->code, ofDns->detail, views});
    }
    if (bySystem.isEmpty())
        return failUnreached({system ? QString(Code::DnsNoRecords) : system.problem().code,
                              system ? QString() : system.problem().detail, views});
    if (haveNothingInCommon(bySystem, byDns))
        return warn(problem);
    pass();
}

} // namespace Setup
