// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/ntlmjudgement.h"
#include "core/problemcodes.h"
#include "diagnosis/explainer.h"
#include "support/worldrun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

using Tried = NtlmAttempt::Result;
using Stage = NtlmTalk::Stage;

namespace {

RunInput typedInput(int attempts)
{
    RunInput input = contosoInput();
    input.integration.server()->ewsUrl = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    input.loginAttempts = attempts;
    return input;
}

Problem notOffered(const QStringList &offers)
{
    return {Code::Http401BasicNotOffered, {}, {{u"offers"_s, QJsonArray::fromStringList(offers)}}};
}

NtlmAttempt attempt(Tried result, Stage stage = Stage::Presented)
{
    return {result, stage, result == Tried::Unclear ? QString(Code::Http503) : QString()};
}

} // namespace

// Basic is off, and what else? With one presentation and with two, with a password that Autodiscover has
// proved and without.
class TestNtlmVerdicts : public QObject
{
    Q_OBJECT

private slots:
    void verdicts_data();
    void verdicts();
    void inTheWorld_data();
    void inTheWorld();
    void theFirstCauseIsThatBasicIsOff_data();
    void theFirstCauseIsThatBasicIsOff();
    void aRejectedBasicIsNotPresentedByNtlm();
    void aBalancerThatShowsItselfIsNamed();
    void aReplayFindsTheSame_data();
    void aReplayFindsTheSame();
    void anOlderRecordingWithoutNtlmFindsWhatItDid_data();
    void anOlderRecordingWithoutNtlmFindsWhatItDid();
    void theDomainOfTheServerIsToldBesideARejection();
};

void TestNtlmVerdicts::verdicts_data()
{
    QTest::addColumn<NtlmAttempt>("bound");
    QTest::addColumn<NtlmAttempt>("unbound");
    QTest::addColumn<bool>("proved");
    QTest::addColumn<bool>("kerberosAlone");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("provedAfter");
    const NtlmAttempt none;
    const NtlmAttempt yes = attempt(Tried::Accepted);
    const NtlmAttempt no = attempt(Tried::Rejected);
    const NtlmAttempt unclear = attempt(Tried::Unclear);
    const auto impossible = [](Stage stage) { return attempt(Tried::NotPossible, stage); };
    const auto add = [](const char *name, const NtlmAttempt &bound, const NtlmAttempt &unbound, bool proved,
                        QLatin1StringView code, bool after) {
        QTest::newRow(name) << bound << unbound << proved << false << QString(code) << after;
    };
    add("taken", yes, none, false, Code::Http401BasicNotOffered, true);
    add("taken both ways", yes, yes, false, Code::Http401BasicNotOffered, true);
    add("taken with a binding alone", yes, no, false, Code::Http401EpRequired, true);
    add("taken, then unclear", yes, unclear, false, Code::Http401BasicNotOffered, true);
    add("taken without a binding alone", no, yes, false, Code::Http401NtlmLoopCbt, true);
    add("refused, the password proved", no, none, true, Code::Http401NtlmRejected, true);
    add("refused both ways, the password proved", no, no, true, Code::Http401NtlmRejected, true);
    add("refused", no, none, false, Code::Http401NtlmRejected, false);
    add("refused both ways", no, no, false, Code::Http401NtlmRejected, false);
    add("refused, then unclear", no, unclear, false, Code::Http401NtlmRejected, false);
    add("not taken up", impossible(Stage::NoChallenge), none, false, Code::Http401NtlmOff, false);
    add("not kept", impossible(Stage::NotKept), none, false, Code::Http401NtlmOff, false);
    add("no challenge that can be read", impossible(Stage::Unusable), none, false,
        Code::Http401BasicNotOffered, false);
    add("unclear", unclear, none, false, Code::Http401BasicNotOffered, false);
    QTest::newRow("Kerberos alone") << impossible(Stage::NoChallenge) << none << false << true
                                    << QString(Code::Http401KerberosOnly) << false;
    QTest::newRow("NTLM within Negotiate")
        << yes << none << false << true << QString(Code::Http401BasicNotOffered) << true;
}

