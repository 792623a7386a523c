// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/utctime.h"
#include "net/redaction.h"
#include "portal/apiproblem.h"
#include "portal/frontpage.h"
#include "portal/portalcall.h"
#include "support/operationcontract.h"
#include "support/outcome.h"
#include "unit/portal/portalworld.h"

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QUrl api(u"https://portal.askcody.test/api/v1/integrations"_s);

Result<PortalAnswer> called(PortalWorld &world, bool changes = false)
{
    PortalQuery query;
    query.method = changes ? "POST" : "GET";
    query.url = api;
    query.changes = changes;
    query.deadline = world.deadline;
    PortalCall call(world.context(), query);
    return outcomeOf<PortalAnswer>(call);
}

ExchangeAnswer tokenRefused()
{
    return httpAnswer(401, {}, {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}});
}

ExchangeAnswer redirectTo(const QByteArray &location, int status = 302)
{
    return httpAnswer(status, {}, {{"Location", location}});
}

} // namespace

class TestPortalCall : public QObject
{
    Q_OBJECT

private slots:
    void itKeepsTheContract();
    void theTokenGoesWithTheCall();
    void nothingGoesToAPortalThatNobodyConfirmed();
    void nothingGoesElsewhere();
    void aRefusedTokenIsRenewedOnce();
    void withoutATokenOneIsAskedForFirst();
    void renewalsThatFailAreTold_data();
    void renewalsThatFailAreTold();
    void otherRefusalsRenewNothing_data();
    void otherRefusalsRenewNothing();
    void refusalsOfThePortalAreToldApart_data();
    void refusalsOfThePortalAreToldApart();
    void factsOfRefusalsAreKept();
    void hostileRefusalsAreTamed();
    void aTokenThatIsSaidAgainIsTakenOut();
    void waitsAreTold_data();
    void waitsAreTold();
    void pagesAreToldApart_data();
    void pagesAreToldApart();
    void redactedPagesAreToldApartToo_data() { pagesAreToldApart_data(); }
    void redactedPagesAreToldApartToo();
    void outcomesOfChangesAreToldApart_data();
    void outcomesOfChangesAreToldApart();
    void readingLeavesNoOutcome();
    void isLateWhenTheRenewalIs();
    void anUnknownOutcomeIsWhatTheFactsDoNotTell();
};

void TestPortalCall::itKeepsTheContract()
{
    for (const bool renews : {false, true}) {
        PortalWorld world;
        PortalWorld quiet;
        world.door.onExchange = [&world, renews](const ExchangeQuery &query) {
            const bool refuses = renews && query.credential->secret.bytes() == "token-1";
            world.tokens.present = "token-1";
            return FakeReply<ExchangeAnswer>{refuses ? tokenRefused() : jsonAnswer(200, {})};
        };
        quiet.beSilent();
        if (renews) {
            quiet.tokens.present.clear();
            quiet.tokens.isSilent = true;
        }
        const auto make = [](PortalWorld &in) {
            PortalQuery query;
            query.url = api;
            query.deadline = in.deadline;
            return std::make_unique<PortalCall>(in.context(), query);
        };
        OperationContract<PortalAnswerOperation>([&] { return make(world); }, [&] { return make(quiet); })
            .verify(Code::HttpTimeout);
    }
}

void TestPortalCall::theTokenGoesWithTheCall()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, {{u"x"_s, 1}}));
    const auto answer = called(world);
    QVERIFY(answer.hasValue());
    QCOMPARE(answer->body["x"_L1].toInt(), 1);
    QCOMPARE(answer->requestId, u"req-4711"_s);
    QCOMPARE(answer->portalTime, inUtc({2026, 11, 24}, {9, 30}));
    const ExchangeQuery &query = world.door.exchanges.first();
    QVERIFY(query.credential->scheme == Credential::Scheme::Bearer);
    QCOMPARE(query.credential->secret.bytes().toByteArray(), QByteArray("token-1"));
    QVERIFY(query.bodyKind == BodyKind::Portal);
    QVERIFY(!query.withoutSecrets);
    QCOMPARE(query.headers.value("Accept"), QByteArray("application/json, application/problem+json"));
}

