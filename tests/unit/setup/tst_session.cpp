// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "setup/found.h"
#include "support/testedworld.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void aHealthyServerPasses();
    void anEditMakesTheChecksStale();
    void aDraftIsResumedWithItsFindings();
    void aSecondWindowOnlyReads();
    void theReportExplainsAFailure();
    void aFailureIsExplainedOnce();
    void checkAgainIsANewPermission();
    void checkAgainIsOneForTheProxyToo();
    void aChangedPasswordIsTheOneThatIsTried();
    void aRejectionAtAutodiscoverIsAskedAnew();
    void aRejectionAtAutodiscoverIsToldAnew();
    void aDiscardedDraftTakesItsPasswordAlong();
    void aKeptPasswordIsThereAfterARestart();
    void anUnwantedPasswordIsRemoved();
    void anotherAccountGetsNoOldPassword();
    void theSameAccountKeepsItsPassword();
    void aLookForTheOldAccountFindsNothing();
    void aCancelledRunSaysNothingMore();
    void aStoppedRunLeavesNothingChecked();
    void aDecisionIsKeptInDraftAndReport();
    void aDecisionEndsWithTheNextRun();
    void discoveryFindsTheServer();
    void theAddressFindsEwsBeforeAnyLogin();
    void aRecordingReplaysToEqualFindings_data();
    void aRecordingReplaysToEqualFindings();
    void aRepeatedCheckReplaysAsItEnded();
    void aBrokenCaFileStopsTheRun();
    void nothingOnDiskHoldsThePassword();
    void whatAServerSaysAgainIsNotKept_data();
    void whatAServerSaysAgainIsNotKept();
    void aPasswordThatIsItsUserNameHidesNothing();
    void aPasswordInAFieldIsNotWritten();
};

namespace {

// A world whose Exchange refuses the test mailbox with these words.
Scenario echo(const QString &words)
{
    const QJsonObject fault{{u"match"_s, QJsonObject{{u"mailbox"_s, u"room1@contoso.test"_s}}},
                            {u"code"_s, u"ErrorImpersonateUserDenied"_s},
                            {u"message"_s, words}};
    const QJsonObject world{{u"title"_s, u"Echo"_s},
                            {u"description"_s, u"Exchange quotes what it was sent."_s},
                            {u"exchange"_s, QJsonObject{{u"faults"_s, QJsonArray{fault}}}}};
    return *Scenario::fromJson(QJsonDocument(world).toJson(), u"echo"_s);
}

QByteArray allDrafts(const QString &folder)
{
    QByteArray all;
    const auto files = QDir(folder).entryInfoList(QDir::Files);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        all += file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    return all;
}

QByteArray shown(const QList<Finding> &findings)
{
    QJsonArray array;
    for (const Finding &finding : findings)
        array.append(toJson(finding));
    return QJsonDocument(array).toJson();
}

Integration ofAnotherAccount()
{
    Integration integration = TestedWorld::integration();
    integration.setAccount(u"other@contoso.test"_s);
    return integration;
}

} // namespace

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

void TestSession::aFailureIsExplainedOnce()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(Secret("wrong"));
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
    QStringList explained;
    QStringList referring;
    for (const Finding &finding : session->findings()) {
        if (!finding.problem || finding.problem->code != Code::Http401BasicRejected)
            continue;
        const Explanation explanation = session->explain(finding);
        (explanation.steps.isEmpty() ? referring : explained).append(finding.checkId);
        QVERIFY(!explanation.title.isEmpty());
        QVERIFY(explanation.steps.isEmpty() == explanation.what.contains("where it is explained"_L1));
    }
    QCOMPARE(explained, QStringList{u"auth.login"_s});
    QCOMPARE(referring, QStringList{u"discover.settings"_s});
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