void TestNtlmVerdicts::verdicts()
{
    QFETCH(const NtlmAttempt, bound);
    QFETCH(const NtlmAttempt, unbound);
    QFETCH(const bool, proved);
    QFETCH(const bool, kerberosAlone);
    QFETCH(const bool, provedAfter);
    NtlmProbeAnswer answer;
    answer.withBinding = bound;
    answer.withoutBinding = unbound;
    const QStringList offers =
        kerberosAlone ? QStringList{u"Negotiate"_s} : QStringList{u"Negotiate"_s, u"NTLM"_s};
    const Problem problem = judgeNtlm(notOffered(offers), answer, proved);
    QTEST(problem.code, "code");
    QCOMPARE(problem.facts.value("password"_L1).toString() == "proved"_L1, provedAfter);
    QVERIFY(!problem.facts.value("ntlmWithBinding"_L1).toString().isEmpty());
}

void TestNtlmVerdicts::inTheWorld_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("refused");
    const auto add = [](const char *scenario, int attempts, QLatin1StringView code, int refused) {
        const QByteArray name = QByteArray(scenario) + ", " + QByteArray::number(attempts);
        QTest::newRow(name.constData())
            << QString::fromLatin1(scenario) << attempts << QString(code) << refused;
    };
    add("basic-off", 1, Code::Http401BasicNotOffered, 0);
    add("basic-off", 2, Code::Http401BasicNotOffered, 0);
    add("ntlm-binding-required", 1, Code::Http401BasicNotOffered, 0);
    add("ntlm-binding-required", 2, Code::Http401EpRequired, 1);
    add("ntlm-tls-ends-elsewhere", 1, Code::Http401NtlmRejected, 1);
    add("ntlm-tls-ends-elsewhere", 2, Code::Http401NtlmLoopCbt, 1);
    add("ntlm-tls-ends-elsewhere-required", 1, Code::Http401NtlmRejected, 1);
    add("ntlm-tls-ends-elsewhere-required", 2, Code::Http401NtlmRejected, 2);
    add("ntlm-blocked", 1, Code::Http401NtlmRejected, 1);
    add("ntlm-wrong-password", 1, Code::Http401NtlmRejected, 1);
    add("ntlm-wrong-password", 2, Code::Http401NtlmRejected, 2);
    add("ntlm-wrong-password", 3, Code::Http401NtlmRejected, 2);
    add("ntlm-off", 3, Code::Http401NtlmOff, 0);
    add("ntlm-not-kept", 3, Code::Http401NtlmOff, 0);
    add("ntlm-garbage", 3, Code::Http401BasicNotOffered, 0);
    add("kerberos-only", 3, Code::Http401KerberosOnly, 0);
}

// The address is typed: nothing but NTLM knows anything of the password.
void TestNtlmVerdicts::inTheWorld()
{
    QFETCH(const QString, scenario);
    QFETCH(const int, attempts);
    QFETCH(const int, refused);
    WorldRun run(scenario, typedInput(attempts));
    QVERIFY(run.run());
    const Finding login = run.finding(u"auth.login"_s);
    QVERIFY(login.status == FindingStatus::Fail);
    QVERIFY(login.problem.has_value());
    QTEST(login.problem->code, "code");
    QCOMPARE(run.world.exchange().refusedLogins(), refused);
    QVERIFY(refused <= attempts);
}

void TestNtlmVerdicts::theFirstCauseIsThatBasicIsOff_data()
{
    inTheWorld_data();
}

void TestNtlmVerdicts::theFirstCauseIsThatBasicIsOff()
{
    QFETCH(const QString, scenario);
    QFETCH(const int, attempts);
    WorldRun run(scenario, typedInput(attempts));
    QVERIFY(run.run());
    const auto context = ExplanationContext::of(run.input.integration, run.findings());
    const Explanation told = Explainer().explain(run.finding(u"auth.login"_s), context);
    QVERIFY2(told.causes.first().text.startsWith("Basic is off"_L1), qPrintable(told.causes.first().text));
    QVERIFY(told.owner == Owner::ExchangeAdmin);
    QVERIFY(told.commands.join(u'\n').contains("-BasicAuthentication $true"_L1));
    for (const QString &step : told.steps + QStringList{told.what, told.title})
        QVERIFY2(!step.contains(u'<') && !step.contains(u'['), qPrintable(step));
}

void TestNtlmVerdicts::aRejectedBasicIsNotPresentedByNtlm()
{
    auto scenario = Scenario::load(u"basic-off"_s);
    QVERIFY(scenario);
    scenario->account.passwordAccepted = false;
    RunInput input = contosoInput();
    input.loginAttempts = 3;
    WorldRun run(*scenario, input);
    QVERIFY(run.run());
    QCOMPARE(run.finding(u"discover.settings"_s).problem->code, QString(Code::Http401BasicRejected));
    QCOMPARE(run.finding(u"auth.login"_s).problem->code, QString(Code::Http401BasicNotOffered));
    QVERIFY(!run.finding(u"auth.login"_s).problem->facts.contains("ntlmWithBinding"_L1));
    QCOMPARE(run.world.exchange().refusedLogins(), 1);
}

