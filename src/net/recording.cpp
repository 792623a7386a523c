// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/recording.h"

#include "core/problemcodes.h"
#include "net/harreader.h"
#include "net/harwriter.h"
#include "net/redaction.h"
#include "net/secretsweep.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSysInfo>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// While a run lasts nobody knows yet which checks pass, so that memory holds more than a file may.
constexpr qsizetype memoryFactor = 4;

qsizetype bodyBytes(const Observation &observation)
{
    const auto *exchange = std::get_if<RecordedExchange>(&observation.outcome);
    if (!exchange || exchange->trimmed)
        return 0;
    return exchange->request.body.size() + (exchange->answer ? exchange->answer->body.size() : 0);
}

void dropBodiesOf(Observation &observation)
{
    auto *exchange = std::get_if<RecordedExchange>(&observation.outcome);
    const QByteArray note = removedBytes(u"recording full", bodyBytes(observation));
    exchange->trimmed = true;
    if (!exchange->request.body.isEmpty())
        exchange->request.body = note;
    if (exchange->answer && !exchange->answer->body.isEmpty())
        exchange->answer->body = note;
}

} // namespace

ProgramInfo ProgramInfo::current()
{
    return {QCoreApplication::applicationName(), QCoreApplication::applicationVersion(),
            QString::fromLatin1(qVersion()), QSysInfo::prettyProductName()};
}

Recording::Recording(ProgramInfo program, qsizetype bound)
    : m_program(std::move(program))
    , m_bound(bound)
{}

int Recording::beginRun(RecordedRun run)
{
    m_runs.append(std::move(run));
    return static_cast<int>(m_runs.size());
}

void Recording::setFindings(const QJsonArray &findings)
{
    if (!m_runs.isEmpty())
        m_runs.last().findings = findings;
}

void Recording::setDecisions(const QJsonArray &decisions)
{
    if (!m_runs.isEmpty())
        m_runs.last().decisions = decisions;
}

void Recording::setCloud(const QJsonObject &cloud)
{
    if (!m_runs.isEmpty())
        m_runs.last().cloud = cloud;
}

ObservationKey Recording::nextKey(OperationKind kind, const OperationTag &tag, const QString &target,
                                  const QDateTime &now)
{
    if (m_runs.isEmpty())
        beginRun({now, {}, {}, {}});
    ObservationKey key{static_cast<int>(m_runs.size()), tag.check, tag.attempt, kind, target, 0};
    const int nth = ++m_counts[key];
    key.nth = nth;
    return key;
}

void Recording::add(const Observation &observation)
{
    if (m_observations.size() >= MaximumObservations || !takesCertificates(observation)) {
        ++m_truncation.observations;
        return;
    }
    m_observations.append(observation);
    m_bodyBytes += bodyBytes(observation);
    if (m_bodyBytes > memoryFactor * m_bound)
        dropBodies(m_bodyBytes - m_bound);
}

// More than this no reader takes, and then nobody could read the rest.
bool Recording::takesCertificates(const Observation &observation)
{
    const auto *handshake = std::get_if<Result<HandshakeAnswer>>(&observation.outcome);
    if (!handshake || !*handshake)
        return true;
    const QList<QSslCertificate> &chain = (*handshake)->chain;
    QSet<QSslCertificate> all = m_certificates + QSet<QSslCertificate>(chain.cbegin(), chain.cend());
    if (all.size() > MaximumCertificates)
        return false;
    m_certificates = std::move(all);
    return true;
}

void Recording::addPortValue(const OperationTag &tag, const QString &port, const QJsonValue &value,
                             const QDateTime &now)
{
    add({nextKey(OperationKind::Port, tag, port, now), now, {}, Note{value}});
}

void Recording::addDecision(const OperationTag &tag, const QString &name, const QJsonValue &details,
                            const QDateTime &now)
{
    add({nextKey(OperationKind::Decision, tag, name, now), now, {}, Note{details}});
}

void Recording::rewrite(const std::function<void(RecordedRun &)> &run,
                        const std::function<void(Observation &)> &observation)
{
    std::for_each(m_runs.begin(), m_runs.end(), run);
    std::for_each(m_observations.begin(), m_observations.end(), observation);
}

void Recording::addSecret(const Secret &secret)
{
    const auto isSame = [&](const Secret &known) { return known.bytes() == secret.bytes(); };
    if (!secret.isEmpty() && std::none_of(m_secrets.cbegin(), m_secrets.cend(), isSame))
        m_secrets.append(secret);
}

bool Recording::isPassed(const ObservationKey &key) const
{
    const QJsonArray findings = m_runs.value(key.run - 1).findings;
    return std::any_of(findings.cbegin(), findings.cend(), [&](const QJsonValue &finding) {
        return finding["id"_L1].toString() == key.check && finding["status"_L1].toString() == "pass"_L1;
    });
}

qsizetype Recording::size() const
{
    constexpr qsizetype withoutBodies = 2'000; // of one observation: the median of recorded runs
    qsizetype size = withoutBodies * (1 + m_observations.size());
    for (const Observation &observation : m_observations)
        size += bodyBytes(observation);
    return std::min(m_bound, size);
}

// The evidence of what failed is what a recording is for: it goes last.
qsizetype Recording::dropBodies(qsizetype atLeast)
{
    qsizetype dropped = 0;
    for (const bool passed : {true, false}) {
        for (Observation &observation : m_observations) {
            const qsizetype size = bodyBytes(observation);
            if (dropped >= atLeast || size == 0 || isPassed(observation.key) != passed)
                continue;
            dropBodiesOf(observation);
            dropped += size;
            ++m_truncation.bodies;
        }
    }
    m_bodyBytes -= dropped;
    return dropped;
}

Result<QByteArray> Recording::toHar() const
{
    Recording fitting = *this;
    QJsonObject document = toHarDocument(fitting);
    QByteArray har = QJsonDocument(document).toJson();
    while (har.size() > m_bound) {
        if (fitting.dropBodies(har.size() - m_bound) == 0)
            return Problem{Code::AnswerTooLarge, {}, {{u"bytes"_s, har.size()}, {u"limit"_s, m_bound}}};
        document = toHarDocument(fitting);
        har = QJsonDocument(document).toJson();
    }
    const auto swept = withoutSecrets(document, m_secrets);
    if (!swept)
        return swept.problem();
    return swept->taken.isEmpty() ? har : QJsonDocument(swept->document).toJson();
}

Result<Recording> Recording::fromHar(const QByteArray &har)
{
    return HarReader().read(har);
}

} // namespace Setup
