// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "microsoft/clouds.h"
#include "oauth/oauthcontext.h"
#include "support/scripteddoor.h"
#include "unit/jose/signingkey.h"

#include <QJsonArray>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QUrlQuery>

namespace Setup {

// Microsoft's sign-in and Graph behind a door, with one tenant: fabrikam.test. What a test does not change is
// in order.
class EntraDouble : public ScriptedDoor
{
public:
    static constexpr qint64 Now = 1'800'000'000;
    static QString tenant() { return QStringLiteral("f4b10000-0000-4000-8000-00000000fab1"); }
    static QString clientId() { return QStringLiteral("5b0c1f9e-0000-4000-8000-00000000de30"); }
    static const Cloud &cloud() { return *Clouds::standard().find(u"worldwide"); }

    EntraDouble()
    {
        answer = [this](const ExchangeQuery &query) { return reply(query); };
        records = Problem{QStringLiteral("DNS_NXDOMAIN"), {}, {}};
    }

    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override
    {
        asked += query;
        return ScriptedDoor::exchange(query);
    }

    static QJsonObject metadata(const Cloud &cloud, const QString &subScope = {})
    {
        const QString base = QStringLiteral("https://%1/%2").arg(cloud.authority, tenant());
        QJsonObject json{{QStringLiteral("issuer"), base + QStringLiteral("/v2.0")},
                         {QStringLiteral("cloud_instance_name"), cloud.instances.first()},
                         {QStringLiteral("tenant_region_scope"), QStringLiteral("EU")}};
        for (const auto &[member, path] : {std::pair{"authorization_endpoint", "/oauth2/v2.0/authorize"},
                                           {"token_endpoint", "/oauth2/v2.0/token"},
                                           {"device_authorization_endpoint", "/oauth2/v2.0/devicecode"},
                                           {"jwks_uri", "/discovery/v2.0/keys"}})
            json.insert(QString::fromLatin1(member), base + QString::fromLatin1(path));
        if (!subScope.isEmpty())
            json.insert(QStringLiteral("tenant_region_sub_scope"), subScope);
        return json;
    }

    static IssuerMetadata issuer()
    {
        return *parseIssuerMetadata(QJsonDocument(metadata(cloud())).toJson(), cloud().issuer(tenant()));
    }

    QJsonObject claims() const
    {
        return {{QStringLiteral("iss"), cloud().issuer(tenant())},
                {QStringLiteral("sub"), QStringLiteral("adele")},
                {QStringLiteral("tid"), tenant()},
                {QStringLiteral("aud"), clientId()},
                {QStringLiteral("iat"), Now},
                {QStringLiteral("exp"), Now + 600},
                {QStringLiteral("nonce"), QString::fromLatin1(nonce)}};
    }

    QJsonObject tokens(const QJsonObject &claimsOfIt) const
    {
        const QByteArray idToken = key.sign(
            {{QStringLiteral("alg"), QStringLiteral("ES256")}, {QStringLiteral("kid"), QStringLiteral("k1")}},
            QJsonDocument(claimsOfIt).toJson());
        return {{QStringLiteral("token_type"), QStringLiteral("Bearer")},
                {QStringLiteral("access_token"), QStringLiteral("access-1")},
                {QStringLiteral("refresh_token"), QStringLiteral("refresh-2")},
                {QStringLiteral("expires_in"), 3600},
                {QStringLiteral("id_token"), QString::fromLatin1(idToken)}};
    }

    static ExchangeAnswer json(const QJsonObject &object, int status = 200)
    {
        return {status, {}, {{"Content-Type", "application/json"}}, QJsonDocument(object).toJson(), true, {}};
    }

    // As Entra ID refuses.
    static ExchangeAnswer refusal(const QString &error, int number, const QString &claimsChallenge = {})
    {
        QJsonObject body{
            {QStringLiteral("error"), error},
            {QStringLiteral("error_description"),
             QStringLiteral(
                 "AADSTS%1: It cannot be. Trace ID: 0f3a5c1e-1111-4222-8333-444455556666 Correlation ID: "
                 "1f3a5c1e-1111-4222-8333-444455556666 Timestamp: 2026-11-30 20:00:00Z")
                 .arg(number)},
            {QStringLiteral("error_codes"), QJsonArray{number}}};
        if (!claimsChallenge.isEmpty())
            body.insert(QStringLiteral("claims"), claimsChallenge);
        return json(body, 400);
    }

    QUrlQuery lastForm() const { return QUrlQuery(QString::fromLatin1(asked.last().body)); }
    QStringList askedHosts() const
    {
        QStringList hosts;
        for (const ExchangeQuery &query : asked)
            hosts.append(query.url.host());
        return hosts;
    }
    OAuthContext context() { return {*this, clock, random, keys, {}}; }

    QList<ExchangeQuery> asked;
    SigningKey key = SigningKey::ec();
    QByteArray nonce;
    std::function<Result<ExchangeAnswer>(const ExchangeQuery &)> metadataAnswer = [](const ExchangeQuery &) {
        return json(metadata(cloud()));
    };
    std::function<Result<ExchangeAnswer>()> realmAnswer = [] {
        return json({{QStringLiteral("NameSpaceType"), QStringLiteral("Managed")},
                     {QStringLiteral("FederationBrandName"), QStringLiteral("Fabrikam")}});
    };
    std::function<Result<ExchangeAnswer>()> tokenAnswer = [this] { return json(tokens(claims())); };
    std::function<Result<ExchangeAnswer>(const ExchangeQuery &)> otherAnswer = [](const ExchangeQuery &) {
        return json({{QStringLiteral("value"), QJsonArray()}});
    };
    FixedClock clock{QDateTime::fromSecsSinceEpoch(Now).toUTC()};
    SystemRandomSource random;
    JwkCache keys;

private:
    Result<ExchangeAnswer> reply(const ExchangeQuery &query)
    {
        const QString path = query.url.path();
        if (path.endsWith(QStringLiteral("/openid-configuration")))
            return metadataAnswer(query);
        if (path == QStringLiteral("/getuserrealm.srf"))
            return realmAnswer();
        if (path.endsWith(QStringLiteral("/keys")))
            return json({{QStringLiteral("keys"), QJsonArray{key.jwk(QStringLiteral("k1"))}}});
        if (path.endsWith(QStringLiteral("/token")))
            return tokenAnswer();
        return otherAnswer(query);
    }
};

// A browser whose user agrees at once: it goes back to the program with an answer made from the question, and
// fetches the last page.
class MicrosoftBrowser : public QObject
{
public:
    std::function<QUrlQuery(const QUrlQuery &asked)> page = [](const QUrlQuery &) {
        return QUrlQuery{{QStringLiteral("code"), QStringLiteral("the-code")},
                         {QStringLiteral("session_state"), QStringLiteral("s")}};
    };
    QList<QUrlQuery> visits;

    void visit(const QUrl &url)
    {
        const QUrlQuery asked(url);
        visits += asked;
        QUrlQuery answer = page(asked);
        if (!answer.hasQueryItem(QStringLiteral("state")))
            answer.addQueryItem(QStringLiteral("state"), asked.queryItemValue(QStringLiteral("state")));
        const QUrl back(asked.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
        get(back, "/?" + answer.toString(QUrl::FullyEncoded).toLatin1());
        get(back, "/signed-in");
    }

private:
    void get(const QUrl &where, const QByteArray &target)
    {
        auto *const socket = new QTcpSocket(this);
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(where.port()));
        socket->write("GET " + target + " HTTP/1.1\r\nHost: " + where.authority().toLatin1() + "\r\n\r\n");
    }
};

} // namespace Setup
