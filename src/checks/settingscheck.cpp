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
#include "net/redaction.h"

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

QJsonObject withMember(QJsonObject facts, const QString &name, const QJsonValue &value)
{
    facts.insert(name, value);
    return facts;
}

} // namespace

SettingsCheck::SettingsCheck()
    : StepwiseCheck(CheckId::Settings)
{}

void SettingsCheck::begin()
{
    const ExchangeServer &server = *input().integration.server();
    m_candidates = context().facts.get<CandidateFacts>()->answer.candidates;
    m_ewsBeside.reset();
    m_spelling = server.username.isEmpty() ? server.email : server.username;
    if (hasTypedAddress(input()))
        m_spelling = context().facts.get<LoginFacts>()->username;
    if (input().password.isEmpty())
        return refuse(passwordMissing());
    if (isExchangeKnown(m_candidates))
        return askWithLogin();
    searchBeside([this] {
        for (AutodiscoverCandidate &candidate : m_candidates)
            candidate.isExchange = candidate.url.authority() == m_ewsBeside->authority();
        askWithLogin();
    });
}

// Where Autodiscover is an Exchange, EWS mostly stands beside it.
void SettingsCheck::searchBeside(const std::function<void()> &then)
{
    run(std::make_unique<EwsSearch>(ewsContext(context(), tag(), {}), usualEwsUrls(m_candidates)),
        [this, then](const Result<FoundEws> &result) {
            m_ewsBeside = result ? result->url : QUrl();
            then();
        });
}

void SettingsCheck::askWithLogin()
{
    SettingsQuery query;
    query.tag = tag();
    query.email = input().integration.server()->email;
    query.credential = loginOf(input(), m_spelling);
    query.candidates = m_candidates;
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
         {u"source"_s, redactedUrl(result->source).toString(QUrl::RemoveQuery)},
         {u"ewsUrl"_s, result->ewsUrl().toString()},
         {u"externalEwsUrl"_s, result->externalEwsUrl.toString()},
         {u"internalEwsUrl"_s, result->internalEwsUrl.toString()}});
    if (result->build) {
        const ExchangeProduct product = ExchangeProducts().productOf(*result->build);
        see({{u"product"_s, describe(product, *result->build)}, {u"online"_s, product.isOnline}});
    }
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
        warn({Code::AutodiscoverExternalUrlPrivate,
              {},
              withMember(facts, u"found"_s, answer.externalEwsUrl.toString())});
    else
        pass();
}

void SettingsCheck::compare(const SettingsAnswer &answer)
{
    const QUrl &typed = input().integration.server()->ewsUrl;
    const QJsonObject facts{{u"typed"_s, typed.toString()},
                            {u"externalEwsUrl"_s, answer.externalEwsUrl.toString()},
                            {u"internalEwsUrl"_s, answer.internalEwsUrl.toString()}};
    const bool isOfInside = isSameAddress(typed, answer.internalEwsUrl) && !answer.externalEwsUrl.isEmpty()
        && hostOf(typed) != hostOf(answer.externalEwsUrl);
    if (answer.microsoftOnline)
        warn({Code::MailboxInTheCloud, {}, facts});
    else if (isOfInside)
        warn({Code::AutodiscoverUrlDiffers, {}, withMember(facts, u"typedIsOfInside"_s, true)});
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
    const QUrl told = context().facts.get<CandidateFacts>()->answer.ewsUrl();
    if (!told.isEmpty())
        return settleFor(told);
    const auto settle = [this] { m_ewsBeside->isEmpty() ? fail(m_problem) : settleFor(*m_ewsBeside); };
    m_ewsBeside ? settle() : searchBeside(settle);
}

void SettingsCheck::settleFor(const QUrl &ewsUrl)
{
    SettingsFacts facts;
    facts.ewsUrl = ewsUrl;
    // What may be no Exchange says nothing of the account.
    const bool isOfExchange = !m_problem.facts.contains("noSignOfExchange"_L1);
    if (m_problem.code == Code::Http401BasicRejected && isOfExchange) {
        facts.rejectedSpelling = m_spelling;
        facts.rejectedAt = rejectingHost(m_problem);
        facts.press = context().press;
    }
    see(u"ewsUrl"_s, ewsUrl.toString());
    give(facts);
    warn(m_problem);
}

} // namespace Setup
