// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ntlm.h"

#include "core/foreigntext.h"

#include <QtEndian>

#include <array>

namespace Setup::Ntlm {

namespace {

// MS-NLMP 2.2.2.5
constexpr quint32 negotiateUnicode = 0x0000'0001;
constexpr quint32 requestTarget = 0x0000'0004;
constexpr quint32 negotiateNtlm = 0x0000'0200;
constexpr quint32 alwaysSign = 0x0000'8000;
constexpr quint32 extendedSessionSecurity = 0x0008'0000;
constexpr quint32 negotiate128 = 0x2000'0000;
constexpr quint32 negotiate56 = 0x8000'0000;

constexpr const char *signature = "NTLMSSP"; // with its zero byte
constexpr qsizetype signatureSize = 8;
constexpr qsizetype maximumName = 255;

void append32(QByteArray &bytes, quint32 number)
{
    std::array<char, 4> raw{};
    qToLittleEndian(number, raw.data());
    bytes.append(raw.data(), raw.size());
}

quint16 read16(const QByteArray &bytes, qsizetype at)
{
    return at + 2 <= bytes.size() ? qFromLittleEndian<quint16>(bytes.constData() + at) : quint16(0);
}

quint32 read32(const QByteArray &bytes, qsizetype at)
{
    return at + 4 <= bytes.size() ? qFromLittleEndian<quint32>(bytes.constData() + at) : quint32(0);
}

QString name(const QByteArray &utf16)
{
    QString text;
    for (qsizetype at = 0; at + 2 <= utf16.size() && text.size() < maximumName; at += 2)
        text += QChar(read16(utf16, at));
    return ForeignText(text, maximumName).text();
}

// 2.2.2.1: a list of (kind, length, value) that ends with kind 0.
TargetNames readTargetInfo(const QByteArray &info)
{
    TargetNames names;
    qsizetype at = 0;
    while (at + 4 <= info.size()) {
        const quint16 kind = read16(info, at);
        const quint16 length = read16(info, at + 2);
        if (kind == 0 || at + 4 + length > info.size())
            break;
        const QByteArray value = info.mid(at + 4, length);
        at += 4 + length;
        if (kind == 1)
            names.netbiosComputer = name(value);
        else if (kind == 2)
            names.netbiosDomain = name(value);
        else if (kind == 3)
            names.dnsComputer = name(value);
        else if (kind == 4)
            names.dnsDomain = name(value);
        else if (kind == 5)
            names.dnsForest = name(value);
    }
    return names;
}

} // namespace

QByteArray negotiateMessage()
{
    // 2.2.1.1 without domain, workstation and version: two empty (length, maximum, offset) fields.
    QByteArray message(signature, signatureSize);
    append32(message, 1);
    append32(message,
             negotiateUnicode | requestTarget | negotiateNtlm | alwaysSign | extendedSessionSecurity
                 | negotiate128 | negotiate56);
    message.append(16, '\0');
    return message.toBase64();
}

std::optional<TargetNames> targetNames(const QByteArray &challengeBase64)
{
    // 2.2.1.2: signature, type, target name fields (8), flags, challenge (8), reserved (8), target info
    // fields (8)
    static constexpr qsizetype infoFields = 40;
    const QByteArray message = QByteArray::fromBase64(challengeBase64);
    if (!message.startsWith(QByteArray(signature, signatureSize)) || read32(message, signatureSize) != 2
        || message.size() < infoFields + 8)
        return std::nullopt;
    const qsizetype length = read16(message, infoFields);
    const qsizetype offset = read32(message, infoFields + 4);
    if (length == 0 || offset > message.size() - length)
        return std::nullopt;
    const TargetNames names = readTargetInfo(message.mid(offset, length));
    return names == TargetNames() ? std::nullopt : std::optional(names);
}

std::optional<TargetNames> targetNames(const AuthOffers &offers)
{
    const AuthOffer *const ntlm = offers.find(u"NTLM");
    return ntlm == nullptr ? std::nullopt : targetNames(ntlm->token);
}

} // namespace Setup::Ntlm
