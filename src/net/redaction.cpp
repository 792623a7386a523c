// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/redaction.h"

#include "core/foreigntext.h"
#include "net/redactionbody.h"
#include "net/redactionheaders.h"
#include "net/redactionlists.h"

#include <QRegularExpression>
#include <QUrlQuery>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumAddress = 2000;
constexpr qsizetype longestName = 40; // what is longer, or stands alone, may be a token itself

QByteArray schemeName(Credential::Scheme scheme)
{
    switch (scheme) {
    case Credential::Scheme::Basic:
        return "Basic";
    case Credential::Scheme::Ntlm:
        return "NTLM";
    case Credential::Scheme::NtlmInNegotiate:
        return "Negotiate";
    case Credential::Scheme::Bearer:
        break;
    }
    return "Bearer";
}

RecordedRequest redactRequest(const ExchangeQuery &query)
{
    HttpHeaders headers = redactedRequestHeaders(query.headers);
    if (query.credential)
        headers.set("Authorization", schemeName(query.credential->scheme));
    return {query.method.left(20), redactedUrl(query.url), headers,
            redactedBody(query.bodyKind, query.body).body, query.body.size()};
}

// The http step of Autodiscover: whoever answers there is not to be trusted with more than its Location.
HttpHeaders onlyLocation(const HttpHeaders &headers)
{
    HttpHeaders kept;
    for (const QByteArray &value : headers.values("Location"))
        kept.append("Location", redactedAddress(value));
    return kept;
}

// "https://login.microsoftonline.com/error?code=65001": where an error is described. What is redeemed for
// tokens is far longer.
bool isErrorNumber(const QString &name, const QString &value)
{
    static const QRegularExpression number(u"^[0-9]{1,8}$"_s);
    return name == "code"_L1 && number.match(value).hasMatch();
}

} // namespace

RecordedExchange redact(const ExchangeQuery &query, const Result<ExchangeAnswer> &answer)
{
    RecordedExchange exchange;
    exchange.request = redactRequest(query);
    if (!answer) {
        exchange.answer = answer.problem();
        return exchange;
    }
    ExchangeAnswer kept = *answer;
    kept.reason = ForeignText(kept.reason, 200).text().toUtf8();
    exchange.answerSize = kept.body.size();
    if (query.withoutSecrets) {
        kept.headers = onlyLocation(kept.headers);
        kept.body.clear();
    } else {
        kept.headers = redactedAnswerHeaders(kept.headers);
        const RedactedBody body = redactedBody(query.bodyKind, kept.body);
        kept.body = body.body;
        exchange.derived = body.derived;
    }
    exchange.answer = kept;
    return exchange;
}

QUrl redactedUrl(const QUrl &url)
{
    static const QRegularExpression parameters(u";[^/]*"_s);
    QUrl kept = url;
    kept.setUserInfo({});
    kept.setFragment({});
    kept.setPath(url.path(QUrl::FullyEncoded).replace(parameters, QString()), QUrl::TolerantMode);
    if (!url.hasQuery())
        return kept;
    QUrlQuery query;
    for (const auto &[name, value] : QUrlQuery(url).queryItems()) {
        const bool mayStay = value.size() <= maximumAddress
            && (value.isEmpty() || keepsQueryValue(name) || isErrorNumber(name, value));
        const bool isName = value.isEmpty() ? keepsLoneQueryName(name) : name.size() <= longestName;
        query.addQueryItem(isName ? name : removed(u"query name", name.size(), u"characters"),
                           mayStay ? value : removed(u"query value", value.size(), u"characters"));
    }
    kept.setQuery(query);
    return kept;
}

QByteArray redactedAddress(const QByteArray &address)
{
    if (address.size() > maximumAddress)
        return removedBytes(u"address", address.size());
    const QUrl url = QUrl::fromEncoded(address);
    if (!url.isValid())
        return removedBytes(u"address", address.size());
    if (url.userInfo().isEmpty() && !url.hasFragment() && !url.hasQuery() && !address.contains(';'))
        return address;
    return redactedUrl(url).toEncoded();
}

QString withRedactedAddress(const QString &text)
{
    static const QRegularExpression scheme(u"^(?:https?:|[a-z][a-z0-9+.-]{0,20}://)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const QString address = text.trimmed();
    return scheme.match(address).hasMatch() ? QString::fromUtf8(redactedAddress(address.toUtf8())) : text;
}

QString removed(QStringView what, qsizetype count, QStringView unit)
{
    return u"«removed: %1, %2 %3»"_s.arg(what, QString::number(count), unit);
}

} // namespace Setup
