// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/autodiscovercandidates.h"

#include "exchange/autodiscoverprobe.h"
#include "exchange/nothingfound.h"
#include "net/confirmedhosts.h"

#include <QJsonObject>

#include <algorithm>
#include <iterator>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto shortestGrace = 50ms;
constexpr qint64 late = 10; // ms that a timer cannot be by itself

void singleShot(QTimer &timer, std::chrono::milliseconds interval)
{
    timer.setSingleShot(true);
    timer.start(interval);
}

bool isLikelier(const AutodiscoverCandidate &one, const AutodiscoverCandidate &other)
{
    return std::pair(one.isExchange, one.mayBeExchange())
        > std::pair(other.isExchange, other.mayBeExchange());
}

} // namespace

QUrl CandidatesAnswer::ewsUrl() const
{
    const auto told =
        std::find_if(candidates.begin(), candidates.end(),
                     [](const AutodiscoverCandidate &candidate) { return !candidate.ewsUrl.isEmpty(); });
    return told == candidates.end() ? QUrl() : told->ewsUrl;
}

AutodiscoverCandidates::AutodiscoverCandidates(Door &door, CandidatesQuery query, QObject *parent)
    : QObject(parent)
    , m_door(door)
    , m_query(std::move(query))
{
    connect(&m_nothingToAsk, &QTimer::timeout, this, &AutodiscoverCandidates::settle);
    connect(&m_grace, &QTimer::timeout, this, &AutodiscoverCandidates::endGrace);
    connect(&m_patience, &QTimer::timeout, this, &AutodiscoverCandidates::endPatience);
    connect(&m_overall, &QTimer::timeout, this, &AutodiscoverCandidates::settle);
}

AutodiscoverCandidates::~AutodiscoverCandidates() = default;

void AutodiscoverCandidates::start()
{
    cancel();
    m_clock.start();
    makeProbes();
    if (m_probes.empty())
        singleShot(m_nothingToAsk, 0ms);
    singleShot(m_patience, m_query.patience * 3 / 4);
    singleShot(m_overall, m_query.overall);
    for (const auto &probe : m_probes) {
        hear(*probe);
        probe->start();
    }
}

void AutodiscoverCandidates::hear(AutodiscoverProbe &probe)
{
    connect(&probe, &AutodiscoverProbe::progressed, this, &AutodiscoverCandidates::decide);
    connect(&probe, &AutodiscoverProbe::named, this,
            [this, &probe](const QList<QUrl> &places) { addPlaces(&probe, places); });
}

// RFC 2782 has the next one taken where the one before cannot be reached. That is decided as for all others:
// waiting for a silent one first would cost seconds.
void AutodiscoverCandidates::addPlaces(const AutodiscoverProbe *after, const QList<QUrl> &places)
{
    auto next = std::find_if(m_probes.begin(), m_probes.end(),
                             [after](const auto &probe) { return probe.get() == after; });
    for (const QUrl &place : places) {
        next = m_probes.insert(
            std::next(next),
            std::make_unique<AutodiscoverProbe>(m_door, m_query, AutodiscoverMethod::ServiceRecord, place));
        hear(**next);
        (*next)->start();
    }
}

void AutodiscoverCandidates::cancel()
{
    for (QTimer *timer : {&m_nothingToAsk, &m_grace, &m_patience, &m_overall})
        timer->stop();
    m_graceBegan = m_graceOver = m_lastChance = false;
    if (m_probes.empty())
        return;
    for (const auto &probe : m_probes) {
        probe->disconnect(this);
        probe->giveUp();
    }
    m_spent = std::exchange(m_probes, {});
}

void AutodiscoverCandidates::makeProbes()
{
    QList<AutodiscoverMethod> methods;
    // A public suffix is nobody's mail domain, and "autodiscover.co.uk" belongs to whoever registered it.
    if (!ConfirmedHosts::registrableDomain(m_query.domain).isEmpty())
        methods = {AutodiscoverMethod::RootDomain, AutodiscoverMethod::AutodiscoverHost,
                   AutodiscoverMethod::HttpRedirect, AutodiscoverMethod::ServiceRecord};
    if (m_query.askMicrosoft && !m_query.email.isEmpty())
        methods.append(AutodiscoverMethod::JsonAtMicrosoft);
    for (const AutodiscoverMethod method : methods)
        m_probes.push_back(std::make_unique<AutodiscoverProbe>(m_door, m_query, method));
}

