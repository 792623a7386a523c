// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ewssearch.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "exchange/ewsquery.h"
#include "exchange/httpverdict.h"
#include "net/door.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

QList<QUrl> usualEwsUrls(const QList<AutodiscoverCandidate> &candidates)
{
    QList<QUrl> urls;
    for (const AutodiscoverCandidate &candidate : candidates) {
        const QUrl url(u"https://"_s + candidate.url.authority() + u"/EWS/Exchange.asmx"_s);
        if (candidate.mayBeExchange() && !urls.contains(url))
            urls.append(url);
    }
    return urls;
}

EwsSearch::EwsSearch(EwsContext context, QList<QUrl> urls, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_urls(std::move(urls))
{
    m_context.credential.reset();
    m_first.setSingleShot(true);
    connect(&m_first, &QTimer::timeout, this, &EwsSearch::next);
    m_overall.setSingleShot(true);
    connect(&m_overall, &QTimer::timeout, this, [this] {
        end(Problem{Code::HttpTimeout, {}, {{u"host"_s, ForeignText(m_context.url.host())}}});
    });
}

EwsSearch::~EwsSearch() = default;

void EwsSearch::start()
{
    cancel();
    m_ahead = m_urls;
    m_problem = {Code::AutodiscoverNotFound, {}, {}};
    m_first.start(0);
    m_overall.start(m_context.overall);
}

void EwsSearch::cancel()
{
    m_first.stop();
    m_overall.stop();
    m_exchange.reset();
}

void EwsSearch::next()
{
    if (m_ahead.isEmpty())
        return end(m_problem);
    m_context.url = m_ahead.takeFirst();
    m_exchange = m_context.door.exchange(endpointQuery(m_context));
    connect(m_exchange.get(), &Exchange::finished, this, &EwsSearch::read);
    m_exchange->start();
}

void EwsSearch::read(const Result<ExchangeAnswer> &result)
{
    m_spent = std::move(m_exchange);
    if (!result && result.problem().code == Code::NotInRecording)
        return end(result.problem());
    const HttpVerdict verdict = result ? judgeHttp(m_context.url, *result, LoginSent::No) : HttpVerdict{};
    if (verdict.kind == HttpVerdict::Kind::LoginOffered && verdict.isExchange)
        return end(FoundEws{m_context.url, ForeignText(result->headers.value("X-OWA-Version"), 40).text()});
    m_problem = result ? verdict.problem.value_or(Problem{Code::HttpNoExchangeHeaders, {}, verdict.facts})
                       : result.problem();
    next();
}

void EwsSearch::end(const Result<FoundEws> &result)
{
    const Result<FoundEws> told = result; // NOLINT(performance-unnecessary-copy-initialization)
    cancel();
    emit finished(told);
}

} // namespace Setup
