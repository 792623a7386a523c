// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/settingscheck.h"

#include "checks/discoveryfacts.h"
#include "checks/ewscheck.h"
#include "checks/loginfacts.h"
#include "checks/netfacts.h"
#include "checks/target.h"
#include "core/networkcodes.h"
#include "exchange/ewssearch.h"
#include "exchange/exchangeproduct.h"
#include "net/privateplaces.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isSameAddress(const QUrl &one, const QUrl &other)
{
    return hostOf(one) == hostOf(other) && portOf(one) == portOf(other)
        && one.path().compare(other.path(), Qt::CaseInsensitive) == 0;
}

// The host that rejected the login, from the attempts that the Problem lists.
QString rejectingHost(const Problem &problem)
{
    const QJsonArray array = problem.facts.value("attempts"_L1).toArray();
    for (const auto &attempt : array) {
        if (attempt["code"_L1].toString() == Code::Http401BasicRejected)
            return hostOf(QUrl(attempt["url"_L1].toString()));
    }
    return {};
}

QJsonObject withFound(QJsonObject facts, const QUrl &found)
{
    facts.insert(u"found"_s, found.toString());
    return facts;
}

} // namespace

SettingsCheck::SettingsCheck()
    : StepwiseCheck(CheckId::Settings)
{}

void SettingsCheck::begin()
{
    const ExchangeServer &server = *input().integration.server();
    const CandidatesAnswer &found = context().facts.get<CandidateFacts>()->answer;
    m_spelling = server.username.isEmpty() ? server.email : server.username;
    if (hasTypedAddress(input()))
        m_spelling = context().facts.get<LoginFacts>()->username;
    if (input().password.isEmpty())
        return refuse(passwordMissing());
    SettingsQuery query;
    query.tag = tag();
    query.email = server.email;
    query.credential = loginOf(input(), m_spelling);
    query.candidates = found.candidates;
    query.throughProxy = context().facts.get<RouteFacts>()->throughProxy;
    query.extraRoot = input().trustedCaPem;
    run(std::make_unique<AutodiscoverSettings>(door(), query),
        [this](const Result<SettingsAnswer> &result) { take(result); });
}

void SettingsCheck::take(const Result<SettingsAnswer> &result)
{
    if (!result) {
        see(u"attempts"_s, result.problem().facts.value("attempts"_L1));
        return refuse(result.problem());
    }
    addRequestIds(result->requestIds);
    see({{u"attempts"_s, toJson(result->attempts)},
         {u"source"_s, result->source.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)},
         {u"ewsUrl"_s, result->ewsUrl().toString()},
         {u"externalEwsUrl"_s, result->externalEwsUrl.toString()},
         {u"internalEwsUrl"_s, result->internalEwsUrl.toString()}});
    if (result->build)
        see(u"product"_s, describe(ExchangeProducts().productOf(*result->build), *result->build));
    give(SettingsFacts{
        result->ewsUrl(), result->externalEwsUrl, result->internalEwsUrl, m_spelling, {}, {}, 0});
    if (hasTypedAddress(input()))
        compare(*result);
    else
        judge(*result);
}

void SettingsCheck::judge(const SettingsAnswer &answer)
{
    const QJsonObject facts{{u"ewsUrl"_s, answer.ewsUrl().toString()}};
    if (answer.microsoftOnline || isMicrosoftHost(hostOf(answer.ewsUrl())))
        fail({Code::MailboxInTheCloud, {}, facts});
    else
        judgeReach(answer, facts);
}

void SettingsCheck::judgeReach(const SettingsAnswer &answer, const QJsonObject &facts)
{
    if (answer.externalEwsUrl.isEmpty())
        warn({Code::AutodiscoverOnlyInternalUrl, {}, facts});
    else if (isPrivateName(hostOf(answer.externalEwsUrl)))
        warn({Code::AutodiscoverExternalUrlPrivate, {}, withFound(facts, answer.externalEwsUrl)});
    else
        pass();
}

void SettingsCheck::compare(const SettingsAnswer &answer)
{
    const QUrl &typed = input().integration.server()->ewsUrl;
    const QJsonObject facts{{u"typed"_s, typed.toString()},
                            {u"externalEwsUrl"_s, answer.externalEwsUrl.toString()},
                            {u"internalEwsUrl"_s, answer.internalEwsUrl.toString()}};
    if (answer.microsoftOnline)
        warn({Code::MailboxInTheCloud, {}, facts});
    else if (!isSameAddress(typed, answer.externalEwsUrl) && !isSameAddress(typed, answer.internalEwsUrl))
        warn({Code::AutodiscoverUrlDiffers, {}, facts});
    else
        judgeReach(answer, facts);
}

void SettingsCheck::refuse(const Problem &problem)
{
    m_problem = problem;
    if (problem.code == Code::Http401BasicRejected) // not the one that works elsewhere
        m_problem.facts.insert(u"username"_s, m_spelling);
    if (hasTypedAddress(input()))
        return warn(m_problem);
    if (problem.code == Code::MailboxInTheCloud)
        return fail(m_problem);
    const CandidatesAnswer &found = context().facts.get<CandidateFacts>()->answer;
    if (found.ewsUrl().isEmpty())
        searchBeside(found.candidates);
    else
        settleFor(found.ewsUrl());
}

void SettingsCheck::searchBeside(const QList<AutodiscoverCandidate> &candidates)
{
    run(std::make_unique<EwsSearch>(ewsContext(context(), tag(), {}), usualEwsUrls(candidates)),
        [this](const Result<FoundEws> &result) { result ? settleFor(result->url) : fail(m_problem); });
}

void SettingsCheck::settleFor(const QUrl &ewsUrl)
{
    SettingsFacts facts;
    facts.ewsUrl = ewsUrl;
    if (m_problem.code == Code::Http401BasicRejected) {
        facts.rejectedSpelling = m_spelling;
        facts.rejectedAt = rejectingHost(m_problem);
        facts.press = context().press;
    }
    see(u"ewsUrl"_s, ewsUrl.toString());
    give(facts);
    warn(m_problem);
}

} // namespace Setup
