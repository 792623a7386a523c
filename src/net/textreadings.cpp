// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/textreadings.h"

#include <QString>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace Setup {
namespace {

constexpr qsizetype longestEntity = 12; // "&#x0010FFFF;"

// Of code page 1252, from 0x80 on; 0 where it has nothing, and ISO 8859-1 its control character.
constexpr std::array<char16_t, 32> windows1252 = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

QByteArray utf8Of(char32_t code)
{
    if (code == 0)
        return {1, '\0'};
    return code > 0x10ffff ? QByteArray() : QString::fromUcs4(&code, 1).toUtf8();
}

std::optional<uint> hex(const QByteArray &text, qsizetype at, qsizetype digits)
{
    bool isHex = at + digits <= text.size();
    uint value = 0;
    for (qsizetype i = at; isHex && i < at + digits; ++i) {
        const char c = text.at(i);
        const int digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'             ? c - 'a' + 10
            : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                               : -1;
        isHex = digit >= 0;
        value = value * 16 + static_cast<uint>(std::max(digit, 0));
    }
    return isHex ? std::optional(value) : std::nullopt;
}

// "amp", "#248", "#xF8"; empty for what is none.
QByteArray entity(const QByteArray &name)
{
    static constexpr std::array<std::pair<const char *, const char *>, 6> named = {
        {{"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"amp", "&"}, {"nbsp", "\xc2\xa0"}}};
    for (const auto &[known, meaning] : named)
        if (name == known)
            return meaning;
    if (!name.startsWith('#'))
        return {};
    const bool isHex = name.size() > 1 && (name.at(1) == 'x' || name.at(1) == 'X');
    bool isNumber = false;
    const uint code = name.mid(isHex ? 2 : 1).toUInt(&isNumber, isHex ? 16 : 10);
    return isNumber ? utf8Of(code) : QByteArray();
}

// One unit of UTF-16, or the two of a pair; what was taken is added to "at".
QByteArray fromUnits(const QByteArray &text, const char *mark, qsizetype &at)
{
    const QByteArrayView lead(mark); // "\\u" or "%u"
    const auto first = hex(text, at + lead.size(), 4);
    if (!first)
        return {};
    const qsizetype length = lead.size() + 4;
    const auto second = QByteArrayView(text).sliced(at + length).startsWith(lead)
        ? hex(text, at + length + lead.size(), 4)
        : std::nullopt;
    const auto high = static_cast<char16_t>(*first);
    at += length;
    if (second && QChar::isHighSurrogate(high) && QChar::isLowSurrogate(*second)) {
        at += length;
        return utf8Of(QChar::surrogateToUcs4(high, static_cast<char16_t>(*second)));
    }
    return utf8Of(high);
}

bool isOfBase64(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

// Empty where all is ASCII: it would be the same.
QString foreign(const QByteArray &utf8)
{
    const bool isAscii =
        std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<uchar>(c) < 0x80; });
    return isAscii ? QString() : QString::fromUtf8(utf8);
}

} // namespace

QByteArray withoutEntities(const QByteArray &text)
{
    if (!text.contains('&'))
        return text;
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        QByteArray meaning;
        qsizetype end = i;
        if (text.at(i) == '&') {
            const qsizetype last = std::min(text.size(), i + longestEntity);
            while (end < last && text.at(end) != ';')
                ++end;
            if (end < last)
                meaning = entity(text.mid(i + 1, end - i - 1));
        }
        if (meaning.isEmpty()) {
            plain += text.at(i);
            continue;
        }
        plain += meaning;
        i = end;
    }
    return plain;
}

QByteArray withoutPercent(const QByteArray &text)
{
    if (!text.contains('%'))
        return text;
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        if (const auto byte = text.at(i) == '%' ? hex(text, i + 1, 2) : std::nullopt) {
            plain += static_cast<char>(*byte);
            i += 3;
            continue;
        }
        const bool isUnit = text.at(i) == '%' && i + 1 < text.size() && text.at(i + 1) == 'u';
        const QByteArray meaning = isUnit ? fromUnits(text, "%u", i) : QByteArray();
        plain += meaning.isEmpty() ? text.mid(i++, 1) : meaning;
    }
    return plain;
}

QByteArray withoutEscapes(const QByteArray &text)
{
    if (!text.contains('\\'))
        return text;
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        if (text.at(i) != '\\' || i + 1 == text.size()) {
            plain += text.at(i++);
            continue;
        }
        const char kind = text.at(i + 1);
        const auto byte = kind == 'x' ? hex(text, i + 2, 2) : std::nullopt;
        const QByteArray meaning = kind == 'u' ? fromUnits(text, "\\u", i) : QByteArray();
        if (!meaning.isEmpty()) {
            plain += meaning;
        } else if (byte) {
            plain += static_cast<char>(*byte);
            i += 4;
        } else {
            plain += text.at(i + 1);
            i += 2;
        }
    }
    return plain;
}

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

QByteArray withoutHexSeparators(const QByteArray &text)
{
    QByteArray lower = text.toLower();
    lower.replace("0x", "");
    const auto isBetween = [](char c) {
        return c == ' ' || c == '-' || c == ':' || c == ',' || c == '\t' || c == '\r' || c == '\n';
    };
    lower.erase(std::remove_if(lower.begin(), lower.end(), isBetween), lower.end());
    return lower;
}

QByteArray inLatin1(const QByteArray &utf8)
{
    QByteArray bytes;
    const QString text = foreign(utf8);
    for (const QChar c : text) {
        const auto *const found = std::find(windows1252.begin(), windows1252.end(), c.unicode());
        if (c.unicode() < 0x100)
            bytes += static_cast<char>(c.unicode());
        else if (found != windows1252.end())
            bytes += static_cast<char>(0x80 + (found - windows1252.begin()));
        else
            return {};
    }
    return bytes;
}

QByteArray readAsLatin1(const QByteArray &utf8)
{
    return foreign(utf8).isEmpty() ? QByteArray() : QString::fromLatin1(utf8).toUtf8();
}

QByteArray readAsWindows1252(const QByteArray &utf8)
{
    QString text = foreign(utf8).isEmpty() ? QString() : QString::fromLatin1(utf8);
    for (QChar &c : text) {
        const bool isOther = c.unicode() >= 0x80 && c.unicode() < 0xa0;
        if (isOther && windows1252.at(c.unicode() - 0x80U) != 0)
            c = windows1252.at(c.unicode() - 0x80U);
    }
    return text.toUtf8();
}

QByteArray composed(const QByteArray &utf8)
{
    return foreign(utf8).normalized(QString::NormalizationForm_C).toUtf8();
}

QByteArray decomposed(const QByteArray &utf8)
{
    return foreign(utf8).normalized(QString::NormalizationForm_D).toUtf8();
}

QByteArray inUtf16(const QByteArray &utf8, bool bigEndian)
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

} // namespace Setup
