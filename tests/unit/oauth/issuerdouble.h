// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "oauth/issuerdiscovery.h"
#include "oauth/oauthcontext.h"
#include "support/scripteddoor.h"
#include "unit/jose/signingkey.h"

#include <QJsonArray>
#include <QUrlQuery>

namespace Setup {

// An issuer at https://id.contoso.test/ behind a door: what a test does not change is in order.
class IssuerDouble : public ScriptedDoor
{
public:
    static constexpr qint64 Now = 1'800'000'000;
    static QString issuer() { return QStringLiteral("https://id.contoso.test/"); }
    static QUrl at(const QString &path) { return QUrl(QStringLiteral("https://id.contoso.test") + path); }

    IssuerDouble()
    {
        answer = [this](const ExchangeQuery &query) { return reply(query); };
    }

    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override
    {
        asked += query;
        return ScriptedDoor::exchange(query);
    }

    static QJsonObject metadataJson()
    {
        QJsonObject json{{QStringLiteral("issuer"), issuer()},
                         {QStringLiteral("authorization_response_iss_parameter_supported"), true}};
        for (const auto &[member, path] : {std::pair{"authorization_endpoint", "/authorize"},
                                           {"token_endpoint", "/token"},
                                           {"jwks_uri", "/keys"},
                                           {"device_authorization_endpoint", "/device"},
                                           {"revocation_endpoint", "/revoke"}})
            json.insert(QString::fromLatin1(member), at(QString::fromLatin1(path)).toString());
        return json;
    }

    static IssuerMetadata metadata()
    {
        return *parseIssuerMetadata(QJsonDocument(metadataJson()).toJson(), issuer());
    }

    QJsonObject claims() const
    {
        return {{QStringLiteral("iss"), issuer()},  {QStringLiteral("sub"), QStringLiteral("adele")},
                {QStringLiteral("aud"), client.id}, {QStringLiteral("iat"), Now},
                {QStringLiteral("exp"), Now + 600}, {QStringLiteral("nonce"), QString::fromLatin1(nonce)}};
    }

    QByteArray idToken(const QJsonObject &claimsOfIt) const
    {
        return key.sign({{QStringLiteral("alg"), QStringLiteral("ES256")}, {QStringLiteral("kid"), kid}},
                        QJsonDocument(claimsOfIt).toJson());
    }

    QJsonObject tokens() const
    {
        return {{QStringLiteral("token_type"), QStringLiteral("Bearer")},
                {QStringLiteral("access_token"), QStringLiteral("access-1")},
                {QStringLiteral("refresh_token"), QStringLiteral("refresh-2")},
                {QStringLiteral("expires_in"), 300},
                {QStringLiteral("scope"), QStringLiteral("openid api")},
                {QStringLiteral("id_token"), QString::fromLatin1(idToken(claims()))}};
    }

    static ExchangeAnswer json(const QJsonObject &object, int status = 200)
    {
        return {status, {}, {{"Content-Type", "application/json"}}, QJsonDocument(object).toJson(), true, {}};
    }

    // How often the path was asked.
    int count(const QString &path) const
    {
        return static_cast<int>(
            std::count_if(asked.begin(), asked.end(),
                          [&path](const ExchangeQuery &query) { return query.url.path() == path; }));
    }

    QUrlQuery lastForm() const { return QUrlQuery(QString::fromLatin1(asked.last().body)); }

    OAuthContext context() { return {*this, clock, random, keys, {}}; }

    QList<ExchangeQuery> asked;
    OAuthClient client{QStringLiteral("setup"), {}};
    SigningKey key = SigningKey::ec();
    QString kid = QStringLiteral("k1");
    QString publishedKid = QStringLiteral("k1");
    QByteArray nonce;
    std::function<Result<ExchangeAnswer>()> tokenAnswer = [this] { return json(tokens()); };
    std::function<Result<ExchangeAnswer>()> otherAnswer = [] { return json({}); };
    FixedClock clock{QDateTime::fromSecsSinceEpoch(Now).toUTC()};
    SystemRandomSource random;
    JwkCache keys;

private:
    Result<ExchangeAnswer> reply(const ExchangeQuery &query)
    {
        if (query.url.path() == QStringLiteral("/keys"))
            return json({{QStringLiteral("keys"), QJsonArray{key.jwk(publishedKid)}}});
        if (query.url.path() == QStringLiteral("/token"))
            return tokenAnswer();
        if (query.url.path().endsWith(QStringLiteral("/openid-configuration")))
            return json(metadataJson());
        return otherAnswer();
    }
};

} // namespace Setup
