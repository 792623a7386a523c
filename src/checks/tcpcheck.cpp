// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/tcpcheck.h"

#include "checks/netfacts.h"
#include "core/networkcodes.h"
#include "net/door.h"

#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// More would only make the result slower; a name with so many addresses is a cloud's.
constexpr int maximumAddresses = 16;

bool isIpv6(const QString &address)
{
    return address.contains(u':');
}

// An IPv6 address is out of reach of a computer without IPv6; that says nothing about the server.
bool isForWantOfIpv6(const QString &address, const Problem &problem)
{
    return isIpv6(address) && problem.code == Code::NetworkUnreachable;
}

} // namespace

TcpCheck::TcpCheck()
    : RoutedCheck(CheckId::Tcp)
{}

void TcpCheck::examine(const Route &route)
{
    m_answers.clear();
    if (!route.isDirect()) {
        examineProxy(route);
        return;
    }
    const auto *dns = context().facts.get<DnsFacts>();
    m_addresses = dns ? dns->addresses.mid(0, maximumAddresses) : QStringList{QString()};
    for (const QString &address : std::as_const(m_addresses)) {
        ConnectQuery query;
        query.tag = tag();
        query.host = host();
        query.address = address;
        query.port = port();
        run(door().connectTo(query),
            [this, address](const Result<ConnectAnswer> &answer) { take(address, answer); });
    }
}

void TcpCheck::examineProxy(const Route &route)
{
    const QString proxy = u"%1:%2"_s.arg(route.proxyHost).arg(route.proxyPort);
    see(u"proxy"_s, proxy);
    ConnectQuery query;
    query.tag = tag();
    query.host = route.proxyHost;
    query.port = route.proxyPort;
    run(door().connectTo(query), [this, proxy](const Result<ConnectAnswer> &answer) {
        if (answer)
            leaveUntested(Code::ProxyResolves);
        else
            fail({Code::ProxyUnreachable,
                  answer.problem().detail,
                  {{u"proxy"_s, proxy}, {u"because"_s, answer.problem().code}}});
    });
}

void TcpCheck::take(const QString &address, const Result<ConnectAnswer> &answer)
{
    m_answers.emplace(address, answer);
    if (m_answers.size() == static_cast<size_t>(m_addresses.size()))
        judge();
}

// Browsers and this program try both families at once and go on with the first that answers; a program that
// takes the addresses one after the other waits at these.
bool TcpCheck::failsOverIpv6Alone() const
{
    return std::all_of(m_addresses.begin(), m_addresses.end(), [this](const QString &address) {
        return isIpv6(address) != m_answers.at(address).hasValue();
    });
}

void TcpCheck::judge()
{
    QJsonArray results;
    std::optional<Problem> failure;
    std::optional<Problem> unreachable;
    std::optional<QString> reached;
    for (const QString &address : std::as_const(m_addresses)) {
        const auto &answer = m_answers.at(address);
        results.append(QJsonObject{{u"address"_s, address},
                                   {u"result"_s, answer ? u"connected"_s : answer.problem().code}});
        if (answer)
            reached = reached.value_or(address);
        else if (isForWantOfIpv6(address, answer.problem()))
            unreachable = answer.problem();
        else if (!failure)
            failure = answer.problem();
    }
    see(u"port"_s, port());
    see(u"results"_s, results);
    const QJsonObject facts{{u"host"_s, host()}, {u"port"_s, port()}, {u"results"_s, results}};
    if (!reached) {
        const Problem &problem = failure ? *failure : *unreachable;
        failUnreached({problem.code, problem.detail, facts});
    } else if (failure) {
        give(TcpFacts{*reached});
        warn({failsOverIpv6Alone() ? Code::NetworkIpv6Broken : Code::NetworkPartlyReachable, failure->detail,
              facts});
    } else {
        pass();
    }
}

} // namespace Setup
