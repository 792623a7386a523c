// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/autodiscoverattempt.h"
#include "exchange/autodiscoverreply.h"
#include "exchange/redirecttrail.h"
#include "net/exchange.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace Setup {

class AutodiscoverCandidates;
class Door;
struct CandidatesAnswer;
struct HttpVerdict;

struct SettingsQuery
{
    OperationTag tag = {};
    QString email = {};
    Credential credential = {};
    QList<AutodiscoverCandidate> candidates = {}; // in the order to be asked
    bool throughProxy = false;
    QByteArray extraRoot = {};
    std::chrono::milliseconds deadline{15'000}; // of one request
    std::chrono::milliseconds overall{45'000};
};

struct SettingsAnswer
{
    QUrl externalEwsUrl; // empty: nobody set ExternalUrl
    QUrl internalEwsUrl;
    bool microsoftOnline = false;
    std::optional<ExchangeBuild> build;
    QUrl source; // who told it
    QList<AutodiscoverAttempt> attempts;
    QStringList requestIds;

    QUrl ewsUrl() const { return externalEwsUrl.isEmpty() ? internalEwsUrl : externalEwsUrl; }
    friend bool operator==(const SettingsAnswer &, const SettingsAnswer &) = default;
};

// Whether one of them has shown what only Exchange sends.
bool isExchangeKnown(const QList<AutodiscoverCandidate> &candidates);

// Asks Autodiscover with the login: SOAP first, then the older dialect at the same host, then the next
// candidate; redirects by the rules of MS-OXDISCO 3.1.5 and MS-OXDSCLI. The door sends the login to confirmed
// hosts only, and no more of them than the login gate allows; it goes only to what has shown that it is an
// Exchange, or to where one leads, and where there is none, to what may be one (facts: "noSignOfExchange"
// where that refused it); Basic only where it was offered, and never to Microsoft. When nothing was found,
// the Problem is the one that helps most: HOST_NOT_CONFIRMED, HTTP_401_*, MAILBOX_IN_THE_CLOUD, a login
// without an answer, LOGIN_GATE_CLOSED, what Autodiscover said, an unsafe redirect, anything else,
// HTTP_NO_EXCHANGE_HEADERS, AD_NOT_FOUND; its facts have all "attempts".
class AutodiscoverSettings : public QObject
{
    Q_OBJECT

public:
    AutodiscoverSettings(Door &door, SettingsQuery query, QObject *parent = nullptr);
    ~AutodiscoverSettings() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::SettingsAnswer> &result);

private:
    void take(const QList<AutodiscoverCandidate> &candidates);
    void next();
    void learnOffers();
    void readOffers(const Result<ExchangeAnswer> &result);
    std::optional<Problem> objection() const;
    void presentFirst();
    void present(AutodiscoverMethod method);
    void read(const Result<ExchangeAnswer> &result);
    void readReply(const ExchangeAnswer &answer);
    void endRefused(const ExchangeAnswer &answer, const HttpVerdict &verdict);
    void use(const AutodiscoverReply &reply);
    void followUrl(const QUrl &target);
    void followAddress(const QString &address);
    void readCandidates(const Result<CandidatesAnswer> &result);
    void tryOlderDialect();
    void ask(ExchangeQuery query, AutodiscoverMethod method,
             void (AutodiscoverSettings::*reader)(const Result<ExchangeAnswer> &));
    void end(AutodiscoverAttempt::Outcome outcome, const std::optional<Problem> &problem = {});
    void endOverdue();
    void giveUp();

    Door &m_door;
    SettingsQuery m_query;
    QString m_email; // asked about; a redirect may change it
    QList<AutodiscoverCandidate> m_queue;
    bool m_isExchangeKnown = false; // then the login goes to nobody who merely may be one
    AutodiscoverCandidate m_current;
    RedirectTrail m_trail;
    QList<AutodiscoverAttempt> m_attempts;
    QStringList m_requestIds;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<AutodiscoverCandidates> m_candidates; // of another mail domain
    // The ones before: they may be the sender that is being heard.
    std::unique_ptr<Exchange> m_spent;
    std::unique_ptr<AutodiscoverCandidates> m_spentCandidates;
    QTimer m_first;
    QTimer m_overall;
    QElapsedTimer m_clock;
};

} // namespace Setup
