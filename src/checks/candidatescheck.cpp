// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/candidatescheck.h"

#include "checks/discoveryfacts.h"
#include "checks/netfacts.h"
#include "checks/networkwitness.h"
#include "checks/spare.h"
#include "checks/target.h"
#include "net/door.h"
#include "net/microsofthosts.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool hasOwnExchange(const CandidatesAnswer &answer)
{
    return std::any_of(answer.candidates.begin(), answer.candidates.end(),
                       [](const AutodiscoverCandidate &candidate) {
                           return candidate.isExchange && !isMicrosoftHost(hostOf(candidate.url));
                       });
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
    see({{u"attempts"_s, toJson(result->attempts)}, {u"ownExchange"_s, hasOwnExchange(*result)}});
    if (!result->microsoftUrl.isEmpty())
        see(u"microsoftUrl"_s, result->microsoftUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    if (!result->ewsUrl().isEmpty())
        see(u"ewsUrl"_s, result->ewsUrl().toString());
    give(CandidateFacts{*result});
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
