// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace Setup {

// A signed token in compact form (RFC 7515, 7.1), taken apart and not yet believed.
struct SimToken
{
    QJsonObject header;
    QJsonObject claims;
    QByteArray signedText;
    QByteArray signature;

    static std::optional<SimToken> parse(const QByteArray &text);

    QString claim(const QString &name) const { return claims[name].toString(); }
    qint64 time(const QString &name) const { return claims[name].toInteger(); } // 0: absent
};

} // namespace Setup
