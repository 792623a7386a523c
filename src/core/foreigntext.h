// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

namespace Setup {

// Text that came from outside: certificate subjects, room names, messages of servers. What it shows is
// limited in length and has no effect on who reads it: control, format and bidirectional characters stand as
// ‹U+202E›, an unpaired surrogate as ‹U+D800›. It says nothing about HTML or shells: show it as plain text,
// quote it for scripts.
class ForeignText
{
public:
    static constexpr qsizetype MaximumLength = 500;

    ForeignText() = default;
    explicit ForeignText(const QString &raw, qsizetype maximumLength = MaximumLength);
    explicit ForeignText(const QByteArray &rawUtf8, qsizetype maximumLength = MaximumLength);

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    operator QJsonValue() const { return m_text; }

    friend bool operator==(const ForeignText &, const ForeignText &) = default;

private:
    QString m_text;
};

} // namespace Setup
