// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/endpointcheck.h"

#include "checks/ewscheck.h"
#include "checks/loginfacts.h"
#include "checks/networkwitness.h"
#include "checks/spare.h"
#include "checks/target.h"
#include "core/foreigntext.h"
#include "core/networkcodes.h"
#include "exchange/bearerauthority.h"
#include "exchange/ewsquery.h"
#include "exchange/exchangeproduct.h"
#include "net/door.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isAboutThePath(const QString &code)
{
    return code == Code::Http404 || code == Code::Http405 || code == Code::Http302Owa || code == Code::Http440
        || code == Code::Http449 || code == Code::Http501 || code == Code::Http200Html
        || code == Code::Http200Preauth;
}

} // namespace

EndpointCheck::EndpointCheck()
    : StepwiseCheck(CheckId::Endpoint)
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &EndpointCheck::send);
}

void EndpointCheck::begin()
{
    m_ews.emplace(ewsContext(context(), tag(), ewsAddress(context())));
    m_retry = {};
    see(u"url"_s, m_ews->url.toString());
    // No password goes there, whatever it would answer.
    if (isMicrosoftHost(hostOf(m_ews->url)))
        return fail({Code::OnlineNeedsModern, {}, {{u"host"_s, hostOf(m_ews->url)}}});
    send();
}

void EndpointCheck::abandon()
{
    m_wait.stop();
}

void EndpointCheck::send()
{
    run(door().exchange(endpointQuery(*m_ews)),
        [this](const Result<ExchangeAnswer> &result) { take(result); });
}

void EndpointCheck::take(const Result<ExchangeAnswer> &result)
{
    if (!result)
        fail(result.problem());
    else if (!retries(*result))
        judge(*result);
}

bool EndpointCheck::retries(const ExchangeAnswer &answer)
{
    const auto decision = mayRetry(answer, m_retry, m_ews->waits->left);
    if (!decision)
        return false;
    see(u"retriedBecause"_s, decision->because);
    m_wait.start(decision->wait);
    return true;
}

void EndpointCheck::judge(const ExchangeAnswer &answer)
{
    const HttpVerdict verdict = judgeHttp(m_ews->url, answer, LoginSent::No);
    see(verdict.facts);
    addRequestIds(verdict.requestIds);
    if (verdict.kind == HttpVerdict::Kind::Problem && isAboutThePath(verdict.problem->code))
        return tryUsualPath(*verdict.problem);
    if (verdict.kind == HttpVerdict::Kind::Problem)
        return hearWitness(*verdict.problem);
    // Whoever answers such a call without asking who is there is not EWS, or one that is open to everybody.
    if (verdict.kind == HttpVerdict::Kind::Xml)
        return fail({Code::AnswerUnexpected, {}, verdict.facts});
    const QString owaVersion = ForeignText(answer.headers.value("X-OWA-Version"), 40).text();
    if (const auto bearer = bearerAuthority(verdict.offers))
        see(u"bearer"_s, toJson(*bearer));
    if (const auto isOnline = isOnlineOwaVersion(owaVersion))
        see(u"online"_s, *isOnline);
    give(EndpointFacts{verdict, timeOf(answer), owaVersion});
    pass();
}

void EndpointCheck::tryUsualPath(const Problem &problem)
{
    constexpr auto usualPath = "/EWS/Exchange.asmx"_L1;
    if (m_ews->url.path().compare(usualPath, Qt::CaseInsensitive) == 0)
        return hearWitness(problem);
    EwsContext usual = *m_ews;
    usual.url.setPath(usualPath);
    run(door().exchange(endpointQuery(usual)),
        [this, problem, url = usual.url](const Result<ExchangeAnswer> &result) {
            Problem told = problem;
            if (result && judgeHttp(url, *result, LoginSent::No).kind == HttpVerdict::Kind::LoginOffered)
                told.facts.insert(u"proposal"_s, url.toString());
            hearWitness(told);
        });
}

void EndpointCheck::hearWitness(const Problem &seen)
{
    if (!wantsWitness(input(), seen))
        return fail(seen);
    run(std::make_unique<Spare<Exchange, ExchangeAnswer>>(door().exchange(witnessQuery(tag()))),
        [this, seen](const Result<ExchangeAnswer> &atMicrosoft) { fail(asWitnessed(seen, atMicrosoft)); });
}

} // namespace Setup
