// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QLatin1StringView>

#include <memory>
#include <optional>

struct z_stream_s;

namespace Setup {

// Undoes what Content-Encoding names (RFC 9110, 8.4), in small steps and never further than to the size of
// an answer (ExchangeLimits): a few kilobytes may become gigabytes. Qt would decode all of it before anybody
// can look at the size, so it decodes nothing.
class ContentDecoder
{
public:
    // Of Accept-Encoding: what is undone here. "deflate" is as well, unasked.
    static constexpr auto Accepted = "gzip";

    enum class State {
        Reading,
        Unknown, // an encoding that was not asked for: nothing is read
        Damaged,
        TooLarge
    };

    explicit ContentDecoder(const QByteArray &encoding = {}); // the header's value
    ~ContentDecoder();
    ContentDecoder(ContentDecoder &&) noexcept;
    ContentDecoder &operator=(ContentDecoder &&) noexcept;

    void feed(const QByteArray &bytes);
    State state() const { return m_state; }
    bool isWhole() const; // the packed stream has come to its own end, or there is none
    // Is the body the answer (success, a fault)? Elsewhere the head tells enough: that a login was refused
    // must not be lost because the page to it is damaged, cut or endless.
    static bool isBodyAll(int status);
    // Of the whole body of such an answer: ANSWER_TOO_LARGE, ANSWER_ENCODING or ANSWER_TRUNCATED.
    std::optional<QLatin1StringView> problem(int status) const;
    const QByteArray &body() const { return m_body; }
    QByteArray takeBody();

private:
    struct Close
    {
        void operator()(z_stream_s *stream) const;
    };
    void open();
    void inflateAll(const QByteArray &bytes);
    bool inflateOnce();

    State m_state = State::Reading;
    std::unique_ptr<z_stream_s, Close> m_stream; // null: the bytes are the body
    bool m_hasBegun = false;
    bool m_hasEnded = false;
    QByteArray m_body;
};

} // namespace Setup
