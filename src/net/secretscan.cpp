// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/secretscan.h"

#include "net/embeddedbytes.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace Setup {
namespace {

constexpr qsizetype shortest = 4;
constexpr qsizetype shortestReversed = 6; // a shorter one would be found by chance
constexpr int deepest = 3; // base64 in gzip in base64
constexpr qsizetype smallestBudget = 262'144; // bytes to be decoded

// All names and strings of a document, one a line: free of JSON's own escapes.
void collect(const QJsonValue &value, QByteArray &text)
{
    if (value.isString()) {
        text += value.toString().toUtf8() + '\n';
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const auto &item : array)
            collect(item, text);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.constBegin(); member != object.constEnd(); ++member) {
            text += member.key().toUtf8() + '\n';
            collect(member.value(), text);
        }
    }
}

QByteArray withoutEntities(QByteArray text)
{
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
}

// "pass\u0077ord", "a\/b": JSON in a string of JSON.
QByteArray withoutEscapes(const QByteArray &text)
{
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isEscape = text.at(i) == '\\' && i + 1 < text.size();
        if (!isEscape) {
            plain += text.at(i);
            continue;
        }
        bool isHex = false;
        const uint code = text.at(i + 1) == 'u' ? text.mid(i + 2, 4).toUInt(&isHex, 16) : 0;
        plain += isHex ? QString(QChar(static_cast<char16_t>(code))).toUtf8() : text.mid(i + 1, 1);
        i += isHex ? 5 : 1;
    }
    return plain;
}

QByteArray without(QByteArray text, const QByteArray &what)
{
    return text.replace(what, QByteArray());
}

QByteArray utf16(const QByteArray &utf8, bool bigEndian)
{
    QByteArray bytes;
    const QString text = QString::fromUtf8(utf8);
    for (const QChar unit : text) {
        const char low = static_cast<char>(unit.unicode() & 0xff);
        const char high = static_cast<char>(unit.unicode() >> 8);
        bytes.append(bigEndian ? high : low).append(bigEndian ? low : high);
    }
    return bytes;
}

// What base64 makes of the bytes when they start at offset 0, 1 or 2 of a group, without the characters that
// depend on the neighbours.
QByteArrayList base64Forms(const QByteArray &bytes)
{
    QByteArrayList forms;
    for (qsizetype before = 0; before < 3; ++before) {
        const QByteArray padded = QByteArray(before, 'x') + bytes;
        const qsizetype first = before == 0 ? 0 : before + 1;
        const qsizetype whole = padded.size() * 8 / 6; // complete characters
        const QByteArray form = padded.toBase64().mid(first, whole - first);
        forms << form << QByteArray(form).replace('+', '-').replace('/', '_');
    }
    return forms;
}

bool isOfBase64(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

// Base64 as mail and PEM wrap it: lines of whole groups.
QByteArray withJoinedLines(const QByteArray &text)
{
    static constexpr qsizetype shortestLine = 16;
    QByteArray joined;
    joined.reserve(text.size());
    qsizetype start = 0; // of the line, in what is joined
    for (const char c : text) {
        if (c != '\n') {
            joined += c;
            continue;
        }
        const bool hasReturn = joined.endsWith('\r') && joined.size() > start;
        const QByteArrayView line = QByteArrayView(joined).sliced(start).chopped(hasReturn ? 1 : 0);
        const bool goesOn = line.size() >= shortestLine && line.size() % 4 == 0
            && std::all_of(line.begin(), line.end(), isOfBase64);
        if (goesOn)
            joined.chop(hasReturn ? 1 : 0);
        else
            joined += c;
        start = joined.size();
    }
    return joined;
}

QByteArray reversed(QByteArray bytes)
{
    std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

bool isIn(const QByteArray &text, const QByteArrayList &needles)
{
    return std::any_of(needles.cbegin(), needles.cend(),
                       [&text](const QByteArray &needle) { return text.contains(needle); });
}

void wipeAll(QByteArrayList &list)
{
    for (QByteArray &bytes : list)
        wipe(bytes);
}

} // namespace

SecretScan::SecretScan(const QList<Secret> &secrets)
{
    for (const Secret &secret : secrets) {
        if (secret.size() < shortest)
            continue;
        const QByteArray bytes = secret.bytes().toByteArray();
        const QByteArray little = utf16(bytes, false);
        const QByteArray big = utf16(bytes, true);
        m_texts << bytes << little << big;
        if (bytes.size() >= shortestReversed)
            m_texts << reversed(bytes);
        m_encoded += base64Forms(bytes) + base64Forms(little) + base64Forms(big);
        m_digits << bytes.toHex() << little.toHex() << big.toHex();
    }
}

SecretScan::~SecretScan()
{
    wipeAll(m_texts);
    wipeAll(m_encoded);
    wipeAll(m_digits);
}

bool SecretScan::findsPlain(const QByteArray &bytes) const
{
    if (isIn(bytes, m_texts) || isIn(bytes, m_encoded))
        return true;
    const QByteArray lower = bytes.toLower();
    if (isIn(lower, m_digits) || (lower.contains(':') && isIn(without(lower, ":"), m_digits)))
        return true;
    QByteArrayList readings;
    if (bytes.contains('&'))
        readings << withoutEntities(bytes);
    if (bytes.contains('%') || bytes.contains('+')) {
        readings << QByteArray::fromPercentEncoding(bytes)
                 << QByteArray::fromPercentEncoding(QByteArray(bytes).replace('+', ' '));
    }
    if (bytes.contains('\\'))
        readings << withoutEscapes(bytes);
    if (bytes.contains('\0')) // UTF-16 that somebody took for text
        readings << without(bytes, QByteArray(1, '\0'));
    return std::any_of(readings.cbegin(), readings.cend(),
                       [this](const QByteArray &reading) { return isIn(reading, m_texts); });
}

bool SecretScan::findsWithin(const QByteArray &bytes, int depth, qsizetype &budget) const
{
    const QByteArray joined = withJoinedLines(bytes);
    if (findsPlain(bytes) || (joined.size() < bytes.size() && isIn(joined, m_encoded)))
        return true;
    if (depth == 0)
        return false;
    return anyEmbedded(joined, budget,
                       [&](const QByteArray &part) { return findsWithin(part, depth - 1, budget); })
        || budget < 0;
}

bool SecretScan::finds(const QByteArray &bytes) const
{
    // Several times what text comes to when all of it is packed, and that again.
    qsizetype budget = smallestBudget + 16 * bytes.size();
    return !isEmpty() && findsWithin(bytes, deepest, budget);
}

bool SecretScan::finds(const QJsonObject &document) const
{
    QByteArray text;
    collect(document, text);
    return finds(text);
}

} // namespace Setup
