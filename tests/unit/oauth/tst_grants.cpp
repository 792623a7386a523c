// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "net/secretscan.h"
#include "oauth/grantrequest.h"
#include "oauth/revocation.h"
#include "support/outcome.h"
#include "unit/oauth/issuerdouble.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

Result<TokenSet> asked(IssuerDouble &door, const Grant &grant)
{
    GrantRequest request(door.context(), grant);
    return outcomeOf<TokenSet>(request);
}

Result<TokenSet> refreshed(IssuerDouble &door, const QString &subject = {})
{
    return asked(door, refreshGrant(IssuerDouble::metadata(), door.client, Secret("refresh-1"), subject));
}

void answerWithout(IssuerDouble &door, const QString &member)
{
    door.tokenAnswer = [&door, member] {
        QJsonObject tokens = door.tokens();
        tokens.remove(member);
        return IssuerDouble::json(tokens);
    };
}

} // namespace

class TestGrants : public QObject
{
    Q_OBJECT

private slots:
    void newRefreshTokenReplacesTheOld();
    void oldRefreshTokenStaysWhereNoneComes();
    void refreshMayComeWithoutIdToken();
    void refreshIsAboutTheSamePerson();
    void endedSignInIsTold();
    void secretsThatAreSaidAgainAreTakenOut();
    void networkProblemsAreHandedOn();
    void formIsEncoded();
    void secretGoesAsTheIssuerWants();
    void clientCredentialsNeedNobody();
    void whatIsNotOfferedIsNotTried();
    void knownKeysAreNotFetchedAgain();
    void unknownKeyCausesOneNewLook();
    void unusableKeysAreTold();
    void revocationForgets();
    void revocationIsNotAlwaysOffered();
    void refusedRevocationIsTold();
};

void TestGrants::newRefreshTokenReplacesTheOld()
{
    IssuerDouble door;
    const auto tokens = refreshed(door);
    QVERIFY2(tokens, qPrintable(codeOf(tokens)));
    QCOMPARE(tokens->refreshToken.bytes(), QByteArrayView("refresh-2"));
    QCOMPARE(tokens->accessToken.bytes(), QByteArrayView("access-1"));
    QCOMPARE(tokens->expiresAt, door.clock.now().addSecs(300));
    const QUrlQuery form(QString::fromLatin1(door.asked[0].body));
    QCOMPARE(form.queryItemValue(u"grant_type"_s), u"refresh_token"_s);
    QCOMPARE(form.queryItemValue(u"refresh_token"_s), u"refresh-1"_s);
    QCOMPARE(form.queryItemValue(u"client_id"_s), u"setup"_s);
    QVERIFY(!form.hasQueryItem(u"client_secret"_s));
}

void TestGrants::oldRefreshTokenStaysWhereNoneComes()
{
    IssuerDouble door;
    answerWithout(door, u"refresh_token"_s);
    const auto tokens = refreshed(door);
    QVERIFY(tokens);
    QCOMPARE(tokens->refreshToken.bytes(), QByteArrayView("refresh-1"));
}

void TestGrants::refreshMayComeWithoutIdToken()
{
    IssuerDouble door;
    answerWithout(door, u"id_token"_s);
    const auto tokens = refreshed(door, u"adele"_s);
    QVERIFY(tokens);
    QVERIFY(!tokens->identity);
    QCOMPARE(door.count(u"/keys"_s), 0);
}

void TestGrants::refreshIsAboutTheSamePerson()
{
    IssuerDouble door;
    QVERIFY(refreshed(door, u"adele"_s));
    QCOMPARE(codeOf(refreshed(door, u"bea"_s)), QString(Code::TokenAudience));
}

void TestGrants::endedSignInIsTold()
{
    IssuerDouble door;
    door.tokenAnswer = [] { return IssuerDouble::json({{u"error"_s, u"invalid_grant"_s}}, 400); };
    QCOMPARE(codeOf(refreshed(door)), QString(Code::OauthInvalidGrant));
    QCOMPARE(door.count(u"/token"_s), 1);
}

// What the command line prints of it, and what a window shows.
void TestGrants::secretsThatAreSaidAgainAreTakenOut()
{
    const QByteArray secret = "client-secret-4711";
    const QByteArray refresh = "refresh-token-4711";
    IssuerDouble door;
    door.client.secret = Secret(secret.constData());
    const auto echo = [&] {
        return IssuerDouble::json(
            {{u"error"_s, QString::fromLatin1("not " + refresh)},
             {u"error_description"_s, QString::fromLatin1("Basic " + ("setup:" + secret).toBase64())},
             {u"error_uri"_s, QString::fromLatin1("https://id.contoso.test/?s=" + secret)}},
            400);
    };
    door.tokenAnswer = echo;
    door.otherAnswer = echo;
    const auto tokens =
        asked(door, refreshGrant(IssuerDouble::metadata(), door.client, Secret(refresh.constData())));
    Revocation revocation(door.context(),
                          {IssuerDouble::metadata(), door.client, Secret(refresh.constData())});
    const auto revoked = outcomeOf<Done>(revocation);
    QVERIFY(!tokens && !revoked);
    for (const Problem &problem : {tokens.problem(), revoked.problem()}) {
        const QByteArray facts = QJsonDocument(problem.facts).toJson();
        QVERIFY2(!SecretScan({Secret(secret.constData()), Secret(refresh.constData())}).finds(facts),
                 facts.constData());
        QCOMPARE(problem.facts["error"_L1].toString(), u"not «…»"_s);
        QCOMPARE(problem.facts["message"_L1].toString(), u"«…»"_s);
    }
}

