// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/clock.h"
#include "core/problemcodes.h"
#include "core/randomsource.h"
#include "net/worlddoor.h"
#include "secrets/memorysecretstore.h"
#include "setup/localworkbench.h"
#include "simulators/simulatedworld.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Setup;
using namespace Qt::StringLiterals;

// A workbench in a simulated world: what the programs wire, with drafts in a folder of the test's own.
struct TestedWorld
{
    explicit TestedWorld(const QString &scenario = u"healthy"_s)
        : world(*Scenario::load(scenario))
        , door(world.table())
        , workbench({door, clock, random, secrets}, drafts.path(), false)
    {}

    static Integration integration()
    {
        ExchangeServer server;
        server.email = SimulatedWorld::email();
        server.testMailboxes = QStringList{u"room1@contoso.test"_s};
        server.forbiddenMailbox = u"ceo@contoso.test"_s;
        Integration integration;
        integration.id = QUuid::createUuid();
        integration.name = u"Headquarters"_s;
        integration.exchange = server;
        return integration;
    }

    // Runs to the end and says the verdict; Cancelled when that takes too long.
    static Verdict runToEnd(Session &session)
    {
        QSignalSpy finished(&session, &Session::runFinished);
        if (!session.run() || !finished.wait(20'000))
            return Verdict::Cancelled;
        return finished.first().first().value<Verdict>();
    }

    QTemporaryDir drafts;
    SystemClock clock;
    SystemRandomSource random;
    MemorySecretStore secrets;
    SimulatedWorld world;
    WorldDoor door;
    LocalWorkbench workbench;
};

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void aHealthyServerPasses();
    void anEditMakesTheChecksStale();
    void aDraftIsResumedWithItsFindings();
    void aSecondWindowOnlyReads();
    void theReportExplainsAFailure();
    void checkAgainIsANewPermission();
    void aChangedPasswordIsTheOneThatIsTried();
    void aRejectionAtAutodiscoverIsAskedAnew();
    void aDiscardedDraftTakesItsPasswordAlong();
    void aKeptPasswordIsThereAfterARestart();
    void anUnwantedPasswordIsRemoved();
    void aCancelledRunSaysNothingMore();
    void discoveryFindsTheServer();
    void aRecordingReplaysToEqualFindings_data();
    void aRecordingReplaysToEqualFindings();
    void aBrokenCaFileStopsTheRun();
    void nothingOnDiskHoldsThePassword();
};

void TestSession::aHealthyServerPasses()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    const Verdict verdict = TestedWorld::runToEnd(*session);
    for (const Finding &finding : session->findings())
        QVERIFY2(finding.status == FindingStatus::Pass || finding.status == FindingStatus::Warn,
                 QJsonDocument(toJson(finding)).toJson().constData());
    QVERIFY(verdict == Verdict::Pass);
    QCOMPARE(session->state(), Session::State::Checked);
    QCOMPARE(session->found().ewsUrl, QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s));
    QCOMPARE(session->found().roomAddresses.size(), 3);
    QVERIFY(!session->found().exchangeVersion.isEmpty());
    QVERIFY(!session->notTested().isEmpty()); // AskCody's own access was not tested
}

void TestSession::anEditMakesTheChecksStale()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    session->setIntegration(integration);
    session->setPassword(SimulatedWorld::password());
    TestedWorld::runToEnd(*session);
    integration.name = u"HQ"_s;
    session->setIntegration(integration);
    QCOMPARE(session->state(), Session::State::Checked);
    integration.server()->forbiddenMailbox.clear();
    session->setIntegration(integration);
    QCOMPARE(session->state(), Session::State::Draft);
    QVERIFY(session->findings().isEmpty());
}

void TestSession::aDraftIsResumedWithItsFindings()
{
    TestedWorld tested;
    const Integration integration = TestedWorld::integration();
    QList<Finding> findings;
    {
        const auto session = tested.workbench.newSession();
        session->setIntegration(integration);
        session->setPassword(SimulatedWorld::password());
        TestedWorld::runToEnd(*session);
        findings = session->findings();
    }
    const auto drafts = tested.workbench.drafts();
    QCOMPARE(drafts.size(), 1);
    QCOMPARE(drafts.first().name, integration.name);
    const auto resumed = tested.workbench.resume(drafts.first().id);
    QVERIFY(resumed);
    QVERIFY((*resumed)->findings() == findings);
    QVERIFY((*resumed)->verdict() == Verdict::Pass);
    QVERIFY((*resumed)->password().isEmpty());
}

