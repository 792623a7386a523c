// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "net/door.h"
#include "net/recording.h"

namespace Setup {

// Passes every operation on to another door and keeps what came back, redacted before it is kept. An
// operation that is cancelled is recorded as such. Secrets that pass are made known to the recording's guard.
// The inner door, the recording and the clock outlive its operations.
class RecordingDoor : public Door
{
public:
    RecordingDoor(Door &inner, Recording &recording, const Clock &clock);

    std::unique_ptr<RouteFinder> findRoute(const RouteQuery &query) override;
    std::unique_ptr<LookUp> lookUp(const LookUpQuery &query) override;
    std::unique_ptr<Connect> connectTo(const ConnectQuery &query) override;
    std::unique_ptr<Handshake> handshake(const HandshakeQuery &query) override;
    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override;
    std::optional<Result<QJsonValue>> recordedPort(const OperationTag &tag, const QString &port) override;
    void keepPort(const OperationTag &tag, const QString &port, const QJsonValue &value) override;

private:
    Door &m_inner;
    Recording &m_recording;
    const Clock &m_clock;
};

} // namespace Setup
