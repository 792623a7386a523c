// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"
#include "net/observation.h"
#include "net/recordedrun.h"

#include <QSet>
#include <QSslCertificate>

#include <functional>

namespace Setup {

// Everything that passed the door in one or several runs of one integration, redacted before it came here.
class Recording
{
public:
    static constexpr qsizetype DefaultBound = 16'777'216; // bytes
    static constexpr qsizetype MaximumObservations = 10'000;
    static constexpr qsizetype MaximumCertificates = 2000; // different ones; OpenSSL takes a millisecond each
    static constexpr QLatin1StringView Format{"askcody-exchange-setup/recording/1"};

    explicit Recording(ProgramInfo program = ProgramInfo::current(), qsizetype bound = DefaultBound);

    // What follows belongs to this run, numbered from 1. Without it the first run begins with the first key.
    int beginRun(RecordedRun run);
    void setFindings(const QJsonArray &findings);
    void setDecisions(const QJsonArray &decisions);
    void setCloud(const QJsonObject &cloud);
    void setContext(const RecordedContext &context) { m_context = context; }

    // Takes the next number of this kind of observation: call it when the operation starts.
    ObservationKey nextKey(OperationKind kind, const OperationTag &tag, const QString &target,
                           const QDateTime &now);
    void add(const Observation &observation);
    void addPortValue(const OperationTag &tag, const QString &port, const QJsonValue &value,
                      const QDateTime &now);
    void addDecision(const OperationTag &tag, const QString &name, const QJsonValue &details,
                     const QDateTime &now);

    // For a supposition: the run and what was observed become what they were not.
    void rewrite(const std::function<void(RecordedRun &)> &run,
                 const std::function<void(Observation &)> &observation);

    // A secret of the run, which toHar() then looks for in what it is about to give away.
    void addSecret(const Secret &secret);

    const ProgramInfo &program() const { return m_program; }
    const QList<Secret> &secrets() const { return m_secrets; }
    const RecordedContext &context() const { return m_context; }
    const QList<RecordedRun> &runs() const { return m_runs; }
    const QList<Observation> &observations() const { return m_observations; }
    const Truncation &truncation() const { return m_truncation; }
    qsizetype size() const; // of the file, roughly; never 0

    // The recording as one HAR 1.2 file not larger than the bound: bodies of passed checks go first, then all
    // others. What redaction let stand of a secret of the run is taken out. Problems:
    // RECORDING_HOLDS_PASSWORD when it stands in what cannot be taken out (secretsweep.h), ANSWER_TOO_LARGE
    // when it does not fit even without bodies.
    Result<QByteArray> toHar() const;

    // Takes only what toHar() writes. Problems: FILE_MALFORMED with "where" in the facts, ANSWER_TOO_LARGE.
    static Result<Recording> fromHar(const QByteArray &har);

private:
    bool isPassed(const ObservationKey &key) const;
    qsizetype dropBodies(qsizetype atLeast);
    bool takesCertificates(const Observation &observation);

    ProgramInfo m_program;
    RecordedContext m_context;
    qsizetype m_bound;
    QList<RecordedRun> m_runs;
    QList<Observation> m_observations;
    QHash<ObservationKey, int> m_counts;
    QList<Secret> m_secrets;
    Truncation m_truncation;
    qsizetype m_bodyBytes = 0;
    QSet<QSslCertificate> m_certificates; // of all handshakes

    friend class HarReader;
};

} // namespace Setup
