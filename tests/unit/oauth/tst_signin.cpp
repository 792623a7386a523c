// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "support/outcome.h"
#include "unit/oauth/browserdouble.h"
#include "unit/oauth/issuerdouble.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

SignInRequest request()
{
    return {IssuerDouble::metadata(), u"setup"_s, {u"openid"_s, u"api"_s}};
}

// One sign-in from beginning to end.
struct Attempt
{
    explicit Attempt(const SignInRequest &what = request())
        : signIn(door.context(), what)
        , browser(signIn)
    {
        door.answer = [this, usual = door.answer](const ExchangeQuery &query) {
            door.nonce = browser.asked.queryItemValue(u"nonce"_s).toLatin1();
            return usual(query);
        };
    }

    Result<TokenSet> outcome() { return outcomeOf<TokenSet>(signIn); }

    IssuerDouble door;
    SignIn signIn;
    BrowserDouble browser;
};

QString decoded(const QUrlQuery &query, const QString &name)
{
    return query.queryItemValue(name, QUrl::FullyDecoded);
}

} // namespace

class TestSignIn : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void verifierAndChallengeAreThoseOfTheRfc();
    void signsIn();
    void questionIsWhatItMustBe();
    void furtherParametersCannotReplaceOurs();
    void everyAttemptHasItsOwnValues();
    void redeemsTheCodeWithItsProofKey();
    void errorsOfTheTokenEndpointAreKept();
    void secretsThatAreSaidAgainAreTakenOut();
    void answersOfTheBrowserAreJudged_data();
    void answersOfTheBrowserAreJudged();
    void issuerThatNeverNamesItselfNeedNot();
    void identityIsProved_data();
    void identityIsProved();
    void withoutOpenIdNobodyIsNamed();
    void trustIsNotWonByRedirects();
    void tellsWhenNothingComesBack();
    void givesUpInTheEnd();
    void cancelEndsEverything();
};