void TestGrants::networkProblemsAreHandedOn()
{
    IssuerDouble door;
    door.tokenAnswer = [] { return Problem{Code::TlsUnknownIssuer, {}, {}}; };
    QCOMPARE(codeOf(refreshed(door)), QString(Code::TlsUnknownIssuer));
}

void TestGrants::formIsEncoded()
{
    IssuerDouble door;
    const QByteArray hostile = "a&grant_type=x+y=%&\xc3\xa4";
    QVERIFY(asked(door, refreshGrant(IssuerDouble::metadata(), door.client, Secret(hostile))));
    QVERIFY(door.asked[0].body.contains("refresh_token=a%26grant_type%3Dx%2By%3D%25%26%C3%A4&"));
}

void TestGrants::secretGoesAsTheIssuerWants()
{
    IssuerDouble door;
    door.client.secret = Secret("s:1 &");
    const auto grant = [&door](const QStringList &methods) {
        IssuerMetadata issuer = IssuerDouble::metadata();
        issuer.clientAuthentication = methods;
        return refreshGrant(issuer, door.client, Secret("refresh-1"));
    };
    QVERIFY(asked(door, grant({u"client_secret_post"_s})));
    QVERIFY(door.asked[0].body.endsWith("client_secret=s%3A1%20%26"));
    QVERIFY(!door.asked[0].credential);
    door.asked.clear();
    QVERIFY(asked(door, grant({}))); // client_secret_basic is what is meant where nothing is said
    QVERIFY(door.asked[0].credential.has_value());
    QCOMPARE(door.asked[0].credential->username, u"setup"_s);
    QCOMPARE(door.asked[0].credential->secret.bytes(), QByteArrayView("s%3A1%20%26"));
    QVERIFY(!door.asked[0].body.contains("secret"));
}

void TestGrants::clientCredentialsNeedNobody()
{
    IssuerDouble door;
    door.client.secret = Secret("s");
    answerWithout(door, u"id_token"_s);
    const auto tokens =
        asked(door, clientCredentialsGrant(IssuerDouble::metadata(), door.client, {u"a"_s, u"b"_s}));
    QVERIFY(tokens);
    QVERIFY(door.asked[0].body.startsWith("grant_type=client_credentials&scope=a%20b"));
}

void TestGrants::whatIsNotOfferedIsNotTried()
{
    IssuerDouble door;
    Grant grant = refreshGrant(IssuerDouble::metadata(), door.client, Secret("refresh-1"));
    grant.issuer.grantTypes = QStringList{u"authorization_code"_s};
    QCOMPARE(codeOf(asked(door, grant)), QString(Code::OauthNotOffered));
    QCOMPARE(door.asked.size(), 0);
}

void TestGrants::knownKeysAreNotFetchedAgain()
{
    IssuerDouble door;
    QVERIFY(refreshed(door));
    QVERIFY(refreshed(door));
    QCOMPARE(door.count(u"/keys"_s), 1);
}

void TestGrants::unknownKeyCausesOneNewLook()
{
    IssuerDouble door;
    QVERIFY(refreshed(door));
    door.kid = door.publishedKid = u"k2"_s; // the issuer changed its key
    QVERIFY(refreshed(door));
    QCOMPARE(door.count(u"/keys"_s), 2);
    door.kid = u"k3"_s; // which nobody publishes
    QCOMPARE(codeOf(refreshed(door)), QString(Code::TokenKeyUnknown));
    QCOMPARE(door.count(u"/keys"_s), 3);
    door.keys.clear();
    QCOMPARE(codeOf(refreshed(door)), QString(Code::TokenKeyUnknown));
    QCOMPARE(door.count(u"/keys"_s), 5);
}

void TestGrants::unusableKeysAreTold()
{
    IssuerDouble door;
    door.answer = [usual = door.answer](const ExchangeQuery &query) -> Result<ExchangeAnswer> {
        if (query.url.path() == "/keys"_L1)
            return IssuerDouble::json({}, 500);
        return usual(query);
    };
    QCOMPARE(codeOf(refreshed(door)), QString(Code::KeySetUnusable));
}

void TestGrants::revocationForgets()
{
    IssuerDouble door;
    Revocation revocation(door.context(), {IssuerDouble::metadata(), door.client, Secret("refresh-1")});
    QVERIFY(outcomeOf<Done>(revocation));
    QCOMPARE(door.asked[0].url, IssuerDouble::at(u"/revoke"_s));
    QCOMPARE(door.asked[0].body, QByteArray("token=refresh-1&token_type_hint=refresh_token&client_id=setup"));
}

void TestGrants::revocationIsNotAlwaysOffered()
{
    IssuerDouble door;
    RevocationQuery query{IssuerDouble::metadata(), door.client, Secret("refresh-1")};
    query.issuer.revocationEndpoint.clear();
    Revocation revocation(door.context(), query);
    QCOMPARE(codeOf(outcomeOf<Done>(revocation)), QString(Code::OauthNotOffered));
    QCOMPARE(door.asked.size(), 0);
}

void TestGrants::refusedRevocationIsTold()
{
    IssuerDouble door;
    door.otherAnswer = [] { return IssuerDouble::json({{u"error"_s, u"invalid_client"_s}}, 401); };
    Revocation revocation(door.context(), {IssuerDouble::metadata(), door.client, Secret("refresh-1")});
    QCOMPARE(codeOf(outcomeOf<Done>(revocation)), QString(Code::OauthInvalidClient));
}

QTEST_GUILESS_MAIN(TestGrants)
#include "tst_grants.moc"
