// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/autodiscoverattempt.h"
#include "exchange/redirecttrail.h"
#include "net/connect.h"
#include "net/exchange.h"
#include "net/lookup.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>

namespace Setup {

class Door;
struct CandidatesQuery;

// One method of finding Autodiscover without a login, from its first question over redirects to Autodiscover
// v2 on the host that it found; of several service records, each has a probe of its own. Part of
// AutodiscoverCandidates, which decides how long it is waited for.
class AutodiscoverProbe : public QObject
{
    Q_OBJECT

public:
    // place: where to begin; empty: where the method says.
    AutodiscoverProbe(Door &door, const CandidatesQuery &query, AutodiscoverMethod method,
                      const QUrl &place = {});
    ~AutodiscoverProbe() override;

    void start();
    void giveUp(); // lists what is on its way as "no answer yet"
    // Sees whether a TCP connection to the host that is being asked can be made in this time.
    void checkConnection(std::chrono::milliseconds deadline);

    AutodiscoverMethod method() const { return m_method; }
    bool isOver() const { return m_over; }
    bool hasFound() const { return m_candidate && m_candidate->isExchange; }
    // False when a check of the connection was begun and none stands.
    bool isReachable() const { return m_reachable; }
    const std::optional<AutodiscoverCandidate> &candidate() const { return m_candidate; }
    const QList<AutodiscoverAttempt> &attempts() const { return m_attempts; }

signals:
    void progressed(); // it found something, or is over
    void named(const QList<QUrl> &places); // by the service records after the first, in their order

private:
    QList<QUrl> placesOf(const QList<DnsRecord> &records) const;
    bool isAskedAnyway(const QUrl &url) const;
    void lookUpRecord();
    void readRecord(const Result<LookUpAnswer> &result);
    void ask(const QUrl &url);
    void read(const Result<ExchangeAnswer> &result);
    void follow(const QUrl &target, const std::optional<Problem> &seen);
    void askJson(const QUrl &url);
    void readJson(const Result<ExchangeAnswer> &result);
    void begin(const QUrl &url, AutodiscoverMethod method);
    void end(AutodiscoverAttempt::Outcome outcome, const std::optional<Problem> &problem = {});
    void endWithProblem(const Problem &problem);
    void finish();
    void drop();

    Door &m_door;
    const CandidatesQuery &m_query;
    AutodiscoverMethod m_method;
    QUrl m_place;
    RedirectTrail m_trail;
    std::unique_ptr<LookUp> m_lookUp;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<Connect> m_connect;
    // The ones before: they may be the sender that is being heard.
    std::unique_ptr<LookUp> m_spentLookUp;
    std::unique_ptr<Exchange> m_spentExchange;
    std::optional<AutodiscoverCandidate> m_candidate;
    QList<AutodiscoverAttempt> m_attempts; // the last one is on its way while m_pending
    QElapsedTimer m_clock;
    bool m_pending = false;
    bool m_reachable = true;
    bool m_over = false;
};

} // namespace Setup