void TestPortalCall::nothingGoesToAPortalThatNobodyConfirmed()
{
    PortalWorld world;
    world.site.trust = PortalSite::Trust::Unconfirmed;
    const auto answer = called(world, true);
    QCOMPARE(codeOf(answer), u"PORTAL_NOT_CONFIRMED"_s);
    QVERIFY(outcomeOf(answer.problem()) == CallOutcome::NotSent);
    QVERIFY(world.door.exchanges.isEmpty());
    world.site.trust = PortalSite::Trust::Accepted;
    world.answer(jsonAnswer(200, {}));
    QVERIFY(called(world).hasValue());
}

void TestPortalCall::nothingGoesElsewhere()
{
    PortalWorld world;
    for (const char *url :
         {"https://evil.test/api", "http://portal.askcody.test/api", "https://portal.askcody.test:444/api",
          "https://portal.askcody.test.evil.test/"}) {
        PortalQuery query;
        query.url = QUrl(QString::fromLatin1(url));
        PortalCall call(world.context(), query);
        QCOMPARE(codeOf(outcomeOf<PortalAnswer>(call)), u"INTERNAL_ERROR"_s);
    }
    QVERIFY(world.door.exchanges.isEmpty());
}

void TestPortalCall::aRefusedTokenIsRenewedOnce()
{
    PortalWorld world;
    world.door.onExchange = [](const ExchangeQuery &query) {
        const bool isNew = query.credential->secret.bytes() == "token-2";
        return FakeReply<ExchangeAnswer>{isNew ? jsonAnswer(201, {}) : tokenRefused()};
    };
    QVERIFY(called(world, true).hasValue());
    QCOMPARE(world.tokens.refused, QList<QByteArray>{"token-1"});
    QCOMPARE(world.door.exchanges.size(), 2);
    QCOMPARE(world.door.exchanges[0].body, world.door.exchanges[1].body);

    world.answer(tokenRefused()); // whatever comes
    const auto answer = called(world, true);
    QCOMPARE(codeOf(answer), u"SIGN_IN_REQUIRED"_s);
    QVERIFY(outcomeOf(answer.problem()) == CallOutcome::Refused);
    QCOMPARE(world.tokens.refused.size(), 2);
    QCOMPARE(world.door.exchanges.size(), 4);
}

void TestPortalCall::withoutATokenOneIsAskedForFirst()
{
    PortalWorld world;
    world.tokens.present.clear();
    world.answer(jsonAnswer(200, {}));
    QVERIFY(called(world).hasValue());
    QCOMPARE(world.tokens.refused, QList<QByteArray>{QByteArray()});
    QCOMPARE(world.door.exchanges.size(), 1);
    world.answer(tokenRefused()); // the new one, too
    QCOMPARE(codeOf(called(world)), u"SIGN_IN_REQUIRED"_s);
    QCOMPARE(world.tokens.refused.size(), 2);
}

void TestPortalCall::renewalsThatFailAreTold_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("code");
    QTest::newRow("nobody signed in") << QString(Code::SignInRequired) << QString(Code::SignInRequired);
    QTest::newRow("no way to the issuer") << QString(Code::TcpTimeout) << QString(Code::TcpTimeout);
    QTest::newRow("an empty token") << QString() << QString(Code::SignInRequired);
}

void TestPortalCall::renewalsThatFailAreTold()
{
    QFETCH(const QString, given);
    PortalWorld world;
    world.tokens.next = [given]() -> Result<Secret> {
        if (given.isEmpty())
            return Secret();
        return Problem{given, {}, {}};
    };
    world.answer(tokenRefused());
    const auto answer = called(world, true);
    QTEST(codeOf(answer), "code");
    QVERIFY(outcomeOf(answer.problem()) == CallOutcome::NotSent);
    QCOMPARE(world.door.exchanges.size(), 1);
}

void TestPortalCall::otherRefusalsRenewNothing_data()
{
    QTest::addColumn<ExchangeAnswer>("answer");
    QTest::newRow("a proxy's Basic") << httpAnswer(401, {}, {{"WWW-Authenticate", "Basic realm=\"x\""}});
    QTest::newRow("401 without offers") << httpAnswer(401);
    QTest::newRow("403 of the token") << httpAnswer(403, {}, {{"WWW-Authenticate", "Bearer"}});
    QTest::newRow("missing role") << problemAnswer(403, u"missing_role"_s);
}

void TestPortalCall::otherRefusalsRenewNothing()
{
    QFETCH(const ExchangeAnswer, answer);
    PortalWorld world;
    world.answer(answer);
    QVERIFY(!called(world).hasValue());
    QVERIFY(world.tokens.refused.isEmpty());
    QCOMPARE(world.door.exchanges.size(), 1);
}

