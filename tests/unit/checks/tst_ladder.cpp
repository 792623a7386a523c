// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/discoveryfacts.h"
#include "checks/loginfacts.h"
#include "support/worldrun.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

RunInput typedInput(const QString &url = u"https://mail.contoso.test/EWS/Exchange.asmx"_s)
{
    RunInput input = contosoInput();
    input.integration.server()->ewsUrl = QUrl(url);
    return input;
}

// A scenario of one rule; apostrophes stand for quotation marks.
Scenario scenarioOf(const QByteArray &match, const QByteArray &reply)
{
    QByteArray json = "{'title': 'a test', 'description': 'of this file', 'http': [{'match': {" + match
        + "}, 'reply': {" + reply + "}}]}";
    return *Scenario::fromJson(json.replace('\'', '"'), u"test"_s);
}

// The login is good for EWS and none for Autodiscover.
Scenario rejectedAtAutodiscover()
{
    return scenarioOf("'path': '/autodiscover/', 'credentials': 'sent'",
                      "'status': 401, 'headers': {'WWW-Authenticate': 'Basic', 'X-FEServer': 'EX1'}");
}

Scenario dyingAutodiscover()
{
    return scenarioOf("'path': '/autodiscover/', 'credentials': 'sent'", "'fault': 'close'");
}

// How the ladder ends in a scenario: the verdict, and every finding that is not a plain pass.
struct Expected
{
    QString scenario;
    QString verdict;
    QStringList notes;
};

