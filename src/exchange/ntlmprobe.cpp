// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ntlmprobe.h"

#include "core/problemcodes.h"
#include "exchange/ewsquery.h"
#include "exchange/httpverdict.h"
#include "net/acceptance.h"
#include "net/door.h"
#include "net/middleboxes.h"

#include <utility>

namespace Setup {

namespace {

// The gate was closed, or who recorded this run had not asked.
bool wasNotTried(const Problem &problem)
{
    return problem.code == Code::LoginGateClosed || problem.code == Code::NotInRecording;
}

} // namespace

NtlmProbe::NtlmProbe(EwsContext context, EwsRequest request, bool mayTryTwice, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_request(std::move(request))
    , m_mayTryTwice(mayTryTwice)
{}

NtlmProbe::~NtlmProbe() = default;

void NtlmProbe::start()
{
    cancel();
    m_answer = {};
    present(true);
}

void NtlmProbe::cancel()
{
    if (m_exchange)
        m_exchange->disconnect(this);
    m_spent.reset();
    m_exchange.reset();
}

void NtlmProbe::present(bool saysBinding)
{
    m_context.credential->saysBinding = saysBinding;
    m_spent = std::move(m_exchange);
    m_exchange = m_context.door.exchange(ewsQuery(m_context, m_request));
    connect(m_exchange.get(), &Exchange::finished, this,
            [this, saysBinding](const Result<ExchangeAnswer> &result) { take(result, saysBinding); });
    m_exchange->start();
}

void NtlmProbe::take(const Result<ExchangeAnswer> &result, bool saysBinding)
{
    NtlmAttempt &attempt = saysBinding ? m_answer.withBinding : m_answer.withoutBinding;
    if (result) {
        attempt = judge(*result);
        if (result->ntlm && result->ntlm->names != NtlmNames())
            m_answer.names = result->ntlm->names;
        m_answer.balancerSigns = Middleboxes::standard().inFront(result->headers);
        m_answer.requestIds += serverRequestIds(result->headers);
    } else if (!wasNotTried(result.problem())) {
        attempt = {NtlmAttempt::Result::Unclear, NtlmTalk::Stage::NoChallenge, result.problem().code};
    }
    const bool isDecided =
        attempt.result == NtlmAttempt::Result::Accepted || attempt.result == NtlmAttempt::Result::Rejected;
    if (saysBinding && isDecided && m_mayTryTwice)
        return present(false);
    emit finished(m_answer);
}

NtlmAttempt NtlmProbe::judge(const ExchangeAnswer &answer) const
{
    if (!answer.ntlm || answer.ntlm->stage != NtlmTalk::Stage::Presented)
        return {NtlmAttempt::Result::NotPossible,
                answer.ntlm ? answer.ntlm->stage : NtlmTalk::Stage::Unusable,
                {}};
    const auto stage = NtlmTalk::Stage::Presented;
    const LoginGate::Outcome outcome = loginOutcome(answer, true);
    if (outcome == LoginGate::Outcome::Accepted)
        return {NtlmAttempt::Result::Accepted, stage, {}};
    if (outcome == LoginGate::Outcome::Rejected)
        return {NtlmAttempt::Result::Rejected, stage, {}};
    const HttpVerdict verdict = judgeHttp(m_context.url, answer, LoginSent::Yes);
    return {NtlmAttempt::Result::Unclear, stage,
            verdict.problem ? verdict.problem->code : QString(Code::AnswerUnexpected)};
}

} // namespace Setup