void TestPortalCall::refusalsOfThePortalAreToldApart_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("outcome");
    const auto row = [](int status, const char *sent, QLatin1StringView code,
                        const char *outcome = "refused") {
        QTest::addRow("%s %d", sent, status)
            << status << QString::fromLatin1(sent) << QString(code) << QString::fromLatin1(outcome);
    };
    row(400, "invalid_request", Code::PortalRequestRefused);
    row(422, "invalid_request", Code::PortalRequestRefused);
    row(403, "missing_role", Code::PortalRoleMissing);
    row(403, "wrong_region", Code::PortalWrongRegion);
    row(403, "quota_exceeded", Code::PortalQuotaExceeded);
    row(404, "not_found", Code::PortalNotFound);
    row(409, "submission_in_progress", Code::PortalSubmissionInProgress, "unknown");
    row(409, "multiple_integrations_disabled", Code::PortalMultipleDisabled);
    row(412, "changed_meanwhile", Code::PortalChangedMeanwhile);
    row(413, "body_too_large", Code::PortalRequestRefused);
    row(415, "unsupported_media_type", Code::PortalRequestRefused);
    row(422, "idempotency_key_reused", Code::PortalKeyReused);
    row(422, "sealing_key_unknown", Code::PortalSealingKeyUnknown);
    row(422, "credential_refused", Code::PortalCredentialRefused);
    row(422, "credential_required", Code::PortalCredentialRequired);
    row(428, "precondition_required", Code::PortalRequestRefused);
    row(429, "too_many_requests", Code::PortalTooManyRequests);
    row(500, "internal", Code::PortalOutcomeUnknown, "unknown");
    row(503, "maintenance", Code::PortalMaintenance, "unknown"); // only a 4xx is a definite refusal
    // No code of the contract, or not with this status: who says that it is the portal?
    row(400, "teapot", Code::PortalOutcomeUnknown, "unknown");
    row(500, "not_found", Code::PortalOutcomeUnknown, "unknown");
    row(404, "internal", Code::PortalOutcomeUnknown, "unknown");
}

void TestPortalCall::refusalsOfThePortalAreToldApart()
{
    QFETCH(const int, status);
    QFETCH(const QString, sent);
    QFETCH(const QString, outcome);
    PortalWorld world;
    world.answer(problemAnswer(status, sent));
    const auto answer = called(world, true);
    QTEST(codeOf(answer), "code");
    QCOMPARE(answer.problem().facts["outcome"_L1].toString(), outcome);
    QCOMPARE(answer.problem().facts["status"_L1].toInt(), status);
    QCOMPARE(world.door.exchanges.size(), 1); // never sent again by itself
}

void TestPortalCall::factsOfRefusalsAreKept()
{
    const auto problem = apiProblem(problemAnswer(
        403, u"missing_role"_s,
        {{u"roles"_s, QJsonArray{u"owner"_s, u"integrationsAdministrator"_s}}, {u"detail"_s, u"no role"_s}}));
    QCOMPARE(problem->facts["roles"_L1].toArray().size(), 2);
    QCOMPARE(problem->facts["portalCode"_L1].toString(), u"missing_role"_s);
    QCOMPARE(problem->detail, u"no role"_s);
    const auto faulty = apiProblem(problemAnswer(
        422, u"invalid_request"_s,
        {{u"errors"_s, QJsonArray{QJsonObject{{u"pointer"_s, u"/name"_s}, {u"detail"_s, u"too long"_s}}}}}));
    QCOMPARE(faulty->facts["errors"_L1].toArray().first().toString(), u"/name: too long"_s);
    const auto region = apiProblem(problemAnswer(
        403, u"wrong_region"_s, {{u"region"_s, u"us"_s}, {u"portal"_s, u"https://app.goaskcody.com"_s}}));
    QCOMPARE(region->facts["region"_L1].toString(), u"us"_s);
    const auto quota = apiProblem(problemAnswer(403, u"quota_exceeded"_s, {{u"limit"_s, 3}}));
    QCOMPARE(quota->facts["limit"_L1].toInt(), 3);
}

