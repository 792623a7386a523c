// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/inputrules.h"
#include "setup/found.h"
#include "wizard/pageflow.h"
#include "wizard/pathstate.h"
#include "wizard/versionnames.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestPageFlow : public QObject
{
    Q_OBJECT

private slots:
    void theNextPageFollowsFromTheState_data();
    void theNextPageFollowsFromTheState();
    void aPortalWithAnInterfaceIsSignedInToAndConnected();
    void somebodySignsInWhereThereIsAnApplication();
    void everyWayEndsAndEveryStepHasAName();
    void aStationTakesTheWorstOfItsChecks_data();
    void aStationTakesTheWorstOfItsChecks();
    void everyCheckHasItsPlaceOnThePath_data();
    void everyCheckHasItsPlaceOnThePath();
    void thePathIsToldInWords();
    void aStationThatIsPartlyReachedIsNotPassed();
    void theWayToExchangeOnlineHasASignIn();
    void aBundleEndsWhereItsMakerWas();
    void everyVersionHasANameHereAndInThePortal();
    void theReasonForAVersionIsWhatWasSeen();
};

void TestPageFlow::theNextPageFollowsFromTheState_data()
{
    QTest::addColumn<PageId>("page");
    QTest::addColumn<bool>("online");
    QTest::addColumn<bool>("replay");
    QTest::addColumn<int>("next");
    QTest::newRow("a new set-up asks for the portal") << WelcomePageId << false << false << int(PortalPageId);
    QTest::newRow("a bundle is gone through page by page")
        << WelcomePageId << false << true << int(PortalPageId);
    QTest::newRow("nobody had gone beyond the review") << ReviewPageId << false << true << int(NoPage);
    QTest::newRow("after the portal comes the place of the mailboxes")
        << PortalPageId << false << false << int(TopologyPageId);
    QTest::newRow("Exchange Server needs an account")
        << TopologyPageId << false << false << int(PreparePageId);
    QTest::newRow("what Exchange Online will ask is told first")
        << TopologyPageId << true << false << int(ConsentPageId);
    QTest::newRow("without an application nobody signs in")
        << ConsentPageId << true << false << int(ChecksPageId);
    QTest::newRow("who is signed in is checked") << MicrosoftPageId << true << false << int(ChecksPageId);
    QTest::newRow("Exchange Online has an end to tell of")
        << ChecksPageId << true << false << int(RetirementPageId);
    QTest::newRow("then it is looked over") << RetirementPageId << true << false << int(ReviewPageId);
    QTest::newRow("the consent is handed over") << ReviewPageId << true << false << int(OnlinePageId);
    QTest::newRow("Exchange Online by hand all the same")
        << ConnectPageId << true << false << int(OnlinePageId);
    QTest::newRow("what was handed over is done") << OnlinePageId << true << false << int(DonePageId);
    QTest::newRow("a bundle of Exchange Online has its end, too")
        << ChecksPageId << true << true << int(RetirementPageId);
    QTest::newRow("and its review") << RetirementPageId << true << true << int(ReviewPageId);
    QTest::newRow("the account is prepared, then named")
        << PreparePageId << false << false << int(AccountPageId);
    QTest::newRow("what was named is checked") << AccountPageId << false << false << int(ChecksPageId);
    QTest::newRow("what was checked is looked over") << ChecksPageId << false << false << int(ReviewPageId);
    QTest::newRow("so is a bundle") << ChecksPageId << false << true << int(ReviewPageId);
    QTest::newRow("then it is handed over") << ReviewPageId << false << false << int(HandOffPageId);
    QTest::newRow("what was connected by hand all the same is handed over")
        << ConnectPageId << false << false << int(HandOffPageId);
    QTest::newRow("then it is done") << HandOffPageId << false << false << int(DonePageId);
    QTest::newRow("done is the end") << DonePageId << false << false << int(NoPage);
}