QList<Expected> expectations()
{
    QList<Expected> all;
    const auto add = [&all](const char *scenario, const QString &verdict, const QStringList &notes) {
        all.append({QString::fromLatin1(scenario), verdict, notes});
    };
    const QString rejected = u"discover.settings warn HTTP_401_BASIC_REJECTED"_s;
    const QString loginRejected = u"auth.login fail HTTP_401_BASIC_REJECTED"_s;
    const QString oldVersion = u"ews.version warn EXCHANGE_OUT_OF_SUPPORT"_s;
    add("account-locked", u"fail"_s, {rejected, loginRejected});
    add("autodiscover-missing", u"fail"_s, {u"discover.candidates fail AD_NOT_FOUND"_s});
    add("autodiscover-only-internal-url", u"fail"_s,
        {u"discover.settings warn AD_ONLY_INTERNAL_URL"_s, u"net.dns fail DNS_NXDOMAIN"_s});
    add("autodiscover-redirect-foreign-host", u"warn"_s, {u"discover.settings warn HOST_NOT_CONFIRMED"_s});
    add("autodiscover-redirect-loop", u"warn"_s, {u"discover.settings warn HTTP_TOO_MANY_REDIRECTS"_s});
    add("autodiscover-srv-only", u"pass"_s, {});
    add("autodiscover-wrong-site", u"fail"_s, {u"discover.candidates fail AD_NOT_FOUND"_s});
    add("basic-off", u"fail"_s, {u"auth.login fail HTTP_401_BASIC_NOT_OFFERED"_s});
    add("busy-always", u"fail"_s, {u"auth.login fail ErrorServerBusy"_s});
    add("busy-inner", u"pass"_s, {});
    add("busy-once", u"pass"_s, {});
    add("cert-expired", u"fail"_s, {u"net.tls fail TLS_CERT_EXPIRED"_s});
    add("cert-intermediate-missing", u"fail"_s, {u"net.tls fail TLS_UNKNOWN_ISSUER"_s});
    add("cert-not-yet-valid", u"fail"_s, {u"net.tls fail TLS_CERT_NOT_YET_VALID"_s});
    add("cert-self-signed", u"fail"_s, {u"net.tls fail TLS_SELF_SIGNED"_s});
    add("cert-unknown-issuer", u"fail"_s, {u"net.tls fail TLS_UNKNOWN_ISSUER"_s});
    add("cert-wrong-name", u"fail"_s, {u"net.tls fail TLS_HOSTNAME_MISMATCH"_s});
    add("clock-skew", u"warn"_s, {u"workstation.clock warn CLOCK_SKEW"_s});
    add("dns-missing", u"fail"_s, {u"net.dns fail DNS_NXDOMAIN"_s});
    add("dns-servfail", u"fail"_s, {u"net.dns fail DNS_SERVFAIL"_s});
    add("dtd-answer", u"fail"_s, {u"auth.login fail ANSWER_DTD"_s});
    add("empty-answer", u"fail"_s, {u"auth.login fail ANSWER_EMPTY"_s});
    add("ews-disabled-403", u"fail"_s, {u"auth.login fail HTTP_403_EWS_DISABLED"_s});
    add("generic-error-always", u"fail"_s, {u"auth.login fail HTTP_302_GENERICERROR"_s});
    add("generic-error-once", u"pass"_s, {});
    add("healthy", u"pass"_s, {});
    add("huge-answer", u"fail"_s, {u"auth.login fail ANSWER_TOO_LARGE"_s});
    add("iis-500-html", u"fail"_s, {u"auth.login fail HTTP_500_ASPNET"_s});
    add("impersonation-denied", u"fail"_s, {u"ews.impersonation fail ErrorImpersonateUserDenied"_s});
    add("impersonation-too-wide", u"warn"_s, {u"ews.impersonation warn IMPERSONATION_TOO_WIDE"_s});
    add("kerberos-only", u"fail"_s, {u"auth.login fail HTTP_401_KERBEROS_ONLY"_s});
    add("login-page", u"fail"_s, {u"http.endpoint fail HTTP_200_PREAUTH"_s});
    add("mailbox-moved-to-cloud", u"fail"_s, {u"ews.impersonation fail ErrorNonExistentMailbox"_s});
    add("no-freebusy", u"warn"_s, {u"ews.availability warn FREEBUSY_NONE"_s});
    add("no-mailbox", u"fail"_s,
        {u"discover.settings warn InvalidUser"_s, u"ews.mailbox fail MAILBOX_NOT_OWNED"_s});
    add("no-room-lists", u"warn"_s, {u"ews.rooms warn ROOMS_NONE"_s});
    add("not-found-404", u"fail"_s, {u"http.endpoint fail HTTP_404"_s});
    add("ntlm-binding-required", u"fail"_s, {u"auth.login fail HTTP_401_BASIC_NOT_OFFERED"_s});
    add("ntlm-blocked", u"fail"_s, {u"auth.login fail HTTP_401_NTLM_REJECTED"_s});
    add("ntlm-garbage", u"fail"_s, {u"auth.login fail HTTP_401_BASIC_NOT_OFFERED"_s});
    add("ntlm-not-kept", u"fail"_s, {u"auth.login fail HTTP_401_NTLM_OFF"_s});
    add("ntlm-off", u"fail"_s, {u"auth.login fail HTTP_401_NTLM_OFF"_s});
    add("ntlm-tls-ends-elsewhere", u"fail"_s, {u"auth.login fail HTTP_401_NTLM_REJECTED"_s});
    add("ntlm-tls-ends-elsewhere-required", u"fail"_s, {u"auth.login fail HTTP_401_NTLM_REJECTED"_s});
    add("ntlm-wrong-password", u"fail"_s,
        {u"discover.settings warn HTTP_401_BASIC_NOT_OFFERED"_s,
         u"auth.login fail HTTP_401_NTLM_REJECTED"_s});
    add("owa-redirect", u"fail"_s, {u"http.endpoint fail HTTP_302_OWA"_s});
    add("preauth-redirect", u"fail"_s, {u"http.endpoint fail HTTP_302_PREAUTH"_s});
    add("proxy-block-page", u"fail"_s, {u"http.endpoint fail PROXY_BLOCK_PAGE"_s});
    add("service-unavailable-once", u"pass"_s, {});
    add("service-unavailable", u"fail"_s, {u"http.endpoint fail HTTP_503"_s});
    add("slow", u"pass"_s, {});
    add("streaming-cut", u"pass"_s, {});
    add("streaming-split", u"pass"_s, {});
    add("tcp-blackhole", u"fail"_s, {u"net.tcp fail TCP_TIMEOUT"_s});
    add("tcp-refused", u"fail"_s, {u"net.tcp fail TCP_CONNECTION_REFUSED"_s});
    add("tls-client-certificate", u"fail"_s, {u"net.tls fail TLS_CLIENT_CERTIFICATE"_s});
    add("tls-inspected", u"fail"_s, {u"net.tls fail TLS_INSPECTED"_s});
    add("tls-old", u"fail"_s, {u"net.tls fail TLS_PROTOCOL_VERSION"_s});
    add("truncated-answer", u"fail"_s, {u"auth.login fail ANSWER_TRUNCATED"_s});
    add("user-name-bare", u"fail"_s, {rejected, loginRejected});
    add("user-name-needs-domain", u"fail"_s, {rejected, loginRejected});
    add("version-2007", u"warn"_s,
        {oldVersion, u"ews.rooms warn ROOMS_NONE"_s, u"ews.notifications warn NOTIFICATIONS_SILENT"_s});
    add("version-2010", u"warn"_s, {oldVersion});
    add("version-2010-rtm", u"warn"_s, {oldVersion, u"ews.notifications warn NOTIFICATIONS_SILENT"_s});
    add("version-2013", u"warn"_s, {oldVersion});
    add("version-2013-cu3", u"warn"_s, {oldVersion});
    add("version-2016", u"warn"_s, {oldVersion});
    add("version-2019", u"warn"_s, {oldVersion});
    add("version-too-new", u"pass"_s, {});
    add("waf-block", u"fail"_s, {u"http.endpoint fail HTTP_403_IP_OR_WAF"_s});
    add("wrong-password", u"fail"_s, {rejected, loginRejected});
    return all;
}

