// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/autodiscoverprobe.h"

#include "core/problemcodes.h"
#include "exchange/autodiscovercandidates.h"
#include "exchange/autodiscoverquery.h"
#include "exchange/httpverdict.h"
#include "exchange/jsonsettings.h"
#include "net/door.h"
#include "net/microsofthosts.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Outcome = AutodiscoverAttempt::Outcome;

QUrl httpUrl(const QString &domain)
{
    QUrl url = autodiscoverUrl(u"autodiscover."_s + domain);
    url.setScheme(u"http"_s);
    return url;
}

// Field reports: this name redirects on port 80 and has nothing on 443 (facts of DNS_SRV_TO_M365_REDIRECTOR).
bool isMicrosoftRedirector(const QString &host)
{
    return host == "autodiscover.outlook.com"_L1;
}

// A website redirects wherever it likes. A sign-in page is no website, and neither is a redirect that names
// Autodiscover itself.
bool saysMore(const std::optional<Problem> &seen, const QUrl &target)
{
    if (!seen || seen->code == Code::Http302Elsewhere)
        return false;
    return seen->code != Code::Http302Insecure
        || target.path().contains("/autodiscover/"_L1, Qt::CaseInsensitive);
}

} // namespace

AutodiscoverProbe::AutodiscoverProbe(Door &door, const CandidatesQuery &query, AutodiscoverMethod method,
                                     const QUrl &place)
    : m_door(door)
    , m_query(query)
    , m_method(method)
    , m_place(place)
{}

AutodiscoverProbe::~AutodiscoverProbe() = default;

void AutodiscoverProbe::start()
{
    const QString &domain = m_query.domain;
    if (!m_place.isEmpty())
        ask(m_place);
    else if (m_method == AutodiscoverMethod::RootDomain)
        ask(autodiscoverUrl(domain));
    else if (m_method == AutodiscoverMethod::AutodiscoverHost)
        ask(autodiscoverUrl(u"autodiscover."_s + domain));
    else if (m_method == AutodiscoverMethod::HttpRedirect)
        ask(httpUrl(domain));
    else if (m_method == AutodiscoverMethod::ServiceRecord)
        lookUpRecord();
    else
        askJson(jsonUrl(u"outlook.office365.com"_s, m_query.email));
}

void AutodiscoverProbe::lookUpRecord()
{
    const QString name = u"_autodiscover._tcp."_s + m_query.domain;
    begin(QUrl(u"dns:"_s + name), m_method);
    m_lookUp = m_door.lookUp({m_query.tag, name, RecordType::Srv, m_query.patience});
    connect(m_lookUp.get(), &LookUp::finished, this, &AutodiscoverProbe::readRecord);
    m_lookUp->start();
}

void AutodiscoverProbe::readRecord(const Result<LookUpAnswer> &result)
{
    m_spentLookUp = std::move(m_lookUp);
    if (!result) {
        const bool absent = result.problem().code == Code::DnsNxdomain;
        endWithProblem(absent ? Problem{Code::DnsSrvMissing, {}, {}} : result.problem());
        return;
    }
    QList<QUrl> places = placesOf(result->records);
    if (places.isEmpty()) {
        endWithProblem({Code::DnsSrvMissing, {}, {}});
        return;
    }
    const QUrl target = places.takeFirst();
    m_attempts.last().target = target;
    emit named(places);
    if (isMicrosoftRedirector(target.host()))
        endWithProblem({Code::DnsSrvToM365Redirector, {}, {}});
    else
        follow(target, {});
}

// In the order of RFC 2782, by which a target of "." says that there is no such service. Autodiscover takes
// port 443 only (MS-OXDISCO). Those after the first stand in where it cannot be reached.
QList<QUrl> AutodiscoverProbe::placesOf(const QList<DnsRecord> &records) const
{
    QList<QUrl> places;
    for (const DnsRecord &record : records) {
        const QUrl place = autodiscoverUrl(record.value);
        const bool isService = record.port == 443 && !record.value.isEmpty() && record.value != "."_L1;
        const bool isOfUse =
            places.isEmpty() || (!isMicrosoftRedirector(record.value) && !isAskedAnyway(place));
        if (isService && isOfUse && !places.contains(place))
            places.append(place);
    }
    static constexpr qsizetype most = 4; // whoever writes the zone does not decide how many we ask
    return places.first(std::min(most, places.size()));
}

bool AutodiscoverProbe::isAskedAnyway(const QUrl &url) const
{
    return url == autodiscoverUrl(m_query.domain)
        || url == autodiscoverUrl(u"autodiscover."_s + m_query.domain);
}

void AutodiscoverProbe::ask(const QUrl &url)
{
    begin(url, m_method);
    m_trail.visit(url);
    ExchangeQuery query = discoveryGet(m_query.tag, url);
    query.extraRoot = m_query.extraRoot;
    query.deadline = m_query.overall;
    m_exchange = m_door.exchange(query);
    connect(m_exchange.get(), &Exchange::finished, this, &AutodiscoverProbe::read);
    m_exchange->start();
}