AutodiscoverCandidates::Probes::const_iterator AutodiscoverCandidates::best() const
{
    return std::find_if(m_probes.begin(), m_probes.end(),
                        [](const auto &probe) { return probe->hasFound(); });
}

void AutodiscoverCandidates::decide()
{
    const bool found = best() != m_probes.end();
    if (found && !m_graceBegan)
        beginGrace();
    const auto isOver = [](const auto &probe) { return probe->isOver(); };
    if (std::all_of(m_probes.begin(), m_probes.end(), isOver)) {
        settle();
        return;
    }
    if (!found || !m_graceOver)
        return;
    // Those after the best may be still on their way, except Microsoft, which was asked for expressly.
    const bool microsoftIsOver =
        m_probes.back()->method() != AutodiscoverMethod::JsonAtMicrosoft || m_probes.back()->isOver();
    if (microsoftIsOver && std::all_of(m_probes.cbegin(), std::next(best()), isOver))
        settle();
}

void AutodiscoverCandidates::beginGrace()
{
    m_graceBegan = true;
    const auto grace = std::max(shortestGrace, std::chrono::milliseconds(m_clock.elapsed() / 4));
    singleShot(m_patience, std::max(m_query.patience, grace)); // also for those that connect and stay silent
    checkConnections(best(), grace);
    singleShot(m_grace, grace);
    m_sinceGrace.start();
}

void AutodiscoverCandidates::checkConnections(Probes::const_iterator end, std::chrono::milliseconds deadline)
{
    for (auto probe = m_probes.cbegin(); probe != end && !m_query.throughProxy; ++probe) {
        if (!(*probe)->isOver())
            (*probe)->checkConnection(deadline);
    }
}

void AutodiscoverCandidates::endGrace()
{
    // Then this program stood still, and what had arrived meanwhile has not been heard.
    if (m_sinceGrace.elapsed() > m_grace.interval() + late) {
        m_sinceGrace.start();
        m_grace.start();
        return;
    }
    m_graceOver = true;
    for (auto probe = m_probes.cbegin(); probe != best(); ++probe) {
        if (!(*probe)->isOver() && (!(*probe)->isReachable() || m_query.throughProxy))
            (*probe)->giveUp();
    }
    decide();
}

void AutodiscoverCandidates::endPatience()
{
    if (m_graceBegan) {
        settle();
        return;
    }
    if (!m_lastChance) {
        m_lastChance = true;
        checkConnections(m_probes.cend(), m_query.patience / 4);
        singleShot(m_patience, m_query.patience / 4);
        return;
    }
    for (const auto &probe : m_probes) {
        if (!probe->isOver() && !probe->isReachable())
            probe->giveUp();
    }
    decide();
}

void AutodiscoverCandidates::settle()
{
    CandidatesAnswer answer;
    for (const auto &probe : m_probes) {
        if (!probe->isOver())
            probe->giveUp();
        if (probe->candidate())
            answer.candidates.append(*probe->candidate());
        answer.attempts += probe->attempts();
        if (probe->method() == AutodiscoverMethod::JsonAtMicrosoft)
            answer.microsoftUrl = probe->attempts().last().target;
    }
    std::stable_sort(answer.candidates.begin(), answer.candidates.end(), isLikelier);
    answer.duration = std::chrono::milliseconds(m_clock.elapsed());
    cancel();
    if (!answer.candidates.isEmpty() || !answer.microsoftUrl.isEmpty()) {
        emit finished(answer);
        return;
    }
    Problem problem = whyNothingFound(answer.attempts);
    problem.facts.insert(u"domain"_s, m_query.domain);
    problem.facts.insert(u"attempts"_s, toJson(answer.attempts));
    emit finished(problem);
}

} // namespace Setup
