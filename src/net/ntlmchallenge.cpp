// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/ntlmchallenge.h"

#include "core/foreigntext.h"
#include "net/ntlmprotocol.h"

#include <QtEndian>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype fixedPart = 48; // up to and with TargetInfoFields
constexpr qsizetype longestMessage = 16'384; // a real one has some hundred bytes
constexpr qsizetype longestName = 255;
constexpr int mostPairs = 40; // there are eleven kinds

quint16 read16(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<quint16>(bytes.constData() + at);
}

quint32 read32(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<quint32>(bytes.constData() + at);
}

QString name(const QByteArray &utf16)
{
    QString text;
    for (qsizetype at = 0; at + 2 <= utf16.size() && text.size() < longestName; at += 2)
        text += QChar(read16(utf16, at));
    return ForeignText(text, longestName).text();
}

// What a field of the fixed part points to (2.2.1.2: length, maximum length, offset).
std::optional<QByteArray> payload(const QByteArray &message, qsizetype field)
{
    const qsizetype length = read16(message, field);
    const qsizetype offset = read32(message, field + 4);
    if (length == 0)
        return QByteArray();
    if (offset < fixedPart || offset > message.size() - length)
        return std::nullopt;
    return message.mid(offset, length);
}

bool take(NtlmChallenge &challenge, quint16 id, const QByteArray &value)
{
    switch (id) {
    case Ntlm::NbComputerName:
        challenge.names.netbiosComputer = name(value);
        return true;
    case Ntlm::NbDomainName:
        challenge.names.netbiosDomain = name(value);
        return true;
    case Ntlm::DnsComputerName:
        challenge.names.dnsComputer = name(value);
        return true;
    case Ntlm::DnsDomainName:
        challenge.names.dnsDomain = name(value);
        return true;
    case Ntlm::DnsTreeName:
        challenge.names.dnsForest = name(value);
        return true;
    case Ntlm::Timestamp:
        challenge.timestamp = value;
        return value.size() == 8;
    default:
        return true;
    }
}

// 2.2.2.1: a list of (kind, length, value) that ends with kind 0.
bool readPairs(NtlmChallenge &challenge, const QByteArray &info)
{
    qsizetype at = 0;
    for (int pair = 0; pair < mostPairs && at + 4 <= info.size(); ++pair) {
        const quint16 id = read16(info, at);
        const qsizetype length = read16(info, at + 2);
        if (id == Ntlm::Eol) {
            challenge.targetPairs = info.left(at);
            return length == 0;
        }
        if (length > info.size() - at - 4 || !take(challenge, id, info.mid(at + 4, length)))
            return false;
        at += 4 + length;
    }
    return false;
}

} // namespace

QString toString(NtlmTalk::Stage stage)
{
    switch (stage) {
    case NtlmTalk::Stage::NoChallenge:
        return u"noChallenge"_s;
    case NtlmTalk::Stage::NotKept:
        return u"notKept"_s;
    case NtlmTalk::Stage::Unusable:
        return u"unusable"_s;
    case NtlmTalk::Stage::Presented:
        break;
    }
    return u"presented"_s;
}

std::optional<NtlmChallenge> NtlmChallenge::fromMessage(const QByteArray &message)
{
    if (message.size() < fixedPart || message.size() > longestMessage
        || !message.startsWith(Ntlm::signature()) || read32(message, 8) != 2)
        return std::nullopt;
    NtlmChallenge challenge;
    challenge.flags = read32(message, 20);
    challenge.serverChallenge = message.mid(24, 8);
    const auto target = payload(message, 12);
    const auto info = payload(message, 40);
    // NTLMv2 answers with the pairs of the challenge: without them there is no such answer.
    if (!target || !info || !readPairs(challenge, *info))
        return std::nullopt;
    return challenge;
}

std::optional<QByteArray> NtlmChallenge::messageIn(const HttpHeaders &headers, const QByteArray &scheme)
{
    const QByteArray start = scheme.toLower() + ' ';
    const QList<QByteArray> lines = headers.values("WWW-Authenticate");
    for (const QByteArray &line : lines) {
        const QList<QByteArray> offers = line.left(4 * longestMessage).split(','); // none in Base64
        for (const QByteArray &offer : offers) {
            const QByteArray trimmed = offer.trimmed();
            if (!trimmed.toLower().startsWith(start))
                continue;
            const auto decoded = QByteArray::fromBase64Encoding(trimmed.mid(start.size()).trimmed(),
                                                                QByteArray::AbortOnBase64DecodingErrors);
            return decoded && decoded.decoded.size() <= longestMessage ? decoded.decoded : QByteArray();
        }
    }
    return std::nullopt;
}

} // namespace Setup