void AutodiscoverProbe::read(const Result<ExchangeAnswer> &result)
{
    m_spentExchange = std::move(m_exchange);
    if (!result) {
        endWithProblem(result.problem());
        return;
    }
    const QUrl asked = m_attempts.last().url;
    m_attempts.last().status = result->status;
    if (const auto target = redirectTarget(asked, *result)) {
        m_attempts.last().target = *target;
        follow(*target, judgeHttp(asked, *result, LoginSent::No).problem);
        return;
    }
    // Plain http can be forged by anybody on the way: only its redirect is of interest.
    const HttpVerdict verdict = judgeHttp(asked, *result, LoginSent::No);
    if (asked.scheme() != "http"_L1)
        m_candidate = candidateFrom(m_method, asked, *result, verdict);
    if (!m_candidate) {
        end(Outcome::Nothing, verdict.problem);
        finish();
        return;
    }
    end(Outcome::Found);
    const bool isSpared = m_query.sparesMicrosoft && isMicrosoftHost(asked.host());
    if (!m_candidate->mayBeExchange() || m_query.email.isEmpty() || isSpared) {
        finish();
        return;
    }
    askJson(jsonUrl(asked.host(), m_query.email, asked.port()));
    emit progressed();
}

void AutodiscoverProbe::follow(const QUrl &target, const std::optional<Problem> &seen)
{
    // What the first two methods ask anyway is not asked again.
    const bool isAsked = isAskedAnyway(target);
    std::optional<Problem> problem = isAsked ? std::nullopt : m_trail.follow(target);
    if (problem && problem->code == Code::AutodiscoverRedirectUnsafe && saysMore(seen, target))
        problem = seen;
    end(problem ? Outcome::Failed : Outcome::Redirected, problem);
    if (isAsked || problem)
        finish();
    else
        ask(target);
}

void AutodiscoverProbe::askJson(const QUrl &url)
{
    begin(url, m_method == AutodiscoverMethod::JsonAtMicrosoft ? m_method : AutodiscoverMethod::JsonOnHost);
    ExchangeQuery query = discoveryGet(m_query.tag, url);
    query.bodyKind = BodyKind::AutodiscoverJson;
    query.extraRoot =
        m_candidate ? m_query.extraRoot : QByteArray(); // Microsoft has a certificate of its own
    query.deadline = m_query.patience;
    m_exchange = m_door.exchange(query);
    connect(m_exchange.get(), &Exchange::finished, this, &AutodiscoverProbe::readJson);
    m_exchange->start();
}

void AutodiscoverProbe::readJson(const Result<ExchangeAnswer> &result)
{
    m_spentExchange = std::move(m_exchange);
    if (!result) {
        endWithProblem(result.problem());
        return;
    }
    AutodiscoverAttempt &attempt = m_attempts.last();
    attempt.status = result->status;
    if (const auto target = redirectTarget(attempt.url, *result)) {
        attempt.target = *target;
        end(Outcome::Redirected);
    } else if (const auto ews = parseJsonSettings(result->body)) {
        attempt.target = *ews;
        if (m_candidate) {
            m_candidate->ewsUrl = *ews;
            m_candidate->isExchange = true;
        }
        end(Outcome::Found);
    } else {
        end(Outcome::Nothing, ews.problem());
    }
    finish();
}

void AutodiscoverProbe::checkConnection(std::chrono::milliseconds deadline)
{
    const QUrl url = m_attempts.last().url;
    if (!m_exchange)
        return;
    m_reachable = false;
    const auto port = static_cast<quint16>(url.port(url.scheme() == "http"_L1 ? 80 : 443));
    m_connect = m_door.connectTo({m_query.tag, url.host(), {}, port, deadline});
    connect(m_connect.get(), &Connect::finished, this,
            [this](const Result<ConnectAnswer> &result) { m_reachable = result.hasValue(); });
    m_connect->start();
}

void AutodiscoverProbe::giveUp()
{
    drop();
    if (m_pending)
        end(Outcome::NoAnswerYet);
    m_over = true;
}

void AutodiscoverProbe::begin(const QUrl &url, AutodiscoverMethod method)
{
    AutodiscoverAttempt attempt;
    attempt.method = method;
    attempt.url = url;
    m_attempts.append(attempt);
    m_pending = true;
    m_reachable = true;
    m_connect.reset();
    m_clock.start();
}

void AutodiscoverProbe::end(Outcome outcome, const std::optional<Problem> &problem)
{
    AutodiscoverAttempt &attempt = m_attempts.last();
    attempt.outcome = outcome;
    attempt.problem = problem;
    attempt.duration = std::chrono::milliseconds(m_clock.elapsed());
    m_pending = false;
}

void AutodiscoverProbe::endWithProblem(const Problem &problem)
{
    // In a replay, what was not waited for is not in the recording.
    if (problem.code == Code::NotInRecording)
        end(Outcome::NoAnswerYet);
    else if (problem.code == Code::DnsNxdomain || problem.code == Code::DnsSrvMissing
             || problem.code == Code::DnsSrvToM365Redirector)
        end(Outcome::Nothing, problem);
    else
        end(Outcome::Failed, problem);
    finish();
}

void AutodiscoverProbe::finish()
{
    drop();
    m_over = true;
    emit progressed();
}

void AutodiscoverProbe::drop()
{
    m_lookUp.reset();
    m_exchange.reset();
    m_connect.reset();
}

} // namespace Setup
