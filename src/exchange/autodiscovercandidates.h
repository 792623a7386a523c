// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/autodiscoverattempt.h"
#include "net/operation.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace Setup {

class AutodiscoverProbe;
class Door;

struct CandidatesQuery
{
    OperationTag tag = {};
    QString domain = {}; // of the mail address, ASCII
    QString email = {}; // asked by address only where a host was found; empty: by domain alone (while typing)
    bool askMicrosoft = false; // also ask outlook.office365.com about the address
    bool throughProxy = false; // then a TCP connection of our own says nothing about a host
    QByteArray extraRoot = {};
    std::chrono::milliseconds patience{4'000}; // for a host that does not even connect
    std::chrono::milliseconds overall{15'000};
};

struct CandidatesAnswer
{
    QList<AutodiscoverCandidate>
        candidates; // the likeliest Exchange first, each group in the order of the methods
    QList<AutodiscoverAttempt> attempts; // all, in the order of the methods
    QUrl microsoftUrl; // what Microsoft says of the address, when asked: EWS there, or where it sends us
    std::chrono::milliseconds duration{0};

    QUrl ewsUrl() const; // the first one that Autodiscover v2 told
    friend bool operator==(const CandidatesAnswer &, const CandidatesAnswer &) = default;
};

// Asks every place where Autodiscover may stand, at once and without credentials, and decides by the order of
// the methods and not by who was first. Only the mail domain and its autodiscover host are tried, never a
// parent domain.
//
// Nobody waits for a host that is not there: once one has answered convincingly (as only Exchange does), the
// others get a quarter as long again, at least 50 ms; after that only those are waited for that come before
// it and to which a TCP connection stands. All that the service records name are asked at once, too. Without
// a convincing answer, hosts that do not connect are given up when the patience ends. Both are listed as "no
// answer yet". A bad certificate ends an attempt and nothing else. Problem: that of nothingfound.h, with
// "attempts" in the facts.
class AutodiscoverCandidates : public QObject
{
    Q_OBJECT

public:
    AutodiscoverCandidates(Door &door, CandidatesQuery query, QObject *parent = nullptr);
    ~AutodiscoverCandidates() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::CandidatesAnswer> &result);

private:
    using Probes = std::vector<std::unique_ptr<AutodiscoverProbe>>;

    void makeProbes();
    void hear(AutodiscoverProbe &probe);
    void addPlaces(const AutodiscoverProbe *after, const QList<QUrl> &places);
    void decide();
    void beginGrace();
    void endGrace();
    void checkConnections(Probes::const_iterator end, std::chrono::milliseconds deadline);
    void endPatience();
    Probes::const_iterator best() const;
    void settle();

    Door &m_door;
    CandidatesQuery m_query;
    Probes m_probes; // in the order of the methods, and of the service records
    Probes m_spent; // those before: one may be the sender that is being heard
    QElapsedTimer m_clock;
    QTimer m_nothingToAsk;
    QTimer m_grace;
    QElapsedTimer m_sinceGrace;
    QTimer m_patience;
    QTimer m_overall;
    bool m_graceBegan = false;
    bool m_graceOver = false;
    bool m_lastChance = false; // the hosts have been asked for a connection, and patience ends soon
};

} // namespace Setup
