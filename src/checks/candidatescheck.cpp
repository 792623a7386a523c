// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/candidatescheck.h"

#include "checks/discoveryfacts.h"
#include "checks/ewscheck.h"
#include "checks/netfacts.h"
#include "checks/networkwitness.h"
#include "checks/spare.h"
#include "checks/target.h"
#include "exchange/bearerauthority.h"
#include "exchange/ewssearch.h"
#include "exchange/exchangeproduct.h"
#include "net/door.h"
#include "net/microsofthosts.h"
#include "net/redaction.h"

#include <algorithm>
#include <iterator>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Those of the customer, which have shown that they are an Exchange.
QList<AutodiscoverCandidate> ownExchanges(const QList<AutodiscoverCandidate> &candidates)
{
    QList<AutodiscoverCandidate> own;
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(own),
                 [](const AutodiscoverCandidate &candidate) {
                     return candidate.isExchange && !isMicrosoftHost(hostOf(candidate.url));
                 });
    return own;
}

// Whose tokens the first of them takes that takes any.
std::optional<BearerAuthority> bearerOf(const QList<AutodiscoverCandidate> &candidates)
{
    std::optional<BearerAuthority> authority;
    for (const AutodiscoverCandidate &candidate : candidates)
        authority = authority ? authority : bearerAuthority(candidate.offers);
    return authority;
}

std::optional<bool> isOnline(const QList<AutodiscoverCandidate> &candidates)
{
    std::optional<bool> online;
    for (const AutodiscoverCandidate &candidate : candidates)
        online = online ? online : isOnlineOwaVersion(candidate.owaVersion);
    return online;
}

QString productOf(const QList<AutodiscoverCandidate> &candidates)
{
    QString product;
    for (const AutodiscoverCandidate &candidate : candidates)
        product = product.isEmpty() ? productOfOwaVersion(candidate.owaVersion) : product;
    return product;
}

} // namespace

CandidatesCheck::CandidatesCheck()
    : StepwiseCheck(CheckId::Candidates)
{}

void CandidatesCheck::begin()
{
    CandidatesQuery query;
    query.tag = tag();
    const QString email = input().integration.server()->email;
    query.domain = mailDomain(email);
    if (!input().byDomainAlone)
        query.email = email;
    query.askMicrosoft = input().askMicrosoft && !input().byDomainAlone;
    query.sparesMicrosoft = input().beforeLogin;
    query.throughProxy = context().facts.get<RouteFacts>()->throughProxy;
    query.extraRoot = input().trustedCaPem;
    run(std::make_unique<AutodiscoverCandidates>(door(), query),
        [this](const Result<CandidatesAnswer> &result) { judge(result); });
}

void CandidatesCheck::judge(const Result<CandidatesAnswer> &result)
{
    if (!result) {
        see(u"attempts"_s, result.problem().facts.value("attempts"_L1));
        return hearWitness(result.problem());
    }
    const auto own = ownExchanges(result->candidates);
    see({{u"attempts"_s, toJson(result->attempts)}, {u"ownExchange"_s, !own.isEmpty()}});
    if (const auto bearer = bearerOf(own))
        see(u"bearer"_s, toJson(*bearer));
    if (const auto online = isOnline(own))
        see(u"online"_s, *online);
    const QString product = productOf(own);
    if (!product.isEmpty())
        see(u"product"_s, product);
    const bool isWhole = !product.isEmpty() && !result->ewsUrl().isEmpty();
    if (input().beforeLogin && !own.isEmpty() && !isWhole)
        search(*result, product);
    else
        conclude(*result);
}

// The address of EWS, and the version that it may show. That it does not show itself is nothing to complain
// about so early.
void CandidatesCheck::search(const CandidatesAnswer &answer, const QString &product)
{
    const QList<QUrl> urls = answer.ewsUrl().isEmpty() ? usualEwsUrls(ownExchanges(answer.candidates))
                                                       : QList<QUrl>{answer.ewsUrl()};
    run(std::make_unique<EwsSearch>(ewsContext(context(), tag(), {}), urls),
        [this, answer, product](const Result<FoundEws> &result) {
            if (result)
                take(*result, product);
            conclude(answer);
        });
}

void CandidatesCheck::take(const FoundEws &ews, const QString &product)
{
    see(u"ewsUrl"_s, ews.url.toString());
    const QString shown = product.isEmpty() ? productOfOwaVersion(ews.owaVersion) : product;
    if (!shown.isEmpty())
        see(u"product"_s, shown);
}

void CandidatesCheck::conclude(const CandidatesAnswer &answer)
{
    if (!answer.microsoftUrl.isEmpty())
        see(u"microsoftUrl"_s, redactedUrl(answer.microsoftUrl).toString(QUrl::RemoveQuery));
    if (!answer.ewsUrl().isEmpty())
        see(u"ewsUrl"_s, answer.ewsUrl().toString());
    give(CandidateFacts{answer});
    pass();
}

void CandidatesCheck::hearWitness(const Problem &seen)
{
    if (!wantsWitness(input(), seen))
        return refuse(seen);
    run(std::make_unique<Spare<Exchange, ExchangeAnswer>>(door().exchange(witnessQuery(tag()))),
        [this, seen](const Result<ExchangeAnswer> &atMicrosoft) { refuse(asWitnessed(seen, atMicrosoft)); });
}

void CandidatesCheck::refuse(const Problem &problem)
{
    hasTypedAddress(input()) ? warn(problem) : fail(problem);
}

} // namespace Setup
