// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "oauth/devicesignin.h"
#include "support/outcome.h"
#include "unit/oauth/issuerdouble.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QJsonObject offer()
{
    return {{u"device_code"_s, u"d-1"_s},
            {u"user_code"_s, u"WDJB-MJHT"_s},
            {u"verification_uri"_s, u"https://id.contoso.test/device"_s},
            {u"verification_uri_complete"_s, u"https://id.contoso.test/device?code=WDJB-MJHT"_s},
            {u"expires_in"_s, 1000},
            {u"interval"_s, 2}};
}

DeviceSignInRequest request(const IssuerDouble &door)
{
    return {IssuerDouble::metadata(),
            door.client,
            {u"openid"_s},
            std::chrono::seconds(10),
            std::chrono::milliseconds(2)};
}

// Answers with these errors one after the other, then with tokens.
void answerInTurn(IssuerDouble &door, QStringList errors)
{
    door.tokenAnswer = [&door, errors]() mutable {
        if (errors.isEmpty())
            return Result<ExchangeAnswer>(IssuerDouble::json(door.tokens()));
        const QString error = errors.takeFirst();
        if (error.isUpper())
            return Result<ExchangeAnswer>(Problem{error, {}, {}});
        return Result<ExchangeAnswer>(IssuerDouble::json({{u"error"_s, error}}, 400));
    };
}

} // namespace

class TestDeviceSignIn : public QObject
{
    Q_OBJECT

private slots:
    void signsInOnAnotherDevice();
    void whatAChallengeDemandsIsSentAlong();
    void slowsDownWhenTold();
    void outcomesOfTheOtherDevice_data();
    void outcomesOfTheOtherDevice();
    void codesEnd();
    void offersAreJudged_data();
    void offersAreJudged();
    void isNotAlwaysOffered();
};

void TestDeviceSignIn::signsInOnAnotherDevice()
{
    IssuerDouble door;
    door.otherAnswer = [] { return IssuerDouble::json(offer()); };
    answerInTurn(door, {u"authorization_pending"_s, u"authorization_pending"_s});
    DeviceSignIn signIn(door.context(), request(door));
    QList<DeviceCode> codes;
    connect(&signIn, &DeviceSignIn::codeReady, this, [&codes](const DeviceCode &code) { codes += code; });
    const auto tokens = outcomeOf<TokenSet>(signIn);
    QVERIFY2(tokens, qPrintable(codeOf(tokens)));
    QCOMPARE(tokens->identity->subject, u"adele"_s);
    QCOMPARE(codes.size(), 1);
    QCOMPARE(codes[0].userCode, u"WDJB-MJHT"_s);
    QCOMPARE(codes[0].expiresAt, door.clock.now().addSecs(1000));
    QCOMPARE(door.count(u"/token"_s), 3);
    QCOMPARE(door.asked[0].body, QByteArray("scope=openid&client_id=setup"));
    QCOMPARE(door.asked[1].body,
             QByteArray("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=d-1"
                        "&client_id=setup"));
}

void TestDeviceSignIn::whatAChallengeDemandsIsSentAlong()
{
    IssuerDouble door;
    door.otherAnswer = [] { return IssuerDouble::json(offer()); };
    DeviceSignInRequest what = request(door);
    what.claims = uR"({"access_token":{"acrs":{"value":"c1 +&"}}})"_s;
    DeviceSignIn signIn(door.context(), what);
    QVERIFY(outcomeOf<TokenSet>(signIn));
    const QUrlQuery asked(QString::fromLatin1(door.asked[0].body));
    QCOMPARE(asked.queryItemValue(u"claims"_s, QUrl::FullyDecoded), what.claims);
    QCOMPARE(asked.queryItemValue(u"scope"_s), u"openid"_s);
}

