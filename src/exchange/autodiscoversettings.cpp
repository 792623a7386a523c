// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/autodiscoversettings.h"

#include "core/integration.h"
#include "core/problemcodes.h"
#include "exchange/autodiscovercandidates.h"
#include "exchange/autodiscoverquery.h"
#include "exchange/httpverdict.h"
#include "exchange/poxsettings.h"
#include "exchange/soapsettings.h"
#include "net/door.h"

#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Outcome = AutodiscoverAttempt::Outcome;

// Which of several Problems tells the administrator what to do next: the lower, the better.
qsizetype rankOf(const QString &code)
{
    static constexpr std::initializer_list<QLatin1StringView> order = {Code::HostNotConfirmed,
                                                                       Code::Http401BasicRejected,
                                                                       Code::Http401BasicNotOffered,
                                                                       Code::Http401NoOffers,
                                                                       Code::Http401ExoBasic,
                                                                       Code::MailboxInTheCloud,
                                                                       Code::LoginGateClosed,
                                                                       Code::AutodiscoverInvalidUser,
                                                                       Code::Pox500,
                                                                       Code::AutodiscoverInvalidDomain,
                                                                       Code::PoxNoEwsUrl,
                                                                       Code::AutodiscoverRedirectUnsafe,
                                                                       Code::HttpTooManyRedirects};
    return std::distance(std::begin(order), std::find(std::begin(order), std::end(order), code));
}

bool isCloudAddress(const QString &address)
{
    return mailDomain(address).endsWith(".onmicrosoft.com"_L1);
}

} // namespace

AutodiscoverSettings::AutodiscoverSettings(Door &door, SettingsQuery query, QObject *parent)
    : QObject(parent)
    , m_door(door)
    , m_query(std::move(query))
{
    m_first.setSingleShot(true);
    connect(&m_first, &QTimer::timeout, this, &AutodiscoverSettings::next);
    m_overall.setSingleShot(true);
    connect(&m_overall, &QTimer::timeout, this, &AutodiscoverSettings::giveUp);
}

AutodiscoverSettings::~AutodiscoverSettings() = default;

void AutodiscoverSettings::start()
{
    cancel();
    m_email = m_query.email;
    m_queue = m_query.candidates;
    m_trail = {};
    m_trail.visit(m_email);
    m_attempts.clear();
    m_requestIds.clear();
    m_first.start(0);
    m_overall.start(m_query.overall);
}

void AutodiscoverSettings::cancel()
{
    m_first.stop();
    m_overall.stop();
    m_exchange.reset();
    m_candidates.reset();
}

void AutodiscoverSettings::next()
{
    if (m_queue.isEmpty()) {
        giveUp();
        return;
    }
    m_current = m_queue.takeFirst();
    m_trail.visit(m_current.url);
    if (m_current.offers.isEmpty())
        learnOffers();
    else
        present(m_current.offersSoap ? AutodiscoverMethod::Soap : AutodiscoverMethod::Pox);
}

// Basic goes only where it is offered; where a redirect leads, nobody has asked yet.
void AutodiscoverSettings::learnOffers()
{
    ask(discoveryGet(m_query.tag, poxUrl(m_current.url)), m_current.method,
        &AutodiscoverSettings::readOffers);
}

void AutodiscoverSettings::readOffers(const Result<ExchangeAnswer> &result)
{
    m_spent = std::move(m_exchange);
    if (!result) {
        end(Outcome::Failed, result.problem());
        next();
        return;
    }
    const QUrl asked = m_attempts.last().url;
    m_attempts.last().status = result->status;
    if (const auto target = redirectTarget(asked, *result)) {
        followUrl(*target);
        return;
    }
    const HttpVerdict verdict = judgeHttp(asked, *result, LoginSent::No);
    if (verdict.offers.isEmpty()) {
        end(Outcome::Nothing, verdict.problem);
        next();
        return;
    }
    end(Outcome::Found);
    m_current.offers = verdict.offers;
    present(AutodiscoverMethod::Soap);
}

void AutodiscoverSettings::present(AutodiscoverMethod method)
{
    const bool basic = m_query.credential.scheme == Credential::Scheme::Basic;
    const bool soap = method == AutodiscoverMethod::Soap;
    const QUrl url = soap ? soapUrl(m_current.url) : poxUrl(m_current.url);
    if (basic && (isMicrosoftHost(url.host()) || !m_current.offers.has(u"Basic"))) {
        AutodiscoverAttempt attempt{method, url};
        attempt.outcome = Outcome::Failed;
        const auto code =
            isMicrosoftHost(url.host()) ? Code::MailboxInTheCloud : Code::Http401BasicNotOffered;
        attempt.problem = Problem{
            code,
            {},
            {{u"host"_s, url.host()}, {u"offers"_s, QJsonArray::fromStringList(m_current.offers.schemes())}}};
        m_attempts.append(attempt);
        next();
        return;
    }
    const QByteArray xml = soap ? soapSettingsRequest(m_email, url) : poxRequest(m_email);
    ask(discoveryPost(m_query.tag, url, xml, m_query.credential), method, &AutodiscoverSettings::read);
}

void AutodiscoverSettings::read(const Result<ExchangeAnswer> &result)
{
    m_spent = std::move(m_exchange);
    if (result) {
        readReply(*result);
        return;
    }
    end(Outcome::Failed, result.problem());
    if (result.problem().code == Code::LoginGateClosed)
        giveUp(); // nobody else may be asked either
    else
        next();
}