void TestPortalCall::hostileRefusalsAreTamed()
{
    const QString hostile = u"\u202Egnp.exe\n"_s + QString(5000, u'x');
    QJsonArray many;
    for (int i = 0; i < 1000; ++i)
        many.append(QJsonObject{{u"pointer"_s, hostile}, {u"detail"_s, hostile}});
    const auto problem = apiProblem(
        problemAnswer(422, u"invalid_request"_s, {{u"detail"_s, hostile}, {u"region"_s, hostile}}));
    QVERIFY(!problem->detail.contains(QChar(0x202e)) && problem->detail.size() < 600);
    QVERIFY(problem->facts["region"_L1].toString().size() < 300);
    ExchangeAnswer large = problemAnswer(422, u"invalid_request"_s, {{u"errors"_s, many}});
    QVERIFY(!apiProblem(large)); // beyond any sense
    QJsonArray sixty;
    for (int i = 0; i < 60; ++i)
        sixty.append(QJsonObject{{u"pointer"_s, u"/name"_s}, {u"detail"_s, u"\u202Ex"_s}});
    const auto some = apiProblem(problemAnswer(422, u"invalid_request"_s, {{u"errors"_s, sixty}}));
    QVERIFY(!some->facts["errors"_L1].toArray().first().toString().contains(QChar(0x202e)));
    QCOMPARE(some->facts["errors"_L1].toArray().size(), 20);
}

void TestPortalCall::aTokenThatIsSaidAgainIsTakenOut()
{
    PortalWorld world;
    world.tokens.present = "access-token-4711";
    world.answer(problemAnswer(
        422, u"invalid_request"_s,
        {{u"detail"_s, u"Bearer access-token-4711 may not"_s}, {u"region"_s, u"access-token-4711"_s}}));
    const auto refused = called(world);
    QVERIFY(!refused);
    const QByteArray facts = QJsonDocument(refused.problem().facts).toJson();
    QVERIFY2(!facts.contains("access-token-4711"), facts.constData());
    QVERIFY2(refused.problem().detail.contains(u"«…» may not"_s), qPrintable(refused.problem().detail));
}

void TestPortalCall::waitsAreTold_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("seconds");
    QTest::newRow("seconds") << QByteArray("30") << 30;
    QTest::newRow("a date") << QByteArray("Tue, 24 Nov 2026 09:02:00 GMT") << 120;
    QTest::newRow("a date that has passed") << QByteArray("Tue, 24 Nov 2026 08:00:00 GMT") << 0;
    QTest::newRow("for ever") << QByteArray("99999999999") << -1;
    QTest::newRow("negative") << QByteArray("-1") << -1;
    QTest::newRow("words") << QByteArray("soon") << -1;
    QTest::newRow("none") << QByteArray() << -1;
}

void TestPortalCall::waitsAreTold()
{
    QFETCH(const QByteArray, header);
    ExchangeAnswer answer = problemAnswer(429, u"too_many_requests"_s);
    answer.headers.append("Date", "Tue, 24 Nov 2026 09:00:00 GMT");
    if (!header.isEmpty())
        answer.headers.append("Retry-After", header);
    QTEST(apiProblem(answer)->facts["seconds"_L1].toInt(-1), "seconds");
}

