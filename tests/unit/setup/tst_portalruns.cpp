// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/checkids.h"
#include "core/problemcodes.h"
#include "setup/found.h"
#include "setup/portalaccess.h"
#include "setup/pushoperation.h"
#include "simulators/simperson.h"
#include "support/testedworld.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// A whole simulated world, and a session that asks its portal with whoever could be signed in there.
struct PortalRun
{
    explicit PortalRun(const QString &scenario, const QString &who = u"owner@contoso.test"_s)
        : tested(scenario)
        , person(who, SimAccount::password())
    {
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        site.region = SimulatedPortal::region();
        PortalDirectory directory;
        directory.add(site);
        tested.workbench.setPortals(directory,
                                    [this](const QUrl &url) { return tested.world.browserUrl(url); });
        session = tested.workbench.newSession();
        Integration integration = TestedWorld::integration();
        integration.portal = QUrl(SimulatedPortal::origin());
        session->setIntegration(integration);
        session->setPassword(SimulatedWorld::password());
        portal = *tested.workbench.portal(integration.portal);
    }

    // As far as the portal lets anybody in.
    void signIn()
    {
        QObject::connect(portal.get(), &PortalAccess::browserNeeded, &person, &SimPerson::open);
        QSignalSpy opened(portal.get(), &PortalAccess::opened);
        portal->open();
        if (!opened.wait(15'000) || !portal->hasInterface())
            return;
        QSignalSpy signedIn(portal.get(), &PortalAccess::signedIn);
        portal->signIn({});
        (void)signedIn.wait(15'000);
    }

    Verdict run()
    {
        session->setPortal(portal);
        return TestedWorld::runToEnd(*session);
    }

    // As support has it.
    std::shared_ptr<Session> replayed()
    {
        const QString path = tested.drafts.filePath(u"run.har"_s);
        const auto har = session->recording();
        QFile file(path);
        if (!har || !file.open(QIODevice::WriteOnly) || file.write(*har) != har->size())
            return nullptr;
        file.close();
        auto opened = tested.workbench.openBundle(path);
        return opened ? *opened : nullptr;
    }

    TestedWorld tested;
    SimPerson person;
    std::shared_ptr<PortalAccess> portal;
    std::shared_ptr<Session> session;
};

QStringList notes(const QList<Finding> &findings)
{
    QStringList notes;
    for (const Finding &finding : findings)
        if (finding.checkId.startsWith("portal."_L1) && finding.status != FindingStatus::Pass
            && finding.status != FindingStatus::Skipped)
            notes.append(u"%1 %2 %3"_s.arg(finding.checkId, toString(finding.status),
                                           finding.problem ? finding.problem->code : finding.notTested));
    return notes;
}

QByteArray shown(Finding finding)
{
    finding.duration = {};
    return QJsonDocument(toJson(finding)).toJson();
}

} // namespace

class TestPortalRuns : public QObject
{
    Q_OBJECT

private slots:
    void theLadderOfThePortal_data();
    void theLadderOfThePortal();
    void withoutASignInTheRestIsTested();
    void theRecordingHoldsNothingOfTheSignIn();
    void anotherSpellingIsTheSamePortal();
    void anotherPortalMakesTheChecksStale();
    void theChecksOfADraftAreThoseOfItsRun();
    void aMissingRoleStopsThePush();
    void whatTheCloudSawStandsInTheReport();
};

void TestPortalRuns::theLadderOfThePortal_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QString>("verdict");
    const auto row = [](const char *scenario, const QStringList &expected, const QString &verdict) {
        QTest::newRow(scenario) << QString::fromLatin1(scenario) << expected << verdict;
    };
    row("healthy", {}, u"pass"_s);
    row("portal/sign-in-ps256", {}, u"pass"_s);
    row("portal/slow", {}, u"pass"_s);
    row("portal/unattended", {}, u"pass"_s);
    row("portal/missing-role",
        {u"portal.role fail PORTAL_ROLE_MISSING"_s, u"portal.probe notTested PORTAL_ROLE_MISSING"_s},
        u"fail"_s);
    row("portal/wrong-region", {u"portal.signin fail PORTAL_WRONG_REGION"_s}, u"fail"_s); // it says so itself
    row("portal/cloud-blocked", {u"portal.probe fail PORTAL_PROBE_FAILED"_s}, u"fail"_s);
    row("portal/no-discovery", {u"portal.discovery warn PORTAL_NO_INTERFACE"_s}, u"warn"_s);
    row("portal/captive", {u"portal.discovery fail PORTAL_CAPTIVE_PAGE"_s}, u"fail"_s);
    row("portal/maintenance-page", {u"portal.discovery fail PORTAL_MAINTENANCE"_s}, u"fail"_s);
    row("portal/untrusted", {u"portal.discovery fail TLS_CERT_EXPIRED"_s}, u"fail"_s);
    row("portal/maintenance", {u"portal.signin fail PORTAL_MAINTENANCE"_s}, u"fail"_s);
    row("portal/single-sign-on", {u"portal.signin fail PORTAL_SINGLE_SIGN_ON"_s}, u"fail"_s);
    row("portal/too-many-requests", {u"portal.signin fail PORTAL_TOO_MANY_REQUESTS"_s}, u"fail"_s);
}

// And the recording of each comes to the same, without a network.
void TestPortalRuns::theLadderOfThePortal()
{
    QFETCH(QString, scenario);
    QFETCH(QStringList, expected);
    QFETCH(QString, verdict);
    PortalRun live(scenario);
    live.signIn();
    QCOMPARE(toString(live.run()), verdict);
    QCOMPARE(notes(live.session->findings()), expected);

    const auto again = live.replayed();
    QVERIFY(again);
    QCOMPARE(toString(TestedWorld::runToEnd(*again)), verdict);
    const auto then = live.session->findings();
    const auto now = again->findings();
    QCOMPARE(now.size(), then.size());
    for (qsizetype i = 0; i < then.size(); ++i)
        QCOMPARE(shown(now.at(i)), shown(then.at(i)));
}

void TestPortalRuns::withoutASignInTheRestIsTested()
{
    PortalRun live(u"healthy"_s);
    QCOMPARE(toString(live.run()), u"incomplete"_s);
    QCOMPARE(notes(live.session->findings()), QStringList{u"portal.signin notTested SIGN_IN_REQUIRED"_s});
    const auto again = live.replayed();
    QVERIFY(again);
    QCOMPARE(toString(TestedWorld::runToEnd(*again)), u"incomplete"_s);
    QCOMPARE(notes(again->findings()), notes(live.session->findings()));
}

void TestPortalRuns::theRecordingHoldsNothingOfTheSignIn()
{
    PortalRun live(u"healthy"_s);
    live.signIn();
    QCOMPARE(toString(live.run()), u"pass"_s);
    const QByteArray har = *live.session->recording();
    const Secret token = live.portal->pass().tokens->token();
    QVERIFY(token.size() > 20);
    for (const QByteArray &secret :
         {token.bytes().toByteArray(), SimulatedWorld::password().bytes().toByteArray(),
          SimAccount::password().toUtf8(), QByteArray("owner@contoso.test"), QByteArray("eyJ")})
        QVERIFY2(!har.contains(secret), secret.constData());
    QVERIFY(har.contains("\"portal.probe\""));
}

void TestPortalRuns::anotherSpellingIsTheSamePortal()
{
    for (const QString &spelling : {u"https://Portal.AskCody.test"_s, u"https://portal.askcody.test/"_s,
                                    u"https://portal.askcody.test:443"_s}) {
        PortalRun live(u"healthy"_s);
        Integration integration = live.session->integration();
        integration.portal = QUrl(spelling);
        live.session->setIntegration(integration);
        QVERIFY(live.tested.workbench.portal(QUrl(spelling))->get() == live.portal.get());
        live.signIn();
        QCOMPARE(toString(live.run()), u"pass"_s);
        QVERIFY(hasRun(live.session->findings(), CheckId::PortalProbe));
    }
}

void TestPortalRuns::anotherPortalMakesTheChecksStale()
{
    PortalRun live(u"healthy"_s);
    live.signIn();
    QCOMPARE(toString(live.run()), u"pass"_s);
    Integration integration = live.session->integration();
    integration.portal = QUrl(SimulatedPortal::origin() + u'/');
    live.session->setIntegration(integration);
    QCOMPARE(live.session->state(), Session::State::Checked);
    integration.portal = QUrl(u"https://portal.fabrikam.test"_s);
    live.session->setIntegration(integration);
    QCOMPARE(live.session->state(), Session::State::Draft);
    QVERIFY(!live.session->plannedChecks().contains(CheckId::PortalDiscovery)); // nobody is signed in there
}

void TestPortalRuns::theChecksOfADraftAreThoseOfItsRun()
{
    PortalRun live(u"healthy"_s);
    QVERIFY(!live.session->plannedChecks().contains(CheckId::PortalRole));
    live.signIn();
    QCOMPARE(toString(live.run()), u"pass"_s);
    const QStringList planned = live.session->plannedChecks();
    const QUuid id = live.session->integration().id;
    live.session.reset();
    const auto resumed = live.tested.workbench.resume(id);
    QVERIFY(resumed);
    QCOMPARE((*resumed)->plannedChecks(), planned); // also where nobody is signed in yet
    QVERIFY(planned.contains(CheckId::PortalProbe));
}

void TestPortalRuns::aMissingRoleStopsThePush()
{
    PortalRun live(u"portal/missing-role"_s);
    live.signIn();
    QCOMPARE(toString(live.run()), u"fail"_s);
    live.session->setAccepted({CheckId::PortalRole}); // no decision overrules it
    QSignalSpy finished(live.session.get(), &Session::pushFinished);
    QVERIFY(live.session->push(live.portal));
    QVERIFY(finished.wait(10'000));
    const auto outcome = finished.first().first().value<Result<PushOutcome>>();
    QVERIFY(!outcome);
    QCOMPARE(outcome.problem().code, QString(Code::PortalRoleMissing));
    QCOMPARE(outcome.problem().facts["checkId"_L1].toString(), QString(CheckId::PortalRole));
}

void TestPortalRuns::whatTheCloudSawStandsInTheReport()
{
    PortalRun live(u"portal/cloud-blocked"_s);
    live.signIn();
    (void)live.run();
    const QJsonObject report = live.session->report(u"check"_s);
    QJsonObject probe;
    const QJsonArray checks = report["checks"_L1].toArray();
    for (const auto &check : checks)
        if (check["id"_L1].toString() == CheckId::PortalProbe)
            probe = check.toObject();
    QCOMPARE(probe["status"_L1].toString(), u"fail"_s);
    QVERIFY(!probe["facts"_L1]["rungs"_L1].toArray().isEmpty());
    const QJsonObject told = probe["explanation"_L1].toObject();
    QVERIFY(told["what"_L1].toString().contains(u"Open a connection to the server"_s)); // the rung, in words
    QCOMPARE(told["causes"_L1].toArray().first()["owner"_L1].toString(), u"networkAdmin"_s);
}

QTEST_GUILESS_MAIN(TestPortalRuns)
#include "tst_portalruns.moc"
