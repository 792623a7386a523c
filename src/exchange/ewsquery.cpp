// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ewsquery.h"

#include "core/randomsource.h"
#include "exchange/lifedetector.h"
#include "net/ntlmmessages.h"

#include <QUuid>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// A header is one line, whatever somebody put into an address.
QByteArray oneLine(const QString &text)
{
    QString clean = text;
    clean.removeIf([](QChar c) { return c.unicode() <= 0x20 || c.unicode() == 0x7f; });
    return clean.toUtf8();
}

QByteArray requestId(RandomSource &random)
{
    QByteArray bytes = random.bytes(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40); // RFC 9562, 5.4: a random UUID
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    return QUuid::fromRfc4122(bytes).toByteArray(QUuid::WithoutBraces);
}

ExchangeQuery post(const EwsContext &context)
{
    ExchangeQuery query;
    query.tag = context.tag;
    query.method = "POST";
    query.url = context.url;
    query.extraRoot = context.extraRoot;
    query.bodyKind = BodyKind::Ews;
    query.deadline = context.deadline;
    query.headers = {{"Content-Type", "text/xml; charset=utf-8"},
                     {"Accept", "text/xml"},
                     {"User-Agent", userAgent()},
                     {"client-request-id", requestId(context.random)},
                     {"return-client-request-id", "true"}};
    return query;
}

} // namespace

QByteArray userAgent()
{
    return "AskCodyExchangeSetup/" SETUP_VERSION;
}

ExchangeQuery ewsQuery(const EwsContext &context, const EwsRequest &request)
{
    ExchangeQuery query = soapQuery(context, toSoap(request, context.version),
                                    {request.impersonate, request.needsAffinity(), request.affinityCookie});
    if (request.isStream())
        query.isEnough = LifeDetector();
    return query;
}

ExchangeQuery soapQuery(const EwsContext &context, const QByteArray &soap, const SoapWay &way)
{
    ExchangeQuery query = post(context);
    query.credential = context.credential;
    query.body = soap;
    if (!way.anchor.isEmpty())
        query.headers.append("X-AnchorMailbox", oneLine(way.anchor));
    if (way.needsAffinity) {
        query.headers.append("X-PreferServerAffinity", "true");
        if (!way.affinityCookie.isEmpty())
            query.headers.append("Cookie", way.affinityCookie);
    }
    return query;
}

ExchangeQuery endpointQuery(const EwsContext &context)
{
    ExchangeQuery query = post(context);
    query.body = toSoap({Ews::GetRoomLists(), {}, {}}, context.version);
    return query;
}

ExchangeQuery ntlmQuery(const EwsContext &context)
{
    ExchangeQuery query = post(context);
    query.headers.append("Authorization", "NTLM " + Ntlm::negotiateMessage().toBase64());
    return query;
}

ExchangeQuery emptyTokenQuery(const EwsContext &context)
{
    ExchangeQuery query = post(context);
    query.headers.append("Authorization", "Bearer");
    return query;
}

} // namespace Setup