void TestPortalCall::pagesAreToldApart_data()
{
    QTest::addColumn<ExchangeAnswer>("answer");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const ExchangeAnswer &answer, QLatin1StringView code) {
        QTest::newRow(name) << answer << QString(code);
    };
    const QByteArray blocked =
        "<html><head><title>Access Denied</title></head>The request is blocked.</html>";
    row("firewall of a cloud front door", page(403, blocked, {{"X-Azure-Ref", "20261124T090000Z"}}),
        Code::PortalWaf);
    row("firewall of an application gateway",
        page(403, "<html><title>403 Forbidden</title></html>",
             {{"Server", "Microsoft-Azure-Application-Gateway/v2"}}),
        Code::PortalWaf);
    row("firewall by 406", page(406, "<html>Not Acceptable!</html>"), Code::PortalWaf);
    row("firewall by its words", page(400, "<html>Request Blocked by policy</html>"), Code::PortalWaf);
    row("firewall that challenges",
        page(403, "<html><title>Just a moment...</title></html>", {{"CF-Ray", "8a"}}), Code::PortalWaf);
    row("maintenance by 503", page(503, "<html>We are back at noon</html>", {{"Retry-After", "600"}}),
        Code::PortalMaintenance);
    row("maintenance by its title", page(200, "<html><title>Scheduled maintenance</title></html>"),
        Code::PortalMaintenance);
    row("empty 503", httpAnswer(503), Code::PortalMaintenance);
    row("single sign-on, redirect",
        redirectTo("https://login.microsoftonline.com/contoso/oauth2/v2.0/"
                   "authorize;s=secret?state=secret#id_token=secret"),
        Code::PortalSingleSignOn);
    row("single sign-on, own log-on", redirectTo("/login?returnUrl=%2Fapi"), Code::PortalSingleSignOn);
    row("single sign-on, ADFS", redirectTo("https://sts.contoso.com/adfs/ls/?SAMLRequest=abc", 307),
        Code::PortalSingleSignOn);
    row("single sign-on, form",
        page(200, "<html><title>Working...</title><input name=\"SAMLRequest\"></html>"),
        Code::PortalSingleSignOn);
    row("single sign-on, password", page(200, "<html><form><input type=\"password\"></form></html>"),
        Code::PortalSingleSignOn);
    row("single sign-on, title", page(401, "<html><title>Sign in to your account</title></html>"),
        Code::PortalSingleSignOn);
    row("hot spot, 511", page(511, "<html></html>"), Code::PortalCaptivePage);
    row("hot spot, WISPr", page(200, "<html><!-- <WISPAccessGatewayParam> --></html>"),
        Code::PortalCaptivePage);
    row("hot spot, to http", redirectTo("http://login.hotel.test/"), Code::PortalCaptivePage);
    row("hot spot, to an address", redirectTo("https://10.1.0.1/login"), Code::PortalCaptivePage);
    row("hot spot, title", page(200, "<html><title>Guest Wi-Fi</title></html>"), Code::PortalCaptivePage);
    row("proxy, squid", page(403, "<html></html>", {{"X-Squid-Error", "ERR_ACCESS_DENIED 0"}}),
        Code::ProxyBlockPage);
    row("proxy, by Via", page(200, "<html></html>", {{"Via", "1.1 zscaler-ams (ZIA)"}}),
        Code::ProxyBlockPage);
    row("proxy wants a login", httpAnswer(407), Code::Proxy407);
    row("too many, by a gateway", httpAnswer(429, "{}", {{"Retry-After", "5"}}), Code::PortalTooManyRequests);
    row("gateway in trouble", page(502, "<html>Bad Gateway</html>"), Code::PortalFailed);
    row("gateway that waited", page(504, "<html>Gateway Timeout</html>"), Code::PortalFailed);
    row("500 without a problem", httpAnswer(500, "oops"), Code::PortalFailed);
    row("another page", page(200, "<html><title>Welcome</title></html>"), Code::PortalAnswerUnexpected);
    row("404 without a problem", page(404, "<html></html>"), Code::PortalAnswerUnexpected);
    row("redirect elsewhere", redirectTo("https://www.askcody.test/moved"), Code::PortalAnswerUnexpected);
    row("text", httpAnswer(200, "hello", {{"Content-Type", "text/plain"}}), Code::PortalAnswerUnexpected);
    row("JSON without a type", httpAnswer(200, "{}"), Code::PortalAnswerUnexpected);
}

void TestPortalCall::pagesAreToldApart()
{
    QFETCH(const ExchangeAnswer, answer);
    QFETCH(const QString, code);
    PortalWorld world;
    world.answer(answer);
    const auto reading = called(world);
    QCOMPARE(codeOf(reading), code);
    const QJsonObject facts = reading.problem().facts;
    QCOMPARE(facts["status"_L1].toInt(), answer.status);
    QVERIFY(!facts["location"_L1].toString().contains("secret"_L1));

    // Of a change, no page says what became of it.
    const auto changing = called(world, true);
    QVERIFY(outcomeOf(changing.problem()) == CallOutcome::Unknown);
    const bool saysNothing = code == Code::PortalFailed || code == Code::PortalAnswerUnexpected;
    QCOMPARE(codeOf(changing), saysNothing ? QString(Code::PortalOutcomeUnknown) : code);
    if (saysNothing)
        QCOMPARE(changing.problem().facts["reason"_L1].toString(), code);
}

void TestPortalCall::redactedPagesAreToldApartToo()
{
    QFETCH(const ExchangeAnswer, answer);
    QFETCH(const QString, code);
    ExchangeQuery query;
    query.url = api;
    query.bodyKind = BodyKind::Portal;
    const RecordedExchange kept = redact(query, answer);
    QCOMPARE(frontProblem(api, *kept.answer).code, code);
}

