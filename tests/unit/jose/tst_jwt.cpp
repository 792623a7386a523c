// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "jose/jwt.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Now = 1'800'000'000;

const JwtExpectations Expected{u"https://id.contoso.test/"_s, u"setup"_s, "n-0S6_WzA2Mj",
                               std::chrono::seconds(60)};

QJsonObject good()
{
    return {{u"iss"_s, u"https://id.contoso.test/"_s},
            {u"sub"_s, u"adele"_s},
            {u"aud"_s, u"setup"_s},
            {u"iat"_s, Now - 10},
            {u"exp"_s, Now + 300},
            {u"nonce"_s, u"n-0S6_WzA2Mj"_s}};
}

Result<JwtClaims> judge(const QJsonObject &claims, const JwtExpectations &expected = Expected)
{
    const FixedClock clock(QDateTime::fromSecsSinceEpoch(Now).toUTC());
    return judgeClaims(QJsonDocument(claims).toJson(), expected, clock);
}

} // namespace

class TestJwt : public QObject
{
    Q_OBJECT

private slots:
    void goodClaimsPass();
    void eachClaimIsJudged_data();
    void eachClaimIsJudged();
    void nonceIsAskedForOnlyWhenOneWasSent();
    void payloadsThatAreNoObjectAreRefused();
    void foreignTextIsMadeHarmless();
};

void TestJwt::goodClaimsPass()
{
    const auto claims = judge(good());
    QVERIFY(claims);
    QCOMPARE(claims->subject, u"adele"_s);
    QCOMPARE(claims->audiences, QStringList{u"setup"_s});
    QCOMPARE(claims->expiresAt, QDateTime::fromSecsSinceEpoch(Now + 300).toUTC());
    QCOMPARE(claims->all["nonce"_L1].toString(), u"n-0S6_WzA2Mj"_s);
}

void TestJwt::eachClaimIsJudged_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("code");
    const QString malformed = Code::TokenMalformed;
    const auto row = [](const char *name, const QString &claim, const QJsonValue &value,
                        const QString &code) { QTest::newRow(name) << claim << value << code; };
    row("another issuer", u"iss"_s, u"https://evil.test/"_s, Code::TokenIssuer);
    row("an issuer that begins alike", u"iss"_s, u"https://id.contoso.test/x"_s, Code::TokenIssuer);
    row("an issuer without its slash", u"iss"_s, u"https://id.contoso.test"_s, Code::TokenIssuer);
    row("no issuer", u"iss"_s, QJsonValue::Undefined, malformed);
    row("no subject", u"sub"_s, QJsonValue::Undefined, malformed);
    row("an empty subject", u"sub"_s, QString(), malformed);
    row("another audience", u"aud"_s, u"other"_s, Code::TokenAudience);
    row("an audience in a list", u"aud"_s, QJsonArray{u"setup"_s}, {});
    row("two audiences", u"aud"_s, QJsonArray{u"setup"_s, u"other"_s}, Code::TokenAudience);
    row("no audience", u"aud"_s, QJsonValue::Undefined, malformed);
    row("an empty list", u"aud"_s, QJsonArray(), malformed);
    row("a number in the list", u"aud"_s, QJsonArray{u"setup"_s, 7}, malformed);
    row("issued to another", u"azp"_s, u"other"_s, Code::TokenAudience);
    row("issued to us", u"azp"_s, u"setup"_s, {});
    row("just expired", u"exp"_s, Now - 59, {});
    row("expired", u"exp"_s, Now - 60, Code::TokenExpired);
    row("no end", u"exp"_s, QJsonValue::Undefined, malformed);
    row("an end in words", u"exp"_s, u"tomorrow"_s, malformed);
    row("an end beyond all time", u"exp"_s, 1e300, malformed);
    row("an end before all time", u"exp"_s, -5, malformed);
    row("a fraction of a second", u"exp"_s, 1'800'000'000.5, {});
    row("issued a little later", u"iat"_s, Now + 60, {});
    row("issued in the future", u"iat"_s, Now + 61, Code::TokenNotYetValid);
    row("not issued", u"iat"_s, QJsonValue::Undefined, malformed);
    row("valid a little later", u"nbf"_s, Now + 60, {});
    row("valid in the future", u"nbf"_s, Now + 61, Code::TokenNotYetValid);
    row("valid from a word", u"nbf"_s, u"now"_s, malformed);
    row("another nonce", u"nonce"_s, u"n-0S6_WzA2Mk"_s, Code::OidcNonceMismatch);
    row("no nonce", u"nonce"_s, QJsonValue::Undefined, Code::OidcNonceMismatch);
}

void TestJwt::eachClaimIsJudged()
{
    QFETCH(const QString, claim);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, code);
    QJsonObject claims = good();
    claims.insert(claim, value);
    const auto result = judge(claims);
    QCOMPARE(result ? QString() : result.problem().code, code);
}

void TestJwt::nonceIsAskedForOnlyWhenOneWasSent()
{
    JwtExpectations expected = Expected;
    expected.nonce.clear();
    QVERIFY(judge(good(), expected));
    QJsonObject claims = good();
    claims.remove(u"nonce"_s);
    QVERIFY(judge(claims, expected));
}

void TestJwt::payloadsThatAreNoObjectAreRefused()
{
    const SystemClock clock;
    for (const char *payload : {"", "[]", "7", "{", "\"iss\""}) {
        const auto result = judgeClaims(payload, Expected, clock);
        QVERIFY(!result);
        QCOMPARE(result.problem().code, QString(Code::TokenMalformed));
    }
}

void TestJwt::foreignTextIsMadeHarmless()
{
    QJsonObject claims = good();
    claims.insert(u"iss"_s, u"evil\u202e"_s + QString(2000, u'x'));
    const auto result = judge(claims);
    QVERIFY(!result);
    const QString shown = result.problem().facts["issuer"_L1].toString();
    QVERIFY(!shown.contains(QChar(0x202e)));
    QVERIFY(shown.size() < 600);
}

QTEST_GUILESS_MAIN(TestJwt)
#include "tst_jwt.moc"