QByteArray everythingSaid(const QList<Finding> &findings)
{
    QJsonArray all;
    for (const Finding &finding : findings)
        all.append(toJson(finding));
    return QJsonDocument(all).toJson();
}

} // namespace

Q_DECLARE_METATYPE(Setup::Scenario)
Q_DECLARE_METATYPE(Setup::RunInput)

class TestLadder : public QObject
{
    Q_OBJECT

private slots:
    void everyScenarioBreaksWhereItShould_data();
    void everyScenarioBreaksWhereItShould();
    void everyScenarioHasARow();
    void findingsDoNotDependOnTheOrderOfCompletion_data();
    void findingsDoNotDependOnTheOrderOfCompletion();
    void aRejectionAtAutodiscoverHindersNoEwsWhereTheAddressIsTyped();
    void autodiscoverAloneDoesNotWaitForEws();
    void aDyingServerGetsThePasswordOnce();
    void otherSpellingsAreTriedWhenAllowed_data();
    void otherSpellingsAreTriedWhenAllowed();
    void aTypedAddressMakesDiscoveryInformation_data();
    void aTypedAddressMakesDiscoveryInformation();
    void aRejectionAtAutodiscoverIsToldAtTheLogin();
    void anIntranetSiteGetsNoLoginWhereEwsShowsTheExchange();
    void theAddressOfTheInsideIsLookedAt_data();
    void theAddressOfTheInsideIsLookedAt();
    void theAddressOfTheInsideIsNoneForTheCloud();
    void aWrongPathProposesTheUsualOne();
    void aPinnedVersionThatIsRefusedFails();
    void aPinnedVersionThatIsAcceptedIsUsed();
    void anOldServerIsSeenToRefuseNewerVersions();
    void theFreeTimesTellHowManyWereAsked();
    void withoutAPasswordNothingIsSent();
    void withoutATestMailboxTheVerdictStands();
    void aMissingForbiddenMailboxIsAWarning();
    void aPrivateCaIsTrustedHereOnly();
    void theWitnessTellsACompanyFromAnInspection();
    void anExternalAddressMayBeAnInternalName();
    void cancellingEndsTheSubscription();
    void aRunLeavesNothingInTheKeychain();
    void aKeychainThatIsLockedDoesNotSpoilTheVerdict();
    void repeatAsksAgainAndOnlyWhatDepends();
    void everyFactHasOneWriter();
};

void TestLadder::everyScenarioBreaksWhereItShould_data()
{
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QStringList>("expected");
    for (const Expected &row : expectations())
        QTest::newRow(qPrintable(row.scenario)) << row.verdict << row.notes;
}

void TestLadder::everyScenarioBreaksWhereItShould()
{
    QFETCH(QString, verdict);
    QFETCH(QStringList, expected);
    WorldRun run(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), expected);
    QCOMPARE(toString(run.runner.verdict()), verdict);
    QVERIFY(run.world.exchange().refusedLogins() <= 1);
    QCOMPARE(run.findings().size(), run.runner.planned().size());
    QCOMPARE(run.world.exchange().openSubscriptions(), 0);
    QVERIFY(!everythingSaid(run.findings()).contains(SimulatedWorld::password().bytes().toByteArray()));
}

