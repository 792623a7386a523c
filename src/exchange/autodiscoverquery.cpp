// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/autodiscoverquery.h"

#include "core/foreigntext.h"
#include "exchange/ewsquery.h"
#include "exchange/poxsettings.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QUrl withSuffix(const QUrl &candidate, const QString &suffix)
{
    QUrl url = candidate.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    const QString path = url.path();
    url.setPath(path.left(path.lastIndexOf(u'.')) + suffix);
    return url;
}

// X-SOAP-Enabled and its kin come together, each with "True" where the feature is on.
bool offersSoap(const HttpHeaders &headers)
{
    const bool tells = headers.contains("X-SOAP-Enabled") || headers.contains("X-WSSecurity-Enabled");
    return !tells || headers.value("X-SOAP-Enabled").trimmed().toLower() == "true";
}

// An Autodiscover document to somebody who sent no request: the address is right, and asks for no login.
bool isAutodiscoverDocument(const ExchangeAnswer &answer, const HttpVerdict &verdict)
{
    return verdict.kind == HttpVerdict::Kind::Xml && answer.body.contains("<Autodiscover");
}

} // namespace

QUrl autodiscoverUrl(const QString &host)
{
    QUrl url;
    url.setScheme(u"https"_s);
    url.setHost(host);
    url.setPath(u"/autodiscover/autodiscover.xml"_s);
    return url;
}

QUrl soapUrl(const QUrl &candidate)
{
    return withSuffix(candidate, u".svc"_s);
}

QUrl poxUrl(const QUrl &candidate)
{
    return withSuffix(candidate, u".xml"_s);
}

ExchangeQuery discoveryGet(const OperationTag &tag, const QUrl &url)
{
    ExchangeQuery query;
    query.tag = tag;
    query.url = url;
    query.headers = {{"User-Agent", userAgent()}, {"Accept", "text/xml, application/json"}};
    query.bodyKind = BodyKind::AutodiscoverXml;
    query.withoutSecrets = url.scheme() == "http"_L1;
    return query;
}

ExchangeQuery discoveryPost(const OperationTag &tag, const QUrl &url, const QByteArray &xml,
                            const Credential &credential)
{
    ExchangeQuery query = discoveryGet(tag, url);
    query.method = "POST";
    query.headers.set("Accept", "text/xml");
    query.headers.append("Content-Type", "text/xml; charset=utf-8");
    query.body = xml;
    query.credential = credential;
    return query;
}

std::optional<QUrl> redirectTarget(const QUrl &asked, const ExchangeAnswer &answer)
{
    const int status = answer.status;
    if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308)
        return std::nullopt;
    static constexpr qsizetype longest = 2'000;
    return asked.resolved(QUrl::fromEncoded(answer.headers.value("Location").left(longest)));
}

std::optional<AutodiscoverCandidate> candidateFrom(AutodiscoverMethod method, const QUrl &url,
                                                   const ExchangeAnswer &answer, const HttpVerdict &verdict)
{
    const bool document = isAutodiscoverDocument(answer, verdict);
    if (verdict.kind != HttpVerdict::Kind::LoginOffered && !document)
        return std::nullopt;
    AutodiscoverCandidate candidate;
    candidate.method = method;
    candidate.url = url;
    candidate.offers = verdict.offers;
    candidate.isExchange = document || verdict.isExchange;
    candidate.offersSoap = offersSoap(answer.headers);
    candidate.owaVersion = ForeignText(answer.headers.value("X-OWA-Version"), 40).text();
    return candidate;
}

} // namespace Setup