void TestSignIn::verifierAndChallengeAreThoseOfTheRfc()
{
    // RFC 7636, appendix B.
    QCOMPARE(challengeOf(Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")),
             QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
}

void TestSignIn::signsIn()
{
    Attempt attempt;
    QVERIFY(attempt.signIn.url().isEmpty());
    const auto tokens = attempt.outcome();
    QVERIFY2(tokens, qPrintable(codeOf(tokens)));
    QCOMPARE(tokens->accessToken.bytes(), QByteArrayView("access-1"));
    QCOMPARE(tokens->refreshToken.bytes(), QByteArrayView("refresh-2"));
    QCOMPARE(tokens->identity->subject, u"adele"_s);
    QVERIFY(attempt.signIn.url().isEmpty()); // nobody can use it any more
}

void TestSignIn::questionIsWhatItMustBe()
{
    SignInRequest what = request();
    what.redirectHost = u"localhost"_s;
    what.loginHint = u"a+b@contoso.test"_s;
    what.prompt = u"select_account"_s;
    what.claims = u"{\"x\":\"&=#%+ \"}"_s;
    what.more = {{u"domain_hint"_s, u"contoso.test"_s}};
    Attempt attempt(what);
    QVERIFY(attempt.outcome());
    const QUrlQuery &asked = attempt.browser.asked;
    QCOMPARE(attempt.browser.visited.adjusted(QUrl::RemoveQuery), IssuerDouble::at(u"/authorize"_s));
    QCOMPARE(decoded(asked, u"response_type"_s), u"code"_s);
    QCOMPARE(decoded(asked, u"client_id"_s), u"setup"_s);
    QCOMPARE(decoded(asked, u"scope"_s), u"openid api"_s);
    QCOMPARE(decoded(asked, u"code_challenge_method"_s), u"S256"_s);
    QCOMPARE(decoded(asked, u"code_challenge"_s).size(), 43);
    QCOMPARE(decoded(asked, u"state"_s).size(), 43);
    QCOMPARE(decoded(asked, u"nonce"_s).size(), 43);
    QCOMPARE(decoded(asked, u"login_hint"_s), u"a+b@contoso.test"_s);
    QVERIFY(attempt.browser.visited.query(QUrl::FullyEncoded).contains(u"a%2Bb"_s)); // "+" is a space there
    QCOMPARE(decoded(asked, u"prompt"_s), u"select_account"_s);
    QCOMPARE(decoded(asked, u"claims"_s), what.claims);
    QCOMPARE(decoded(asked, u"domain_hint"_s), u"contoso.test"_s);
    QVERIFY(decoded(asked, u"redirect_uri"_s).startsWith(u"http://localhost:"_s));
    QSet<QString> names;
    for (const auto &item : asked.queryItems())
        names.insert(item.first);
    QCOMPARE(names.size(), asked.queryItems().size()); // none twice
}

void TestSignIn::furtherParametersCannotReplaceOurs()
{
    SignInRequest what = request();
    what.more = {{u"state"_s, u"x"_s}, {u"code_challenge_method"_s, u"plain"_s}, {u"client_id"_s, u"y"_s}};
    Attempt attempt(what);
    QVERIFY(attempt.outcome());
    QCOMPARE(decoded(attempt.browser.asked, u"code_challenge_method"_s), u"S256"_s);
    QCOMPARE(decoded(attempt.browser.asked, u"client_id"_s), u"setup"_s);
}

void TestSignIn::everyAttemptHasItsOwnValues()
{
    Attempt attempt;
    QVERIFY(attempt.outcome());
    const QUrlQuery first = attempt.browser.asked;
    QVERIFY(attempt.outcome());
    for (const auto &name : {u"state"_s, u"nonce"_s, u"code_challenge"_s})
        QVERIFY2(decoded(first, name) != decoded(attempt.browser.asked, name), qPrintable(name));
}

void TestSignIn::redeemsTheCodeWithItsProofKey()
{
    Attempt attempt;
    QVERIFY(attempt.outcome());
    QCOMPARE(attempt.door.count(u"/token"_s), 1);
    const ExchangeQuery sent = attempt.door.asked[0];
    QCOMPARE(sent.method, QByteArray("POST"));
    QCOMPARE(sent.url, IssuerDouble::at(u"/token"_s));
    QVERIFY(!sent.url.hasQuery());
    const QUrlQuery form(QString::fromLatin1(sent.body));
    QCOMPARE(decoded(form, u"grant_type"_s), u"authorization_code"_s);
    QCOMPARE(decoded(form, u"code"_s), u"the+code"_s);
    QVERIFY(!sent.body.contains("the+code"));
    QCOMPARE(decoded(form, u"client_id"_s), u"setup"_s);
    QCOMPARE(decoded(form, u"redirect_uri"_s), decoded(attempt.browser.asked, u"redirect_uri"_s));
    QCOMPARE(challengeOf(Secret(decoded(form, u"code_verifier"_s).toLatin1())),
             decoded(attempt.browser.asked, u"code_challenge"_s).toLatin1());
}

void TestSignIn::errorsOfTheTokenEndpointAreKept()
{
    for (const int status : {400, 401, 500}) {
        Attempt attempt;
        attempt.door.tokenAnswer = [status] {
            return IssuerDouble::json({{u"error"_s, u"invalid_grant"_s},
                                       {u"error_description"_s, u"AADSTS70008: too old"_s},
                                       {u"trace_id"_s, u"t-7"_s}},
                                      status);
        };
        const auto outcome = attempt.outcome();
        QCOMPARE(codeOf(outcome), QString(Code::OauthInvalidGrant));
        QCOMPARE(outcome.problem().facts["message"_L1].toString(), u"AADSTS70008: too old"_s);
        QCOMPARE(outcome.problem().facts["traceId"_L1].toString(), u"t-7"_s);
        QCOMPARE(attempt.door.count(u"/token"_s), 1); // never sent twice
    }
}

void TestSignIn::secretsThatAreSaidAgainAreTakenOut()
{
    Attempt attempt;
    QString code;
    QString verifier;
    attempt.door.tokenAnswer = [&] {
        const QUrlQuery form(QString::fromLatin1(attempt.door.asked.constLast().body));
        code = decoded(form, u"code"_s);
        verifier = decoded(form, u"code_verifier"_s);
        return IssuerDouble::json(
            {{u"error"_s, u"invalid_grant"_s}, {u"error_description"_s, u"%1 with %2"_s.arg(code, verifier)}},
            400);
    };
    const auto tokens = attempt.outcome();
    QVERIFY(!tokens && !code.isEmpty() && !verifier.isEmpty());
    QCOMPARE(tokens.problem().code, QString(Code::OauthInvalidGrant));
    QCOMPARE(tokens.problem().facts["message"_L1].toString(), u"«…» with «…»"_s);
}

void TestSignIn::answersOfTheBrowserAreJudged_data()
{
    QTest::addColumn<QUrlQuery>("answer");
    QTest::addColumn<QString>("code");
    const QString issuer = IssuerDouble::issuer();
    QTest::newRow("declined") << QUrlQuery{{u"error"_s, u"access_denied"_s}, {u"iss"_s, issuer}}
                              << QString(Code::OauthAccessDenied);
    QTest::newRow("another issuer") << QUrlQuery{{u"code"_s, u"c"_s}, {u"iss"_s, u"https://evil.test/"_s}}
                                    << QString(Code::OauthIssuerMismatch);
    QTest::newRow("another issuer's error")
        << QUrlQuery{{u"error"_s, u"access_denied"_s}, {u"iss"_s, u"https://evil.test/"_s}}
        << QString(Code::OauthIssuerMismatch);
    QTest::newRow("no issuer") << QUrlQuery{{u"code"_s, u"c"_s}} << QString(Code::OauthIssuerMismatch);
    QTest::newRow("an empty code") << QUrlQuery{{u"code"_s, QString()}, {u"iss"_s, issuer}}
                                   << QString(Code::AnswerUnexpected);
}

void TestSignIn::answersOfTheBrowserAreJudged()
{
    QFETCH(const QUrlQuery, answer);
    QFETCH(const QString, code);
    Attempt attempt;
    attempt.browser.issuer = [answer](const QUrlQuery &) { return answer; };
    QCOMPARE(codeOf(attempt.outcome()), code);
    QCOMPARE(attempt.door.asked.size(), 0); // no code went anywhere
}

void TestSignIn::issuerThatNeverNamesItselfNeedNot()
{
    SignInRequest what = request();
    what.issuer.namesItselfInAnswers = false;
    Attempt attempt(what);
    attempt.browser.issuer = [](const QUrlQuery &) { return QUrlQuery{{u"code"_s, u"c"_s}}; };
    QVERIFY(attempt.outcome());
    attempt.browser.issuer = [](const QUrlQuery &) {
        return QUrlQuery{{u"code"_s, u"c"_s}, {u"iss"_s, u"https://evil.test/"_s}};
    };
    QCOMPARE(codeOf(attempt.outcome()), QString(Code::OauthIssuerMismatch));
}

void TestSignIn::identityIsProved_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("code");
    QTest::newRow("another nonce") << u"nonce"_s << QJsonValue(u"x"_s) << QString(Code::OidcNonceMismatch);
    QTest::newRow("another audience") << u"aud"_s << QJsonValue(u"x"_s) << QString(Code::TokenAudience);
    QTest::newRow("another issuer") << u"iss"_s << QJsonValue(u"x"_s) << QString(Code::TokenIssuer);
    QTest::newRow("too old") << u"exp"_s << QJsonValue(IssuerDouble::Now - 301)
                             << QString(Code::TokenExpired);
    QTest::newRow("no id_token") << QString() << QJsonValue() << QString(Code::TokenMalformed);
}

void TestSignIn::identityIsProved()
{
    QFETCH(const QString, claim);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, code);
    Attempt attempt;
    attempt.door.tokenAnswer = [&] {
        QJsonObject claims = attempt.door.claims();
        claims.insert(claim, value);
        QJsonObject tokens = attempt.door.tokens();
        tokens.insert(u"id_token"_s,
                      claim.isEmpty() ? QString() : QString::fromLatin1(attempt.door.idToken(claims)));
        return IssuerDouble::json(tokens);
    };
    QCOMPARE(codeOf(attempt.outcome()), code);
}

