// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/recordingdoor.h"

#include "core/logging.h"
#include "net/redaction.h"
#include "net/redactiontoken.h"

#include <QElapsedTimer>

namespace Setup {
namespace {

// What is kept of a result.
template<typename Query, typename Answer>
Outcome outcomeOf(const Query &, const Result<Answer> &result, bool)
{
    return result;
}

Outcome outcomeOf(const ExchangeQuery &query, const Result<ExchangeAnswer> &result, bool wasSent)
{
    RecordedExchange exchange = redact(query, result);
    exchange.sent = wasSent;
    return exchange;
}

// What the recording's last look searches for, whatever redaction has let stand.
void addSecrets(BodyKind kind, const QByteArray &body, Recording &recording)
{
    if (kind != BodyKind::Token)
        return;
    const QList<Secret> secrets = secretsInTokenBody(body);
    for (const Secret &secret : secrets)
        recording.addSecret(secret);
}

template<typename Query, typename Answer>
void addSecrets(const Query &, const Result<Answer> &, Recording &)
{}

void addSecrets(const ExchangeQuery &query, const Result<ExchangeAnswer> &result, Recording &recording)
{
    if (result)
        addSecrets(query.bodyKind, result->body, recording);
}

// "401", "DNS_HOST_NOT_FOUND", "cancelled"
struct OutcomeWord
{
    QString operator()(const Cancelled &) const { return QStringLiteral("cancelled"); }
    QString operator()(const Note &) const { return {}; }
    QString operator()(const RecordedExchange &exchange) const
    {
        return exchange.answer ? QString::number(exchange.answer->status) : exchange.answer.problem().code;
    }
    template<typename Answer>
    QString operator()(const Result<Answer> &result) const
    {
        return result ? QStringLiteral("ok") : result.problem().code;
    }
};

void log(const Observation &observation)
{
    qCInfo(logNet).noquote() << observation.key.check << toString(observation.key.kind)
                             << observation.key.target << std::visit(OutcomeWord(), observation.outcome)
                             << QString::number(observation.duration.count()) + QStringLiteral(" ms");
}

// Where an operation is written down, and by which clock.
struct Ledger
{
    Recording &recording;
    const Clock &clock;
};

// One operation of any kind, relayed.
template<typename Operation, typename Query, typename Answer>
class Recorder final : public Operation
{
public:
    Recorder(OperationKind kind, std::unique_ptr<Operation> inner, Query query, Ledger ledger)
        : m_kind(kind)
        , m_inner(std::move(inner))
        , m_query(std::move(query))
        , m_ledger(ledger)
    {
        QObject::connect(m_inner.get(), &Operation::finished, this,
                         [this](const Result<Answer> &result) { relay(result); });
        if constexpr (requires { &Operation::sending; })
            QObject::connect(m_inner.get(), &Operation::sending, this, [this] {
                m_wasSent = true;
                emit this->sending();
            });
    }
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;
    ~Recorder() override { Recorder::cancel(); }

    void start() override
    {
        Recorder::cancel();
        m_observation.startedAt = m_ledger.clock.now();
        m_observation.key =
            m_ledger.recording.nextKey(m_kind, m_query.tag, targetOf(m_query), m_observation.startedAt);
        m_elapsed.start();
        m_wasSent = false;
        m_inner->start();
    }

    void cancel() override
    {
        m_inner->cancel();
        if (m_elapsed.isValid())
            keep(Cancelled());
    }

private:
    void relay(const Result<Answer> &result)
    {
        addSecrets(m_query, result, m_ledger.recording);
        keep(outcomeOf(m_query, result, m_wasSent));
        emit this->finished(result);
    }

    void keep(const Outcome &outcome)
    {
        m_observation.duration = std::chrono::milliseconds(m_elapsed.elapsed());
        m_observation.outcome = outcome;
        m_elapsed.invalidate();
        m_ledger.recording.add(m_observation);
        log(m_observation);
    }

    OperationKind m_kind;
    std::unique_ptr<Operation> m_inner;
    Query m_query;
    Ledger m_ledger;
    Observation m_observation;
    QElapsedTimer m_elapsed; // valid while it runs
    bool m_wasSent = false;
};

} // namespace

RecordingDoor::RecordingDoor(Door &inner, Recording &recording, const Clock &clock)
    : m_inner(inner)
    , m_recording(recording)
    , m_clock(clock)
{}

std::unique_ptr<RouteFinder> RecordingDoor::findRoute(const RouteQuery &query)
{
    return std::make_unique<Recorder<RouteFinder, RouteQuery, Route>>(
        OperationKind::Route, m_inner.findRoute(query), query, Ledger{m_recording, m_clock});
}

std::unique_ptr<LookUp> RecordingDoor::lookUp(const LookUpQuery &query)
{
    return std::make_unique<Recorder<LookUp, LookUpQuery, LookUpAnswer>>(
        OperationKind::LookUp, m_inner.lookUp(query), query, Ledger{m_recording, m_clock});
}

std::unique_ptr<Connect> RecordingDoor::connectTo(const ConnectQuery &query)
{
    return std::make_unique<Recorder<Connect, ConnectQuery, ConnectAnswer>>(
        OperationKind::Connect, m_inner.connectTo(query), query, Ledger{m_recording, m_clock});
}

std::unique_ptr<Handshake> RecordingDoor::handshake(const HandshakeQuery &query)
{
    return std::make_unique<Recorder<Handshake, HandshakeQuery, HandshakeAnswer>>(
        OperationKind::Handshake, m_inner.handshake(query), query, Ledger{m_recording, m_clock});
}

std::unique_ptr<Exchange> RecordingDoor::exchange(const ExchangeQuery &query)
{
    if (query.credential)
        m_recording.addSecret(query.credential->secret);
    addSecrets(query.bodyKind, query.body, m_recording);
    return std::make_unique<Recorder<Exchange, ExchangeQuery, ExchangeAnswer>>(
        OperationKind::Exchange, m_inner.exchange(query), query, Ledger{m_recording, m_clock});
}

// A replay may be recorded once more.
std::optional<Result<QJsonValue>> RecordingDoor::recordedPort(const OperationTag &tag, const QString &port)
{
    const auto recorded = m_inner.recordedPort(tag, port);
    if (recorded && *recorded)
        m_recording.addPortValue(tag, port, **recorded, m_clock.now());
    return recorded;
}

void RecordingDoor::keepPort(const OperationTag &tag, const QString &port, const QJsonValue &value)
{
    m_recording.addPortValue(tag, port, value, m_clock.now());
    m_inner.keepPort(tag, port, value);
}

} // namespace Setup
