// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/checkids.h"
#include "core/problemcodes.h"
#include "support/worldrun.h"

#include <QDir>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QByteArray shown(const Finding &finding)
{
    return QJsonDocument(toJson(finding)).toJson();
}

// Sockets that this process holds, where the system tells.
qsizetype openSockets()
{
    qsizetype count = 0;
    const QDir descriptors(u"/proc/self/fd"_s);
    for (const QFileInfo &entry :
         descriptors.entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot))
        count += entry.symLinkTarget().contains("socket:"_L1) ? 1 : 0;
    return count;
}

struct Recorded
{
    QList<Finding> findings;
    Recording recording;
    RunInput input;
};

// The world is gone when this returns.
std::optional<Recorded> record(const QString &scenario, const RunInput &input)
{
    WorldRun run(scenario, input);
    if (!run.run())
        return {};
    auto saved = run.savedRecording();
    if (!saved)
        return {};
    return Recorded{run.findings(), *saved, input};
}

} // namespace

Q_DECLARE_METATYPE(Setup::MemoryKeyring::Fault)

class TestReplay : public QObject
{
    Q_OBJECT

private slots:
    void findingsAreEqualWithoutANetwork_data();
    void findingsAreEqualWithoutANetwork();
    void theKeychainOfThatDayReplays_data();
    void theKeychainOfThatDayReplays();
    void aTypedAddressReplays();
    void severalSpellingsReplay();
    void aLoginThatWasTriedAgainAloneReplays();
    void whatWasNotRecordedIsNotTested();
    void theRecordingHoldsNoPassword();
};