void TestPortalCall::outcomesOfChangesAreToldApart_data()
{
    QTest::addColumn<Result<ExchangeAnswer>>("end");
    QTest::addColumn<bool>("leaves");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const Result<ExchangeAnswer> &end, bool leaves,
                        QLatin1StringView code, const char *outcome) {
        QTest::newRow(name) << end << leaves << QString(code) << QString::fromLatin1(outcome);
    };
    const auto problem = [](QLatin1StringView code) { return Result<ExchangeAnswer>(Problem{code, {}, {}}); };
    row("no such host", problem(Code::DnsNxdomain), false, Code::DnsNxdomain, "notSent");
    row("untrusted", problem(Code::TlsUnknownIssuer), false, Code::TlsUnknownIssuer, "notSent");
    row("host not confirmed", problem(Code::HostNotConfirmed), false, Code::HostNotConfirmed, "notSent");
    row("cut before sending", problem(Code::HttpConnectionClosed), false, Code::HttpConnectionClosed,
        "notSent");
    row("cut after sending", problem(Code::HttpConnectionClosed), true, Code::PortalOutcomeUnknown,
        "unknown");
    row("silence after sending", problem(Code::HttpTimeout), true, Code::PortalOutcomeUnknown, "unknown");
    row("reset after sending", problem(Code::TcpReset), true, Code::PortalOutcomeUnknown, "unknown");
    row("truncated answer", problem(Code::AnswerTruncated), true, Code::PortalOutcomeUnknown, "unknown");
    ExchangeAnswer cut = jsonAnswer(201, {});
    cut.body = "{\"id\":\"in";
    row("half an answer", cut, true, Code::PortalOutcomeUnknown, "unknown");
    ExchangeAnswer list = jsonAnswer(201, {});
    list.body = "[]";
    row("a list", list, true, Code::PortalOutcomeUnknown, "unknown");
}

void TestPortalCall::outcomesOfChangesAreToldApart()
{
    QFETCH(const Result<ExchangeAnswer>, end);
    QFETCH(const bool, leaves);
    PortalWorld world;
    world.door.onExchange = [end, leaves](const ExchangeQuery &) {
        FakeReply<ExchangeAnswer> reply{end};
        reply.leaves = leaves;
        return reply;
    };
    const auto answer = called(world, true);
    QTEST(codeOf(answer), "code");
    QTEST(answer.problem().facts["outcome"_L1].toString(), "outcome");
    QCOMPARE(world.door.exchanges.size(), 1);
}

void TestPortalCall::readingLeavesNoOutcome()
{
    PortalWorld world;
    world.door.onExchange = [](const ExchangeQuery &) {
        FakeReply<ExchangeAnswer> reply{Problem{Code::HttpTimeout, {}, {}}};
        reply.leaves = true;
        return reply;
    };
    const auto answer = called(world);
    QCOMPARE(codeOf(answer), u"HTTP_TIMEOUT"_s);
    QVERIFY(!answer.problem().facts.contains("outcome"_L1));
}

void TestPortalCall::isLateWhenTheRenewalIs()
{
    PortalWorld world;
    world.deadline = std::chrono::milliseconds(100);
    world.tokens.isSilent = true;
    world.door.onExchange = [](const ExchangeQuery &) {
        FakeReply<ExchangeAnswer> reply{tokenRefused()};
        reply.leaves = true;
        return reply;
    };
    const auto answer = called(world, true);
    QCOMPARE(codeOf(answer), u"HTTP_TIMEOUT"_s);
    QVERIFY(outcomeOf(answer.problem()) == CallOutcome::NotSent); // what left was refused
}

void TestPortalCall::anUnknownOutcomeIsWhatTheFactsDoNotTell()
{
    QVERIFY(outcomeOf(Problem{}) == CallOutcome::Unknown);
    QVERIFY(outcomeOf(Problem{{}, {}, {{u"outcome"_s, u"perhaps"_s}}}) == CallOutcome::Unknown);
    QVERIFY(outcomeOf(unknownOutcome({Code::HttpTimeout, {}, {}})) == CallOutcome::Unknown);
}

QTEST_GUILESS_MAIN(TestPortalCall)
#include "tst_portalcall.moc"
