// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/httpheaders.h"

#include <optional>
#include <utility>

namespace Setup {

// Puts one HTTP/1.1 answer (RFC 9112) together from what a socket gives: for the exchange that needs its
// connection for itself, which QNetworkAccessManager never promises. Everything is bounded; what does not fit
// the grammar is malformed.
class HttpAnswerReader
{
public:
    static constexpr qsizetype MaximumHead = qsizetype(64) * 1024;
    static constexpr qsizetype MaximumFields = 200;
    static constexpr qint64 MaximumAround = 1024LL * 1024; // all that is no body
    static constexpr int MaximumExtras = 100; // answers on the way (1xx), and lines behind the body

    enum class State { Reading, Complete, Malformed, TooLarge };

    void feed(const QByteArray &bytes);
    void end(); // the server closed: the end of a body without a length, else of an answer that was cut

    State state() const { return m_state; }
    bool hasHead() const { return m_part != Part::Head; }
    int status() const { return m_status; }
    const QByteArray &reason() const { return m_reason; }
    const HttpHeaders &headers() const { return m_headers; }
    const QByteArray &body() const { return m_body; }
    QByteArray takeBody() { return std::exchange(m_body, {}); } // what has come since the last time
    bool keepsConnection() const; // of a complete one: may another request follow on this connection?

private:
    enum class Part { Head, Sized, ChunkSize, Chunk, Trailer, UntilClosed };

    void advance();
    bool step();
    std::optional<QByteArray> takeHead();
    bool readHead();
    bool readStatus(const QByteArray &line);
    bool readField(const QByteArray &line);
    bool chooseBody();
    bool readSized();
    bool readChunkSize();
    bool readChunk();
    bool readTrailer();
    bool take(qsizetype count);
    std::optional<QByteArray> takeLine();
    bool fail(State state);

    State m_state = State::Reading;
    Part m_part = Part::Head;
    QByteArray m_buffer;
    bool m_isOld = false; // HTTP/1.0
    int m_status = 0;
    QByteArray m_reason;
    HttpHeaders m_headers;
    QByteArray m_body;
    qint64 m_fed = 0; // bytes of all
    qint64 m_received = 0; // of the body, those that were taken included
    qint64 m_missing = 0;
    int m_extras = 0;
};

} // namespace Setup
