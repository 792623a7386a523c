// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/nothingfound.h"

#include "core/foreigntext.h"
#include "core/networkcodes.h"
#include "core/problemcodes.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// From what tells most: who answered in everybody's place, what the server behind the name said, what was in
// the way of an answer, what is found where a name leads to some other server.
enum class Telling { OfNetwork, OfServer, OfWay, OfName, Nothing };

template<std::size_t size>
bool isOneOf(const std::array<QLatin1StringView, size> &codes, const QString &code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// What a proxy says of itself, whoever is asked for.
bool isOfProxy(const QString &code)
{
    static constexpr std::array codes{Code::Proxy407, Code::ProxyDenied, Code::ProxyUnreachable,
                                      Code::ProxyBroken};
    return isOneOf(codes, code);
}

// Most of the names need not exist, and a proxy may be the only one who knows that.
bool isUnknownToProxy(const Problem &problem)
{
    const QString reason = problem.facts["proxyError"_L1].toString();
    return reason == "ERR_DNS_FAIL"_L1 || reason.startsWith("dns_"_L1);
}

// Where every attempt ended there, the proxy let nothing through.
bool isShut(const AutodiscoverAttempt &attempt)
{
    return attempt.problem
        && (isOfProxy(attempt.problem->code)
            || (attempt.problem->code == Code::ProxyConnectFailed && !isUnknownToProxy(*attempt.problem)));
}

bool isOfWay(const QString &code)
{
    static constexpr std::array codes{Code::HttpTimeout, Code::DnsServfail, Code::DnsTimeout};
    return code.startsWith("TLS_"_L1) || code.startsWith("TCP_"_L1) || code.startsWith("NETWORK_"_L1)
        || isOneOf(codes, code);
}

// Pages, and a 404, are what any web server has there.
bool isOfServer(const QString &code)
{
    static constexpr std::array codes{Code::TlsClientCertificate,
                                      Code::Http200Preauth,
                                      Code::Http302Preauth,
                                      Code::Http302Insecure,
                                      Code::Http302Owa,
                                      Code::Http302GenericError,
                                      Code::Http401NoOffers,
                                      Code::Http403EwsDisabled,
                                      Code::Http403EwsBlockedByPolicy,
                                      Code::Http403SslRequired,
                                      Code::Http403OnpremEwsAccess,
                                      Code::Http403IpOrWaf,
                                      Code::Http429,
                                      Code::Http500Aspnet,
                                      Code::Http502,
                                      Code::Http503,
                                      Code::Http504};
    return isOneOf(codes, code);
}

Telling tellingOf(const QString &code)
{
    static constexpr std::array ofNetwork{Code::CaptivePortal, Code::ProxyBlockPage};
    static constexpr std::array ofName{Code::TlsHostnameMismatch, Code::TcpConnectionRefused};
    if (isOneOf(ofNetwork, code))
        return Telling::OfNetwork;
    if (isOfServer(code))
        return Telling::OfServer;
    if (isOneOf(ofName, code))
        return Telling::OfName;
    return isOfWay(code) ? Telling::OfWay : Telling::Nothing;
}

bool isPlaceOfAutodiscover(const AutodiscoverAttempt &attempt)
{
    return attempt.method == AutodiscoverMethod::AutodiscoverHost
        || attempt.method == AutodiscoverMethod::HttpRedirect
        || attempt.method == AutodiscoverMethod::ServiceRecord;
}

// Of plain http, only where it leads is of interest.
bool isAnswerToNothing(const AutodiscoverAttempt &attempt)
{
    return attempt.url.scheme() != "https"_L1 && attempt.target.isEmpty();
}

Problem silence(const AutodiscoverAttempt &attempt)
{
    return {Code::TcpTimeout, {}, {{u"port"_s, attempt.url.port(443)}}};
}

QString codeAtWebsite(const QList<AutodiscoverAttempt> &attempts)
{
    for (const AutodiscoverAttempt &attempt : attempts)
        if (attempt.method == AutodiscoverMethod::RootDomain && attempt.problem)
            return attempt.problem->code;
    return {};
}

// What an answer was judged by does not say who gave it.
Problem withHost(Problem problem, const QUrl &url)
{
    if (!problem.facts.contains("host"_L1))
        problem.facts.insert(u"host"_s, ForeignText(url.host()));
    return problem;
}

std::optional<Problem> faultOf(const AutodiscoverAttempt &attempt)
{
    if (attempt.outcome == AutodiscoverAttempt::Outcome::NoAnswerYet && attempt.url.scheme() == "https"_L1)
        return silence(attempt);
    return isAnswerToNothing(attempt) ? std::nullopt : attempt.problem;
}

std::optional<Problem> gravestFault(const QList<AutodiscoverAttempt> &attempts)
{
    const QString atWebsite = codeAtWebsite(attempts);
    std::optional<Problem> gravest;
    Telling least = Telling::Nothing;
    for (const AutodiscoverAttempt &attempt : attempts) {
        const std::optional<Problem> fault = faultOf(attempt);
        const Telling telling = fault ? tellingOf(fault->code) : Telling::Nothing;
        const bool isOfWebsite = telling == Telling::OfServer && fault->code == atWebsite;
        const bool counts = telling == Telling::OfNetwork || (isPlaceOfAutodiscover(attempt) && !isOfWebsite);
        if (counts && telling < least) {
            gravest = withHost(*fault, attempt.url);
            least = telling;
        }
    }
    return gravest;
}

} // namespace

Problem whyNothingFound(const QList<AutodiscoverAttempt> &attempts)
{
    QList<AutodiscoverAttempt> https;
    std::copy_if(attempts.begin(), attempts.end(), std::back_inserter(https),
                 [](const AutodiscoverAttempt &attempt) { return attempt.url.scheme() == "https"_L1; });
    if (!https.isEmpty() && std::all_of(https.begin(), https.end(), isShut))
        return *https.last().problem;
    if (const auto fault = gravestFault(attempts))
        return *fault;
    const bool isLeftBehind =
        std::any_of(attempts.begin(), attempts.end(), [](const AutodiscoverAttempt &attempt) {
            return attempt.problem && attempt.problem->code == Code::DnsSrvToM365Redirector;
        });
    return {isLeftBehind ? Code::DnsSrvToM365Redirector : Code::AutodiscoverNotFound, {}, {}};
}

} // namespace Setup
