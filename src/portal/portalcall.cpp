// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/portalcall.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "core/utctime.h"
#include "net/secretcleaner.h"
#include "portal/apiproblem.h"
#include "portal/frontpage.h"

#include <QJsonDocument>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestAnswer = 1024LL * 1024;

QString word(CallOutcome outcome)
{
    switch (outcome) {
    case CallOutcome::NotSent:
        return u"notSent"_s;
    case CallOutcome::Refused:
        return u"refused"_s;
    case CallOutcome::Unknown:
        return u"unknown"_s;
    }
    return {};
}

bool isSuccess(int status)
{
    return status == 200 || status == 201 || status == 204;
}

bool isJson(const ExchangeAnswer &answer)
{
    const QByteArray type = answer.headers.value("Content-Type").split(';').first().trimmed().toLower();
    return type == "application/json" || type == "application/jwk-set+json";
}

Problem signInRequired(const QJsonObject &facts)
{
    return {Code::SignInRequired, {}, facts};
}

} // namespace

PortalCall::PortalCall(PortalContext context, PortalQuery query)
    : TimedOperation(query.deadline)
    , m_context(std::move(context))
    , m_query(std::move(query))
{}

void PortalCall::begin()
{
    m_since.start();
    m_hasRenewed = false;
    m_mayHaveLeft = false;
    if (!m_query.isPublic && !m_context.site.isConfirmed())
        return settle(withOutcome(notConfirmed(m_context.site), CallOutcome::NotSent));
    // The description was judged when it came; a token goes nowhere else all the same.
    if (!m_context.site.owns(m_query.url))
        return settle(withOutcome({Code::InternalError, u"The address is not the portal's."_s, {}},
                                  CallOutcome::NotSent));
    if (m_query.isPublic)
        return send({});
    m_token = m_context.tokens.token();
    if (m_token.isEmpty())
        return renew();
    send(m_token);
}

void PortalCall::abandon()
{
    m_exchange.reset();
    m_renewal.reset();
    m_token = {};
}

Problem PortalCall::overdue() const
{
    return unanswered({Code::HttpTimeout, {}, {{u"host"_s, ForeignText(m_query.url.host())}}});
}

void PortalCall::send(const Secret &token)
{
    const auto left = m_query.deadline - std::chrono::milliseconds(m_since.elapsed());
    ExchangeQuery query;
    query.tag = m_context.tag;
    query.method = m_query.method;
    query.url = m_query.url;
    query.headers = m_query.headers;
    query.headers.set("Accept", "application/json, application/problem+json");
    query.body = m_query.body;
    query.bodyKind = BodyKind::Portal;
    query.deadline = left * 9 / 10; // its own time-out says at which step; ours only that it was late
    query.isEnough = [](const QByteArray &soFar) { return soFar.size() > largestAnswer; };
    if (!m_query.isPublic)
        query.credential = Credential{Credential::Scheme::Bearer, m_context.site.origin, {}, token};
    m_exchange = m_context.door.exchange(query);
    connect(m_exchange.get(), &Exchange::sending, this, [this] { m_mayHaveLeft = true; });
    connect(m_exchange.get(), &Exchange::finished, this, &PortalCall::read);
    m_exchange->start();
}

void PortalCall::renew()
{
    m_hasRenewed = true;
    m_mayHaveLeft = false; // what left so far was refused
    m_renewal = m_context.tokens.renew(m_token);
    connect(m_renewal.get(), &TokenRenewal::finished, this, &PortalCall::proceed);
    m_renewal->start();
}

void PortalCall::proceed(const Result<Secret> &token)
{
    if (!token)
        return settle(withOutcome(token.problem(), CallOutcome::NotSent));
    if (token->isEmpty())
        return settle(withOutcome(signInRequired({}), CallOutcome::NotSent));
    m_token = *token;
    send(m_token);
}

void PortalCall::read(const Result<ExchangeAnswer> &result)
{
    if (!result)
        return settle(unanswered(result.problem()));
    m_mayHaveLeft = true; // an answer came
    if (!m_query.isPublic && !m_hasRenewed && refusesToken(*result))
        return renew();
    const auto judged = judge(*result);
    settle(judged ? judged : SecretCleaner({m_token}).cleaned(judged.problem())); // it may say it again
}

Result<PortalAnswer> PortalCall::judge(const ExchangeAnswer &answer) const
{
    if (auto problem = apiProblem(answer))
        return refused(std::move(*problem));
    if (!m_query.isPublic && refusesToken(answer))
        return refused(signInRequired(answerFacts(answer)));
    if (!isSuccess(answer.status) || (answer.status != 204 && !isJson(answer))) {
        const Problem front = frontProblem(m_query.url, answer);
        // A device on the way may have put its page in the place of a good answer.
        const bool saysNothing =
            front.code == Code::PortalFailed || front.code == Code::PortalAnswerUnexpected;
        return saysNothing ? unanswered(front) : withOutcome(front, CallOutcome::Unknown);
    }
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    if (!answer.complete)
        return unanswered({Code::AnswerTooLarge, {}, answerFacts(answer)});
    if (answer.status != 204 && !document.isObject())
        return unanswered({Code::AnswerMalformed, {}, answerFacts(answer)});
    const QString requestId = answerFacts(answer)["requestId"_L1].toString();
    return PortalAnswer{answer.status, document.object(), requestId,
                        fromHttpDate(answer.headers.value("Date"))};
}

Problem PortalCall::refused(Problem problem) const
{
    if (!m_query.changes)
        return problem;
    if (problem.code == Code::PortalFailed)
        return unanswered(problem);
    return withOutcome(problem, leavesOutcomeOpen(problem) ? CallOutcome::Unknown : CallOutcome::Refused);
}

// The answer is missing, or says nothing about what became of the request.
Problem PortalCall::unanswered(const Problem &problem) const
{
    if (!m_query.changes)
        return problem;
    return m_mayHaveLeft ? unknownOutcome(problem) : withOutcome(problem, CallOutcome::NotSent);
}

Problem PortalCall::withOutcome(Problem problem, CallOutcome outcome) const
{
    if (m_query.changes)
        problem.facts.insert("outcome"_L1, word(outcome));
    return problem;
}

CallOutcome outcomeOf(const Problem &problem)
{
    const QString told = problem.facts["outcome"_L1].toString();
    for (const auto outcome : {CallOutcome::NotSent, CallOutcome::Refused}) {
        if (told == word(outcome))
            return outcome;
    }
    return CallOutcome::Unknown;
}

Problem unknownOutcome(const Problem &problem)
{
    QJsonObject facts = problem.facts;
    facts.insert("reason"_L1, problem.code);
    facts.insert("outcome"_L1, word(CallOutcome::Unknown));
    return {Code::PortalOutcomeUnknown, problem.detail, facts};
}

QUrl apiAddress(const PortalDescription &description, const QString &path, const QUrlQuery &parameters)
{
    QUrl url = description.api;
    url.setPath(url.path() + path);
    url.setQuery(parameters);
    if (parameters.isEmpty())
        url.setQuery(QString());
    return url;
}

} // namespace Setup