// A scenario that nobody judges proves nothing.
void TestLadder::everyScenarioHasARow()
{
    QStringList judged;
    for (const Expected &row : expectations())
        judged.append(row.scenario);
    judged.sort();
    QStringList inFolder;
    const QDir folder(QStringLiteral(SETUP_SOURCE_DIR "/resources/scenarios"));
    for (const QFileInfo &file : folder.entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name))
        inFolder.append(file.completeBaseName());
    inFolder.sort();
    QCOMPARE(judged, inFolder);
    QStringList built = Scenario::names();
    built.sort();
    QCOMPARE(built, inFolder);
}

void TestLadder::findingsDoNotDependOnTheOrderOfCompletion_data()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::addColumn<RunInput>("input");
    for (const auto &name : {u"healthy"_s, u"wrong-password"_s, u"impersonation-denied"_s, u"no-mailbox"_s,
                             u"version-2010"_s, u"version-2010-rtm"_s, u"cert-wrong-name"_s, u"basic-off"_s})
        QTest::newRow(qPrintable(name)) << *Scenario::load(name) << contosoInput();
    for (const auto &name : {u"healthy"_s, u"wrong-password"_s, u"autodiscover-redirect-loop"_s})
        QTest::newRow(qPrintable(name + u", typed"_s)) << *Scenario::load(name) << typedInput();
    QTest::newRow("rejected at Autodiscover, typed") << rejectedAtAutodiscover() << typedInput();
    QTest::newRow("Autodiscover dies, typed") << dyingAutodiscover() << typedInput();
    QTest::newRow("Autodiscover dies") << dyingAutodiscover() << contosoInput();
}

void TestLadder::findingsDoNotDependOnTheOrderOfCompletion()
{
    QFETCH(Scenario, scenario);
    QFETCH(RunInput, input);
    WorldRun first(scenario, input);
    QVERIFY(first.run());
    for (unsigned seed = 1; seed <= 4; ++seed) {
        WorldRun other(scenario, input, seed);
        QVERIFY(other.run());
        const auto expected = comparable(first.findings());
        const auto actual = comparable(other.findings());
        for (qsizetype i = 0; i < expected.size(); ++i)
            QCOMPARE(QJsonDocument(toJson(actual.at(i))).toJson(),
                     QJsonDocument(toJson(expected.at(i))).toJson());
        QCOMPARE(actual, expected);
    }
}

// Autodiscover is information there: what it says of the login takes nothing from the checks that count.
void TestLadder::aRejectionAtAutodiscoverHindersNoEwsWhereTheAddressIsTyped()
{
    for (unsigned seed = 0; seed <= 6; ++seed) {
        WorldRun run(rejectedAtAutodiscover(), typedInput(), seed);
        QVERIFY(run.run());
        QCOMPARE(notes(run.findings()), QStringList{u"discover.settings warn HTTP_401_BASIC_REJECTED"_s});
        QCOMPARE(toString(run.runner.verdict()), u"warn"_s);
    }
}

void TestLadder::autodiscoverAloneDoesNotWaitForEws()
{
    RunInput input = typedInput();
    input.only = {u"discover.settings"_s};
    WorldRun run(u"healthy"_s, input);
    QVERIFY(run.run());
    QCOMPARE(toString(run.finding(u"discover.settings"_s).status), u"pass"_s);
    QVERIFY(!run.runner.planned().contains(u"ews.mailbox"_s));
}

// One press, one presentation: a server that takes the password and dies gets no second one.
void TestLadder::aDyingServerGetsThePasswordOnce()
{
    WorldRun run(dyingAutodiscover());
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()),
             (QStringList{u"discover.settings warn HTTP_CONNECTION_CLOSED"_s,
                          u"auth.login fail LOGIN_GATE_CLOSED"_s}));
    QCOMPARE(toString(run.runner.verdict()), u"fail"_s);
    QCOMPARE(run.world.exchange().acceptedLogins() + run.world.exchange().refusedLogins(), 0);
    QVERIFY(run.finding(u"auth.login"_s).problem->facts.value("unanswered"_L1).toBool());
}