void TestSession::aSecondWindowOnlyReads()
{
    TestedWorld tested;
    const auto first = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    first->setIntegration(integration);
    const auto second = tested.workbench.resume(tested.workbench.drafts().first().id);
    QVERIFY(second);
    QVERIFY((*second)->isReadOnly());
    integration.name = u"Changed behind the back"_s;
    (*second)->setIntegration(integration);
    QCOMPARE((*second)->integration().name, u"Headquarters"_s);
}

void TestSession::theReportExplainsAFailure()
{
    TestedWorld tested(u"basic-off"_s);
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
    const QJsonObject report = session->report(u"check"_s);
    QCOMPARE(report.value("verdict"_L1).toString(), u"fail"_s);
    const QJsonArray checks = report.value("checks"_L1).toArray();
    const auto failed = std::find_if(checks.begin(), checks.end(), [](const QJsonValue &check) {
        return check.toObject().value("status"_L1).toString() == "fail"_L1;
    });
    QVERIFY(failed != checks.end());
    const QJsonObject check = failed->toObject();
    QCOMPARE(check.value("problem"_L1).toObject().value("code"_L1).toString(), Code::Http401BasicNotOffered);
    QVERIFY(!check.value("explanation"_L1).toObject().value("title"_L1).toString().isEmpty());
    QVERIFY(!check.value("title"_L1).toString().isEmpty());
}

