// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "net/recordingdoor.h"
#include "net/replaydoor.h"
#include "oauth/devicesignin.h"
#include "support/outcome.h"
#include "unit/oauth/browserdouble.h"
#include "unit/oauth/issuerdouble.h"

#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const OperationTag tag{u"microsoft.signin"_s, 1};

// An issuer whose every exchange is recorded.
struct RecordedIssuer : IssuerDouble
{
    RecordedIssuer() { recording.beginRun({clock.now(), {}, {}, {}}); }

    OAuthContext noted() { return {door, clock, random, keys, tag}; }
    QByteArray har() const { return *recording.toHar(); }

    Recording recording;
    RecordingDoor door{*this, recording, clock};
    QUrl visited; // by the browser
};

// The same questions once more, without an issuer and without a browser.
struct Replay
{
    explicit Replay(const RecordedIssuer &recorded)
        : door(*Recording::fromHar(recorded.har()))
    {}

    OAuthContext context() { return {door, door.clock(), door.randomSource(), keys, tag}; }

    ReplayDoor door;
    JwkCache keys;
};

SignInRequest request()
{
    return {IssuerDouble::metadata(), u"setup"_s, {u"openid"_s, u"api"_s}};
}

using Answer = std::function<QUrlQuery(const QUrlQuery &)>;

Result<TokenSet> signedIn(RecordedIssuer &issuer, const Answer &answer = {})
{
    const auto usual = issuer.answer;
    SignIn signIn(issuer.noted(), request());
    BrowserDouble browser(signIn);
    if (answer)
        browser.issuer = answer;
    issuer.answer = [&issuer, &browser, usual](const ExchangeQuery &query) {
        issuer.nonce = browser.asked.queryItemValue(u"nonce"_s).toLatin1();
        return usual(query);
    };
    const auto outcome = outcomeOf<TokenSet>(signIn);
    issuer.answer = usual;
    issuer.visited = browser.visited;
    return outcome;
}

Result<TokenSet> signedInAgain(Replay &replay)
{
    SignIn signIn(replay.context(), request());
    QSignalSpy browser(&signIn, &SignIn::browserNeeded);
    const auto outcome = outcomeOf<TokenSet>(signIn);
    return browser.isEmpty() ? outcome : Result<TokenSet>(Problem{u"(a browser was needed)"_s, {}, {}});
}

// What was sent to the token endpoint.
QString sent(const RecordedIssuer &issuer, const QString &field)
{
    for (const ExchangeQuery &query : issuer.asked)
        if (query.url.path() == "/token"_L1)
            return QUrlQuery(QString::fromLatin1(query.body)).queryItemValue(field, QUrl::FullyDecoded);
    return {};
}

} // namespace

class TestOAuthReplay : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void aSignInReplaysWithoutABrowser();
    void theRecordingHoldsNothingOfIt();
    void aTokenThatRedactionLetsStandIsTakenOut();
    void whoItIsIsADigest();
    void refusalsReplay_data();
    void refusalsReplay();
    void whatTheBrowserBroughtReplays();
    void nobodyCameBackReplays();
    void verdictsReplay_data();
    void verdictsReplay();
    void lostKeysReplay();
    void aDeviceReplaysWithoutWaiting();
    void grantsReplay();
    void theIssuerReplays();
    void whatIsNotThereIsNotInTheRecording();
};

void TestOAuthReplay::aSignInReplaysWithoutABrowser()
{
    RecordedIssuer issuer;
    const auto then = signedIn(issuer);
    QVERIFY2(then, qPrintable(codeOf(then)));
    Replay replay(issuer);
    const auto now = signedInAgain(replay);
    QVERIFY2(now, qPrintable(codeOf(now)));
    QCOMPARE(now->scopes, then->scopes);
    QCOMPARE(now->expiresAt, then->expiresAt);
    QVERIFY(!now->accessToken.isEmpty() && !now->refreshToken.isEmpty());
    QCOMPARE(now->identity->issuer, then->identity->issuer);
    QCOMPARE(now->identity->audiences, then->identity->audiences);
    QCOMPARE(now->identity->expiresAt, then->identity->expiresAt);
}

void TestOAuthReplay::theRecordingHoldsNothingOfIt()
{
    RecordedIssuer issuer;
    QVERIFY(signedIn(issuer));
    const QByteArray har = issuer.har();
    const QString state = issuer.visited.query().section(u"state="_s, 1).section(u'&', 0, 0);
    QVERIFY(state.size() > 20);
    for (const QString &secret : {u"access-1"_s, u"refresh-2"_s, u"the+code"_s, u"the%2Bcode"_s, u"adele"_s,
                                  state, QString::fromLatin1(issuer.nonce), sent(issuer, u"code_verifier"_s),
                                  QString::fromLatin1(issuer.idToken(issuer.claims())).section(u'.', 1, 1)}) {
        QVERIFY(secret.size() > 3);
        QVERIFY2(!har.contains(secret.toUtf8()), qPrintable(secret));
    }
    QVERIFY(har.contains("authorization_code")); // what happened is told all the same
}