void TestPageFlow::theNextPageFollowsFromTheState()
{
    QFETCH(PageId, page);
    QFETCH(bool, online);
    QFETCH(bool, replay);
    QTEST(nextPage(page, {online, replay}), "next");
}

void TestPageFlow::aBundleEndsWhereItsMakerWas()
{
    const Integration server;
    QCOMPARE(steps(FlowState::ofReplay(server, false)).constLast(), ReviewPageId);
    QCOMPARE(steps(FlowState::ofReplay(server, true)).constLast(), DonePageId);
    QVERIFY(!steps(FlowState::ofReplay(server, true)).contains(ConnectPageId));
    QVERIFY(!steps(FlowState::ofReplay(server, true)).contains(SignInPageId));
}

void TestPageFlow::aPortalWithAnInterfaceIsSignedInToAndConnected()
{
    const QList<PageId> way{WelcomePageId, PortalPageId, SignInPageId, TopologyPageId, PreparePageId,
                            AccountPageId, ChecksPageId, ReviewPageId, ConnectPageId,  DonePageId};
    QCOMPARE(steps({false, false, false, true}), way);
}

void TestPageFlow::somebodySignsInWhereThereIsAnApplication()
{
    const QList<PageId> way{WelcomePageId, PortalPageId,    SignInPageId, TopologyPageId,
                            ConsentPageId, MicrosoftPageId, ChecksPageId, RetirementPageId,
                            ReviewPageId,  ConnectPageId,   DonePageId};
    QCOMPARE(steps({true, false, false, true, true}), way);
}

void TestPageFlow::everyWayEndsAndEveryStepHasAName()
{
    for (const FlowState state : {FlowState{false, false}, FlowState{true, false}, FlowState{false, true},
                                  FlowState{false, false, true}, FlowState{true, false, true},
                                  FlowState{true, false, true, true}, FlowState{true, true}}) {
        const QList<PageId> way = steps(state);
        QVERIFY(way.size() >= 2);
        QCOMPARE(way.first(), WelcomePageId);
        for (const PageId page : way)
            QVERIFY(!stepTitle(page).isEmpty());
    }
}

void TestPageFlow::aStationTakesTheWorstOfItsChecks_data()
{
    QTest::addColumn<QList<FindingStatus>>("statuses");
    QTest::addColumn<QString>("word");
    using enum FindingStatus;
    QTest::newRow("nothing yet") << QList<FindingStatus>{} << u"waiting"_s;
    QTest::newRow("all well") << QList<FindingStatus>{Pass, Pass} << u"works"_s;
    QTest::newRow("a warning among passes") << QList<FindingStatus>{Pass, Warn} << u"see warning"_s;
    QTest::newRow("a failure beats a warning") << QList<FindingStatus>{Warn, Fail} << u"broken"_s;
    QTest::newRow("a failure stays") << QList<FindingStatus>{Fail, Pass} << u"broken"_s;
    QTest::newRow("only skipped") << QList<FindingStatus>{Skipped, Skipped} << u"not reached"_s;
    QTest::newRow("not tested says so") << QList<FindingStatus>{NotTested} << u"not tested"_s;
    QTest::newRow("a pass beside not tested") << QList<FindingStatus>{NotTested, Pass} << u"works"_s;
}

void TestPageFlow::aStationTakesTheWorstOfItsChecks()
{
    QFETCH(QList<FindingStatus>, statuses);
    QList<Finding> findings;
    const QStringList ids{u"net.tcp"_s, u"net.tls"_s};
    for (qsizetype i = 0; i < statuses.size(); ++i) {
        Finding finding;
        finding.checkId = ids.at(i);
        finding.status = statuses.at(i);
        findings.append(finding);
    }
    const PathState path = PathState::of(ids, {}, findings);
    QTEST(hopWord(path.hops.at(2)), "word");
    QCOMPARE(path.brokenAt(), statuses.contains(FindingStatus::Fail) ? 2 : -1);
}

