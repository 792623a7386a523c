// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"

#include <QByteArrayList>
#include <QJsonObject>

namespace Setup {

// The last look before something leaves the program: does one of the secrets stand in it? As it is,
// backwards, as XML or JSON writes it, percent-encoded, as UTF-16, in hexadecimal, in base64 at any place of
// what was encoded ("user:password", whatever the user), in a part of a JWT, compressed, or several of these,
// one in another. Redaction should have seen to it; this is for the day on which it did not.
//
// A secret of fewer than four bytes is not looked for: it would be found in any text. What is packed so
// tightly that it cannot be looked through (a bomb) counts as found.
class SecretScan
{
public:
    explicit SecretScan(const QList<Secret> &secrets);
    ~SecretScan(); // wipes what it looked for
    SecretScan(const SecretScan &) = delete;
    SecretScan &operator=(const SecretScan &) = delete;

    bool isEmpty() const { return m_texts.isEmpty(); }
    bool finds(const QByteArray &bytes) const;
    bool finds(const QString &text) const { return finds(text.toUtf8()); }
    bool finds(const QJsonObject &document) const;

private:
    bool findsPlain(const QByteArray &bytes) const;
    bool findsWithin(const QByteArray &bytes, int depth, qsizetype &budget) const;

    QByteArrayList m_texts; // looked for in every reading of a text
    QByteArrayList m_encoded; // in the text alone
    QByteArrayList m_digits; // in the text in lower case
};

} // namespace Setup