// An answer may say anywhere what only one member of it is for.
void TestOAuthReplay::aTokenThatRedactionLetsStandIsTakenOut()
{
    RecordedIssuer issuer;
    issuer.tokenAnswer = [&issuer] {
        ExchangeAnswer answer = IssuerDouble::json(issuer.tokens());
        answer.headers.append("Server", "gateway access-1");
        answer.headers.append("Via", "refresh-2");
        return answer;
    };
    QVERIFY(signedIn(issuer));
    const QByteArray har = issuer.har();
    QVERIFY(!har.contains("access-1"));
    QVERIFY(!har.contains("refresh-2"));
}

void TestOAuthReplay::whoItIsIsADigest()
{
    RecordedIssuer issuer;
    QVERIFY(signedIn(issuer));
    Replay replay(issuer);
    const auto now = signedInAgain(replay);
    QVERIFY(now);
    QVERIFY(now->identity->subject.startsWith("sha256:"_L1));
    QCOMPARE(now->identity->all["nonce"_L1].toString(), u"«removed: claim, 43 characters»"_s);
}

void TestOAuthReplay::refusalsReplay_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("status");
    QTest::newRow("old code") << u"invalid_grant"_s << 400;
    QTest::newRow("consent") << u"interaction_required"_s << 400;
    QTest::newRow("trouble") << u"temporarily_unavailable"_s << 503;
}

void TestOAuthReplay::refusalsReplay()
{
    QFETCH(QString, error);
    QFETCH(int, status);
    RecordedIssuer issuer;
    issuer.tokenAnswer = [error, status] {
        return IssuerDouble::json({{u"error"_s, error},
                                   {u"error_description"_s, u"AADSTS70008: too old"_s},
                                   {u"error_codes"_s, QJsonArray{70008}},
                                   {u"suberror"_s, u"basic_action"_s},
                                   {u"trace_id"_s, u"t-7"_s}},
                                  status);
    };
    const auto then = signedIn(issuer);
    QVERIFY(!then);
    Replay replay(issuer);
    const auto now = signedInAgain(replay);
    QVERIFY(!now);
    QCOMPARE(now.problem(), then.problem());
    QCOMPARE(now.problem().facts["traceId"_L1].toString(), u"t-7"_s);
}

void TestOAuthReplay::whatTheBrowserBroughtReplays()
{
    RecordedIssuer issuer;
    const auto then = signedIn(issuer, [](const QUrlQuery &) {
        return QUrlQuery{{u"error"_s, u"access_denied"_s}, {u"iss"_s, IssuerDouble::issuer()}};
    });
    QCOMPARE(codeOf(then), QString(Code::OauthAccessDenied));
    Replay replay(issuer);
    const auto now = signedInAgain(replay);
    QVERIFY(!now);
    // The state went with the answer of then; no answer of a recording depends on it.
    QCOMPARE(now.problem(), then.problem());
}

void TestOAuthReplay::nobodyCameBackReplays()
{
    RecordedIssuer issuer;
    SignInRequest hasty = request();
    hasty.deadline = std::chrono::milliseconds(20);
    SignIn signIn(issuer.noted(), hasty);
    QCOMPARE(codeOf(outcomeOf<TokenSet>(signIn)), QString(Code::LoopbackNoCallback));
    Replay replay(issuer);
    QCOMPARE(codeOf(signedInAgain(replay)), QString(Code::LoopbackNoCallback));
}

void TestOAuthReplay::verdictsReplay_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("code");
    QTest::newRow("audience") << u"aud"_s << QJsonValue(u"another"_s) << QString(Code::TokenAudience);
    QTest::newRow("issuer") << u"iss"_s << QJsonValue(u"https://evil.test/"_s) << QString(Code::TokenIssuer);
    QTest::newRow("expired") << u"exp"_s << QJsonValue(1) << QString(Code::TokenExpired);
    QTest::newRow("nonce") << u"nonce"_s << QJsonValue(u"mine"_s) << QString(Code::OidcNonceMismatch);
}

void TestOAuthReplay::verdictsReplay()
{
    QFETCH(QString, claim);
    QFETCH(QJsonValue, value);
    QFETCH(QString, code);
    RecordedIssuer issuer;
    issuer.tokenAnswer = [&] {
        QJsonObject claims = issuer.claims();
        claims.insert(claim, value);
        QJsonObject tokens = issuer.tokens();
        tokens.insert(u"id_token"_s, QString::fromLatin1(issuer.idToken(claims)));
        return IssuerDouble::json(tokens);
    };
    const auto then = signedIn(issuer);
    QCOMPARE(codeOf(then), code);
    Replay replay(issuer);
    const auto now = signedInAgain(replay);
    QVERIFY(!now);
    QCOMPARE(now.problem(), then.problem());
}

