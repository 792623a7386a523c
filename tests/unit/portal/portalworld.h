// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/utctime.h"
#include "portal/portalclient.h"
#include "unit/exchange/fakedoor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace Setup {

// A supplier whose renewals a test decides.
class FakeTokens : public TokenSupplier
{
public:
    QByteArray present = "token-1";
    std::function<Result<Secret>()> next = [] { return Secret("token-2"); };
    QList<QByteArray> refused; // of every renewal
    bool isSilent = false;

    Secret token() const override { return Secret(present); }
    std::unique_ptr<TokenRenewal> renew(const Secret &token) override
    {
        return std::make_unique<FakeOperation<TokenRenewal, Secret>>([this, token] {
            refused.append(token.bytes().toByteArray());
            return FakeReply<Secret>{next(), std::chrono::milliseconds(0), isSilent};
        });
    }
};

// A known portal behind a fake door.
struct PortalWorld
{
    FakeDoor door;
    FakeTokens tokens;
    FixedClock clock{inUtc({2026, 11, 24}, {9, 0})};
    std::chrono::milliseconds deadline{5000};
    PortalSite site = knownSite();

    static PortalSite knownSite()
    {
        PortalSite site;
        site.origin = QStringLiteral("https://portal.askcody.test");
        site.trust = PortalSite::Trust::Known;
        site.region = QStringLiteral("eu");
        site.listedOrigins = {QStringLiteral("https://api.askcody.test")};
        return site;
    }
    static PortalDescription description()
    {
        PortalDescription description;
        description.region = QStringLiteral("eu");
        description.api = QUrl(QStringLiteral("https://portal.askcody.test/api/v1"));
        description.keys = QUrl(QStringLiteral("https://api.askcody.test/v1/keys"));
        return description;
    }
    PortalContext context()
    {
        return {door,     tokens,  clock, site, description(), {QStringLiteral("portal.test"), 1},
                deadline, deadline};
    }
    PortalClient client() { return PortalClient(context()); }

    void answer(const ExchangeAnswer &with)
    {
        door.onExchange = [with](const ExchangeQuery &) { return FakeReply<ExchangeAnswer>{with}; };
    }
    void fail(const Problem &with)
    {
        door.onExchange = [with](const ExchangeQuery &) { return FakeReply<ExchangeAnswer>{with}; };
    }
    void beSilent()
    {
        door.onExchange = [](const ExchangeQuery &) {
            return FakeReply<ExchangeAnswer>{{}, std::chrono::milliseconds(0), true};
        };
        deadline = std::chrono::milliseconds(120);
    }
};

inline QJsonObject withMember(QJsonObject json, const QString &name, const QJsonValue &value)
{
    if (value.isUndefined())
        json.remove(name);
    else
        json.insert(name, value);
    return json;
}

inline QByteArray bytesOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

inline ExchangeAnswer jsonAnswer(int status, const QJsonObject &body)
{
    return httpAnswer(status, bytesOf(body),
                      {{"Content-Type", "application/json; charset=utf-8"},
                       {"Request-Id", "req-4711"},
                       {"Date", "Tue, 24 Nov 2026 09:30:00 GMT"}});
}

inline ExchangeAnswer problemAnswer(int status, const QString &code, QJsonObject more = {})
{
    more.insert(QStringLiteral("type"), QStringLiteral("about:blank"));
    more.insert(QStringLiteral("title"), QStringLiteral("No"));
    more.insert(QStringLiteral("status"), status);
    more.insert(QStringLiteral("code"), code);
    return httpAnswer(status, bytesOf(more), {{"Content-Type", "application/problem+json"}});
}

inline ExchangeAnswer page(int status, const QByteArray &html, HttpHeaders headers = {})
{
    headers.append("Content-Type", "text/html; charset=utf-8");
    return httpAnswer(status, html, headers);
}

inline WantedIntegration wantedIntegration()
{
    return {QUuid(QStringLiteral("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")),
            QStringLiteral("HQ"),
            QStringLiteral("default"),
            QStringLiteral("askcody@contoso.com"),
            QUrl(QStringLiteral("https://mail.contoso.com/EWS/Exchange.asmx")),
            QStringLiteral("Exchange2013_SP1"),
            QStringLiteral("CONTOSO\\askcody")};
}

inline QJsonObject integrationJson()
{
    const auto text = [](const char *value) { return QJsonValue(QString::fromLatin1(value)); };
    return {{QStringLiteral("id"), text("int_1")},
            {QStringLiteral("clientReference"), text("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")},
            {QStringLiteral("name"), text("HQ")},
            {QStringLiteral("type"), text("exchangeServer")},
            {QStringLiteral("identificationCode"), text("default")},
            {QStringLiteral("email"), text("askcody@contoso.com")},
            {QStringLiteral("ewsUrl"), text("https://mail.contoso.com/EWS/Exchange.asmx")},
            {QStringLiteral("exchangeVersion"), text("Exchange2013_SP1")},
            {QStringLiteral("username"), text("CONTOSO\\askcody")},
            {QStringLiteral("state"), text("notChecked")},
            {QStringLiteral("createdAt"), text("2026-11-24T09:00:00Z")},
            {QStringLiteral("changedAt"), text("2026-11-24T09:00:00.250Z")},
            {QStringLiteral("etag"), text("\"1\"")}};
}

inline QJsonObject rungJson(const QString &id, const QString &status)
{
    return {
        {QStringLiteral("id"), id}, {QStringLiteral("status"), status}, {QStringLiteral("durationMs"), 12}};
}

inline QJsonObject cloudJson(const QJsonArray &rungs)
{
    return {{QStringLiteral("region"), QStringLiteral("eu")},
            {QStringLiteral("startedAt"), QStringLiteral("2026-11-24T09:00:00Z")},
            {QStringLiteral("durationMs"), 321},
            {QStringLiteral("rungs"), rungs}};
}

inline QJsonObject accountJson()
{
    return {{QStringLiteral("account"), QStringLiteral("owner@contoso.com")},
            {QStringLiteral("displayName"), QStringLiteral("Owner of Contoso")},
            {QStringLiteral("organisation"),
             QJsonObject{{QStringLiteral("id"), QStringLiteral("org_1")},
                         {QStringLiteral("name"), QStringLiteral("Contoso")}}},
            {QStringLiteral("region"), QStringLiteral("eu")},
            {QStringLiteral("roles"), QJsonArray{QStringLiteral("owner")}}};
}

} // namespace Setup