void AutodiscoverSettings::readReply(const ExchangeAnswer &answer)
{
    const QUrl asked = m_attempts.last().url;
    m_attempts.last().status = answer.status;
    m_requestIds += serverRequestIds(answer.headers);
    if (const auto target = redirectTarget(asked, answer)) {
        followUrl(*target);
        return;
    }
    const HttpVerdict verdict = judgeHttp(asked, answer, LoginSent::Yes);
    if (verdict.problem) {
        end(Outcome::Failed, verdict.problem);
        // The other dialect would only count as one more wrong password, and so would another Exchange: what
        // one says of the account, all say. What else asks for a password may be anybody's.
        if (answer.status == 401 && m_current.isExchange && m_current.offers.has(u"Basic"))
            giveUp();
        else if (answer.status == 401)
            next();
        else
            tryOlderDialect();
        return;
    }
    const bool soap = m_attempts.last().method == AutodiscoverMethod::Soap;
    const auto reply = soap ? parseSoapSettings(answer.body) : parsePox(answer.body);
    if (reply) {
        use(*reply);
        return;
    }
    end(Outcome::Failed, reply.problem());
    tryOlderDialect();
}

void AutodiscoverSettings::tryOlderDialect()
{
    if (m_attempts.last().method == AutodiscoverMethod::Soap)
        present(AutodiscoverMethod::Pox);
    else
        next();
}

void AutodiscoverSettings::use(const AutodiscoverReply &reply)
{
    if (!reply.redirectUrl.isEmpty()) {
        followUrl(reply.redirectUrl);
        return;
    }
    if (!reply.redirectAddress.isEmpty()) {
        followAddress(reply.redirectAddress);
        return;
    }
    SettingsAnswer answer;
    answer.externalEwsUrl = reply.externalEwsUrl;
    answer.internalEwsUrl = reply.internalEwsUrl;
    answer.microsoftOnline = reply.microsoftOnline;
    answer.build = reply.build;
    answer.source = m_attempts.last().url;
    m_attempts.last().target = answer.ewsUrl();
    end(Outcome::Found);
    answer.attempts = m_attempts;
    answer.requestIds = m_requestIds;
    cancel();
    emit finished(answer);
}

void AutodiscoverSettings::followUrl(const QUrl &target)
{
    m_attempts.last().target = target;
    const auto problem = m_trail.follow(target);
    end(problem ? Outcome::Failed : Outcome::Redirected, problem);
    if (!problem) {
        AutodiscoverCandidate candidate;
        candidate.method = m_current.method;
        candidate.url = target;
        m_queue.prepend(candidate);
    }
    next();
}

// Another mail address begins the discovery anew (MS-OXDISCO 3.1.5.4); one in Microsoft's cloud ends it,
// since this login means nothing there.
void AutodiscoverSettings::followAddress(const QString &address)
{
    auto problem = m_trail.follow(address);
    if (!problem && isCloudAddress(address))
        problem = Problem{Code::MailboxInTheCloud, {}, {{u"redirectDomain"_s, mailDomain(address)}}};
    end(problem ? Outcome::Failed : Outcome::Redirected, problem);
    if (problem && problem->code == Code::MailboxInTheCloud) {
        giveUp();
        return;
    }
    if (problem) {
        next();
        return;
    }
    m_email = address;
    CandidatesQuery query{m_query.tag, mailDomain(address), address};
    query.throughProxy = m_query.throughProxy;
    query.extraRoot = m_query.extraRoot;
    m_candidates = std::make_unique<AutodiscoverCandidates>(m_door, query);
    connect(m_candidates.get(), &AutodiscoverCandidates::finished, this,
            &AutodiscoverSettings::readCandidates);
    m_candidates->start();
}

void AutodiscoverSettings::readCandidates(const Result<CandidatesAnswer> &result)
{
    m_spentCandidates = std::move(m_candidates);
    if (result) {
        m_attempts += result->attempts;
        m_queue = result->candidates; // those of the old address said where to go
    }
    next();
}

void AutodiscoverSettings::ask(ExchangeQuery query, AutodiscoverMethod method,
                               void (AutodiscoverSettings::*reader)(const Result<ExchangeAnswer> &))
{
    AutodiscoverAttempt attempt;
    attempt.method = method;
    attempt.url = query.url;
    m_attempts.append(attempt);
    m_clock.start();
    query.extraRoot = m_query.extraRoot;
    query.deadline = m_query.deadline;
    m_exchange = m_door.exchange(query);
    connect(m_exchange.get(), &Exchange::finished, this, reader);
    m_exchange->start();
}

void AutodiscoverSettings::end(Outcome outcome, const std::optional<Problem> &problem)
{
    AutodiscoverAttempt &attempt = m_attempts.last();
    attempt.outcome = outcome;
    attempt.problem = problem;
    attempt.duration = std::chrono::milliseconds(m_clock.elapsed());
}

void AutodiscoverSettings::giveUp()
{
    Problem best{Code::AutodiscoverNotFound, {}, {}};
    std::optional<qsizetype> rank;
    for (const AutodiscoverAttempt &attempt : std::as_const(m_attempts)) {
        if (attempt.problem && (!rank || rankOf(attempt.problem->code) < *rank)) {
            best = *attempt.problem;
            rank = rankOf(best.code);
        }
    }
    best.facts.insert(u"attempts"_s, toJson(m_attempts));
    if (!m_requestIds.isEmpty())
        best.facts.insert(u"requestIds"_s, QJsonArray::fromStringList(m_requestIds));
    cancel();
    emit finished(best);
}

} // namespace Setup
