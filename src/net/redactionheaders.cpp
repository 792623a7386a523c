// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/redactionheaders.h"

#include "net/redaction.h"
#include "net/redactionlists.h"

#include <QRegularExpression>
#include <QStringDecoder>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumValue = 2000;
constexpr qsizetype maximumFields = 200;

// A name longer or stranger than RFC 9110's tokens is data in disguise.
QByteArray safeName(const QByteArray &name)
{
    static const QRegularExpression token(u"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$"_s);
    return token.match(QString::fromLatin1(name)).hasMatch() ? name : QByteArray("x-removed-name");
}

bool isText(const QByteArray &value)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    static_cast<void>(QString(decoder(value))); // it decodes when the result is taken
    return !decoder.hasError();
}

// What stands between commas; a comma in quotes does not count.
QStringList parts(const QString &value)
{
    QStringList list{QString()};
    bool quoted = false;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const QChar character = value.at(i);
        if (character == u'"' && !(quoted && i > 0 && value.at(i - 1) == u'\\'))
            quoted = !quoted;
        if (character == u',' && !quoted)
            list.append(QString());
        else
            list.last().append(character);
    }
    return list;
}

// A reader of challenges takes this for one token, where a marker would be several strange schemes.
QString removedToken(QStringView what, qsizetype count)
{
    return u"removed-%1-%2"_s.arg(what, QString::number(count));
}

// An NTLM type 2 message (MS-NLMP 2.2.1.2) is what the server tells anybody who asks: its names in the
// directory, from which the right spelling of a user name can be guessed, and a challenge. It holds no secret
// of either side; the challenge is zeroed all the same, so that nothing of the handshake itself is kept. Any
// other blob may prove somebody's identity and goes.
QString redactedBlob(const QString &blob)
{
    static constexpr qsizetype challengeAt = 24;
    static constexpr qsizetype challengeSize = 8;
    QByteArray message = QByteArray::fromBase64(blob.toLatin1());
    const bool isType2 = message.startsWith(QByteArrayView("NTLMSSP\0\2\0\0\0", 12))
        && message.size() >= challengeAt + challengeSize;
    if (!isType2)
        return removedToken(u"blob", blob.size());
    message.replace(challengeAt, challengeSize, QByteArray(challengeSize, '\0'));
    return QString::fromLatin1(message.toBase64());
}

// One part of a challenge: "Basic realm="x"", "charset="UTF-8"", "NTLM", "Negotiate oYG…".
QString redactedPart(const QString &part)
{
    static const QRegularExpression parameter(
        u"^(?:[A-Za-z][A-Za-z0-9-]{0,31} +)?([A-Za-z_][A-Za-z0-9_*-]{0,39}) *= *(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\"=]+)$"_s);
    static const QRegularExpression blob(u"^([A-Za-z][A-Za-z0-9-]{0,31}) +([A-Za-z0-9+/._~-]+=*)$"_s);
    static const QRegularExpression scheme(u"^[A-Za-z][A-Za-z0-9-]{0,31}$"_s);
    if (part.isEmpty() || scheme.match(part).hasMatch())
        return part;
    if (const auto match = parameter.match(part); match.hasMatch()) {
        if (keepsChallengeParameter(match.captured(1)))
            return part;
        return part.left(match.capturedStart(2)) + u'"'
            + removed(u"parameter", match.capturedLength(2), u"characters") + u'"';
    }
    if (const auto match = blob.match(part); match.hasMatch())
        return match.captured(1) + u' ' + redactedBlob(match.captured(2));
    return removedToken(u"challenge", part.size());
}

QByteArray redactedChallenge(const QByteArray &value)
{
    QStringList kept;
    for (const QString &part : parts(QString::fromUtf8(value)))
        kept.append(redactedPart(part.trimmed()));
    return kept.join(", "_L1).toUtf8();
}

QByteArray redactedCookie(const QByteArray &pair)
{
    const qsizetype equals = pair.indexOf('=');
    if (equals < 0)
        return removedBytes(u"cookie", pair.size());
    return safeName(pair.left(equals).trimmed()) + '=' + removedBytes(u"cookie", pair.size() - equals - 1);
}

QByteArray redactedSetCookie(const QByteArray &value)
{
    QList<QByteArray> fields = value.split(';');
    QByteArray kept = redactedCookie(fields.takeFirst());
    for (const QByteArray &field : std::as_const(fields)) {
        const QByteArray name = field.split('=').first().trimmed().toLower();
        static const QList<QByteArray> attributes{"path",     "domain",  "secure", "httponly",
                                                  "samesite", "expires", "max-age"};
        if (attributes.contains(name))
            kept += "; " + field.trimmed().left(200);
    }
    return kept;
}

QByteArray redactedCookies(const QByteArray &value)
{
    QByteArrayList kept;
    for (const QByteArray &pair : value.split(';'))
        kept.append(redactedCookie(pair.trimmed()));
    return kept.join("; ");
}

QByteArray schemeOnly(const QByteArray &authorization)
{
    static const QList<QByteArray> schemes{"Basic", "Bearer", "NTLM", "Negotiate", "Digest"};
    const QByteArray scheme = authorization.trimmed().split(' ').first();
    return schemes.contains(scheme) ? scheme : removedBytes(u"credential", authorization.size());
}

QByteArray redactedRequestValue(const QByteArray &name, const QByteArray &value)
{
    const QByteArray lower = name.toLower();
    if (lower == "authorization" || lower == "proxy-authorization")
        return schemeOnly(value);
    if (lower == "cookie")
        return redactedCookies(value);
    return keepsRequestHeader(name) ? value : removedBytes(u"header", value.size());
}

QByteArray redactedAnswerValue(const QByteArray &name, const QByteArray &value)
{
    const QByteArray lower = name.toLower();
    if (lower == "www-authenticate" || lower == "proxy-authenticate")
        return redactedChallenge(value);
    if (lower == "set-cookie")
        return redactedSetCookie(value);
    if (lower == "location" || lower == "content-location")
        return redactedAddress(value);
    return keepsAnswerHeader(name) ? value : removedBytes(u"header", value.size());
}

HttpHeaders redactedHeaders(const HttpHeaders &headers,
                            QByteArray (*redactedValue)(const QByteArray &, const QByteArray &))
{
    HttpHeaders kept;
    for (const auto &[name, value] :
         headers.fields().first(std::min(headers.fields().size(), maximumFields))) {
        const bool readable = value.size() <= maximumValue && isText(value);
        kept.append(safeName(name),
                    readable ? redactedValue(name, value) : removedBytes(u"header", value.size()));
    }
    return kept;
}

} // namespace

HttpHeaders redactedRequestHeaders(const HttpHeaders &headers)
{
    return redactedHeaders(headers, redactedRequestValue);
}

HttpHeaders redactedAnswerHeaders(const HttpHeaders &headers)
{
    return redactedHeaders(headers, redactedAnswerValue);
}

} // namespace Setup
