// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/versionsearch.h"

#include "core/problemcodes.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// At most one: the chain has no greater gaps.
std::optional<ExchangeVersion> leftOutBetween(ExchangeVersion accepted, ExchangeVersion refused)
{
    for (const ExchangeVersion version : allExchangeVersions())
        if (accepted < version && version < refused)
            return version;
    return std::nullopt;
}

QString codeOf(const Result<EwsAnswer> &result)
{
    const auto problem = problemOf(result);
    return problem ? problem->code : QString();
}

} // namespace

const QList<ExchangeVersion> &exchangeVersionChain()
{
    static const QList<ExchangeVersion> chain{ExchangeVersion::V2013Sp1, ExchangeVersion::V2010Sp2,
                                              ExchangeVersion::V2010Sp1, ExchangeVersion::V2007Sp1};
    return chain;
}

bool refusesVersion(const QString &code)
{
    static constexpr std::initializer_list<QLatin1StringView> refusals = {
        "ErrorInvalidServerVersion"_L1, "ErrorIncorrectSchemaVersion"_L1,
        "ErrorInvalidSchemaVersionForMailboxVersion"_L1, "ErrorInvalidRequest"_L1,
        "ErrorSchemaValidation"_L1};
    return std::any_of(std::begin(refusals), std::end(refusals),
                       [&code](QLatin1StringView refusal) { return code == refusal; });
}

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
    m_accepted.reset();
    m_overall.start(m_context.overall);
    ask(m_chain.constFirst());
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

void VersionSearch::settle(const Result<VersionedAnswer> &result)
{
    m_overall.stop();
    emit finished(result);
}

void VersionSearch::ask(ExchangeVersion version)
{
    m_context.version = version;
    m_call = std::make_unique<EwsCall>(m_context, m_request);
    connect(m_call.get(), &EwsCall::finished, this, &VersionSearch::read);
    m_call->start();
}

void VersionSearch::read(const Result<EwsAnswer> &result)
{
    m_spent = std::move(m_call);
    const QString code = codeOf(result);
    if (result && refusesVersion(code))
        refuse(*result->problem());
    else if (m_accepted && code != codeOf(m_accepted->answer))
        settle(*m_accepted); // what stands is not lost by asking for more
    else if (result)
        accept(*result);
    else
        settle(result.problem());
}

void VersionSearch::accept(const EwsAnswer &answer)
{
    const VersionedAnswer accepted{m_context.version, m_refused, answer};
    const auto better = m_accepted || m_refused.isEmpty()
        ? std::nullopt
        : leftOutBetween(accepted.version, m_refused.constLast());
    if (!better)
        return settle(accepted);
    m_accepted = accepted;
    ask(*better);
}

void VersionSearch::refuse(const Problem &problem)
{
    if (!m_firstRefusal)
        m_firstRefusal = problem;
    m_refused.append(m_context.version);
    if (m_accepted) {
        m_accepted->refused = m_refused;
        return settle(*m_accepted);
    }
    if (m_refused.size() < m_chain.size())
        return ask(m_chain.at(m_refused.size()));
    QStringList refused;
    for (const ExchangeVersion version : m_refused)
        refused.append(toString(version));
    m_firstRefusal->facts.insert(u"refused"_s, QJsonArray::fromStringList(refused));
    m_firstRefusal->facts.insert(u"requestServerVersion"_s, refused.first());
    settle(*m_firstRefusal);
}

} // namespace Setup