void TestDeviceSignIn::slowsDownWhenTold()
{
    IssuerDouble door;
    door.otherAnswer = [] { return IssuerDouble::json(offer()); };
    answerInTurn(door, {u"slow_down"_s, u"slow_down"_s});
    DeviceSignInRequest what = request(door);
    what.second = std::chrono::milliseconds(10);
    DeviceSignIn signIn(door.context(), what);
    QElapsedTimer elapsed;
    elapsed.start();
    QVERIFY(outcomeOf<TokenSet>(signIn));
    QVERIFY2(elapsed.elapsed() >= 19 * 10, "2, 7 and 12 seconds of the issuer");
}

void TestDeviceSignIn::outcomesOfTheOtherDevice_data()
{
    QTest::addColumn<QStringList>("answers");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("polls");
    const QString lost = Code::HttpTimeout;
    QTest::newRow("declined") << QStringList{u"authorization_pending"_s, u"access_denied"_s}
                              << QString(Code::OauthAccessDenied) << 2;
    QTest::newRow("too late") << QStringList{u"expired_token"_s} << QString(Code::OauthExpiredToken) << 1;
    QTest::newRow("lost twice") << QStringList{lost, lost} << QString() << 3;
    QTest::newRow("lost for good") << QStringList{lost, lost, lost, lost, lost} << lost << 5;
    QTest::newRow("not trusted") << QStringList{QString(Code::TlsUnknownIssuer)}
                                 << QString(Code::TlsUnknownIssuer) << 1;
}

void TestDeviceSignIn::outcomesOfTheOtherDevice()
{
    QFETCH(const QStringList, answers);
    QFETCH(const QString, code);
    QFETCH(const int, polls);
    IssuerDouble door;
    door.otherAnswer = [] { return IssuerDouble::json(offer()); };
    answerInTurn(door, answers);
    DeviceSignIn signIn(door.context(), request(door));
    QCOMPARE(codeOf(outcomeOf<TokenSet>(signIn)), code);
    QCOMPARE(door.count(u"/token"_s), polls);
}

void TestDeviceSignIn::codesEnd()
{
    IssuerDouble door;
    door.otherAnswer = [] {
        QJsonObject json = offer();
        json.insert(u"expires_in"_s, 5);
        json.insert(u"interval"_s, 60);
        return IssuerDouble::json(json);
    };
    DeviceSignIn signIn(door.context(), request(door));
    QCOMPARE(codeOf(outcomeOf<TokenSet>(signIn)), QString(Code::OauthExpiredToken));
    QCOMPARE(door.count(u"/token"_s), 0);
}

void TestDeviceSignIn::offersAreJudged_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no device code") << u"device_code"_s << QJsonValue();
    QTest::newRow("no user code") << u"user_code"_s << QJsonValue();
    QTest::newRow("no address") << u"verification_uri"_s << QJsonValue();
    QTest::newRow("an address over http") << u"verification_uri"_s << QJsonValue(u"http://id.test/"_s);
    QTest::newRow("a script for an address") << u"verification_uri"_s << QJsonValue(u"javascript:x"_s);
    QTest::newRow("no end") << u"expires_in"_s << QJsonValue();
    QTest::newRow("an end in the past") << u"expires_in"_s << QJsonValue(-1);
}

void TestDeviceSignIn::offersAreJudged()
{
    QFETCH(const QString, member);
    QFETCH(const QJsonValue, value);
    IssuerDouble door;
    door.otherAnswer = [&] {
        QJsonObject json = offer();
        json.insert(member, value);
        return IssuerDouble::json(json);
    };
    DeviceSignIn signIn(door.context(), request(door));
    QCOMPARE(codeOf(outcomeOf<TokenSet>(signIn)), QString(Code::AnswerMalformed));
    QCOMPARE(door.count(u"/token"_s), 0);
}

void TestDeviceSignIn::isNotAlwaysOffered()
{
    IssuerDouble door;
    DeviceSignInRequest what = request(door);
    what.issuer.deviceAuthorizationEndpoint.clear();
    DeviceSignIn signIn(door.context(), what);
    QCOMPARE(codeOf(outcomeOf<TokenSet>(signIn)), QString(Code::OauthNotOffered));
    QCOMPARE(door.asked.size(), 0);
}

QTEST_GUILESS_MAIN(TestDeviceSignIn)
#include "tst_devicesignin.moc"
