// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "oauth/oautherror.h"
#include "oauth/tokenset.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

Result<TokenSet> read(const QByteArray &body, int status = 200)
{
    const FixedClock clock(QDateTime::fromSecsSinceEpoch(1000).toUTC());
    return readTokenAnswer({status, {}, {}, body, true, {}}, clock);
}

QString codeOf(const Result<TokenSet> &result)
{
    return result ? QString() : result.problem().code;
}

} // namespace

class TestOauthError : public QObject
{
    Q_OBJECT

private slots:
    void errorsKeepWhatSupportAsksFor();
    void errorsHaveTheirCodes_data();
    void errorsHaveTheirCodes();
    void errorsAreMadeHarmless();
    void challengesAreSentBackWholeOrNotAtAll_data();
    void challengesAreSentBackWholeOrNotAtAll();
    void tokensAreRead();
    void answersThatAreNoneAreRefused_data();
    void answersThatAreNoneAreRefused();
};

void TestOauthError::errorsKeepWhatSupportAsksFor()
{
    const Problem problem =
        read(R"({"error":"invalid_grant","error_description":"AADSTS54005: Already redeemed.",
        "error_codes":[54005],"timestamp":"2026-11-23 09:00:00Z","trace_id":"t-1","correlation_id":"c-1",
        "error_uri":"https://login.test/error?code=54005","suberror":"bad_token","claims":"{\"a\":1}"})",
             400)
            .problem();
    QCOMPARE(problem.code, QString(Code::OauthInvalidGrant));
    const QJsonObject expected{{u"error"_s, u"invalid_grant"_s},
                               {u"message"_s, u"AADSTS54005: Already redeemed."_s},
                               {u"errorCodes"_s, QJsonArray{54005}},
                               {u"timestamp"_s, u"2026-11-23 09:00:00Z"_s},
                               {u"traceId"_s, u"t-1"_s},
                               {u"correlationId"_s, u"c-1"_s},
                               {u"errorUri"_s, u"https://login.test/error?code=54005"_s},
                               {u"suberror"_s, u"bad_token"_s},
                               {u"claims"_s, u"{\"a\":1}"_s},
                               {u"status"_s, 400}};
    QCOMPARE(problem.facts, expected);
}

void TestOauthError::errorsHaveTheirCodes_data()
{
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *error, int status, QLatin1StringView code) {
        QTest::newRow(error) << QByteArray(error) << status << QString(code);
    };
    row("access_denied", 400, Code::OauthAccessDenied);
    row("invalid_client", 401, Code::OauthInvalidClient);
    row("unauthorized_client", 400, Code::OauthUnauthorizedClient);
    row("invalid_scope", 400, Code::OauthInvalidScope);
    row("invalid_request", 400, Code::OauthInvalidRequest);
    row("unsupported_grant_type", 400, Code::OauthUnsupportedGrantType);
    row("something_new", 400, Code::OauthInvalidRequest);
    row("login_required", 400, Code::OauthLoginRequired);
    row("server_error", 500, Code::OauthServerError);
    row("expired_token", 400, Code::OauthExpiredToken);
    row("", 503, Code::OauthTemporarilyUnavailable);
    row(" ", 404, Code::OauthInvalidRequest);
}

void TestOauthError::errorsHaveTheirCodes()
{
    QFETCH(const QByteArray, error);
    QFETCH(const int, status);
    QFETCH(const QString, code);
    QCOMPARE(codeOf(read(R"({"error":")" + error + R"("})", status)), code);
}

void TestOauthError::errorsAreMadeHarmless()
{
    const QJsonObject error{{u"error"_s, u"x\u202e"_s + QString(500, u'e')},
                            {u"error_description"_s, QString(5000, u'd')}};
    const Problem problem = oauthProblem(error);
    QVERIFY(!problem.facts["error"_L1].toString().contains(QChar(0x202e)));
    QVERIFY(problem.facts["error"_L1].toString().size() < 150);
    QVERIFY(problem.facts["message"_L1].toString().size() < 1100);
    QCOMPARE(problem.code, QString(Code::OauthInvalidRequest));
}

void TestOauthError::challengesAreSentBackWholeOrNotAtAll_data()
{
    QTest::addColumn<QString>("claims");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("as Entra has them")
        << uR"({"access_token":{"acrs":{"essential":true,"value":"c1"}}})"_s << true;
    QTest::newRow("none") << QString() << false;
    QTest::newRow("no JSON") << u"acrs=c1"_s << false;
    QTest::newRow("no object") << u"[1]"_s << false;
    QTest::newRow("cut because of its length") << u"{\"a\":\"%1\"}"_s.arg(QString(5'000, u'x')) << false;
}

void TestOauthError::challengesAreSentBackWholeOrNotAtAll()
{
    QFETCH(const QString, claims);
    QFETCH(const bool, isGood);
    const Problem problem =
        oauthProblem({{u"error"_s, u"interaction_required"_s}, {u"claims"_s, claims}}, 400);
    QCOMPARE(claimsChallengeOf(problem), isGood ? claims : QString());
}

void TestOauthError::tokensAreRead()
{
    const auto tokens = read(R"({"token_type":"bearer","access_token":"a","refresh_token":"r","id_token":"i",
        "expires_in":"60","scope":"openid  api"})");
    QVERIFY(tokens);
    QCOMPARE(tokens->accessToken.bytes(), QByteArrayView("a"));
    QCOMPARE(tokens->refreshToken.bytes(), QByteArrayView("r"));
    QCOMPARE(tokens->idToken.bytes(), QByteArrayView("i"));
    QCOMPARE(tokens->expiresAt, QDateTime::fromSecsSinceEpoch(1060).toUTC());
    QCOMPARE(tokens->scopes, QStringList({u"openid"_s, u"api"_s}));
    QVERIFY(!tokens->identity);
}

void TestOauthError::answersThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QString malformed = Code::AnswerMalformed;
    QTest::newRow("nothing") << QByteArray() << 200 << malformed;
    QTest::newRow("a page") << QByteArray("<html>") << 200 << malformed;
    QTest::newRow("a page with an error")
        << QByteArray("<html>") << 403 << QString(Code::HttpUnexpectedStatus);
    QTest::newRow("a redirect") << QByteArray() << 302 << QString(Code::HttpUnexpectedStatus);
    QTest::newRow("a token of another type")
        << QByteArray(R"({"token_type":"DPoP","access_token":"a"})") << 200 << malformed;
    QTest::newRow("no token") << QByteArray(R"({"token_type":"Bearer"})") << 200 << malformed;
    QTest::newRow("a token with a line break")
        << QByteArray(R"({"token_type":"Bearer","access_token":"a\r\nX: y"})") << 200 << malformed;
    QTest::newRow("an error with status 200")
        << QByteArray(R"({"error":"invalid_grant","access_token":"a","token_type":"Bearer"})") << 200
        << QString(Code::OauthInvalidGrant);
    QTest::newRow("too large") << QByteArray(LargestTokenAnswer + 1, ' ') << 200
                               << QString(Code::AnswerTooLarge);
}

void TestOauthError::answersThatAreNoneAreRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const QString, code);
    QCOMPARE(codeOf(read(body, status)), code);
}

QTEST_GUILESS_MAIN(TestOauthError)
#include "tst_oautherror.moc"
