// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jose/jwk.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "jose/base64url.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestName = 256; // characters of kid, use, alg
constexpr qsizetype MostOperations = 16;
constexpr qsizetype LongestExponent = 8; // bytes; larger ones make a check of a signature slow on purpose
constexpr qsizetype CoordinateSize = 32;

Problem unusable(const QString &reason)
{
    return {Code::KeySetUnusable, {}, {{u"reason"_s, reason}}};
}

// A member that must be text of a sane length where it stands.
std::optional<QString> name(const QJsonObject &json, QLatin1StringView member)
{
    const QJsonValue value = json[member];
    if (value.isUndefined())
        return QString();
    if (!value.isString() || value.toString().size() > LongestName)
        return std::nullopt;
    return value.toString();
}

std::optional<QByteArray> bytes(const QJsonObject &json, QLatin1StringView member)
{
    static constexpr qsizetype longest = (Jwk::LargestRsa / 8 + 1) * 4 / 3 + 4;
    const QString text = json[member].toString();
    if (text.isEmpty() || text.size() > longest)
        return std::nullopt;
    return fromBase64Url(text.toUtf8());
}

std::optional<QByteArray> number(const QJsonObject &json, QLatin1StringView member)
{
    auto value = bytes(json, member);
    // RFC 7518, 2 forbids leading zeros; older software writes one as ASN.1 does.
    while (value && value->startsWith('\0'))
        value->remove(0, 1);
    return value;
}

qsizetype bitCount(const QByteArray &number)
{
    if (number.isEmpty())
        return 0;
    const auto first = static_cast<quint8>(number.front());
    return number.size() * 8 - qCountLeadingZeroBits(first);
}

std::optional<Problem> readNames(const QJsonObject &json, Jwk &key)
{
    const auto kid = name(json, "kid"_L1);
    const auto use = name(json, "use"_L1);
    const auto algorithm = name(json, "alg"_L1);
    const QJsonValue operations = json["key_ops"_L1];
    const bool areOperations =
        operations.isUndefined() || (operations.isArray() && operations.toArray().size() <= MostOperations);
    if (!kid || !use || !algorithm || !areOperations)
        return unusable(u"a member of the key is not what it should be"_s);
    key.kid = *kid;
    key.use = *use;
    key.algorithm = *algorithm;
    const auto listed = operations.toArray();
    for (const auto &operation : listed)
        key.operations += operation.toString().left(LongestName);
    return std::nullopt;
}

std::optional<Problem> readRsa(const QJsonObject &json, Jwk &key)
{
    const auto modulus = number(json, "n"_L1);
    const auto exponent = number(json, "e"_L1);
    if (!modulus || !exponent)
        return unusable(u"the numbers of the RSA key cannot be read"_s);
    const qsizetype bits = bitCount(*modulus);
    if (bits < Jwk::SmallestRsa || bits > Jwk::LargestRsa)
        return unusable(u"an RSA key of %1 bits"_s.arg(bits));
    const bool isOdd = !exponent->isEmpty() && (exponent->back() & 1) != 0;
    if (!isOdd || *exponent == "\x01" || exponent->size() > LongestExponent)
        return unusable(u"the exponent of the RSA key"_s);
    key.kind = Jwk::Kind::Rsa;
    key.modulus = *modulus;
    key.exponent = *exponent;
    return std::nullopt;
}

std::optional<Problem> readEc(const QJsonObject &json, Jwk &key)
{
    const QString curve = json["crv"_L1].toString();
    if (curve != "P-256"_L1)
        return unusable(u"the curve "_s + ForeignText(curve, 40).text());
    const auto x = bytes(json, "x"_L1);
    const auto y = bytes(json, "y"_L1);
    if (!x || !y || x->size() != CoordinateSize || y->size() != CoordinateSize)
        return unusable(u"the coordinates of the EC key"_s);
    key.kind = Jwk::Kind::EcP256;
    key.x = *x;
    key.y = *y;
    return std::nullopt;
}

} // namespace

Result<Jwk> parseJwk(const QJsonObject &json)
{
    for (const auto privateMember : {"d"_L1, "k"_L1, "p"_L1, "q"_L1})
        if (json.contains(privateMember))
            return unusable(u"a secret key where a public one belongs"_s);
    Jwk key;
    if (const auto problem = readNames(json, key))
        return *problem;
    const QString type = json["kty"_L1].toString();
    if (type != "RSA"_L1 && type != "EC"_L1)
        return unusable(u"the key type "_s + ForeignText(type, 40).text());
    if (const auto problem = type == "RSA"_L1 ? readRsa(json, key) : readEc(json, key))
        return *problem;
    return key;
}

QByteArray thumbprint(const Jwk &key)
{
    const QByteArray members = key.kind == Jwk::Kind::Rsa
        ? R"({"e":")" + toBase64Url(key.exponent) + R"(","kty":"RSA","n":")" + toBase64Url(key.modulus)
        : R"({"crv":"P-256","kty":"EC","x":")" + toBase64Url(key.x) + R"(","y":")" + toBase64Url(key.y);
    return toBase64Url(QCryptographicHash::hash(members + R"("})", QCryptographicHash::Sha256));
}

} // namespace Setup
