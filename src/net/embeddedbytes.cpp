// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/embeddedbytes.h"

#include <array>
#include <zlib.h>

namespace Setup {
namespace {

constexpr qsizetype shortestRun = 12;
constexpr qsizetype longestInflated = 8'388'608;
constexpr qsizetype mostParts = 20'000;
constexpr int anyWrapper = 15 + 32; // zlib's and gzip's, told apart by their headers
constexpr int noWrapper = -15;

bool isOfBase64(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/'
        || c == '-' || c == '_';
}

// Also what a cut stream still tells.
QByteArray inflated(QByteArrayView bytes, int windowBits)
{
    z_stream stream = {};
    if (bytes.isEmpty() || inflateInit2(&stream, windowBits) != Z_OK)
        return {};
    QByteArray input = bytes.toByteArray(); // zlib's interface is not const
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    QByteArray out;
    std::array<char, 16'384> piece = {};
    int state = Z_OK;
    while (state == Z_OK && out.size() < longestInflated) {
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(piece.data(), static_cast<qsizetype>(piece.size() - stream.avail_out));
    }
    inflateEnd(&stream);
    return out;
}

bool isZlib(QByteArrayView bytes)
{
    return bytes.size() > 2 && bytes[0] == '\x78'
        && (bytes[1] == '\x01' || bytes[1] == '\x5e' || bytes[1] == '\x9c' || bytes[1] == '\xda');
}

bool isCompressed(QByteArrayView bytes)
{
    return bytes.startsWith(QByteArrayView("\x1f\x8b\x08")) || isZlib(bytes);
}

class Parts
{
public:
    QByteArrayList taken;

    // One run of base64's characters. What stands before it may be glued to it ("/path/H4sI…").
    void takeRun(QByteArray run)
    {
        run.replace('-', '+').replace('_', '/');
        take(run);
        for (qsizetype slash = run.indexOf('/'); slash >= 0; slash = run.indexOf('/', slash + 1))
            if (run.size() - slash > shortestRun
                && isCompressed(QByteArray::fromBase64(run.mid(slash + 1, 8))))
                takeIfCompressed(QByteArray::fromBase64(run.mid(slash + 1)));
        for (qsizetype gzip = run.indexOf("H4sI", 1); gzip > 0; gzip = run.indexOf("H4sI", gzip + 1))
            takeIfCompressed(QByteArray::fromBase64(run.mid(gzip)));
    }

    void takeIfCompressed(const QByteArray &bytes)
    {
        if (isCompressed(bytes))
            add(inflated(bytes, anyWrapper));
    }

private:
    void take(const QByteArray &run)
    {
        const QByteArray bytes = QByteArray::fromBase64(run);
        add(bytes);
        takeIfCompressed(bytes);
        if (!isCompressed(bytes))
            add(inflated(bytes, noWrapper));
    }

    void add(const QByteArray &bytes)
    {
        if (bytes.size() >= 4 && taken.size() < mostParts)
            taken.append(bytes);
    }
};

} // namespace

QByteArrayList embeddedBytes(const QByteArray &text)
{
    Parts parts;
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = i;
        while (end < text.size() && isOfBase64(text.at(end)))
            ++end;
        if (end - i >= shortestRun)
            parts.takeRun(text.mid(i, end - i));
        i = end + 1;
    }
    for (const char *magic : {"\x1f\x8b\x08", "\x78\x01", "\x78\x5e", "\x78\x9c", "\x78\xda"})
        for (qsizetype at = text.indexOf(magic); at >= 0; at = text.indexOf(magic, at + 1))
            parts.takeIfCompressed(text.mid(at));
    return parts.taken;
}

} // namespace Setup
