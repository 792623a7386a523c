// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/portaldiscovery.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "portal/apiproblem.h"
#include "portal/frontpage.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isJson(const ExchangeAnswer &answer)
{
    return answer.headers.value("Content-Type").split(';').first().trimmed().toLower() == "application/json";
}

// These stand between us and the answer. Any other page is a web site that knows nothing of set-up programs.
bool hidesThePortal(const Problem &problem)
{
    static constexpr std::initializer_list<QLatin1StringView> codes = {
        Code::PortalCaptivePage, Code::ProxyBlockPage,        Code::Proxy407,    Code::PortalWaf,
        Code::PortalMaintenance, Code::PortalTooManyRequests, Code::PortalFailed};
    return std::any_of(std::begin(codes), std::end(codes),
                       [&problem](QLatin1StringView code) { return problem.code == code; });
}

QString handOffReason(int status)
{
    if (status == 404 || status == 410)
        return u"notFound"_s;
    if (status >= 300 && status < 400)
        return u"redirect"_s;
    return status == 200 ? u"notJson"_s : u"refused"_s;
}

} // namespace

PortalDiscovery::PortalDiscovery(Door &door, PortalSite site, OperationTag tag,
                                 std::chrono::milliseconds deadline)
    : TimedOperation(deadline)
    , m_door(door)
    , m_site(std::move(site))
    , m_tag(std::move(tag))
    , m_limit(deadline)
{}

void PortalDiscovery::begin()
{
    ExchangeQuery query;
    query.tag = m_tag;
    query.url = m_site.discoveryAddress();
    query.headers.set("Accept", "application/json");
    query.bodyKind = BodyKind::Portal;
    query.deadline = m_limit * 9 / 10;
    query.isEnough = [](const QByteArray &soFar) { return soFar.size() > PortalDescription::LargestText; };
    m_exchange = m_door.exchange(query);
    connect(m_exchange.get(), &Exchange::finished, this, [this](const Result<ExchangeAnswer> &result) {
        settle(result ? judge(*result) : Result<DiscoveredPortal>(result.problem()));
    });
    m_exchange->start();
}

void PortalDiscovery::abandon()
{
    m_exchange.reset();
}

Problem PortalDiscovery::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, ForeignText(QUrl(m_site.origin).host())}}};
}

Result<DiscoveredPortal> PortalDiscovery::judge(const ExchangeAnswer &answer) const
{
    if (auto problem = apiProblem(answer))
        return *problem;
    if (answer.status == 200 && isJson(answer)) {
        const auto description = parsePortalDescription(answer.body, m_site);
        if (!description)
            return description.problem();
        return DiscoveredPortal{*description, {}, answerFacts(answer)};
    }
    // What says 404 says it for all the world, whatever its page looks like.
    const Problem front = frontProblem(m_site.discoveryAddress(), answer);
    const bool isAbsent = answer.status == 404 || answer.status == 410;
    if (!isAbsent && hidesThePortal(front))
        return front;
    return DiscoveredPortal{std::nullopt, handOffReason(answer.status), answerFacts(answer)};
}

} // namespace Setup
