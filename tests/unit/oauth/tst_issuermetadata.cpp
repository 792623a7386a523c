// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "oauth/issuermetadata.h"
#include "support/outcome.h"
#include "unit/oauth/issuerdouble.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

Result<IssuerMetadata> parsed(const QJsonObject &json, const QStringList &origins = {})
{
    return parseIssuerMetadata(QJsonDocument(json).toJson(), IssuerDouble::issuer(), origins);
}

QJsonObject with(const QString &member, const QJsonValue &value)
{
    QJsonObject json = IssuerDouble::metadataJson();
    json.insert(member, value);
    return json;
}

} // namespace

class TestIssuerMetadata : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatWeUse();
    void leavesOutWhatIsNotOffered();
    void refusesWhatIsUnsafe_data();
    void refusesWhatIsUnsafe();
    void listedOriginsMayHoldEndpoints();
    void asksWhereOpenIdConnectPutsIt();
    void asksWhereOauthPutsItWhenNothingIsThere();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
};

void TestIssuerMetadata::readsWhatWeUse()
{
    const auto metadata = parsed(with(u"grant_types_supported"_s, QJsonArray{u"refresh_token"_s}));
    QVERIFY(metadata);
    QCOMPARE(metadata->issuer, IssuerDouble::issuer());
    QCOMPARE(metadata->tokenEndpoint, IssuerDouble::at(u"/token"_s));
    QCOMPARE(metadata->revocationEndpoint, IssuerDouble::at(u"/revoke"_s));
    QCOMPARE(metadata->grantTypes, QStringList{u"refresh_token"_s});
    QVERIFY(metadata->namesItselfInAnswers);
}

void TestIssuerMetadata::leavesOutWhatIsNotOffered()
{
    QJsonObject json = IssuerDouble::metadataJson();
    json.remove(u"device_authorization_endpoint"_s);
    json.remove(u"revocation_endpoint"_s);
    const auto metadata = parsed(json);
    QVERIFY(metadata);
    QVERIFY(metadata->deviceAuthorizationEndpoint.isEmpty());
    QVERIFY(metadata->revocationEndpoint.isEmpty());
}

void TestIssuerMetadata::refusesWhatIsUnsafe_data()
{
    QTest::addColumn<QJsonObject>("json");
    const auto token = u"token_endpoint"_s;
    QTest::newRow("nothing") << QJsonObject();
    QTest::newRow("another issuer") << with(u"issuer"_s, u"https://evil.test/"_s);
    QTest::newRow("the issuer without its slash") << with(u"issuer"_s, u"https://id.contoso.test"_s);
    QTest::newRow("the issuer in capitals") << with(u"issuer"_s, u"https://ID.contoso.test/"_s);
    QTest::newRow("an endpoint elsewhere") << with(token, u"https://evil.test/token"_s);
    QTest::newRow("an endpoint on another port") << with(token, u"https://id.contoso.test:8443/token"_s);
    QTest::newRow("an endpoint that begins alike") << with(token, u"https://id.contoso.test.evil.test/"_s);
    QTest::newRow("an endpoint with a login") << with(token, u"https://id.contoso.test@evil.test/"_s);
    QTest::newRow("an endpoint over http") << with(token, u"http://id.contoso.test/token"_s);
    QTest::newRow("an endpoint with a fragment") << with(token, u"https://id.contoso.test/token#x"_s);
    QTest::newRow("no token endpoint") << with(token, QJsonValue::Undefined);
    QTest::newRow("no keys") << with(u"jwks_uri"_s, QJsonValue::Undefined);
    QTest::newRow("a number for an address") << with(u"jwks_uri"_s, 7);
    QTest::newRow("a revocation elsewhere") << with(u"revocation_endpoint"_s, u"https://evil.test/"_s);
    QTest::newRow("only the implicit flow") << with(u"response_types_supported"_s, QJsonArray{u"token"_s});
    QTest::newRow("only plain proof keys")
        << with(u"code_challenge_methods_supported"_s, QJsonArray{u"plain"_s});
    QTest::newRow("only symmetric signatures")
        << with(u"id_token_signing_alg_values_supported"_s, QJsonArray{u"HS256"_s, u"none"_s});
    QTest::newRow("too large") << with(u"padding"_s, QString(IssuerMetadata::LargestText, u'x'));
}

void TestIssuerMetadata::refusesWhatIsUnsafe()
{
    QFETCH(const QJsonObject, json);
    const auto metadata = parsed(json);
    QVERIFY(!metadata);
    QCOMPARE(metadata.problem().code, QString(Code::IssuerMetadataUnusable));
    QVERIFY(!metadata.problem().facts["reason"_L1].toString().isEmpty());
}

void TestIssuerMetadata::listedOriginsMayHoldEndpoints()
{
    const QJsonObject json = with(u"jwks_uri"_s, u"https://keys.contoso.test/all"_s);
    QVERIFY(!parsed(json));
    QVERIFY(parsed(json, {u"https://keys.contoso.test"_s}));
}

void TestIssuerMetadata::asksWhereOpenIdConnectPutsIt()
{
    IssuerDouble door;
    IssuerDiscovery discovery(door.context(), {IssuerDouble::issuer(), {}});
    const auto metadata = outcomeOf<IssuerMetadata>(discovery);
    QVERIFY(metadata);
    QCOMPARE(*metadata, IssuerDouble::metadata());
    QCOMPARE(door.asked.size(), 1);
    QCOMPARE(door.asked[0].url, IssuerDouble::at(u"/.well-known/openid-configuration"_s));
}

void TestIssuerMetadata::asksWhereOauthPutsItWhenNothingIsThere()
{
    IssuerDouble door;
    const QString issuer = u"https://id.contoso.test/tenant"_s;
    door.answer = [&](const ExchangeQuery &query) {
        QJsonObject json = IssuerDouble::metadataJson();
        json.insert(u"issuer"_s, issuer);
        const bool isThere = query.url.path() == "/.well-known/oauth-authorization-server/tenant"_L1;
        return IssuerDouble::json(json, isThere ? 200 : 404);
    };
    IssuerDiscovery discovery(door.context(), {issuer, {}});
    QVERIFY(outcomeOf<IssuerMetadata>(discovery));
    QCOMPARE(door.asked[0].url.path(), u"/tenant/.well-known/openid-configuration"_s);
    QCOMPARE(door.asked.size(), 2);
}

void TestIssuerMetadata::tellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("requests");
    QTest::newRow("nowhere") << IssuerDouble::issuer() << 404 << 2;
    QTest::newRow("out of order") << IssuerDouble::issuer() << 503 << 1;
    QTest::newRow("a redirect") << IssuerDouble::issuer() << 302 << 1;
    QTest::newRow("over http") << u"http://id.contoso.test/"_s << 200 << 0;
    QTest::newRow("with a query") << u"https://id.contoso.test/?x=1"_s << 200 << 0;
    QTest::newRow("a word") << u"contoso"_s << 200 << 0;
}

void TestIssuerMetadata::tellsWhatIsWrong()
{
    QFETCH(const QString, issuer);
    QFETCH(const int, status);
    QFETCH(const int, requests);
    IssuerDouble door;
    door.answer = [status](const ExchangeQuery &) { return IssuerDouble::json({}, status); };
    IssuerDiscovery discovery(door.context(), {issuer, {}});
    QCOMPARE(codeOf(outcomeOf<IssuerMetadata>(discovery)), QString(Code::IssuerMetadataUnusable));
    QCOMPARE(door.asked.size(), requests);
}

QTEST_GUILESS_MAIN(TestIssuerMetadata)
#include "tst_issuermetadata.moc"