void TestSignIn::withoutOpenIdNobodyIsNamed()
{
    SignInRequest what = request();
    what.scopes = QStringList{u"api"_s};
    Attempt attempt(what);
    attempt.door.tokenAnswer = [&] {
        QJsonObject tokens = attempt.door.tokens();
        tokens.remove(u"id_token"_s);
        return IssuerDouble::json(tokens);
    };
    const auto tokens = attempt.outcome();
    QVERIFY(tokens);
    QVERIFY(!tokens->identity);
    QVERIFY(!attempt.browser.asked.hasQueryItem(u"nonce"_s));
    QCOMPARE(attempt.door.count(u"/keys"_s), 0);
}

void TestSignIn::trustIsNotWonByRedirects()
{
    Attempt attempt;
    attempt.door.tokenAnswer = [] {
        return ExchangeAnswer{307, {}, {{"Location", "https://evil.test/token"}}, {}, true, {}};
    };
    QCOMPARE(codeOf(attempt.outcome()), QString(Code::HttpUnexpectedStatus));
    QCOMPARE(attempt.door.asked.size(), 1);
}

void TestSignIn::tellsWhenNothingComesBack()
{
    IssuerDouble door;
    SignInRequest what = request();
    what.patience = std::chrono::milliseconds(30);
    SignIn signIn(door.context(), what);
    QSignalSpy needed(&signIn, &SignIn::browserNeeded);
    QSignalSpy nothing(&signIn, &SignIn::nothingCameBack);
    QSignalSpy finished(&signIn, &SignIn::finished);
    signIn.start();
    QCOMPARE(needed.size(), 0); // not from inside start()
    QTRY_COMPARE(nothing.size(), 1);
    QCOMPARE(needed.size(), 1);
    QVERIFY(!signIn.url().isEmpty());
    QVERIFY(!finished.wait(100)); // it waits on
    QCOMPARE(nothing.size(), 1);
}

void TestSignIn::givesUpInTheEnd()
{
    IssuerDouble door;
    SignInRequest what = request();
    what.deadline = std::chrono::milliseconds(50);
    SignIn signIn(door.context(), what);
    QCOMPARE(codeOf(outcomeOf<TokenSet>(signIn)), QString(Code::LoopbackNoCallback));
}

void TestSignIn::cancelEndsEverything()
{
    IssuerDouble door;
    SignIn signIn(door.context(), request());
    QSignalSpy needed(&signIn, &SignIn::browserNeeded);
    signIn.start();
    signIn.cancel();
    QVERIFY(!needed.wait(50));
    signIn.start();
    QVERIFY(needed.wait());
    const QUrl back(decoded(QUrlQuery(needed[0][0].toUrl()), u"redirect_uri"_s));
    signIn.cancel();
    QVERIFY(signIn.url().isEmpty());
    QTcpServer again; // the port is free
    QVERIFY(again.listen(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(back.port())));
}

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