void TestPageFlow::everyCheckHasItsPlaceOnThePath_data()
{
    QTest::addColumn<int>("hop");
    const auto row = [](const char *id, Hop hop) { QTest::newRow(id) << int(hop); };
    row("workstation.keychain", Hop::Computer);
    row("workstation.route", Hop::Computer);
    row("workstation.clock", Hop::Computer);
    row("discover.candidates", Hop::Names);
    row("discover.settings", Hop::Names);
    row("net.dns", Hop::Names);
    row("net.tcp", Hop::Connection);
    row("net.tls", Hop::Connection);
    row("cloud.reachability", Hop::Cloud);
    row("http.endpoint", Hop::Exchange);
    row("auth.login", Hop::Exchange);
    row("ews.version", Hop::Exchange);
    row("ews.mailbox", Hop::Mailbox);
    row("ews.impersonation", Hop::Mailbox);
    row("ews.rooms", Hop::Rooms);
    row("ews.availability", Hop::Rooms);
    row("ews.notifications", Hop::Rooms);
    row("portal.discovery", Hop::Cloud);
    row("portal.signin", Hop::Cloud);
    row("portal.role", Hop::Cloud);
    row("portal.duplicate", Hop::Cloud);
    row("portal.probe", Hop::Cloud);
    row("discover.tenant", Hop::Names);
    row("microsoft.signin", Hop::SignIn);
    row("microsoft.role", Hop::SignIn);
    row("microsoft.mailbox", Hop::Mailbox);
    row("microsoft.ewspolicy", Hop::Exchange);
    row("microsoft.consent", Hop::Cloud);
    row("graph.rooms", Hop::Rooms);
}

