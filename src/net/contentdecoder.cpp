// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/contentdecoder.h"

#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "net/exchangelimits.h"

#include <array>
#include <utility>

#define ZLIB_CONST // its input is not copied
#include <zlib.h>

namespace Setup {

namespace {

constexpr int anyWrapper = 15 + 32; // zlib's and gzip's, told apart by their headers
constexpr int gzipMagic = 0x1f;

} // namespace

ContentDecoder::ContentDecoder(const QByteArray &encoding)
{
    const QByteArray name = encoding.trimmed().toLower();
    if (name == "gzip" || name == "x-gzip" || name == "deflate")
        open();
    else if (!name.isEmpty() && name != "identity")
        m_state = State::Unknown;
}

ContentDecoder::~ContentDecoder() = default;
ContentDecoder::ContentDecoder(ContentDecoder &&) noexcept = default;
ContentDecoder &ContentDecoder::operator=(ContentDecoder &&) noexcept = default;

void ContentDecoder::Close::operator()(z_stream_s *stream) const
{
    inflateEnd(stream);
    delete stream;
}

void ContentDecoder::open()
{
    m_stream.reset(new z_stream_s{});
    if (inflateInit2(m_stream.get(), anyWrapper) != Z_OK)
        m_state = State::Damaged;
}

void ContentDecoder::feed(const QByteArray &bytes)
{
    if (m_state != State::Reading || bytes.isEmpty())
        return;
    if (m_stream)
        inflateAll(bytes);
    else
        m_body += bytes;
    if (m_body.size() > ExchangeLimits::AnswerSize) {
        m_body.clear();
        m_state = State::TooLarge;
    }
    if (m_state == State::Damaged)
        m_body.clear();
}

bool ContentDecoder::isWhole() const
{
    return m_state == State::Reading && (!m_stream || !m_hasBegun || m_hasEnded);
}

bool ContentDecoder::isBodyAll(int status)
{
    return (status >= 200 && status < 300) || status == 500;
}

std::optional<QLatin1StringView> ContentDecoder::problem(int status) const
{
    if (!isBodyAll(status))
        return std::nullopt;
    switch (m_state) {
    case State::TooLarge:
        return Code::AnswerTooLarge;
    case State::Unknown:
        return Code::AnswerEncoding;
    case State::Damaged:
        return Code::AnswerTruncated;
    case State::Reading:
        break;
    }
    return isWhole() ? std::nullopt : std::optional(Code::AnswerTruncated);
}

QByteArray ContentDecoder::takeBody()
{
    return std::exchange(m_body, {});
}

void ContentDecoder::inflateAll(const QByteArray &bytes)
{
    m_hasBegun = true;
    m_stream->next_in = reinterpret_cast<const Bytef *>(bytes.constData());
    m_stream->avail_in = static_cast<uInt>(bytes.size());
    while (m_state == State::Reading && m_body.size() <= ExchangeLimits::AnswerSize && inflateOnce()) {}
}

// Whether there may be more. Several gzip members in a row are one text (RFC 1952, 2.2); what else stands
// behind the end is ignored, as others do.
bool ContentDecoder::inflateOnce()
{
    if (m_hasEnded) {
        if (m_stream->avail_in == 0 || *m_stream->next_in != gzipMagic)
            return false;
        inflateReset(m_stream.get());
        m_hasEnded = false;
    }
    std::array<char, 16'384> piece; // zlib fills it
    m_stream->next_out = reinterpret_cast<Bytef *>(piece.data());
    m_stream->avail_out = static_cast<uInt>(piece.size());
    const int state = inflate(m_stream.get(), Z_NO_FLUSH);
    m_body.append(piece.data(), static_cast<qsizetype>(piece.size() - m_stream->avail_out));
    m_hasEnded = state == Z_STREAM_END;
    if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
        m_state = State::Damaged;
    return state == Z_STREAM_END || (state == Z_OK && (m_stream->avail_in > 0 || m_stream->avail_out == 0));
}

} // namespace Setup
