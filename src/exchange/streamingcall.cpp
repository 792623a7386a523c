// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/streamingcall.h"

#include "core/problemcodes.h"
#include "exchange/ewslimiter.h"
#include "exchange/ewsquery.h"
#include "exchange/ewsreading.h"
#include "exchange/lifedetector.h"
#include "net/door.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

StreamingCall::StreamingCall(EwsContext context, EwsRequest request, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_request(std::move(request))
{
    m_overall.setSingleShot(true);
    connect(&m_overall, &QTimer::timeout, this, &StreamingCall::giveUp);
}

StreamingCall::~StreamingCall()
{
    stop();
}

void StreamingCall::start()
{
    stop();
    m_clock.start();
    m_overall.start(m_context.overall);
    m_isEntered = true;
    m_context.limiter.enter(this, [this] { send(); });
}

void StreamingCall::cancel()
{
    stop();
}

void StreamingCall::stop()
{
    m_overall.stop();
    m_exchange.reset();
    if (std::exchange(m_isEntered, false))
        m_context.limiter.leave(this);
}

void StreamingCall::giveUp()
{
    stop();
    emit finished(Problem{Code::HttpTimeout, {}, {}});
}

void StreamingCall::send()
{
    ExchangeQuery query = ewsQuery(m_context, m_request);
    query.isEnough = LifeDetector();
    m_exchange = m_context.door.exchange(query);
    connect(m_exchange.get(), &Exchange::finished, this, &StreamingCall::read);
    m_exchange->start();
}

void StreamingCall::read(const Result<ExchangeAnswer> &result)
{
    m_spent = std::move(m_exchange);
    stop();
    if (!result) {
        Problem problem = result.problem();
        if (problem.code == Code::HttpTimeout) {
            problem.code = Code::NotificationsSilent;
            problem.facts.insert(u"milliseconds"_s, qint64(m_context.deadline.count()));
        }
        emit finished(problem);
        return;
    }
    auto answer = readEwsStream(m_context, *result);
    if (answer)
        answer->duration = std::chrono::milliseconds(m_clock.elapsed());
    emit finished(answer);
}

} // namespace Setup