void TestNtlmVerdicts::aBalancerThatShowsItselfIsNamed()
{
    const QByteArray json = R"({"title": "x", "description": "y",
        "exchange": {"ewsOffers": ["NTLM"], "ntlm": {"tlsEndsElsewhere": true}},
        "http": [{"match": {"path": "/ews/"}, "change": {"headers":
            {"Via": "1.1 balancer", "Set-Cookie": "BIGipServerPool=1.2.3; path=/"}}}]})";
    const auto scenario = Scenario::fromJson(json, u"test"_s);
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.problem().detail));
    WorldRun run(*scenario, typedInput(1));
    QVERIFY(run.run());
    const Problem problem = *run.finding(u"auth.login"_s).problem;
    QCOMPARE(problem.code, QString(Code::Http401NtlmRejected));
    QCOMPARE(problem.facts.value("inFront"_L1).toArray(),
             (QJsonArray{u"Via: 1.1 balancer"_s, u"F5 BIG-IP"_s}));
}

void TestNtlmVerdicts::aReplayFindsTheSame_data()
{
    inTheWorld_data();
}

void TestNtlmVerdicts::aReplayFindsTheSame()
{
    QFETCH(const QString, scenario);
    QFETCH(const int, attempts);
    WorldRun run(scenario, typedInput(attempts));
    QVERIFY(run.run());
    const auto recording = run.savedRecording();
    QVERIFY(recording);
    ReplayRun replay(*recording, run.input);
    QVERIFY(replay.run());
    for (const Finding &finding : withoutDurations(replay.runner.findings())) {
        if (finding.checkId == "auth.login"_L1)
            QCOMPARE(finding, withoutDurations({run.finding(u"auth.login"_s)}).first());
    }
}

void TestNtlmVerdicts::anOlderRecordingWithoutNtlmFindsWhatItDid_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("code");
    QTest::newRow("Basic off") << u"basic-off"_s << QString(Code::Http401BasicNotOffered);
    QTest::newRow("a wrong password") << u"wrong-password"_s << QString(Code::Http401BasicRejected);
}

void TestNtlmVerdicts::anOlderRecordingWithoutNtlmFindsWhatItDid()
{
    QFETCH(const QString, scenario);
    WorldRun run(scenario, typedInput(1));
    QVERIFY(run.run());
    const auto recording = run.savedRecording();
    QVERIFY(recording);
    QJsonObject har = QJsonDocument::fromJson(*recording->toHar()).object();
    QJsonObject log = har.value("log"_L1).toObject();
    QJsonArray kept;
    for (const QJsonValue &entry : log.value("entries"_L1).toArray()) {
        if (!QJsonDocument(entry.toObject()).toJson().contains("\"NTLM\""))
            kept.append(entry);
    }
    QVERIFY(kept.size() < log.value("entries"_L1).toArray().size());
    log.insert(u"entries"_s, kept);
    har.insert(u"log"_s, log);
    const auto older = Recording::fromHar(QJsonDocument(har).toJson());
    QVERIFY2(older, older ? "" : qPrintable(older.problem().detail));
    ReplayRun replay(*older, run.input);
    QVERIFY(replay.run());
    for (const Finding &finding : replay.runner.findings()) {
        if (finding.checkId == "auth.login"_L1)
            QTEST(finding.problem ? finding.problem->code : finding.notTested, "code");
    }
}

void TestNtlmVerdicts::theDomainOfTheServerIsToldBesideARejection()
{
    WorldRun run(u"user-name-needs-domain"_s, typedInput(1));
    QVERIFY(run.run());
    const Problem problem = *run.finding(u"auth.login"_s).problem;
    QCOMPARE(problem.code, QString(Code::Http401BasicRejected));
    QCOMPARE(problem.facts.value("logonDomain"_L1).toString(), u"CONTOSO"_s);
    QCOMPARE(problem.facts.value("mailDomainIsLogonDomain"_L1).toBool(), true);
    QCOMPARE(run.world.exchange().refusedLogins(), 1);
}

QTEST_GUILESS_MAIN(TestNtlmVerdicts)
#include "tst_ntlmverdicts.moc"
