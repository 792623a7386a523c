// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "net/door.h"
#include "net/recording.h"

#include <memory>

namespace Setup {

class ReplayPace;

// Repeats without being random. The bytes of the live run are the stuff that keys and verifiers are made of:
// they are never recorded, and no answer of a recording depends on them.
class ReplayRandomSource : public RandomSource
{
public:
    QByteArray bytes(qsizetype count) override;
    void rewind() { m_block = 0; }

private:
    quint64 m_block = 0;
};

// Answers from one run of a recording and never touches the network. Each answer is found by its
// ObservationKey, so operations may start and end in another order than they did. What is not there is
// NOT_IN_RECORDING, and so is an exchange whose bodies had to go. What was cancelled is NOT_IN_RECORDING,
// too, but only when nothing else is on its way: it was given up because others had answered, or nobody had.
//
// Of a check that was repeated, the first attempt here is the last one there: the findings that the recording
// holds are of that one.
class ReplayDoor : public Door
{
public:
    // run: from 1; 0 is the last one. The recording is copied.
    explicit ReplayDoor(const Recording &recording, int run = 0);
    ~ReplayDoor() override;

    // From the beginning of the run, as if nobody had asked yet.
    void rewind();
    // The same with another recording of the run (setup/supposition.h).
    void tell(const Recording &recording);

    std::unique_ptr<RouteFinder> findRoute(const RouteQuery &query) override;
    std::unique_ptr<LookUp> lookUp(const LookUpQuery &query) override;
    std::unique_ptr<Connect> connectTo(const ConnectQuery &query) override;
    std::unique_ptr<Handshake> handshake(const HandshakeQuery &query) override;
    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override;

    std::optional<Result<QJsonValue>> recordedPort(const OperationTag &tag, const QString &port) override;

    // The time at which the run began, throughout: readings in between would depend on the order of events.
    const Clock &clock() const { return m_clock; }
    RandomSource &randomSource() { return m_random; }
    RecordedRun run() const { return m_recording.runs().value(m_run - 1); }

    // For the operations: what the next one of this kind was, nullptr where there is none.
    const Observation *next(OperationKind kind, const OperationTag &tag, const QString &target);

private:
    Recording m_recording;
    int m_run;
    FixedClock m_clock;
    ReplayRandomSource m_random;
    QHash<ObservationKey, qsizetype> m_index;
    QHash<QString, int> m_lastAttempts; // of each check in this run
    QHash<ObservationKey, int> m_counts;
    std::shared_ptr<ReplayPace> m_pace; // its operations may outlive the door
};

} // namespace Setup
