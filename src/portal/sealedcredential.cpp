// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/sealedcredential.h"

#include "core/problemcodes.h"
#include "jose/jwe.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPassword = 1024; // characters

qsizetype charactersIn(QByteArrayView utf8)
{
    return std::count_if(utf8.begin(), utf8.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

// As RFC 8259, 7 writes a string: bytes of UTF-8 stand as they are.
void appendString(QByteArray &text, QByteArrayView utf8)
{
    static constexpr QByteArrayView digits("0123456789abcdef");
    text += '"';
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
            text += "\\u00";
            text += digits[byte >> 4];
            text += digits[byte & 0xf];
            continue;
        }
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    text += '"';
}

// Everything but the password, as an object without its closing brace.
QByteArray openClaims(const CredentialClaims &claims)
{
    const qint64 issuedAt = claims.issuedAt.toSecsSinceEpoch();
    const QJsonObject json{{u"username"_s, claims.username},
                           {u"ewsUrl"_s, claims.ewsUrl.toString(QUrl::FullyEncoded)},
                           {u"clientReference"_s, claims.clientReference.toString(QUuid::WithoutBraces)},
                           {u"aud"_s, claims.audience},
                           {u"iat"_s, issuedAt},
                           {u"exp"_s, issuedAt + CredentialClaims::Lifetime}};
    QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Compact);
    text.chop(1);
    return text;
}

} // namespace

Result<Secret> credentialText(const CredentialClaims &claims)
{
    const QByteArrayView password = claims.password.bytes();
    if (password.isEmpty())
        return Problem{Code::PasswordMissing, {}, {}};
    if (charactersIn(password) > longestPassword)
        return Problem{Code::InputTooLong, {}, {{u"field"_s, u"password"_s}}};
    if (!password.isValidUtf8())
        return Problem{Code::InputCharacters, {}, {{u"field"_s, u"password"_s}}};
    QByteArray text = openClaims(claims);
    // Room for every byte written as \u00xx: growing would leave a copy behind.
    text.reserve(text.size() + 6 * password.size() + 32);
    text += ",\"password\":";
    appendString(text, password);
    text += '}';
    return Secret(std::move(text));
}

Result<SealedCredential> sealCredential(const CredentialClaims &claims, const Jwk &key)
{
    const auto text = credentialText(claims);
    if (!text)
        return text.problem();
    const auto jwe = sealJwe(*text, key, u"askcody-credential+jwe"_s);
    if (!jwe)
        return jwe.problem();
    return SealedCredential{*jwe, key.kid, false, claims.issuedAt.addSecs(CredentialClaims::Lifetime)};
}

} // namespace Setup