void TestLadder::otherSpellingsAreTriedWhenAllowed_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("username"); // empty: none works
    QTest::addColumn<int>("rejections");
    QTest::newRow("the first is right") << u"healthy"_s << 3 << u"askcody@contoso.test"_s << 0;
    QTest::newRow("domain and name") << u"user-name-needs-domain"_s << 2 << u"CONTOSO\\askcody"_s << 1;
    QTest::newRow("bare name") << u"user-name-bare"_s << 3 << u"askcody"_s << 2;
    QTest::newRow("no more than two") << u"wrong-password"_s << 2 << QString() << 2;
    QTest::newRow("no more than three") << u"wrong-password"_s << 3 << QString() << 3;
}

void TestLadder::otherSpellingsAreTriedWhenAllowed()
{
    QFETCH(QString, scenario);
    QFETCH(int, attempts);
    QFETCH(QString, username);
    QFETCH(int, rejections);
    RunInput input = contosoInput();
    input.loginAttempts = attempts;
    WorldRun run(scenario, input);
    QVERIFY(run.run());
    QCOMPARE(run.finding(u"auth.login"_s).facts.value("username"_L1).toString(), username);
    QCOMPARE(run.world.exchange().refusedLogins(), rejections);
    QVERIFY((toString(run.runner.verdict()) == "fail"_L1) == username.isEmpty());
}

void TestLadder::aTypedAddressMakesDiscoveryInformation_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QStringList>("expected");
    const QString usual = u"https://mail.contoso.test/EWS/Exchange.asmx"_s;
    QTest::newRow("healthy") << usual << u"pass"_s << QStringList();
    QTest::newRow("autodiscover-missing")
        << usual << u"warn"_s << QStringList{u"discover.candidates warn AD_NOT_FOUND"_s};
    QTest::newRow("autodiscover-redirect-loop")
        << usual << u"warn"_s << QStringList{u"discover.settings warn HTTP_TOO_MANY_REDIRECTS"_s};
    QTest::newRow("wrong-password") << usual << u"fail"_s
                                    << QStringList{u"auth.login fail HTTP_401_BASIC_REJECTED"_s};
    QTest::newRow("autodiscover-only-internal-url")
        << usual << u"warn"_s << QStringList{u"discover.settings warn AD_URL_DIFFERS"_s};
}

void TestLadder::aTypedAddressMakesDiscoveryInformation()
{
    QFETCH(QString, url);
    QFETCH(QString, verdict);
    QFETCH(QStringList, expected);
    WorldRun run(QString::fromLatin1(QTest::currentDataTag()), typedInput(url));
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), expected);
    QCOMPARE(toString(run.runner.verdict()), verdict);
    QVERIFY(run.world.exchange().refusedLogins() <= 1);
}

void TestLadder::aRejectionAtAutodiscoverIsToldAtTheLogin()
{
    WorldRun run(u"wrong-password"_s);
    QVERIFY(run.run());
    const auto problem = run.finding(u"auth.login"_s).problem;
    QVERIFY(problem);
    QCOMPARE(problem->facts.value("rejectedAt"_L1).toString(), u"autodiscover.contoso.test"_s);
    QCOMPARE(run.world.exchange().refusedLogins(), 1);
}

// Somebody takes Exchange's headers out of Autodiscover, where the domain's web site has none either.
void TestLadder::anIntranetSiteGetsNoLoginWhereEwsShowsTheExchange()
{
    QByteArray json = R"({'title': 'a test', 'description': 'of this file', 'http': [
        {'match': {'host': 'contoso.test', 'path': '/'}, 'reply': HIDDEN},
        {'match': {'path': '/autodiscover/', 'credentials': 'none'}, 'reply': HIDDEN}]})";
    json.replace("HIDDEN", "{'status': 401, 'headers': {'WWW-Authenticate': 'Negotiate, NTLM, Basic'}}");
    WorldRun run(*Scenario::fromJson(json.replace('\'', '"'), u"test"_s));
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList());
    const QJsonArray attempts = run.finding(u"discover.settings"_s).facts.value("attempts"_L1).toArray();
    QCOMPARE(attempts.last()["url"_L1].toString().section(u'/', 2, 2), u"autodiscover.contoso.test"_s);
    for (const auto &attempt : attempts)
        QVERIFY(attempt["status"_L1].toInt() != 401);
    QVERIFY(run.world.rejectedLogins() == 0);
}

