// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/embeddedbytes.h"

#include <algorithm>
#include <array>

#define ZLIB_CONST // its input is not copied
#include <zlib.h>

namespace Setup {
namespace {

constexpr qsizetype shortestRun = 12;
constexpr qsizetype longestInflated = 8'388'608;
constexpr qsizetype longestPiece = 4'096; // whole groups of base64
constexpr qsizetype costOfStream = 256; // as if so many bytes were decoded
constexpr int anyWrapper = 15 + 32; // zlib's and gzip's, told apart by their headers
constexpr int noWrapper = -15;

bool isOfBase64(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/'
        || c == '-' || c == '_';
}

// A stream of which most attempts end at once: what looked like a header was none. Also what a cut stream
// still tells.
class Inflation
{
public:
    Inflation(int windowBits, qsizetype &budget)
        : m_budget(budget)
        , m_state(inflateInit2(&m_stream, windowBits))
    {
        m_budget -= costOfStream;
    }
    Inflation(const Inflation &) = delete;
    Inflation &operator=(const Inflation &) = delete;
    ~Inflation() { inflateEnd(&m_stream); }

    // Whether more is wanted.
    bool take(QByteArrayView bytes)
    {
        std::array<Bytef, 16'384> piece; // zlib fills it
        m_stream.next_in = reinterpret_cast<const Bytef *>(bytes.data());
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        do {
            m_stream.next_out = piece.data();
            m_stream.avail_out = static_cast<uInt>(piece.size());
            m_state = inflate(&m_stream, Z_NO_FLUSH);
            const auto came = static_cast<qsizetype>(piece.size() - m_stream.avail_out);
            m_out.append(reinterpret_cast<const char *>(piece.data()), came);
            m_budget -= came;
        } while (m_state == Z_OK && m_stream.avail_out == 0 && goesOn());
        m_budget -= bytes.size();
        return (m_state == Z_OK || m_state == Z_BUF_ERROR) && goesOn();
    }

    const QByteArray &out() const { return m_out; }

private:
    bool goesOn() const { return m_budget >= 0 && m_out.size() < longestInflated; }

    qsizetype &m_budget;
    z_stream m_stream = {};
    int m_state;
    QByteArray m_out;
};

bool isZlib(QByteArrayView bytes)
{
    return bytes.size() > 2 && bytes[0] == '\x78'
        && (bytes[1] == '\x01' || bytes[1] == '\x5e' || bytes[1] == '\x9c' || bytes[1] == '\xda');
}

bool isCompressed(QByteArrayView bytes)
{
    return bytes.startsWith(QByteArrayView("\x1f\x8b\x08")) || isZlib(bytes);
}

class Search
{
public:
    Search(qsizetype &budget, const std::function<bool(const QByteArray &)> &isWanted)
        : m_budget(budget)
        , m_isWanted(isWanted)
    {}

    // One run of base64's characters. What stands before it may be glued to it ("/path/H4sI…").
    bool inRun(QByteArray run)
    {
        run.replace('-', '+').replace('_', '/');
        if (inWhole(run))
            return true;
        for (qsizetype slash = run.indexOf('/'); isBetween(slash, run); slash = run.indexOf('/', slash + 1))
            if (run.size() - slash > shortestRun
                && isCompressed(QByteArray::fromBase64(run.mid(slash + 1, 8)))
                && inCompressedBase64(QByteArrayView(run).sliced(slash + 1)))
                return true;
        for (qsizetype gzip = run.indexOf("H4sI", 1); isBetween(gzip, run);
             gzip = run.indexOf("H4sI", gzip + 1))
            if (inCompressedBase64(QByteArrayView(run).sliced(gzip)))
                return true;
        return false;
    }

    bool inCompressed(QByteArrayView bytes, int windowBits = anyWrapper)
    {
        Inflation inflation(windowBits, m_budget);
        bool goesOn = true;
        for (qsizetype at = 0; at < bytes.size() && goesOn; at += longestPiece)
            goesOn = inflation.take(bytes.sliced(at, std::min(longestPiece, bytes.size() - at)));
        return isWanted(inflation.out());
    }

    bool isAffordable() const { return m_budget >= 0; }

private:
    bool isBetween(qsizetype place, const QByteArray &run) const
    {
        return place >= 0 && place < run.size() && isAffordable();
    }

    bool inWhole(const QByteArray &run)
    {
        const QByteArray bytes = QByteArray::fromBase64(run);
        m_budget -= bytes.size();
        return isWanted(bytes) || inCompressed(bytes, isCompressed(bytes) ? anyWrapper : noWrapper);
    }

    // Piece by piece: there may be as many beginnings as there are characters.
    bool inCompressedBase64(QByteArrayView run)
    {
        Inflation inflation(anyWrapper, m_budget);
        bool goesOn = true;
        for (qsizetype at = 0; at < run.size() && goesOn; at += longestPiece)
            goesOn = inflation.take(QByteArray::fromBase64(
                run.sliced(at, std::min(longestPiece, run.size() - at)).toByteArray()));
        return isWanted(inflation.out());
    }

    bool isWanted(const QByteArray &bytes) const { return bytes.size() >= 4 && m_isWanted(bytes); }

    qsizetype &m_budget;
    const std::function<bool(const QByteArray &)> &m_isWanted;
};

} // namespace

bool anyEmbedded(const QByteArray &text, qsizetype &budget,
                 const std::function<bool(const QByteArray &)> &isWanted)
{
    Search search(budget, isWanted);
    for (qsizetype i = 0; i < text.size() && search.isAffordable();) {
        qsizetype end = i;
        while (end < text.size() && isOfBase64(text.at(end)))
            ++end;
        if (end - i >= shortestRun && search.inRun(text.mid(i, end - i)))
            return true;
        i = end + 1;
    }
    for (const char *magic : {"\x1f\x8b\x08", "\x78\x01", "\x78\x5e", "\x78\x9c", "\x78\xda"})
        for (qsizetype at = text.indexOf(magic); at >= 0 && search.isAffordable();
             at = text.indexOf(magic, at + 1))
            if (isCompressed(QByteArrayView(text).sliced(at))
                && search.inCompressed(QByteArrayView(text).sliced(at)))
                return true;
    return false;
}

} // namespace Setup
