// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/redactionguard.h"

#include <QJsonArray>

#include <algorithm>

namespace Setup {
namespace {

constexpr qsizetype shortest = 4;

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

QByteArray withSpaces(QByteArray text)
{
    return text.replace('+', ' ');
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

class Haystack
{
public:
    explicit Haystack(const QJsonObject &document)
    {
        collect(document, m_text);
        const QByteArray decoded = QByteArray::fromPercentEncoding(m_text);
        m_readings = {m_text, withoutEntities(m_text), decoded, withSpaces(decoded),
                      QByteArray(m_text).replace(QByteArrayView("\0", 1), QByteArrayView())};
        m_lower = m_text.toLower();
    }

    bool contains(const QByteArray &secret) const
    {
        const QByteArray little = utf16(secret, false);
        const QByteArray big = utf16(secret, true);
        const QByteArrayList encoded = base64Forms(secret) + base64Forms(little) + base64Forms(big);
        return isIn(m_readings, secret) || isIn({m_lower}, secret.toHex()) || isIn({m_lower}, little.toHex())
            || std::any_of(encoded.cbegin(), encoded.cend(),
                           [this](const QByteArray &form) { return m_text.contains(form); });
    }

private:
    static bool isIn(const QByteArrayList &readings, const QByteArray &needle)
    {
        return std::any_of(readings.cbegin(), readings.cend(),
                           [&](const QByteArray &reading) { return reading.contains(needle); });
    }

    QByteArray m_text;
    QByteArrayList m_readings;
    QByteArray m_lower;
};

} // namespace

bool containsSecret(const QJsonObject &document, const QList<Secret> &secrets)
{
    const Haystack haystack(document);
    return std::any_of(secrets.cbegin(), secrets.cend(), [&](const Secret &secret) {
        QByteArray bytes = secret.bytes().toByteArray();
        const bool found = bytes.size() >= shortest && haystack.contains(bytes);
        wipe(bytes);
        return found;
    });
}

} // namespace Setup