void TestLadder::theAddressOfTheInsideIsLookedAt_data()
{
    QTest::addColumn<QByteArray>("hosts");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("internalUrl");
    QTest::addColumn<QJsonValue>("answers"); // undefined: not looked at
    const QString other = u"https://exch01.contoso.test/EWS/Exchange.asmx"_s;
    const QByteArray served = "{'name': 'exch01.contoso.test', 'serves': 'exchange'}";
    const QByteArray refused = "'hosts': [{'name': 'mail.contoso.test', 'tcp': 'refused'}, ";
    const QByteArray unknown = "'dns': [{'name': 'mail.contoso.test', 'answer': 'missing'}], 'hosts': [";
    QTest::newRow("refused, and the other one is there")
        << refused + served + "]" << u"net.tcp"_s << other << QJsonValue(true);
    QTest::newRow("no such name, and the other one is there")
        << unknown + served + "]" << u"net.dns"_s << other << QJsonValue(true);
    QTest::newRow("refused, and so is the other one")
        << refused + "{'name': 'exch01.contoso.test', 'tcp': 'refused'}]" << u"net.tcp"_s << other
        << QJsonValue(false);
    QTest::newRow("refused, and there is no other one")
        << refused + served + "]" << u"net.tcp"_s << u"https://mail.contoso.test/EWS/Exchange.asmx"_s
        << QJsonValue(QJsonValue::Undefined);
}

void TestLadder::theAddressOfTheInsideIsLookedAt()
{
    QFETCH(QByteArray, hosts);
    QFETCH(QString, check);
    QFETCH(QString, internalUrl);
    QFETCH(QJsonValue, answers);
    QByteArray json = "{'title': 'a test', 'description': 'of this file', " + hosts
        + ", 'exchange': {'autodiscover': {'internalUrl': '" + internalUrl.toLatin1() + "'}}}";
    const Result<Scenario> scenario = Scenario::fromJson(json.replace('\'', '"'), u"test"_s);
    QVERIFY2(scenario.hasValue(), qPrintable(scenario ? QString() : scenario.problem().detail));
    WorldRun run(*scenario);
    QVERIFY(run.run());
    const auto judge = [&](const Finding &finding) {
        QCOMPARE(toString(finding.status), u"fail"_s);
        QCOMPARE(finding.problem->facts["insideAnswers"_L1], answers);
        QCOMPARE(finding.problem->facts["proposal"_L1].toString(),
                 answers.toBool() ? internalUrl : QString());
    };
    judge(run.finding(check));
    const auto saved = run.savedRecording();
    QVERIFY(saved.hasValue());
    ReplayRun replay(*saved, run.input);
    QVERIFY(replay.run());
    for (const Finding &finding : replay.runner.findings()) {
        if (finding.checkId == check)
            judge(finding);
    }
}

void TestLadder::theAddressOfTheInsideIsNoneForTheCloud()
{
    QByteArray json = R"({'title': 'a test', 'description': 'of this file',
        'hosts': [{'name': 'exch01.contoso.test', 'serves': 'exchange'}],
        'exchange': {'autodiscover': {'internalUrl': 'https://exch01.contoso.test/EWS/Exchange.asmx'}}})";
    WorldRun run(*Scenario::fromJson(json.replace('\'', '"'), u"test"_s),
                 typedInput(u"https://exch01.contoso.test/EWS/Exchange.asmx"_s));
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList{u"discover.settings warn AD_URL_DIFFERS"_s});
    QVERIFY(run.finding(u"discover.settings"_s).problem->facts["typedIsOfInside"_L1].toBool());
}

void TestLadder::aWrongPathProposesTheUsualOne()
{
    WorldRun run(u"healthy"_s, typedInput(u"https://mail.contoso.test/wrong/Exchange.asmx"_s));
    QVERIFY(run.run());
    const auto problem = run.finding(u"http.endpoint"_s).problem;
    QVERIFY(problem);
    QCOMPARE(problem->facts.value("proposal"_L1).toString(),
             u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
}

void TestLadder::aPinnedVersionThatIsRefusedFails()
{
    RunInput input = contosoInput();
    input.integration.server()->exchangeVersion = u"Exchange2013_SP1"_s;
    WorldRun run(u"version-2010"_s, input);
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList{u"ews.version fail EXCHANGE_VERSION_MISMATCH"_s});
    QCOMPARE(run.finding(u"ews.version"_s).facts.value("requestServerVersion"_L1).toString(),
             u"Exchange2010_SP2"_s);
}