void TestSession::checkAgainIsANewPermission()
{
    TestedWorld tested(u"wrong-password"_s);
    const auto session = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    integration.server()->ewsUrl = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    session->setIntegration(integration);
    session->setPassword(Secret("wrong"));
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
    const auto logins = [&tested] {
        int count = 0;
        for (const QString &name : tested.world.servers())
            for (const SimRequest &request : tested.world.server(name)->requests())
                count += request.header("Authorization").startsWith("Basic ") ? 1 : 0;
        return count;
    };
    QCOMPARE(logins(), 1);
    QSignalSpy finished(session.get(), &Session::runFinished);
    QVERIFY(session->repeat(u"auth.login"_s));
    QVERIFY(finished.wait(20'000));
    QCOMPARE(logins(), 2);
}

void TestSession::aChangedPasswordIsTheOneThatIsTried()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    integration.server()->ewsUrl = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    session->setIntegration(integration);
    session->setPassword(Secret("wrong"));
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
    const int refused = tested.world.exchange().refusedLogins();
    session->setPassword(SimulatedWorld::password());
    QCOMPARE(session->state(), Session::State::Draft);
    QSignalSpy finished(session.get(), &Session::runFinished);
    QVERIFY(session->repeat(u"auth.login"_s));
    QVERIFY(finished.wait(20'000));
    QVERIFY(session->verdict() == Verdict::Pass);
    QCOMPARE(tested.world.exchange().refusedLogins(), refused);
}

void TestSession::aRejectionAtAutodiscoverIsAskedAnew()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(Secret("wrong"));
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
    QCOMPARE(tested.world.exchange().refusedLogins(), 1);
    QSignalSpy finished(session.get(), &Session::runFinished);
    QVERIFY(session->repeat(u"auth.login"_s));
    QVERIFY(finished.wait(20'000));
    QCOMPARE(tested.world.exchange().refusedLogins(), 2);
}

void TestSession::aDiscardedDraftTakesItsPasswordAlong()
{
    TestedWorld tested;
    {
        const auto session = tested.workbench.newSession();
        session->setIntegration(TestedWorld::integration());
        session->setPassword(SimulatedWorld::password());
        QSignalSpy kept(session.get(), &Session::passwordKept);
        session->setKeepPassword(true);
        TestedWorld::runToEnd(*session);
        QTRY_COMPARE(kept.count(), 1);
        session->discardDraft();
    }
    QTRY_VERIFY(tested.workbench.keptSecrets()->isEmpty());
    QVERIFY(tested.workbench.drafts().isEmpty());
}

void TestSession::aKeptPasswordIsThereAfterARestart()
{
    TestedWorld tested;
    {
        const auto session = tested.workbench.newSession();
        session->setIntegration(TestedWorld::integration());
        session->setPassword(SimulatedWorld::password());
        QSignalSpy kept(session.get(), &Session::passwordKept);
        session->setKeepPassword(true);
        QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Pass);
        QTRY_COMPARE(kept.count(), 1);
        QVERIFY(kept.first().first().value<Result<Done>>().hasValue());
    }
    const auto resumed = tested.workbench.resume(tested.workbench.drafts().first().id);
    QVERIFY(resumed);
    QTRY_COMPARE((*resumed)->password().bytes(), SimulatedWorld::password().bytes());
    QCOMPARE(tested.workbench.keptSecrets()->size(), 1);
}

void TestSession::anUnwantedPasswordIsRemoved()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    session->setKeepPassword(true);
    QSignalSpy kept(session.get(), &Session::passwordKept);
    TestedWorld::runToEnd(*session);
    QTRY_COMPARE(kept.count(), 1);
    session->setKeepPassword(false);
    QTRY_COMPARE(kept.count(), 2);
    QVERIFY(tested.workbench.keptSecrets()->isEmpty());
}

void TestSession::aCancelledRunSaysNothingMore()
{
    TestedWorld tested(u"slow"_s);
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    QSignalSpy started(session.get(), &Session::checkStarted);
    QVERIFY(session->run());
    QTRY_VERIFY(!started.isEmpty());
    session->cancel();
    QVERIFY(!session->isRunning());
    QSignalSpy later(session.get(), &Session::checkFinished);
    QSignalSpy finished(session.get(), &Session::runFinished);
    QVERIFY(!finished.wait(200));
    QVERIFY(later.isEmpty());
}

void TestSession::discoveryFindsTheServer()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    QSignalSpy discovered(session.get(), &Session::discovered);
    session->discover();
    QVERIFY(discovered.wait(10'000));
    QVERIFY(!session->found().discoverySteps.isEmpty());
    for (const QString &name : tested.world.servers())
        for (const SimRequest &request : tested.world.server(name)->requests())
            QVERIFY(request.header("Authorization").isEmpty());
}

void TestSession::aRecordingReplaysToEqualFindings_data()
{
    QTest::addColumn<QString>("scenario");
    for (const char *scenario : {"healthy", "basic-off", "wrong-password", "impersonation-denied"})
        QTest::newRow(scenario) << QString::fromLatin1(scenario);
}

void TestSession::aRecordingReplaysToEqualFindings()
{
    QFETCH(QString, scenario);
    TestedWorld tested(scenario);
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    TestedWorld::runToEnd(*session);
    const auto har = session->recording();
    QVERIFY2(har, har ? "" : qPrintable(har.problem().code + har.problem().detail));
    QVERIFY(!har->contains(SimulatedWorld::password().bytes()));
    QFile file(tested.drafts.filePath(u"run.har"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(*har);
    file.close();
    const auto replay = tested.workbench.openBundle(file.fileName());
    QVERIFY(replay);
    QVERIFY((*replay)->isReplay());
    const int before = tested.world.requestCount();
    TestedWorld::runToEnd(**replay);
    QCOMPARE(tested.world.requestCount(), before);
    const auto withoutTimes = [](QList<Finding> findings) {
        for (Finding &finding : findings)
            finding.duration = {};
        return findings;
    };
    const auto recorded = withoutTimes(session->findings());
    const auto replayed = withoutTimes((*replay)->findings());
    QCOMPARE(replayed.size(), recorded.size());
    for (qsizetype i = 0; i < recorded.size(); ++i)
        QCOMPARE(QJsonDocument(toJson(replayed.at(i))).toJson(),
                 QJsonDocument(toJson(recorded.at(i))).toJson());
}

void TestSession::aBrokenCaFileStopsTheRun()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    integration.server()->trustedCaFile = u"/nowhere/ca.pem"_s;
    session->setIntegration(integration);
    const auto started = session->run();
    QVERIFY(!started);
    QCOMPARE(started.problem().code, Code::CaFileUnusable);
    QVERIFY(!session->isRunning());
}

void TestSession::nothingOnDiskHoldsThePassword()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    session->setKeepPassword(true);
    TestedWorld::runToEnd(*session);
    for (const QFileInfo &info : QDir(tested.drafts.path()).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(SimulatedWorld::password().bytes()), qPrintable(info.fileName()));
    }
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
