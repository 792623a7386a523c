// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simrequest.h"

#include <optional>

namespace Setup {

// Cuts a byte stream into HTTP/1.1 requests (RFC 9112): Content-Length and chunked bodies, split anywhere,
// several in a row. Sizes are bounded.
class SimHttpReader
{
public:
    static constexpr qsizetype MaximumHead = qsizetype(64) * 1024;
    static constexpr qsizetype MaximumBody = qsizetype(16) * 1024 * 1024;

    void feed(const QByteArray &bytes) { m_buffer += bytes; }

    // The next complete request, once.
    std::optional<SimRequest> take();

    // True once after the head of a request that waits for "100 Continue" was read.
    bool takeExpectation();

    // The status that refuses what came, 0 while all is well. Nothing is read after it.
    int refusal() const { return m_refusal; }

    // What came after the last request, for a connection that stops speaking HTTP.
    QByteArray takeRest();

private:
    bool readHead();
    void readBodyKind();
    bool readSizedBody();
    bool readChunk();
    void readTrailer();
    std::optional<QByteArray> takeLine();

    enum class State { Head, Sized, Chunks, Trailer, Complete };

    QByteArray m_buffer;
    SimRequest m_request;
    State m_state = State::Head;
    qsizetype m_missing = 0; // bytes of a sized body
    int m_refusal = 0;
    bool m_expectation = false;
};

} // namespace Setup