void TestLadder::aPinnedVersionThatIsAcceptedIsUsed()
{
    RunInput input = contosoInput();
    input.integration.server()->exchangeVersion = u"Exchange2010_SP2"_s;
    WorldRun run(u"healthy"_s, input);
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList());
    QCOMPARE(run.finding(u"ews.version"_s).facts.value("requestServerVersion"_L1).toString(),
             u"Exchange2010_SP2"_s);
    QVERIFY(!run.finding(u"ews.version"_s).facts.contains("refused"_L1));
}

// The rules about a server that is too old rest on these.
void TestLadder::anOldServerIsSeenToRefuseNewerVersions()
{
    WorldRun run(u"version-2007"_s);
    QVERIFY(run.run());
    const QJsonObject facts = run.finding(u"ews.version"_s).facts;
    QVERIFY(!facts.value("refused"_L1).toArray().isEmpty());
    QVERIFY(!facts.contains("pinned"_L1));
    QVERIFY2(facts.value("build"_L1).toString().startsWith("8."_L1),
             qPrintable(facts.value("build"_L1).toString()));
}

void TestLadder::theFreeTimesTellHowManyWereAsked()
{
    RunInput input = contosoInput();
    const qsizetype asked = input.integration.server()->testMailboxes.size();
    QVERIFY(asked > 0);
    WorldRun run(u"no-freebusy"_s, input);
    QVERIFY(run.run());
    const auto problem = run.finding(u"ews.availability"_s).problem;
    QVERIFY(problem);
    QCOMPARE(problem->facts.value("asked"_L1).toInt(), int(asked));
    QCOMPARE(problem->facts.value("seen"_L1).toInt(), 0);
}

void TestLadder::withoutAPasswordNothingIsSent()
{
    RunInput input = typedInput();
    input.password = {};
    WorldRun run(u"healthy"_s, input);
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList{u"auth.login fail PASSWORD_MISSING"_s});
    QCOMPARE(run.world.exchange().acceptedLogins() + run.world.exchange().refusedLogins(), 0);
}

void TestLadder::withoutATestMailboxTheVerdictStands()
{
    RunInput input = contosoInput();
    input.integration.server()->testMailboxes.clear();
    input.integration.server()->forbiddenMailbox.clear();
    WorldRun run(u"healthy"_s, input);
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList{u"ews.impersonation notTested NO_TEST_MAILBOX"_s});
    QCOMPARE(run.finding(u"ews.notifications"_s).skippedBecause, u"ews.impersonation"_s);
    QCOMPARE(toString(run.runner.verdict()), u"pass"_s);
}

void TestLadder::aMissingForbiddenMailboxIsAWarning()
{
    RunInput input = contosoInput();
    input.integration.server()->forbiddenMailbox = u"nobody@contoso.test"_s;
    WorldRun run(u"healthy"_s, input);
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList{u"ews.impersonation warn FORBIDDEN_MAILBOX_MISSING"_s});
}

void TestLadder::aPrivateCaIsTrustedHereOnly()
{
    WorldRun probe(u"cert-unknown-issuer"_s);
    probe.input.trustedCaPem = probe.world.authority().unknownRootPem();
    QVERIFY(probe.run());
    QCOMPARE(notes(probe.findings()),
             (QStringList{u"net.tls warn TLS_TRUSTED_HERE_ONLY"_s,
                          u"cloud.reachability warn TLS_TRUSTED_HERE_ONLY"_s}));
}

void TestLadder::theWitnessTellsACompanyFromAnInspection()
{
    WorldRun company(u"cert-unknown-issuer"_s);
    QVERIFY(company.run());
    const QJsonObject own = company.finding(u"net.tls"_s).facts;
    QCOMPARE(own["issuer"_L1].toString(), u"Contoso Internal Root, Contoso (simulated)"_s);
    QCOMPARE(own["sameIssuerElsewhere"_L1], QJsonValue(false));
    QCOMPARE(own["witness"_L1]["publicLog"_L1], QJsonValue(true));

    WorldRun trusted(u"tls-inspected"_s); // as where the company has its computers trust the box
    trusted.input.trustedCaPem = trusted.world.authority().unknownRootPem();
    QVERIFY(trusted.run());
    QVERIFY(notes(trusted.findings()).contains(u"net.tls warn TLS_INSPECTED"_s));
    QCOMPARE(trusted.finding(u"net.tls"_s).facts["sameIssuerElsewhere"_L1], QJsonValue(true));
    QCOMPARE(trusted.finding(u"cloud.reachability"_s).facts["inspected"_L1], QJsonValue(true));
    QVERIFY(notes(trusted.findings()).contains(u"cloud.reachability warn TLS_INSPECTED"_s));

    WorldRun healthy(u"healthy"_s); // where nothing is to be compared, nobody is asked
    QVERIFY(healthy.run());
    QVERIFY(!healthy.finding(u"net.tls"_s).facts.contains("witness"_L1));
}

