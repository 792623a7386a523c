// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simrequest.h"

#include <chrono>
#include <memory>
#include <optional>

namespace Setup {

class SimLater;

struct SimChunk
{
    std::chrono::milliseconds delay{0}; // before it is sent
    QByteArray data;
};

// What a LoopbackServer answers, and how it misbehaves while doing so.
struct SimReply
{
    enum class Fault {
        None,
        Silent, // no answer ever, the connection stays
        CloseBeforeAnswer, // closed in good manner, without a byte
        Reset // TCP RST instead of an answer
    };
    enum class Afterwards {
        KeepAlive,
        Close, // and says so ("Connection: close")
        CloseUnannounced // as a server whose idle time is over
    };

    int status = 200;
    QByteArray reason; // empty: the usual one
    QList<SimHeader> headers; // Content-Length, Transfer-Encoding and Connection come from the fields below
    QByteArray body;
    QList<SimChunk> chunks; // not empty: a chunked answer of these pieces in place of the body
    bool chunksEnd = true; // false: the last chunk never comes, the stream stays open
    bool bodyless = false; // the head only, although it tells of a body (HEAD, 304)

    Fault fault = Fault::None;
    Afterwards afterwards = Afterwards::KeepAlive;
    std::chrono::milliseconds delay{0}; // before the first byte
    std::optional<qsizetype> cutAfter; // bytes of the body, then the connection is closed
    std::optional<qsizetype> contentLength; // announced in place of the true one
    qsizetype dribbleBytes = 0; // > 0: the answer comes in pieces of this size …
    std::chrono::milliseconds dribbleInterval{10}; // … one per interval
    std::shared_ptr<SimLater> later; // not null: status, body and headers are still being worked on
    quint16 tunnelPort = 0; // > 0: after the answer the connection leads to this port on loopback (CONNECT)
};

// Adds Content-Type and the body.
SimReply simReply(int status, const QByteArray &contentType, const QByteArray &body);

} // namespace Setup
