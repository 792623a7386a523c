// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"

#include <QByteArrayList>
#include <QJsonObject>

namespace Setup {

// The last look before something leaves the program: does one of the secrets stand in it? As it is,
// backwards, in hexadecimal with or without separators, in base64 at any place of what was encoded
// ("user:password", whatever the user), in a part of a JWT, compressed, or several of these, one in another.
// All of that in UTF-8, UTF-16, ISO 8859-1 and code page 1252, in UTF-8 that was taken for one of those two,
// with composed and decomposed letters; and as XML, HTML, JSON, URLs and forms escape it, in up to eight
// layers. Redaction should have seen to it; this is for the day on which it did not.
//
// A secret of fewer than four bytes is not looked for: it would be found in any text. What is packed so
// tightly, or escaped so often, that it cannot be looked through (a bomb) counts as found.
class SecretScan
{
public:
    static constexpr qsizetype shortest = 4; // bytes
    using NameRule = bool (*)(const QString &name);

    explicit SecretScan(const QList<Secret> &secrets);
    ~SecretScan(); // wipes what it looked for
    SecretScan(const SecretScan &) = delete;
    SecretScan &operator=(const SecretScan &) = delete;

    bool isEmpty() const { return m_texts.isEmpty(); }
    bool finds(const QByteArray &bytes) const;
    bool finds(const QString &text) const { return finds(text.toUtf8()); }
    // In its strings and in the names of its members, but those of which the rule says so.
    bool finds(const QJsonObject &document, NameRule isLeftOut = nullptr) const;

private:
    void add(const QByteArray &secret);
    void addBytes(const QByteArray &bytes);
    bool isIn(const QByteArray &reading) const;
    bool isInApart(const QByteArray &reading) const;
    bool isInReadings(const QByteArray &bytes, QByteArray &last) const;
    bool findsWithin(const QByteArray &bytes, int depth, qsizetype &budget) const;

    QByteArrayList m_texts;
    QByteArrayList m_encoded; // base64
    QByteArrayList m_digits; // hexadecimal, in lower case
};

} // namespace Setup