void TestOAuthReplay::lostKeysReplay()
{
    RecordedIssuer issuer;
    issuer.answer = [usual = issuer.answer](const ExchangeQuery &query) {
        return query.url.path() == "/keys"_L1 ? Result<ExchangeAnswer>(Problem{Code::HttpTimeout, {}, {}})
                                              : usual(query);
    };
    QCOMPARE(codeOf(signedIn(issuer)), QString(Code::HttpTimeout));
    Replay replay(issuer);
    QCOMPARE(codeOf(signedInAgain(replay)), QString(Code::HttpTimeout));
}

void TestOAuthReplay::aDeviceReplaysWithoutWaiting()
{
    RecordedIssuer issuer;
    issuer.otherAnswer = [] {
        return IssuerDouble::json({{u"device_code"_s, u"device-code-1"_s},
                                   {u"user_code"_s, u"WDJB-MJHT"_s},
                                   {u"verification_uri"_s, u"https://id.contoso.test/device"_s},
                                   {u"expires_in"_s, 900},
                                   {u"interval"_s, 60}});
    };
    issuer.tokenAnswer = [&issuer, asked = 0]() mutable {
        return ++asked < 3 ? IssuerDouble::json({{u"error"_s, u"authorization_pending"_s}}, 400)
                           : IssuerDouble::json(issuer.tokens());
    };
    DeviceSignInRequest live{IssuerDouble::metadata(), issuer.client, {u"openid"_s}};
    live.second = std::chrono::milliseconds(1);
    DeviceSignIn signIn(issuer.noted(), live);
    const auto then = outcomeOf<TokenSet>(signIn);
    QVERIFY2(then, qPrintable(codeOf(then)));
    for (const auto &secret : {"device-code-1", "WDJB", "access-1", "adele"})
        QVERIFY2(!issuer.har().contains(secret), secret);

    Replay replay(issuer);
    DeviceSignIn again(replay.context(), {IssuerDouble::metadata(), issuer.client, {u"openid"_s}});
    QSignalSpy code(&again, &DeviceSignIn::codeReady);
    const auto now = outcomeOf<TokenSet>(again, 5'000); // three waits of a minute each, else
    QVERIFY2(now, qPrintable(codeOf(now)));
    QCOMPARE(now->identity->issuer, IssuerDouble::issuer());
    QVERIFY(code.isEmpty());
}

void TestOAuthReplay::grantsReplay()
{
    RecordedIssuer issuer;
    const Grant grant = refreshGrant(IssuerDouble::metadata(), issuer.client, Secret("refresh-1"));
    GrantRequest live(issuer.noted(), grant);
    const auto then = outcomeOf<TokenSet>(live);
    QVERIFY2(then, qPrintable(codeOf(then)));
    QVERIFY(!issuer.har().contains("refresh-1"));
    Replay replay(issuer);
    GrantRequest again(replay.context(),
                       refreshGrant(IssuerDouble::metadata(), issuer.client, Secret("another")));
    const auto now = outcomeOf<TokenSet>(again);
    QVERIFY2(now, qPrintable(codeOf(now)));
    QCOMPARE(now->scopes, then->scopes);
}

void TestOAuthReplay::theIssuerReplays()
{
    RecordedIssuer issuer;
    IssuerDiscovery live(issuer.noted(), {IssuerDouble::issuer(), {}});
    const auto then = outcomeOf<IssuerMetadata>(live);
    QVERIFY(then);
    JwksFetch keys(issuer.door, then->jwksUri, tag);
    const auto published = outcomeOf<JwkSet>(keys);
    QVERIFY(published);
    Replay replay(issuer);
    IssuerDiscovery again(replay.context(), {IssuerDouble::issuer(), {}});
    const auto now = outcomeOf<IssuerMetadata>(again);
    QVERIFY2(now, qPrintable(codeOf(now)));
    QVERIFY(*now == *then);
    JwksFetch keysAgain(replay.door, then->jwksUri, tag);
    const auto recorded = outcomeOf<JwkSet>(keysAgain);
    QVERIFY(recorded);
    QCOMPARE(recorded->keys.size(), published->keys.size());
}

void TestOAuthReplay::whatIsNotThereIsNotInTheRecording()
{
    RecordedIssuer issuer; // nobody signed in
    Replay replay(issuer);
    QCOMPARE(codeOf(signedInAgain(replay)), QString(Code::NotInRecording));
}

QTEST_GUILESS_MAIN(TestOAuthReplay)
#include "tst_oauthreplay.moc"
