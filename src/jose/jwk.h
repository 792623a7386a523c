// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace Setup {

// A public key as RFC 7517 writes it, of the two kinds that we use. Numbers are big-endian without leading
// zeros, coordinates have their full length.
struct Jwk
{
    enum class Kind { Rsa, EcP256 };

    Kind kind = Kind::Rsa;
    QString kid;
    QString use; // "sig", "enc" or empty
    QString algorithm; // what it is meant for alone, or empty
    QStringList operations; // key_ops, or empty
    QByteArray modulus; // RSA: n
    QByteArray exponent; // RSA: e
    QByteArray x; // EC
    QByteArray y;

    static constexpr int SmallestRsa = 2048; // bits; RFC 7518, 3.3 and 4.3
    static constexpr int LargestRsa = 8192; // a longer one only costs time

    friend bool operator==(const Jwk &, const Jwk &) = default;
};

// Problem: KEY_SET_UNUSABLE, with "reason", for anything but a public RSA key of 2048 to 8192 bits or a
// P-256 one; also for a private key, which nobody should have sent.
Result<Jwk> parseJwk(const QJsonObject &json);

// SHA-256 of the required members in their one order (RFC 7638), in base64url.
QByteArray thumbprint(const Jwk &key);

} // namespace Setup
