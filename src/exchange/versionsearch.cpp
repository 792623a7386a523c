// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/versionsearch.h"

#include "core/problemcodes.h"

#include <QJsonArray>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

VersionSearch::VersionSearch(EwsContext context, EwsRequest request, std::optional<ExchangeVersion> pinned,
                             QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_request(std::move(request))
    , m_chain(pinned ? QList<ExchangeVersion>{*pinned} : exchangeVersionChain())
{
    m_overall.setSingleShot(true);
    connect(&m_overall, &QTimer::timeout, this, &VersionSearch::giveUp);
}

VersionSearch::~VersionSearch() = default;

void VersionSearch::start()
{
    cancel();
    m_refused.clear();
    m_firstRefusal.reset();
    m_overall.start(m_context.overall);
    next();
}

void VersionSearch::cancel()
{
    m_overall.stop();
    m_call.reset();
}

void VersionSearch::giveUp()
{
    cancel();
    emit finished(Problem{Code::HttpTimeout, {}, {}});
}

void VersionSearch::next()
{
    m_context.version = m_chain.at(m_refused.size());
    m_call = std::make_unique<EwsCall>(m_context, m_request);
    connect(m_call.get(), &EwsCall::finished, this, &VersionSearch::read);
    m_call->start();
}

void VersionSearch::read(const Result<EwsAnswer> &result)
{
    m_spent = std::move(m_call);
    if (!result) {
        m_overall.stop();
        emit finished(result.problem());
        return;
    }
    const auto problem = result->problem();
    if (!problem || !refusesVersion(problem->code)) {
        m_overall.stop();
        emit finished(VersionedAnswer{m_context.version, m_refused, *result});
        return;
    }
    if (!m_firstRefusal)
        m_firstRefusal = problem;
    m_refused.append(m_context.version);
    if (m_refused.size() < m_chain.size()) {
        next();
        return;
    }
    m_overall.stop();
    QStringList refused;
    for (const ExchangeVersion version : m_refused)
        refused.append(toString(version));
    m_firstRefusal->facts.insert(u"refused"_s, QJsonArray::fromStringList(refused));
    m_firstRefusal->facts.insert(u"requestServerVersion"_s, refused.first());
    emit finished(*m_firstRefusal);
}

} // namespace Setup