// Without forgetting the run's ways and connections.
void TestSession::checkAgainIsOneForTheProxyToo()
{
    class CountingDoor : public WorldDoor
    {
    public:
        using WorldDoor::WorldDoor;
        void beginRun() override { ++runs; }
        void beginPress() override { ++presses; }
        int runs = 0;
        int presses = 0;
    };
    TestedWorld tested;
    CountingDoor door(tested.world.table());
    LocalWorkbench workbench({door, tested.clock, tested.random, tested.secrets}, tested.drafts.path(),
                             false);
    const auto session = workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Pass);
    QCOMPARE(door.runs, 1);
    QCOMPARE(door.presses, 0);
    QSignalSpy finished(session.get(), &Session::runFinished);
    QVERIFY(session->repeat(u"workstation.keychain"_s));
    QVERIFY(finished.wait(20'000));
    QCOMPARE(door.runs, 1);
    QCOMPARE(door.presses, 1);
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

// What stands before the login is checked again: the one presentation that this may cost is made there.
void TestSession::aRejectionAtAutodiscoverIsToldAnew()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(Secret("wrong"));
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
    const auto login = [&session] {
        for (const Finding &finding : session->findings())
            if (finding.checkId == "auth.login"_L1)
                return finding.problem ? finding.problem->code : QString();
        return QString();
    };
    QCOMPARE(login(), Code::Http401BasicRejected);
    QSignalSpy finished(session.get(), &Session::runFinished);
    QVERIFY(session->repeat(u"discover.settings"_s));
    QVERIFY(finished.wait(20'000));
    QCOMPARE(tested.world.exchange().refusedLogins(), 2);
    QCOMPARE(login(), Code::Http401BasicRejected);
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

// It would be presented as the new account's, and count there.
void TestSession::anotherAccountGetsNoOldPassword()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    session->setKeepPassword(true);
    QSignalSpy kept(session.get(), &Session::passwordKept);
    TestedWorld::runToEnd(*session);
    QTRY_COMPARE(kept.count(), 1);
    QVERIFY(!tested.workbench.keptSecrets()->isEmpty());
    session->setIntegration(ofAnotherAccount());
    QVERIFY(session->password().isEmpty());
    QTRY_VERIFY(tested.workbench.keptSecrets()->isEmpty());
    QVERIFY(session->keepsPassword()); // that of the new account, once it is proved
    QSignalSpy loaded(session.get(), &Session::keptPasswordLoaded);
    session->loadKeptPassword();
    QTRY_COMPARE(loaded.count(), 1);
    QVERIFY(session->password().isEmpty());
}

void TestSession::theSameAccountKeepsItsPassword()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    session->setIntegration(integration);
    session->setPassword(SimulatedWorld::password());
    integration.setAccount(integration.account().toUpper());
    integration.server()->username = u"CONTOSO\\askcody"_s;
    session->setIntegration(integration);
    QCOMPARE(session->password().bytes(), SimulatedWorld::password().bytes());
}

void TestSession::aLookForTheOldAccountFindsNothing()
{
    TestedWorld tested;
    {
        const auto session = tested.workbench.newSession();
        session->setIntegration(TestedWorld::integration());
        session->setPassword(SimulatedWorld::password());
        session->setKeepPassword(true);
        QSignalSpy kept(session.get(), &Session::passwordKept);
        TestedWorld::runToEnd(*session);
        QTRY_COMPARE(kept.count(), 1);
    }
    const auto resumed = tested.workbench.resume(tested.workbench.drafts().first().id);
    QVERIFY(resumed); // it looks for the password already
    QSignalSpy loaded(resumed->get(), &Session::keptPasswordLoaded);
    (*resumed)->setIntegration(ofAnotherAccount());
    QTRY_COMPARE(loaded.count(), 1);
    QTRY_VERIFY(tested.workbench.keptSecrets()->isEmpty());
    QVERIFY((*resumed)->password().isEmpty());
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

// Its findings are gone with its start: nobody may take the draft for a checked one.
void TestSession::aStoppedRunLeavesNothingChecked()
{
    TestedWorld tested(u"healthy"_s);
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    QSignalSpy finished(session.get(), &Session::runFinished);
    QVERIFY(session->run());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QVERIFY(session->state() == Session::State::Checked);
    QVERIFY(session->run());
    session->cancel();
    QVERIFY(session->state() == Session::State::Draft);
}

void TestSession::aDecisionIsKeptInDraftAndReport()
{
    TestedWorld tested(u"impersonation-denied"_s);
    {
        const auto session = tested.workbench.newSession();
        session->setIntegration(TestedWorld::integration());
        session->setPassword(SimulatedWorld::password());
        QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
        QVERIFY(!session->report(u"check"_s).contains("decisions"_L1));
        session->setAccepted({u"ews.impersonation"_s, u"net.dns"_s}); // there is nothing to accept at net.dns
        QCOMPARE(session->accepted(), QStringList{u"ews.impersonation"_s});
    }
    const auto resumed = tested.workbench.resume(tested.workbench.drafts().first().id);
    QVERIFY(resumed);
    QCOMPARE((*resumed)->accepted(), QStringList{u"ews.impersonation"_s});
    const QJsonArray decisions = (*resumed)->report(u"check"_s).value("decisions"_L1).toArray();
    QCOMPARE(decisions.size(), 1);
    const QJsonObject decision = decisions.first().toObject();
    QCOMPARE(decision.value("checkId"_L1).toString(), u"ews.impersonation"_s);
    QCOMPARE(decision.value("code"_L1).toString(), u"ErrorImpersonateUserDenied"_s);
    QVERIFY(!decision.value("title"_L1).toString().isEmpty());
    QVERIFY(QDateTime::fromString(decision.value("takenAt"_L1).toString(), Qt::ISODate).isValid());
}

void TestSession::aDecisionEndsWithTheNextRun()
{
    TestedWorld tested(u"impersonation-denied"_s);
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
    session->setAccepted({u"ews.impersonation"_s});
    session->setAccepted({});
    QVERIFY(session->accepted().isEmpty());
    session->setAccepted({u"ews.impersonation"_s});
    QSignalSpy finished(session.get(), &Session::runFinished);
    QVERIFY(session->repeat(u"ews.rooms"_s));
    QVERIFY(finished.wait(20'000));
    QCOMPARE(session->accepted(), QStringList{u"ews.impersonation"_s}); // it still fails like that
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
    QVERIFY(session->accepted().isEmpty());
}

namespace {

// In any spelling of a request: plain or percent-encoded, in its target, headers or body.
bool tells(const SimRequest &request, const QByteArray &address)
{
    QByteArray all = request.target + request.body;
    for (const SimHeader &header : request.headers)
        all += header.value;
    return QByteArray::fromPercentEncoding(all).contains(address);
}

int loginsIn(const SimulatedWorld &world)
{
    int count = 0;
    for (const QString &name : world.servers())
        for (const SimRequest &request : world.server(name)->requests())
            count += request.header("Authorization").isEmpty() ? 0 : 1;
    return count;
}

QStringList toldTheAddress(const SimulatedWorld &world)
{
    QStringList told;
    for (const QString &name : world.servers())
        for (const SimRequest &request : world.server(name)->requests())
            if (tells(request, SimulatedWorld::email().toUtf8()) && !told.contains(name))
                told.append(name);
    told.sort();
    return told;
}

} // namespace

void TestSession::discoveryFindsTheServer()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    QSignalSpy discovered(session.get(), &Session::discovered);
    session->discover();
    QVERIFY(discovered.wait(10'000));
    QVERIFY(!session->found().discoverySteps.isEmpty());
    QCOMPARE(session->found().product, u"Exchange Server SE RTM Feb26SU, build 15.2.2562.37"_s);
    QVERIFY(session->found().ewsUrl.isEmpty()); // it takes the address to learn it
    QCOMPARE(toldTheAddress(tested.world), QStringList());
    QCOMPARE(loginsIn(tested.world), 0);
}

void TestSession::theAddressFindsEwsBeforeAnyLogin()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    QSignalSpy discovered(session.get(), &Session::discovered);
    session->discoverByAddress();
    QVERIFY(discovered.wait(10'000));
    QCOMPARE(session->found().ewsUrl, QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s));
    QCOMPARE(session->found().product, u"Exchange Server SE RTM Feb26SU, build 15.2.2562.37"_s);
    QCOMPARE(loginsIn(tested.world), 0);
    // Neither the domain's web site, which is no Exchange, nor Microsoft.
    QStringList others = toldTheAddress(tested.world);
    QVERIFY(others.removeOne(u"autodiscover.contoso.test:443"_s));
    others.removeOne(u"mail.contoso.test:443"_s); // where the redirect leads, if that was quick enough
    QCOMPARE(others, QStringList());
    QVERIFY(session->state() == Session::State::Draft && session->findings().isEmpty());
}

void TestSession::aRecordingReplaysToEqualFindings_data()
{
    QTest::addColumn<QString>("scenario");
    for (const char *scenario : {"healthy", "basic-off", "wrong-password", "impersonation-denied"})
        QTest::newRow(scenario) << QString::fromLatin1(scenario);
}

namespace {

// What the recording tells, replayed from a file as support gets it.
void verifyReplay(TestedWorld &tested, const Session &session)
{
    const auto har = session.recording();
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
    const auto recorded = withoutTimes(session.findings());
    const auto replayed = withoutTimes((*replay)->findings());
    QCOMPARE(replayed.size(), recorded.size());
    for (qsizetype i = 0; i < recorded.size(); ++i)
        QCOMPARE(QJsonDocument(toJson(replayed.at(i))).toJson(),
                 QJsonDocument(toJson(recorded.at(i))).toJson());
}

} // namespace

void TestSession::aRecordingReplaysToEqualFindings()
{
    QFETCH(QString, scenario);
    TestedWorld tested(scenario);
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    TestedWorld::runToEnd(*session);
    verifyReplay(tested, *session);
}

void TestSession::aRepeatedCheckReplaysAsItEnded()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    tested.secrets.keyring().setFault(MemoryKeyring::Fault::Locked);
    TestedWorld::runToEnd(*session);
    QVERIFY(!hasPassed(session->findings(), u"workstation.keychain"_s));
    tested.secrets.keyring().setFault(MemoryKeyring::Fault::None);
    QSignalSpy finished(session.get(), &Session::runFinished);
    QVERIFY(session->repeat(u"workstation.keychain"_s));
    QVERIFY(finished.wait(20'000));
    QVERIFY(hasPassed(session->findings(), u"workstation.keychain"_s));
    QVERIFY(session->repeat(u"http.endpoint"_s)); // and all that depends on it
    QVERIFY(finished.wait(20'000));
    verifyReplay(tested, *session);
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

void TestSession::whatAServerSaysAgainIsNotKept_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QByteArray>("telling");
    const QByteArray password = SimulatedWorld::password().bytes().toByteArray();
    const QByteArray login = ("askcody:" + password).toBase64();
    QTest::newRow("plain") << u"Access denied for askcody:%1 (policy 12)"_s.arg(QString::fromUtf8(password))
                           << password;
    QTest::newRow("base64") << u"Access denied for %1"_s.arg(QString::fromLatin1(login)) << login;
    const QByteArray hex = password.toHex();
    QTest::newRow("hexadecimal") << u"Access denied, 0x%1"_s.arg(QString::fromLatin1(hex)) << hex;
}

void TestSession::whatAServerSaysAgainIsNotKept()
{
    QFETCH(const QString, said);
    QFETCH(const QByteArray, telling);
    TestedWorld tested(echo(said));
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    QByteArray heard;
    connect(session.get(), &Session::checkFinished, session.get(),
            [&heard](const Finding &finding) { heard += shown({finding}); });
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
    QVERIFY(heard.contains("ErrorImpersonateUserDenied"));
    QVERIFY(heard.contains("Access denied") || telling.startsWith("YXNr") || said.contains("0x"_L1));
    const QByteArray drafts = allDrafts(tested.drafts.path());
    QVERIFY(drafts.contains("ErrorImpersonateUserDenied"));
    for (const QByteArray &text :
         {heard, shown(session->findings()), drafts, QJsonDocument(session->report(u"check"_s)).toJson()})
        QVERIFY2(!text.contains(telling), text.mid(text.indexOf(telling) - 100, 200).constData());
    QVERIFY(session->mayLeave(QJsonDocument(session->report(u"check"_s)).toJson()));
}

// It would take the account and its servers out of everything.
void TestSession::aPasswordThatIsItsUserNameHidesNothing()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(Secret("askcody@contoso"));
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Fail);
    QVERIFY(!shown(session->findings()).contains("…"));
    QVERIFY(shown(session->findings()).contains("askcody@contoso.test"));
    QVERIFY(allDrafts(tested.drafts.path()).contains("HTTP_401_BASIC_REJECTED"));
}

void TestSession::aPasswordInAFieldIsNotWritten()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    QSignalSpy failed(session.get(), &Session::saveFailed);
    session->setPassword(SimulatedWorld::password());
    Integration integration = TestedWorld::integration();
    integration.name = QString::fromUtf8(SimulatedWorld::password().bytes());
    session->setIntegration(integration);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Problem>().code, QString(Code::RecordingHoldsPassword));
    QVERIFY(!allDrafts(tested.drafts.path()).contains(SimulatedWorld::password().bytes().toByteArray()));
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
