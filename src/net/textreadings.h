// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Setup {

// What a text says where it was written down for another one: each takes one layer away and leaves what is no
// escape as it is. No longer than the text; as long where there is nothing to take away.
QByteArray withoutEntities(const QByteArray &text); // "&amp;", "&#248;", "&#xF8;"
QByteArray withoutPercent(const QByteArray &text); // "%C3%B8", and IIS's "%u00f8"
QByteArray withoutEscapes(const QByteArray &text); // "\u00f8", "\x41", "\/"

// Base64 as mail and PEM wrap it: lines of whole groups become one.
QByteArray withJoinedLines(const QByteArray &text);
// Hexadecimal digits in lower case without what stands between them: "C3-B8", "c3 b8", "0xC3, 0xB8".
QByteArray withoutHexSeparators(const QByteArray &text);

// The same characters by other hands; nothing where a character has no place there.
QByteArray inLatin1(const QByteArray &utf8); // as Windows has it (code page 1252)
QByteArray readAsLatin1(const QByteArray &utf8); // UTF-8 that was taken for ISO 8859-1: "Ã¸"
QByteArray readAsWindows1252(const QByteArray &utf8); // … for code page 1252: "ÃŸ"
QByteArray composed(const QByteArray &utf8); // Unicode's NFC
QByteArray decomposed(const QByteArray &utf8); // NFD
QByteArray inUtf16(const QByteArray &utf8, bool bigEndian);

} // namespace Setup