void TestLadder::anExternalAddressMayBeAnInternalName()
{
    const auto scenario = Scenario::fromJson(
        R"({"title": "a test", "description": "of this file", "exchange": {"autodiscover":
            {"externalUrl": "https://exch01.contoso.local/EWS/Exchange.asmx"}}})",
        u"test"_s);
    QVERIFY(scenario);
    WorldRun run(*scenario);
    QVERIFY(run.run());
    QVERIFY(notes(run.findings()).contains(u"discover.settings warn AD_EXTERNAL_URL_PRIVATE"_s));
}

void TestLadder::cancellingEndsTheSubscription()
{
    WorldRun run(u"healthy"_s);
    QSignalSpy finished(&run.runner, &CheckRunner::finished);
    run.world.setLatency(std::chrono::milliseconds(150)); // so that the subscription can be seen
    run.runner.start(run.input);
    QTRY_VERIFY_WITH_TIMEOUT(run.world.exchange().openSubscriptions() == 1, 10'000);
    run.runner.cancel();
    QTRY_COMPARE(run.world.exchange().openSubscriptions(), 0);
    QTRY_VERIFY(run.runner.cleanup().isEmpty());
    QVERIFY(finished.isEmpty());
    QCOMPARE(toString(run.runner.verdict()), u"cancelled"_s);
}

void TestLadder::aRunLeavesNothingInTheKeychain()
{
    WorldRun run(u"healthy"_s);
    QVERIFY(run.run());
    QVERIFY(run.secrets.keyring().contents().isEmpty());
    QVERIFY(run.secrets.keyring().requestCount() > 0);
}

void TestLadder::aKeychainThatIsLockedDoesNotSpoilTheVerdict()
{
    WorldRun run(u"healthy"_s);
    run.secrets.keyring().setFault(MemoryKeyring::Fault::Locked);
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList{u"workstation.keychain fail KEYCHAIN_LOCKED"_s});
    QCOMPARE(toString(run.runner.verdict()), u"warn"_s);
}

void TestLadder::repeatAsksAgainAndOnlyWhatDepends()
{
    WorldRun run(u"healthy"_s);
    QVERIFY(run.run());
    QSignalSpy ended(&run.runner, &CheckRunner::checkFinished);
    QSignalSpy finished(&run.runner, &CheckRunner::finished);
    run.runner.repeat(u"ews.impersonation"_s);
    QVERIFY(finished.wait(10'000));
    QCOMPARE(ended.count(), 2);
    QCOMPARE(notes(run.findings()), QStringList());
}

void TestLadder::everyFactHasOneWriter()
{
    std::vector<std::type_index> promised;
    // The portal's have a test of their own.
    for (const CheckDefinition &definition : allChecks())
        if (definition.applies(contosoInput()))
            promised.insert(promised.end(), definition.promises.begin(), definition.promises.end());
    auto unique = promised;
    std::sort(unique.begin(), unique.end());
    QVERIFY(std::adjacent_find(unique.begin(), unique.end()) == unique.end());

    // Each is really given by a healthy run, with and without a typed address. That nobody reads what he does
    // not need is asserted by FactReader on the way.
    for (const RunInput &input : {contosoInput(), typedInput()}) {
        WorldRun run(u"healthy"_s, input);
        QVERIFY(run.run());
        for (const CheckDefinition &definition : allChecks())
            for (const std::type_index fact : definition.promises)
                QVERIFY(!definition.applies(input) || run.runner.facts().contains(fact));
    }
}

QTEST_GUILESS_MAIN(TestLadder)
#include "tst_ladder.moc"
