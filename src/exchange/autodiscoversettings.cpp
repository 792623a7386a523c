// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/autodiscoversettings.h"

#include "core/foreigntext.h"
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

constexpr QLatin1StringView unanswered("(unanswered)");

// The login was sent, and what came back was no answer to it: that closes the gate, so it tells more than the
// closed gate does.
bool isUnanswered(const AutodiscoverAttempt &attempt)
{
    static constexpr std::initializer_list<QLatin1StringView> codes = {
        Code::HttpTimeout,    Code::HttpConnectionClosed, Code::AnswerTruncated,
        Code::AnswerTooLarge, Code::AnswerMalformed,      Code::Http502,
        Code::Http504};
    const bool isLogin =
        attempt.method == AutodiscoverMethod::Soap || attempt.method == AutodiscoverMethod::Pox;
    return isLogin && std::find(codes.begin(), codes.end(), attempt.problem->code) != codes.end();
}

// Which of several Problems tells the administrator what to do next: the lower, the better.
qsizetype rankOf(const AutodiscoverAttempt &attempt)
{
    const QString code = isUnanswered(attempt) ? QString(unanswered) : attempt.problem->code;
    static constexpr std::initializer_list<QLatin1StringView> order = {Code::HostNotConfirmed,
                                                                       Code::Http401BasicRejected,
                                                                       Code::Http401BasicNotOffered,
                                                                       Code::Http401NoOffers,
                                                                       Code::Http401ExoBasic,
                                                                       Code::MailboxInTheCloud,
                                                                       unanswered,
                                                                       Code::LoginGateClosed,
                                                                       Code::AutodiscoverInvalidUser,
                                                                       Code::Pox500,
                                                                       Code::AutodiscoverInvalidDomain,
                                                                       Code::PoxNoEwsUrl,
                                                                       Code::AutodiscoverRedirectUnsafe,
                                                                       Code::HttpTooManyRedirects};
    // What nobody was asked for tells less than any answer.
    if (code == Code::HttpNoExchangeHeaders)
        return std::ssize(order) + 1;
    return std::distance(std::begin(order), std::find(std::begin(order), std::end(order), code));
}

bool isCloudAddress(const QString &address)
{
    return mailDomain(address).endsWith(".onmicrosoft.com"_L1);
}

} // namespace

bool isExchangeKnown(const QList<AutodiscoverCandidate> &candidates)
{
    return std::any_of(candidates.begin(), candidates.end(),
                       [](const AutodiscoverCandidate &candidate) { return candidate.isExchange; });
}

AutodiscoverSettings::AutodiscoverSettings(Door &door, SettingsQuery query, QObject *parent)
    : QObject(parent)
    , m_door(door)
    , m_query(std::move(query))
{
    m_first.setSingleShot(true);
    connect(&m_first, &QTimer::timeout, this, &AutodiscoverSettings::next);
    m_overall.setSingleShot(true);
    connect(&m_overall, &QTimer::timeout, this, &AutodiscoverSettings::endOverdue);
}

AutodiscoverSettings::~AutodiscoverSettings() = default;

void AutodiscoverSettings::start()
{
    cancel();
    m_email = m_query.email;
    take(m_query.candidates);
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

void AutodiscoverSettings::take(const QList<AutodiscoverCandidate> &candidates)
{
    m_queue = candidates;
    m_isExchangeKnown = isExchangeKnown(candidates);
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
        presentFirst();
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
    const bool isLedByExchange = m_current.isExchange;
    if (const auto candidate = candidateFrom(m_current.method, m_current.url, *result, verdict))
        m_current = *candidate;
    m_current.isExchange = m_current.isExchange || (isLedByExchange && m_current.mayBeExchange());
    presentFirst();
}

void AutodiscoverSettings::presentFirst()
{
    present(m_current.offersSoap ? AutodiscoverMethod::Soap : AutodiscoverMethod::Pox);
}

// Where the login is of no use, or none of that host's business.
std::optional<Problem> AutodiscoverSettings::objection() const
{
    const QString host = m_current.url.host();
    const QJsonObject seen{{u"host"_s, ForeignText(host)},
                           {u"offers"_s, QJsonArray::fromStringList(m_current.offers.schemes())}};
    const bool isBasic = m_query.credential.scheme == Credential::Scheme::Basic;
    if (isBasic && isMicrosoftHost(host))
        return Problem{Code::MailboxInTheCloud, {}, seen};
    if (!m_current.isExchange && (m_isExchangeKnown || !m_current.mayBeExchange()))
        return Problem{Code::HttpNoExchangeHeaders, {}, seen};
    if (isBasic && !m_current.offers.has(u"Basic"))
        return Problem{Code::Http401BasicNotOffered, {}, seen};
    return std::nullopt;
}

void AutodiscoverSettings::present(AutodiscoverMethod method)
{
    const bool soap = method == AutodiscoverMethod::Soap;
    const QUrl url = soap ? soapUrl(m_current.url) : poxUrl(m_current.url);
    if (const auto problem = objection()) {
        AutodiscoverAttempt attempt{method, url};
        attempt.outcome = Outcome::Failed;
        attempt.problem = problem;
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
        endRefused(answer, verdict);
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

// After a 401, the other dialect would only count as one more wrong password, and so would another Exchange:
// what one says of the account, all say. What may be none says nothing of the account.
void AutodiscoverSettings::endRefused(const ExchangeAnswer &answer, const HttpVerdict &verdict)
{
    Problem problem = *verdict.problem;
    const bool isExchange = m_current.isExchange || verdict.isExchange;
    if (answer.status == 401 && !isExchange) {
        problem.facts.insert(u"noSignOfExchange"_s, true);
        problem.facts.insert(u"host"_s, ForeignText(m_current.url.host()));
    }
    end(Outcome::Failed, problem);
    if (answer.status != 401)
        tryOlderDialect();
    else if (isExchange)
        giveUp();
    else
        next();
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
        candidate.isExchange = m_current.isExchange; // as far as what answers there does not contradict
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
        take(result->candidates); // those of the old address said where to go
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

void AutodiscoverSettings::endOverdue()
{
    if (m_exchange)
        end(Outcome::Failed,
            Problem{Code::HttpTimeout, {}, {{u"host"_s, ForeignText(m_attempts.last().url.host())}}});
    giveUp();
}

void AutodiscoverSettings::giveUp()
{
    Problem best{Code::AutodiscoverNotFound, {}, {}};
    std::optional<qsizetype> rank;
    for (const AutodiscoverAttempt &attempt : std::as_const(m_attempts)) {
        if (attempt.problem && (!rank || rankOf(attempt) < *rank)) {
            best = *attempt.problem;
            rank = rankOf(attempt);
        }
    }
    best.facts.insert(u"attempts"_s, toJson(m_attempts));
    if (!m_requestIds.isEmpty())
        best.facts.insert(u"requestIds"_s, QJsonArray::fromStringList(m_requestIds));
    cancel();
    emit finished(best);
}

} // namespace Setup
