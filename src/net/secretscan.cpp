// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/secretscan.h"

#include "net/embeddedbytes.h"
#include "net/textreadings.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace Setup {
namespace {

constexpr qsizetype shortestReversed = 6; // a shorter one would be found by chance
constexpr int deepest = 3; // base64 in gzip in base64
constexpr int deepestLayer = 8; // entities in JSON's escapes in percent
constexpr qsizetype smallestBudget = 262'144; // bytes to be decoded

// One a line: free of JSON's own escapes.
void collect(const QJsonValue &value, SecretScan::NameRule isLeftOut, QByteArray &text)
{
    if (value.isString()) {
        text += value.toString().toUtf8() + '\n';
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const auto &item : array)
            collect(item, isLeftOut, text);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.constBegin(); member != object.constEnd(); ++member) {
            if (!isLeftOut || !isLeftOut(member.key()))
                text += member.key().toUtf8() + '\n';
            collect(member.value(), isLeftOut, text);
        }
    }
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

QByteArray reversed(QByteArray bytes)
{
    std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

bool holds(const QByteArray &text, const QByteArrayList &needles)
{
    return std::any_of(needles.cbegin(), needles.cend(),
                       [&text](const QByteArray &needle) { return text.contains(needle); });
}

void wipeAll(QByteArrayList &list)
{
    for (QByteArray &bytes : list)
        wipe(bytes);
}

// As other programs write it down: in other encodings, with other characters for the same letters.
QByteArrayList spellings(const QByteArray &utf8)
{
    QByteArrayList list{utf8};
    const QByteArray whole = composed(utf8);
    for (const QByteArray &other :
         {whole, decomposed(utf8), inLatin1(utf8), inLatin1(whole), readAsLatin1(utf8), readAsLatin1(whole),
          readAsWindows1252(utf8), readAsWindows1252(whole)})
        if (!other.isEmpty() && !list.contains(other))
            list << other;
    return list;
}

// What is left of it where a text is read as often as there is something to read.
QByteArray withoutLayers(QByteArray text)
{
    for (int layer = 0; layer < deepestLayer; ++layer)
        text = withoutEscapes(withoutPercent(withoutEntities(text)));
    return text;
}

} // namespace

SecretScan::SecretScan(const QList<Secret> &secrets)
{
    for (const Secret &secret : secrets)
        if (secret.size() >= shortest)
            add(secret.bytes().toByteArray());
}

SecretScan::~SecretScan()
{
    wipeAll(m_texts);
    wipeAll(m_encoded);
    wipeAll(m_digits);
}

void SecretScan::add(const QByteArray &secret)
{
    const QByteArrayList forms = spellings(secret);
    for (const QByteArray &form : forms)
        addBytes(form);
    for (const QByteArray &form : {secret, composed(secret), decomposed(secret)}) {
        if (!form.isEmpty()) {
            addBytes(inUtf16(form, false));
            addBytes(inUtf16(form, true));
        }
    }
    if (secret.size() >= shortestReversed)
        m_texts << reversed(secret);
    if (secret.contains(' ')) // a form
        m_texts << QByteArray(secret).replace(' ', '+');
    const QByteArray plain = withoutLayers(secret); // it may hold "%41" or "&lt;" itself
    if (plain != secret && plain.size() >= shortest)
        m_texts << plain;
}

void SecretScan::addBytes(const QByteArray &bytes)
{
    if (bytes.size() < shortest)
        return;
    m_texts << bytes;
    m_encoded += base64Forms(bytes);
    m_digits << bytes.toHex();
}

bool SecretScan::isIn(const QByteArray &reading) const
{
    return holds(reading, m_texts) || holds(reading, m_encoded);
}

// What stands in it with something between: lines, separators, the zeros of UTF-16 that was taken for text.
bool SecretScan::isInApart(const QByteArray &reading) const
{
    return (reading.contains('\n') && holds(withJoinedLines(reading), m_encoded))
        || (reading.contains('\0') && holds(QByteArray(reading).replace('\0', QByteArray()), m_texts))
        || holds(withoutHexSeparators(reading), m_digits);
}

// Layer by layer, to the last one: what that says stands in "last". Who packs something into more layers than
// anybody needs hides something.
bool SecretScan::isInReadings(const QByteArray &bytes, QByteArray &last) const
{
    last = bytes;
    if (isIn(bytes) || isInApart(bytes))
        return true;
    // Each also without the others: a secret may hold what looks like their escapes.
    for (const auto &read : {withoutPercent, withoutEscapes})
        if (const QByteArray reading = read(bytes); reading.size() < bytes.size() && isIn(reading))
            return true;
    qsizetype before = 0;
    for (int layer = 0; last.size() != before; ++layer) {
        if (layer > deepestLayer)
            return true;
        before = last.size();
        for (const auto &read : {withoutEntities, withoutPercent, withoutEscapes}) {
            const QByteArray reading = read(last);
            if (reading.size() < last.size() && isIn(reading))
                return true;
            last = reading;
        }
    }
    return last.size() < bytes.size() && isInApart(last);
}

bool SecretScan::findsWithin(const QByteArray &bytes, int depth, qsizetype &budget) const
{
    QByteArray last;
    if (isInReadings(bytes, last))
        return true;
    if (depth == 0)
        return false;
    const auto isWanted = [&](const QByteArray &part) { return findsWithin(part, depth - 1, budget); };
    return anyEmbedded(withJoinedLines(bytes), budget, isWanted)
        || (last.size() < bytes.size() && anyEmbedded(withJoinedLines(last), budget, isWanted)) || budget < 0;
}

bool SecretScan::finds(const QByteArray &bytes) const
{
    // Several times what text comes to when all of it is packed, and that again.
    qsizetype budget = smallestBudget + 16 * bytes.size();
    return !isEmpty() && findsWithin(bytes, deepest, budget);
}

bool SecretScan::finds(const QJsonObject &document, NameRule isLeftOut) const
{
    if (isEmpty())
        return false;
    QByteArray text;
    collect(document, isLeftOut, text);
    return finds(text);
}

} // namespace Setup