void TestReplay::findingsAreEqualWithoutANetwork_data()
{
    QTest::addColumn<QString>("scenario");
    for (const auto &name : {u"healthy"_s,
                             u"wrong-password"_s,
                             u"basic-off"_s,
                             u"impersonation-denied"_s,
                             u"impersonation-too-wide"_s,
                             u"cert-expired"_s,
                             u"cert-wrong-name"_s,
                             u"cert-self-signed"_s,
                             u"dns-missing"_s,
                             u"tcp-refused"_s,
                             u"tcp-blackhole"_s,
                             u"tls-old"_s,
                             u"not-found-404"_s,
                             u"ews-disabled-403"_s,
                             u"no-mailbox"_s,
                             u"no-freebusy"_s,
                             u"no-room-lists"_s,
                             u"mailbox-moved-to-cloud"_s,
                             u"version-2007"_s,
                             u"version-2010"_s,
                             u"busy-once"_s,
                             u"busy-always"_s,
                             u"service-unavailable-once"_s,
                             u"truncated-answer"_s,
                             u"dtd-answer"_s,
                             u"streaming-split"_s,
                             u"autodiscover-missing"_s,
                             u"autodiscover-redirect-foreign-host"_s,
                             u"autodiscover-redirect-loop"_s,
                             u"clock-skew"_s,
                             u"waf-block"_s,
                             u"preauth-redirect"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void TestReplay::findingsAreEqualWithoutANetwork()
{
    QFETCH(QString, scenario);
    const auto recorded = record(scenario, contosoInput());
    QVERIFY(recorded);
    const qsizetype before = openSockets();
    ReplayRun replay(recorded->recording, recorded->input);
    qsizetype during = before;
    connect(&replay.runner, &CheckRunner::checkStarted, this,
            [&during] { during = std::max(during, openSockets()); });
    QVERIFY(replay.run());
    const auto expected = withoutDurations(recorded->findings);
    const auto actual = withoutDurations(replay.runner.findings());
    QCOMPARE(actual.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(shown(actual.at(i)), shown(expected.at(i)));
    QCOMPARE(actual, expected);
    QCOMPARE(during, before);
}

void TestReplay::theKeychainOfThatDayReplays_data()
{
    QTest::addColumn<MemoryKeyring::Fault>("fault");
    QTest::addColumn<QString>("code");
    QTest::newRow("locked") << MemoryKeyring::Fault::Locked << QString(Code::KeychainLocked);
    QTest::newRow("absent") << MemoryKeyring::Fault::Absent << QString(Code::KeychainAbsent);
    QTest::newRow("forgetful") << MemoryKeyring::Fault::Forgetful << QString(Code::KeychainCorrupt);
    QTest::newRow("in order") << MemoryKeyring::Fault::None << QString();
}

void TestReplay::theKeychainOfThatDayReplays()
{
    QFETCH(MemoryKeyring::Fault, fault);
    QFETCH(QString, code);
    RunInput input = contosoInput();
    input.only = QStringList{CheckId::Keychain};
    WorldRun run(u"healthy"_s, input);
    run.secrets.keyring().setFault(fault);
    QVERIFY(run.run());
    const auto recording = run.savedRecording();
    QVERIFY(recording);
    ReplayRun replay(*recording, input);
    // This computer's keychain is in the other condition, and nobody asks it.
    replay.secrets.keyring().setFault(code.isEmpty() ? MemoryKeyring::Fault::Locked
                                                     : MemoryKeyring::Fault::None);
    QVERIFY(replay.run());
    QCOMPARE(withoutDurations(replay.runner.findings()), withoutDurations(run.findings()));
    const auto problem = replay.runner.findings().first().problem;
    QCOMPARE(problem ? problem->code : QString(), code);
    QCOMPARE(replay.secrets.keyring().requestCount(), 0);
}

void TestReplay::aTypedAddressReplays()
{
    RunInput input = contosoInput();
    input.integration.server()->ewsUrl = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    const auto recorded = record(u"healthy"_s, input);
    QVERIFY(recorded);
    ReplayRun replay(recorded->recording, input);
    QVERIFY(replay.run());
    QCOMPARE(withoutDurations(replay.runner.findings()), withoutDurations(recorded->findings));
}

void TestReplay::severalSpellingsReplay()
{
    RunInput input = contosoInput();
    input.loginAttempts = 3;
    const auto recorded = record(u"user-name-needs-domain"_s, input);
    QVERIFY(recorded);
    ReplayRun replay(recorded->recording, input);
    QVERIFY(replay.run());
    QCOMPARE(notes(replay.runner.findings()), notes(recorded->findings));
    QCOMPARE(withoutDurations(replay.runner.findings()), withoutDurations(recorded->findings));
}

// Autodiscover rejects what EWS accepts: the first run believes it, "check again" asks EWS itself.
void TestReplay::aLoginThatWasTriedAgainAloneReplays()
{
    const auto scenario = Scenario::fromJson(R"({ "title": "Autodiscover rejects", "description": "Alone.",
        "http": [ { "match": { "path": "/autodiscover/", "credentials": "accepted" },
                    "reply": { "status": 401, "headers": { "WWW-Authenticate": "Basic realm=\"mail\"" },
                               "body": "" } } ] })",
                                             u"autodiscover-rejects"_s);
    QVERIFY2(scenario, qPrintable(scenario ? QString() : scenario.problem().detail));
    WorldRun run(*scenario);
    QVERIFY(run.run());
    QCOMPARE(run.finding(CheckId::Login).problem->code, QString(Code::Http401BasicRejected));
    const auto once = run.savedRecording();
    QVERIFY(once);
    ReplayRun rejected(*once, run.input);
    QVERIFY(rejected.run());
    QCOMPARE(withoutDurations(rejected.runner.findings()), withoutDurations(run.findings()));

    QSignalSpy again(&run.runner, &CheckRunner::finished);
    run.gate.reopen();
    run.runner.repeat(CheckId::Login);
    QVERIFY(again.wait(20'000));
    QVERIFY(run.finding(CheckId::Login).status == FindingStatus::Pass);
    const auto twice = run.savedRecording();
    QVERIFY(twice);
    ReplayRun accepted(*twice, run.input);
    QVERIFY(accepted.run());
    QCOMPARE(notes(accepted.runner.findings()), notes(run.findings()));
    QCOMPARE(withoutDurations(accepted.runner.findings()), withoutDurations(run.findings()));
}

void TestReplay::whatWasNotRecordedIsNotTested()
{
    const auto recorded = record(u"healthy"_s, contosoInput());
    QVERIFY(recorded);
    RunInput other = contosoInput();
    other.integration.server()->testMailboxes = QStringList{u"room2@contoso.test"_s};
    ReplayRun replay(recorded->recording, other);
    QVERIFY(replay.run());
    QVERIFY(notes(replay.runner.findings()).contains(u"ews.impersonation notTested NOT_IN_RECORDING"_s));
    QCOMPARE(toString(replay.runner.verdict()), u"incomplete"_s);
}

void TestReplay::theRecordingHoldsNoPassword()
{
    WorldRun run(u"healthy"_s);
    QVERIFY(run.run());
    const auto har = run.recording.toHar();
    QVERIFY(har);
    const QByteArray password = SimulatedWorld::password().bytes().toByteArray();
    const QByteArray login = (SimulatedWorld::email().toUtf8() + ':' + password).toBase64();
    QVERIFY(!har->contains(password));
    QVERIFY(!har->contains(login));
    QVERIFY(!har->contains(password.toPercentEncoding()));
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
