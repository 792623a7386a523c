// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ewscall.h"

#include "core/problemcodes.h"
#include "exchange/ewslimiter.h"
#include "exchange/ewsquery.h"
#include "exchange/ewsreading.h"
#include "net/door.h"

#include <QJsonArray>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QJsonArray toJson(const QList<EwsRetry> &retries)
{
    QJsonArray array;
    for (const EwsRetry &retry : retries)
        array.append(
            QJsonObject{{u"because"_s, retry.because}, {u"waitedMs"_s, qint64(retry.waited.count())}});
    return array;
}

QStringList requestIdsOf(const Result<EwsAnswer> &result)
{
    if (result)
        return result->requestIds;
    QStringList ids;
    const QJsonArray array = result.problem().facts[u"requestIds"_s].toArray();
    for (const auto &id : array)
        ids.append(id.toString());
    return ids;
}

Problem ofStream(Problem problem, const EwsContext &context)
{
    if (problem.code == Code::HttpTimeout) {
        problem.code = Code::NotificationsSilent;
        problem.facts.insert(u"milliseconds"_s, qint64(context.deadline.count()));
    }
    return problem;
}

} // namespace

EwsCall::EwsCall(EwsContext context, EwsRequest request, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_request(std::move(request))
{
    m_wait.setSingleShot(true);
    m_wait.setTimerType(Qt::PreciseTimer); // sooner than told would be refused again
    connect(&m_wait, &QTimer::timeout, this, &EwsCall::send);
    m_overall.setSingleShot(true);
    connect(&m_overall, &QTimer::timeout, this, [this] { settle(Problem{Code::HttpTimeout, {}, {}}); });
}

EwsCall::~EwsCall()
{
    stop();
}

void EwsCall::start()
{
    stop();
    m_retryState = {};
    m_retries.clear();
    m_requestIds.clear();
    m_clock.start();
    m_overall.start(m_context.overall);
    m_isEntered = true;
    m_context.limiter.enter(this, [this] { send(); });
}

void EwsCall::cancel()
{
    stop();
}

void EwsCall::stop()
{
    m_wait.stop();
    m_overall.stop();
    m_exchange.reset();
    if (std::exchange(m_isEntered, false))
        m_context.limiter.leave(this);
}

void EwsCall::send()
{
    m_exchange = m_context.door.exchange(ewsQuery(m_context, m_request));
    connect(m_exchange.get(), &Exchange::finished, this, &EwsCall::read);
    m_exchange->start();
}

void EwsCall::read(const Result<ExchangeAnswer> &result)
{
    m_spent = std::move(m_exchange);
    if (!result) {
        settle(m_request.isStream() ? ofStream(result.problem(), m_context) : result.problem());
        return;
    }
    const auto answer =
        m_request.isStream() ? readEwsStream(m_context, *result) : readEws(m_context, *result);
    m_requestIds += requestIdsOf(answer);
    auto &budget = m_context.waits->left;
    if (!retry(answer ? mayRetry(*answer, m_retryState, budget) : mayRetry(*result, m_retryState, budget)))
        settle(answer);
}

bool EwsCall::retry(const std::optional<RetryDecision> &decision)
{
    if (!decision)
        return false;
    m_retries.append({decision->because, decision->wait});
    m_wait.start(decision->wait);
    return true;
}

void EwsCall::settle(Result<EwsAnswer> result)
{
    stop();
    if (result) {
        result->requestIds = m_requestIds;
        result->retries = m_retries;
        result->duration = std::chrono::milliseconds(m_clock.elapsed());
        emit finished(result);
        return;
    }
    Problem problem = result.problem();
    if (!m_requestIds.isEmpty())
        problem.facts.insert(u"requestIds"_s, QJsonArray::fromStringList(m_requestIds));
    if (!m_retries.isEmpty())
        problem.facts.insert(u"retries"_s, toJson(m_retries));
    emit finished(problem);
}

std::optional<Problem> problemOf(const Result<EwsAnswer> &result)
{
    return result ? result->problem() : result.problem();
}

} // namespace Setup
