// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/versionsearch.h"

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
{}

VersionSearch::~VersionSearch() = default;

void VersionSearch::start()
{
    m_refused.clear();
    m_firstRefusal.reset();
    next();
}

void VersionSearch::cancel()
{
    m_call.reset();
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
        emit finished(result.problem());
        return;
    }
    const auto problem = result->problem();
    if (!problem || !refusesVersion(problem->code)) {
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
    QStringList refused;
    for (const ExchangeVersion version : m_refused)
        refused.append(toString(version));
    m_firstRefusal->facts.insert(u"refused"_s, QJsonArray::fromStringList(refused));
    emit finished(*m_firstRefusal);
}

} // namespace Setup
