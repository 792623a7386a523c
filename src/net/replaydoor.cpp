// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/replaydoor.h"

#include "core/problemcodes.h"
#include "net/replaypace.h"

#include <QCryptographicHash>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

Problem notInRecording(OperationKind kind, const OperationTag &tag, const QString &target)
{
    return {Code::NotInRecording,
            {},
            {{u"kind"_s, toString(kind)}, {u"check"_s, tag.check}, {u"target"_s, target}}};
}

// The answer in an outcome, when it is one of this type and whole.
template<typename Answer>
std::optional<Result<Answer>> answerIn(const Outcome &outcome)
{
    const auto *result = std::get_if<Result<Answer>>(&outcome);
    return result ? std::optional(*result) : std::nullopt;
}

template<>
std::optional<Result<ExchangeAnswer>> answerIn(const Outcome &outcome)
{
    const auto *exchange = std::get_if<RecordedExchange>(&outcome);
    return exchange && !exchange->trimmed ? std::optional(exchange->answer) : std::nullopt;
}

bool wasSent(const Outcome &outcome)
{
    const auto *exchange = std::get_if<RecordedExchange>(&outcome);
    return exchange && exchange->sent;
}

template<typename Operation, typename Query, typename Answer>
class Replayed final : public Operation
{
public:
    Replayed(OperationKind kind, Query query, ReplayDoor &door, std::shared_ptr<ReplayPace> pace)
        : m_kind(kind)
        , m_query(std::move(query))
        , m_door(door)
        , m_pace(std::move(pace))
    {
        m_timer.setSingleShot(true);
        m_timer.setInterval(0);
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] { deliver(); });
        QObject::connect(m_pace.get(), &ReplayPace::idle, this, [this] {
            if (std::exchange(m_waits, false))
                enter();
        });
    }

    ~Replayed() override { leave(); }

    void start() override
    {
        cancel();
        const QString target = targetOf(m_query);
        const Observation *found = m_door.next(m_kind, m_query.tag, target);
        const auto answer = found ? answerIn<Answer>(found->outcome) : std::nullopt;
        m_result = answer.value_or(Result<Answer>(notInRecording(m_kind, m_query.tag, target)));
        m_wasSent = found && wasSent(found->outcome);
        m_waits = found && std::holds_alternative<Cancelled>(found->outcome);
        if (m_waits)
            m_pace->awaitIdle();
        else
            enter();
    }

    void cancel() override
    {
        m_timer.stop();
        m_waits = false;
        leave();
    }

private:
    void enter()
    {
        if (!std::exchange(m_entered, true))
            m_pace->enter();
        m_timer.start();
    }

    void leave()
    {
        if (std::exchange(m_entered, false))
            m_pace->leave();
    }

    void deliver()
    {
        // The receiver may delete or restart us.
        const Result<Answer> result = m_result;
        if constexpr (requires { &Operation::sending; }) {
            if (std::exchange(m_wasSent, false)) {
                m_timer.start();
                return emit this->sending();
            }
        }
        // What the receiver does next is on its way before this one has left.
        const std::shared_ptr<ReplayPace> pace = std::exchange(m_entered, false) ? m_pace : nullptr;
        emit this->finished(result);
        if (pace)
            pace->leave();
    }

    OperationKind m_kind;
    Query m_query;
    ReplayDoor &m_door;
    std::shared_ptr<ReplayPace> m_pace;
    Result<Answer> m_result;
    bool m_wasSent = false;
    bool m_waits = false; // for the others
    bool m_entered = false;
    QTimer m_timer;
};

} // namespace

QByteArray ReplayRandomSource::bytes(qsizetype count)
{
    QByteArray bytes;
    while (bytes.size() < count) {
        const QByteArray block = QByteArray::number(m_block++);
        bytes += QCryptographicHash::hash(block, QCryptographicHash::Sha256);
    }
    return bytes.left(count);
}

ReplayDoor::ReplayDoor(const Recording &recording, int run)
    : m_recording(recording)
    , m_run(run == 0 ? static_cast<int>(recording.runs().size()) : run)
    , m_clock(recording.runs().value(m_run - 1).startedAt)
    , m_pace(std::make_shared<ReplayPace>())
{
    tell(recording);
}

ReplayDoor::~ReplayDoor() = default;

void ReplayDoor::tell(const Recording &recording)
{
    m_recording = recording;
    m_clock = FixedClock(run().startedAt);
    m_index.clear();
    m_lastAttempts.clear();
    rewind();
    const QList<Observation> &observations = m_recording.observations();
    for (qsizetype i = 0; i < observations.size(); ++i) {
        const ObservationKey &key = observations.at(i).key;
        m_index.insert(key, i);
        if (key.run == m_run)
            m_lastAttempts[key.check] = std::max(m_lastAttempts.value(key.check), key.attempt);
    }
}

void ReplayDoor::rewind()
{
    m_counts.clear();
    m_random.rewind();
}

const Observation *ReplayDoor::next(OperationKind kind, const OperationTag &tag, const QString &target)
{
    const int attempt = m_lastAttempts.value(tag.check, 1) + tag.attempt - 1;
    ObservationKey key{m_run, tag.check, attempt, kind, target, 0};
    const int nth = ++m_counts[key];
    key.nth = nth;
    const qsizetype found = m_index.value(key, -1);
    return found < 0 ? nullptr : &m_recording.observations().at(found);
}

std::optional<Result<QJsonValue>> ReplayDoor::recordedPort(const OperationTag &tag, const QString &port)
{
    const Observation *found = next(OperationKind::Port, tag, port);
    const auto *note = found ? std::get_if<Note>(&found->outcome) : nullptr;
    return note ? Result<QJsonValue>(note->value) : notInRecording(OperationKind::Port, tag, port);
}

std::unique_ptr<RouteFinder> ReplayDoor::findRoute(const RouteQuery &query)
{
    return std::make_unique<Replayed<RouteFinder, RouteQuery, Route>>(OperationKind::Route, query, *this,
                                                                      m_pace);
}

std::unique_ptr<LookUp> ReplayDoor::lookUp(const LookUpQuery &query)
{
    return std::make_unique<Replayed<LookUp, LookUpQuery, LookUpAnswer>>(OperationKind::LookUp, query, *this,
                                                                         m_pace);
}

std::unique_ptr<Connect> ReplayDoor::connectTo(const ConnectQuery &query)
{
    return std::make_unique<Replayed<Connect, ConnectQuery, ConnectAnswer>>(OperationKind::Connect, query,
                                                                            *this, m_pace);
}

std::unique_ptr<Handshake> ReplayDoor::handshake(const HandshakeQuery &query)
{
    return std::make_unique<Replayed<Handshake, HandshakeQuery, HandshakeAnswer>>(OperationKind::Handshake,
                                                                                  query, *this, m_pace);
}

std::unique_ptr<Exchange> ReplayDoor::exchange(const ExchangeQuery &query)
{
    return std::make_unique<Replayed<Exchange, ExchangeQuery, ExchangeAnswer>>(OperationKind::Exchange, query,
                                                                               *this, m_pace);
}

} // namespace Setup
