// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/exchangerequest.h"

#include "net/contentdecoder.h"
#include "net/trustedroots.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QByteArray authorization(const Credential &credential)
{
    Q_ASSERT(!credential.isNtlm()); // has an exchange of its own
    if (credential.isNtlm())
        return {};
    if (credential.scheme == Credential::Scheme::Bearer)
        return "Bearer " + credential.secret.bytes().toByteArray();
    QByteArray pair = credential.username.toUtf8() + ':' + credential.secret.bytes().toByteArray();
    QByteArray value = "Basic " + pair.toBase64();
    wipe(pair);
    return value;
}

HttpHeaders fieldsOf(const ExchangeQuery &query)
{
    HttpHeaders headers{{"Accept-Encoding", ContentDecoder::Accepted}, // set by hand: Qt decodes nothing
                        {"User-Agent", "AskCody-Exchange-Setup"}, // else Qt says that it is a browser
                        {"Accept-Language", "en"}};
    for (const auto &[name, value] : query.headers.fields())
        headers.set(name, value);
    return headers;
}

void switchOff(QNetworkRequest &request)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
}

// The address stands in the URL, the name in Host, SNI and verification.
void pin(QNetworkRequest &request, const ExchangeQuery &query, const Destination &destination)
{
    const QString host = query.url.host(QUrl::FullyEncoded);
    QUrl url = query.url;
    url.setHost(destination.address);
    url.setPort(destination.port);
    request.setUrl(url);
    request.setPeerVerifyName(host);
    request.setRawHeader("Host", hostField(query.url));
}

} // namespace

QNetworkRequest networkRequest(const ExchangeQuery &query, const Destination &destination)
{
    QNetworkRequest request(query.url);
    switchOff(request);
    QSslConfiguration tls = tlsConfiguration(rootsWith(destination.roots, query.extraRoot));
    // Whoever speaks HTTP/2 alone says so in the handshake, instead of closing on a request (RFC 7301, 3.2).
    tls.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    request.setSslConfiguration(tls);
    const HttpHeaders headers = fieldsOf(query);
    for (const auto &[name, value] : headers.fields())
        request.setRawHeader(name, value);
    request.setHeader(QNetworkRequest::ContentLengthHeader, query.body.size());
    if (destination.isPinned())
        pin(request, query, destination);
    if (query.credential)
        request.setRawHeader("Authorization", authorization(*query.credential));
    return request;
}

QByteArray hostField(const QUrl &url)
{
    const int usual = url.scheme() == "http"_L1 ? 80 : 443;
    const QString host = url.host(QUrl::FullyEncoded);
    const QString bracketed = host.contains(u':') ? u'[' + host + u']' : host;
    const int port = url.port(usual);
    return (port == usual ? bracketed : u"%1:%2"_s.arg(bracketed).arg(port)).toLatin1();
}

QByteArray requestTarget(const QUrl &url)
{
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    const QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    return (path.isEmpty() ? QByteArray("/") : path) + (query.isEmpty() ? QByteArray() : '?' + query);
}

QByteArray requestHead(const ExchangeQuery &query, const QByteArray &target)
{
    QByteArray head = query.method + ' ' + target + " HTTP/1.1\r\nHost: " + hostField(query.url) + "\r\n";
    const HttpHeaders headers = fieldsOf(query);
    for (const auto &[name, value] : headers.fields())
        head += name + ": " + value + "\r\n";
    return head;
}

QByteArray contentLength(const ExchangeQuery &query)
{
    if (query.body.isEmpty() && query.method == "GET")
        return {};
    return "Content-Length: " + QByteArray::number(query.body.size()) + "\r\n";
}

} // namespace Setup