void TestPageFlow::everyCheckHasItsPlaceOnThePath()
{
    QFETCH(int, hop);
    const auto found = PathState::hopOf(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(found.has_value());
    QCOMPARE(int(*found), hop);
    QVERIFY(!PathState::hopOf(u"unheard.of"_s));
}

void TestPageFlow::thePathIsToldInWords()
{
    Finding broken;
    broken.checkId = u"net.tls"_s;
    broken.status = FindingStatus::Fail;
    const QString told = describe(PathState::of({u"net.dns"_s, u"net.tls"_s}, {u"net.dns"_s}, {broken}));
    QVERIFY(told.startsWith(u"The path is broken at Connection."_s));
    QVERIFY(told.contains(u"DNS: checking…"_s));
}

void TestPageFlow::aStationThatIsPartlyReachedIsNotPassed()
{
    const auto finding = [](const char *id, FindingStatus status, QLatin1StringView code = {}) {
        Finding made;
        made.checkId = QString::fromLatin1(id);
        made.status = status;
        if (!code.isEmpty())
            made.problem = Problem{code, {}, {}};
        return made;
    };
    const auto stateOf = [](const QList<Finding> &findings, Hop hop) {
        PathState path = PathState::of({}, {}, findings);
        return path.stateAt(hop)->status;
    };
    const Finding signedIn = finding("portal.signin", FindingStatus::Pass);
    QCOMPARE(stateOf({signedIn}, Hop::Cloud), std::nullopt);
    QCOMPARE(stateOf({signedIn, finding("cloud.reachability", FindingStatus::Skipped)}, Hop::Cloud),
             std::optional(FindingStatus::Skipped));
    QCOMPARE(stateOf({finding("cloud.reachability", FindingStatus::Pass)}, Hop::Cloud),
             std::optional(FindingStatus::Pass));
    QCOMPARE(stateOf({finding("portal.signin", FindingStatus::Fail, "HTTP_TIMEOUT"_L1)}, Hop::Cloud),
             std::optional(FindingStatus::Fail));
    // Autodiscover breaks where its problem lies.
    const Finding login = finding("discover.settings", FindingStatus::Fail, "HTTP_401_BASIC_REJECTED"_L1);
    const Finding names = finding("net.dns", FindingStatus::Pass);
    QCOMPARE(stateOf({names, login}, Hop::Names), std::optional(FindingStatus::Pass));
    QCOMPARE(stateOf({names, login}, Hop::Exchange), std::optional(FindingStatus::Fail));
    const Finding closed = finding("discover.settings", FindingStatus::Fail, "TCP_TIMEOUT"_L1);
    QCOMPARE(stateOf({closed}, Hop::Connection), std::optional(FindingStatus::Fail));
    const Finding unknown = finding("discover.settings", FindingStatus::Fail, "DNS_NOT_FOUND"_L1);
    QCOMPARE(stateOf({unknown}, Hop::Names), std::optional(FindingStatus::Fail));
}

void TestPageFlow::theWayToExchangeOnlineHasASignIn()
{
    const PathState path = PathState::of({u"discover.tenant"_s, u"microsoft.signin"_s}, {}, {});
    QCOMPARE(path.hops.size(), PathState::of({}, {}, {}).hops.size());
    QCOMPARE(path.hops.at(2).hop, Hop::SignIn);
    QCOMPARE(path.hops.at(2).checkId, u"microsoft.signin"_s);
    QVERIFY(!describe(path).contains(u"Connection"_s));
}

void TestPageFlow::everyVersionHasANameHereAndInThePortal()
{
    for (const QString &version : InputRules::knownExchangeVersions()) {
        QVERIFY2(friendlyVersionName(version) != version, qPrintable(version));
        QVERIFY2(portalVersionName(version).startsWith(u"Exchange 20"_s), qPrintable(version));
    }
    QCOMPARE(portalVersionName(QString()), QString()); // what is not known is not guessed
    QCOMPARE(portalVersionName(u"Exchange2013"_s), u"Exchange 2013"_s);
    QCOMPARE(portalVersionName(u"Exchange2013_SP1"_s), u"Exchange 2013 SP1"_s);
    QCOMPARE(portalVersionName(u"Exchange2016"_s), u"Exchange 2013 SP1"_s);
    QCOMPARE(portalVersionName(u"V2017_07_11"_s), u"Exchange 2013 SP1"_s);
    QCOMPARE(portalVersionName(u"Exchange2007"_s), u"Exchange 2007 SP1"_s);
    QCOMPARE(portalVersionName(u"Exchange2019"_s), QString());
}

// What is said beside the portal's version is what was seen.
void TestPageFlow::theReasonForAVersionIsWhatWasSeen()
{
    const auto reason = [](const QString &version, const QString &accepted, bool isChosen = false) {
        Found found;
        found.exchangeVersion = accepted;
        found.product = u"Exchange Server 2013 CU3"_s;
        return portalVersionReason(version, found, isChosen);
    };
    const QString best = u"Exchange2013_SP1"_s;
    QCOMPARE(reason(best, best),
             u"Exchange Server 2013 CU3 accepts it, and the portal's list has no newer one."_s);
    QCOMPARE(reason(u"Exchange2016"_s, u"Exchange2016"_s, true), reason(best, best));
    QCOMPARE(reason(u"Exchange2013"_s, u"Exchange2013"_s),
             u"Exchange Server 2013 CU3 accepts it, and no newer one of the portal's list."_s);
    QVERIFY(reason(u"Exchange2013"_s, u"Exchange2013"_s, true).contains(u"chosen by hand"_s));
    QVERIFY(reason(u"Exchange2007"_s, u"Exchange2007"_s, true).contains(u"may not get along"_s));
    for (const QString &accepted : {QString(), best})
        QVERIFY(reason(u"Exchange2013"_s, accepted, true).contains(u"Nothing has shown"_s));
    Found unnamed;
    unnamed.exchangeVersion = best;
    QVERIFY(portalVersionReason(best, unnamed, false).startsWith(u"The server accepts it"_s));
}

QTEST_GUILESS_MAIN(TestPageFlow)
#include "tst_pageflow.moc"
