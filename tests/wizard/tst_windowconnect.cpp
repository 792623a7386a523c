// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "diagnosis/catalogue.h"
#include "keys.h"
#include "portalwindow.h"
#include "setup/found.h"
#include "setup/journal.h"
#include "support/cloudsaying.h"
#include "wizard/explanationview.h"

#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

using namespace Setup;
using namespace Qt::StringLiterals;

using World = ConnectedWindow;

// Opens what it is given, and nobody looks at it.
class SilentBrowser : public QObject
{
    Q_OBJECT

public slots:
    void open(const QUrl &) {}
};

class TestWindowConnect : public QObject
{
    Q_OBJECT

private slots:
    void byMouseToConnected()
    {
        World world;
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.notice(u"notice"_s).contains(u"owner@contoso.test"_s));
        QVERIFY(world.prepare());
        QVERIFY(!world.next()->isEnabled());
        QVERIFY(world.connectNow());
        QVERIFY(world.hearTheCloud());
        const auto *arrows = world.find<ArrowList>(u"arrows"_s);
        for (int row = 0; row < arrows->count(); ++row)
            QCOMPARE(arrows->state(row), ArrowList::State::Done);
        QVERIFY(world.notice(u"cloudNotice"_s).contains(u"can work with it"_s));
        QVERIFY(world.find<QLabel>(u"side1_2"_s));
        QCOMPARE(world.inThePortal().size(), 1);
        QVERIFY(world.goOn());
        QCOMPARE(world.page(), DonePageId);
        QCOMPARE(world.find<QLabel>(u"handedTitle"_s)->text(), u"Connected"_s);
        // The cloud has tried it: that is not among what nobody tested any more.
        const QStringList open = world.wizard->current()->notTested();
        QVERIFY2(open.filter(u"cloud reaches"_s).isEmpty(), qPrintable(open.join(u'|')));
    }

    void byKeyboardAlone()
    {
        World world;
        world.sitDown();
        QVERIFY(QTest::qWaitForWindowActive(world.wizard.get()));
        Keys::press(Qt::Key_Return); // Next is the default button
        QTRY_COMPARE(world.page(), PortalPageId);
        Keys::press(Qt::Key_A, Qt::AltModifier);
        QVERIFY(Keys::typeInto(world.find<QLineEdit>(u"otherEdit"_s), SimulatedPortal::origin()));
        Keys::press(Qt::Key_Return);
        QTRY_COMPARE(world.page(), SignInPageId);
        QTRY_VERIFY(world.button(u"browserButton"_s)->isVisible());
        QVERIFY(Keys::tabTo(world.button(u"browserButton"_s)));
        Keys::press(Qt::Key_Space);
        QTRY_VERIFY(world.wizard->portal().isSignedIn());
        Keys::press(Qt::Key_N, Qt::AltModifier);
        QTRY_COMPARE(world.page(), TopologyPageId);
        describeByKeys(world);
        QTRY_COMPARE(world.page(), ReviewPageId);
        QVERIFY(Keys::typeInto(world.find<QLineEdit>(u"nameEdit"_s), u"Headquarters"_s));
        Keys::press(Qt::Key_Return);
        QTRY_COMPARE(world.page(), ConnectPageId);
        QVERIFY(Keys::tabTo(world.button(u"connectButton"_s)));
        Keys::press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(world.wizard->current()->state() == Session::State::Confirmed, 20'000);
        QVERIFY(world.hearTheCloud());
        Keys::press(Qt::Key_N, Qt::AltModifier);
        QTRY_COMPARE(world.page(), DonePageId);
        QCOMPARE(world.find<QLabel>(u"handedTitle"_s)->text(), u"Connected"_s);
        QVERIFY(Keys::tabTo(world.wizard->button(QWizard::FinishButton)));
        Keys::press(Qt::Key_Space);
        QVERIFY(!world.wizard->isVisible());
    }

    void noDecisionIsAskedWhereNoneHelps()
    {
        World world(u"ntlm-wrong-password"_s);
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare(ChecksPageId));
        QTRY_VERIFY_WITH_TIMEOUT(!world.wizard->current()->isRunning(), 20'000);
        QVERIFY(!world.button(u"continueCheck"_s)->isVisible());
        QVERIFY(!world.next()->isEnabled());
        const QString said = world.find<QLabel>(u"statusLabel"_s)->text();
        QVERIFY2(said.contains(u"Correct that before you go on"_s), qPrintable(said));
        while (world.page() != SignInPageId)
            world.wizard->back();
        world.button(u"byHandCheck"_s)->click(); // nobody but the portal judges there
        QVERIFY(world.prepare(HandOffPageId));
    }

    void whatMayHaveArrivedIsNotDeletedAtOnce()
    {
        World world(u"portal/stalls-after-commit"_s);
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        world.pressConnect();
        QTRY_COMPARE_WITH_TIMEOUT(world.inThePortal().size(), 1, 10'000);
        world.button(u"stopButton"_s)->click();
        QVERIFY(world.wizard->current()->isOutcomeOpen());
        while (world.page() != WelcomePageId)
            world.wizard->back();
        world.find<QListWidget>(u"draftList"_s)->setCurrentRow(0);
        world.button(u"deleteButton"_s)->click();
        QPointer<QMessageBox> question = world.find<QMessageBox>(u"deleteQuestion"_s);
        QVERIFY(question && question->isVisible());
        QVERIFY(question->informativeText().contains(u"may have arrived"_s));
        QCOMPARE(question->defaultButton()->objectName(), u"keepIt"_s);
        QCOMPARE(world.workbench.drafts().size(), 1);
        question->findChild<QAbstractButton *>(u"deleteNow"_s)->click();
        QTRY_COMPARE(world.workbench.drafts().size(), 0);
    }

    void whoThinksBetterOfAPortalStays()
    {
        World world(u"slow"_s);
        QVERIFY(world.askForThePortal());
        world.button(u"laterRadio"_s)->click();
        QTest::qWait(200); // the answer for the other one would be there by now, and for none there is one
        QCOMPARE(world.page(), PortalPageId);
        world.next()->click();
        QVERIFY(world.page() != PortalPageId);
    }

    void whoGoesBackMeanwhileStaysThere()
    {
        World world(u"slow"_s);
        QVERIFY(world.askForThePortal());
        world.wizard->back();
        QCOMPARE(world.page(), WelcomePageId);
        QTRY_VERIFY_WITH_TIMEOUT(world.wizard->portal().offer() != CurrentPortal::Offer::Asking, 20'000);
        QTest::qWait(50);
        QCOMPARE(world.page(), WelcomePageId);
    }

    void stoppingTheChecksIsSeenAtOnce()
    {
        World world(u"slow"_s);
        QVERIFY(world.passOver());
        QVERIFY(world.prepare(ChecksPageId));
        QVERIFY(world.wizard->current()->isRunning());
        world.button(u"stopButton"_s)->click();
        QVERIFY(!world.wizard->current()->isRunning());
        QVERIFY(!world.button(u"stopButton"_s)->isVisible());
        QVERIFY(world.button(u"repeatAllButton"_s)->isVisible());
        QCOMPARE(world.find<QLabel>(u"statusLabel"_s)->text(),
                 u"Stopped. What was found so far stays here."_s);
        QVERIFY(!world.next()->isEnabled());
        world.button(u"repeatAllButton"_s)->click();
        QVERIFY(world.wizard->current()->isRunning());
        QVERIFY(world.button(u"stopButton"_s)->isVisible());
    }

    void whoLacksTheRoleIsToldAndMayChange()
    {
        World world(u"healthy"_s, u"resources@contoso.test"_s);
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(!world.notice(u"notice"_s).isEmpty());
        QVERIFY(!world.next()->isEnabled());
        QVERIFY(world.button(u"signOutButton"_s)->isVisible());
        world.button(u"byHandCheck"_s)->click();
        QVERIFY(world.next()->isEnabled());
    }

    void anotherAccountIsAskedFor()
    {
        World world;
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        world.button(u"signOutButton"_s)->click();
        QTRY_VERIFY(world.button(u"browserButton"_s)->isVisible());
        QUrl asked;
        connect(&world.wizard->portal(), &CurrentPortal::browserNeeded, this,
                [&asked](const QUrl &url) { asked = url; });
        QVERIFY(world.signIn());
        QVERIFY(asked.query().contains(u"prompt=select_account"_s));
    }

    void aSignInIsStoppedAtOnce()
    {
        World world;
        QVERIFY(world.arrive());
        QTRY_VERIFY(!world.wizard->portal()->isSigningIn());
        QDesktopServices::setUrlHandler(u"http"_s, &nobody, "open");
        world.button(u"browserButton"_s)->click();
        QTRY_VERIFY(world.find<QWidget>(u"waiting"_s)->isVisible());
        QVERIFY(!world.find<QLineEdit>(u"linkEdit"_s)->text().isEmpty());
        world.button(u"stopButton"_s)->click();
        QVERIFY(!world.wizard->portal()->isSigningIn());
        QVERIFY(world.button(u"browserButton"_s)->isVisible());
    }

    void anUnknownPortalIsConfirmedFirst()
    {
        World world(u"healthy"_s, u"owner@contoso.test"_s, false);
        QVERIFY(world.arrive());
        QVERIFY(world.find<QWidget>(u"trust"_s)->isVisible());
        QCOMPARE(world.find<QLabel>(u"valueHost"_s)->text(), SimulatedPortal::host());
        QCOMPARE(world.find<QLabel>(u"valueFingerprint"_s)->text().size(), 95);
        QVERIFY(!world.button(u"browserButton"_s)->isEnabled());
        world.button(u"trustCheck"_s)->click();
        QVERIFY(world.button(u"browserButton"_s)->isEnabled());
        QVERIFY(world.signIn());
        QVERIFY(QSettings().value(u"portals/accepted"_s).toStringList().contains(SimulatedPortal::origin()));
    }

    void theChecksAskThePortalWhereSomebodyIsSignedIn()
    {
        World world;
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare(ChecksPageId));
        QTRY_VERIFY_WITH_TIMEOUT(!world.wizard->current()->isRunning(), 20'000);
        const QList<Finding> findings = world.wizard->current()->findings();
        for (const auto &id : {u"portal.discovery"_s, u"portal.signin"_s, u"portal.role"_s,
                               u"portal.duplicate"_s, u"portal.probe"_s})
            QVERIFY2(hasPassed(findings, id), qPrintable(id));
        const auto *list = world.find<QListView>(u"checkList"_s);
        QCOMPARE(list->model()->rowCount(), findings.size());
        const auto *cloud = world.find<QAbstractButton>(u"hop7"_s); // Hop::Cloud
        QVERIFY(cloud->accessibleName().startsWith(u"AskCody’s cloud"_s));
        QVERIFY(world.next()->isEnabled());
    }

    void whatTheCloudCannotReachIsMarked()
    {
        World world(u"portal/cloud-blocked"_s);
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY(world.hearTheCloud());
        const auto *arrows = world.find<ArrowList>(u"arrows"_s);
        QCOMPARE(arrows->state(arrows->count() - 1), ArrowList::State::Failed);
        const auto marks =
            world.wizard->currentPage()->findChildren<QLabel *>(QRegularExpression(u"^differs[0-9]+$"_s));
        QVERIFY(!marks.isEmpty());
        QVERIFY(world.notice(u"cloudNotice"_s).contains(u"firewall"_s));
        QVERIFY(world.next()->isEnabled()); // made is made
    }

    void aRefusalIsExplainedAndTriedAgain()
    {
        World world(u"portal/quota"_s);
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY(world.find<QWidget>(u"explanation"_s)->isVisible());
        QVERIFY(world.button(u"connectButton"_s)->isVisible());
        QVERIFY(!world.next()->isEnabled());
        QVERIFY(world.button(u"byHandButton"_s)->isVisible());
        world.button(u"byHandButton"_s)->click();
        QTRY_COMPARE(world.page(), HandOffPageId);
    }

    void whoComesBackFromTheHandOffIsNotSentThereAgain()
    {
        World world;
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        world.button(u"byHandButton"_s)->click();
        QTRY_COMPARE(world.page(), HandOffPageId);
        world.wizard->back();
        QCOMPARE(world.page(), ConnectPageId);
        QVERIFY(world.connectNow());
        QVERIFY(world.hearTheCloud());
        QVERIFY(world.goOn());
        QCOMPARE(world.page(), DonePageId);
        QCOMPARE(world.find<QLabel>(u"handedTitle"_s)->text(), u"Connected"_s);
    }

    void whatIsMadeIsNotToBeMadeByHand()
    {
        World world;
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY(world.hearTheCloud());
        while (world.page() != SignInPageId)
            world.wizard->back();
        world.button(u"byHandCheck"_s)->click();
        QVERIFY(world.prepare(HandOffPageId));
        QVERIFY(world.notice(u"openNotice"_s).contains(u"in the portal already"_s));
        QVERIFY(!world.find<QWidget>(u"integrateTitle"_s)->isVisible());
        QVERIFY(world.find<QLabel>(u"valuesTitle"_s)->text().contains(u"Compare"_s));
        QVERIFY(world.goOn());
        QCOMPARE(world.page(), DonePageId);
        QVERIFY(world.wizard->current()->state() == Session::State::Confirmed);
        QCOMPARE(world.find<QLabel>(u"handedTitle"_s)->text(), u"Connected"_s);
    }

    // The portal has it, and the keychain has not said yet that the password is gone.
    void stoppedWhileTidyingItIsThereAllTheSame()
    {
        World world;
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        connect(world.wizard->current().operator->(), &Session::reached, this,
                [&world](Session::State state) {
                    if (state == Session::State::Submitted)
                        world.secrets.keyring().setFault(MemoryKeyring::Fault::Silent);
                });
        world.pressConnect();
        const Journal journal(world.drafts.path());
        const QUuid id = world.wizard->current()->integration().id;
        QTRY_VERIFY_WITH_TIMEOUT(!journal.load(id)->portalId.isEmpty(), 10'000);
        world.button(u"stopButton"_s)->click();
        QVERIFY2(world.notice(u"notice"_s).contains(u"is in the portal"_s),
                 qPrintable(world.notice(u"notice"_s)));
        QVERIFY(!world.button(u"byHandButton"_s)->isVisible());
        world.secrets.keyring().setFault(MemoryKeyring::Fault::None);
        QVERIFY(world.connectNow());
        QVERIFY(world.wizard->current()->state() == Session::State::Confirmed);
    }

    void stoppedAfterAnEditItIsThereAllTheSame()
    {
        World world;
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY(world.hearTheCloud());
        while (world.page() != AccountPageId)
            world.wizard->back();
        world.type(u"passwordEdit"_s, QString::fromUtf8(SimulatedWorld::password().bytes()));
        world.type(u"roomEdit"_s, u"room2@contoso.test"_s);
        QVERIFY(world.goOn());
        QVERIFY(world.prepare());
        QVERIFY(world.wizard->current()->state() == Session::State::Checked);
        QVERIFY(!world.button(u"byHandButton"_s)->isVisible());
        world.pressConnect();
        world.button(u"stopButton"_s)->click();
        QVERIFY2(world.notice(u"notice"_s).contains(u"is in the portal"_s),
                 qPrintable(world.notice(u"notice"_s)));
        QCOMPARE(world.inThePortal().size(), 1);
    }

    void whatIsNotKnownIsNotCalledAFailure()
    {
        World world(*Scenario::fromJson(R"({"title": "One", "description": "Of its own.", "http": [
            {"match": {"host": "portal.askcody.test", "path": "/api/v1/integrations", "method": "POST",
                       "times": 1}, "change": {"fault": "close"}},
            {"match": {"host": "portal.askcody.test", "path": "/api/v1/integrations", "method": "GET",
                       "skip": 3, "times": 1}, "change": {"fault": "close"}}]})",
                                        u"test"_s));
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY(world.wizard->current()->isOutcomeOpen());
        QVERIFY(world.find<ArrowList>(u"arrows"_s)->state(3) == ArrowList::State::Unknown);
        QVERIFY(world.find<QLabel>(u"arrow3"_s)->accessibleName().endsWith(u"not known"_s));
        QVERIFY(world.find<QLabel>(u"arrow3"_s)->text().endsWith(u"not known"_s));
        QVERIFY(!world.button(u"byHandButton"_s)->isVisible());
    }

    // The version is found behind a login only; whoever goes on without one is told what is missing.
    void aMissingValueIsNamedAsTheFieldIs()
    {
        World world(u"basic-off"_s);
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY2(world.explained(u"explanationWhat"_s).contains(u"“Exchange version”"_s),
                 qPrintable(world.explained(u"explanationWhat"_s)));
        // Nobody left it empty, and nothing was tried.
        const auto *explanation = world.find<ExplanationView>(u"explanation"_s);
        const QList<QLabel *> words = explanation->findChildren<QLabel *>();
        QVERIFY(std::any_of(words.begin(), words.end(), [](const QLabel *label) {
            return label->text().contains("did not get far enough"_L1);
        }));
        const auto *arrows = world.find<ArrowList>(u"arrows"_s);
        for (int row = 0; row < arrows->count(); ++row)
            QVERIFY(arrows->state(row) != ArrowList::State::Failed);
    }

    void whatTheCloudLeftOutIsNotCalledWorking()
    {
        World world(cloudSaying({cloudRung(u"net.tls"_s, u"pass"_s),
                                 cloudRung(u"auth.login"_s, u"notTested"_s, Code::PortalFailed)}));
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY(world.hearTheCloud());
        QVERIFY2(world.notice(u"cloudNotice"_s).contains(u"not tried everything"_s),
                 qPrintable(world.notice(u"cloudNotice"_s)));
        const auto *arrows = world.find<ArrowList>(u"arrows"_s);
        QVERIFY(arrows->state(arrows->count() - 1) == ArrowList::State::Unknown);
    }

    // It has no trouble there.
    void whatOnlyTheCloudTriedIsNotTheTroubleOfThisComputer()
    {
        World world(cloudSaying({cloudRung(u"net.egress"_s, u"fail"_s, Code::TcpTimeout)}));
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY(world.hearTheCloud());
        QVERIFY2(world.notice(u"cloudNotice"_s).contains(u"could not try"_s),
                 qPrintable(world.notice(u"cloudNotice"_s)));
    }

    void whatTheCloudFoundStandsOnTheLastPage()
    {
        World world(u"portal/cloud-blocked"_s);
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY(world.goOn()); // without waiting for the cloud
        QCOMPARE(world.page(), DonePageId);
        QVERIFY2(open(world).filter(u"Integrate"_s).isEmpty(), qPrintable(open(world).join(u'|')));
        const QString stops =
            u"AskCody’s cloud stops at “%1”"_s.arg(Catalogue::standard().checkTitle(u"net.tcp"_s));
        QTRY_VERIFY_WITH_TIMEOUT(world.wizard->current()->cloudResult(), 20'000);
        QVERIFY2(open(world).first().startsWith(stops), qPrintable(open(world).join(u'|')));
        QVERIFY(world.find<QLabel>(u"handedTitle"_s)->text() != "Connected"_L1);
    }

    void theCloudCanTryItAgainLater()
    {
        World world;
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        world.wizard->back(); // while it tries
        QCOMPARE(world.page(), ReviewPageId);
        QVERIFY(world.goOn());
        QCOMPARE(world.page(), ConnectPageId);
        QVERIFY(!world.button(u"connectButton"_s)->isVisible());
        QVERIFY(world.button(u"cloudButton"_s)->isVisible());
        QVERIFY(world.notice(u"cloudNotice"_s).contains(u"not tried"_s));
        world.button(u"cloudButton"_s)->click();
        QVERIFY(world.hearTheCloud());
        QVERIFY(world.notice(u"cloudNotice"_s).contains(u"can work with it"_s));
        world.wizard->back();
        QVERIFY(world.goOn());
        QVERIFY(world.notice(u"cloudNotice"_s).contains(u"can work with it"_s));
        const auto *arrows = world.find<ArrowList>(u"arrows"_s);
        QVERIFY(arrows->state(arrows->count() - 1) == ArrowList::State::Done);
    }

    void oneThatIsThereIsShownBesideWhatIsWanted()
    {
        World world;
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY(world.hearTheCloud());
        world.wizard->back();
        QCOMPARE(world.page(), ReviewPageId);
        QTRY_VERIFY(world.notice(u"existingNotice"_s).contains(u"not made a second time"_s));
        world.type(u"nameEdit"_s, u"Another name"_s);
        QVERIFY(world.goOn());
        world.wizard->back();
        QTRY_VERIFY(world.find<QLabel>(u"differs1"_s)); // the name
        QVERIFY(!world.find<QLabel>(u"differs2"_s));
    }

    void aTwinOfAnotherComputerIsNamed()
    {
        World world;
        QVERIFY(world.arrive());
        QVERIFY(world.signIn());
        QVERIFY(world.prepare());
        QVERIFY(world.connectNow());
        QVERIFY(world.hearTheCloud());
        world.wizard = std::make_unique<SetupWizard>(world.workbench);
        world.wizard->show();
        QVERIFY(world.arrive());
        QVERIFY(world.wizard->portal().isSignedIn()); // it holds for the whole program
        QVERIFY(world.prepare(ReviewPageId));
        QTRY_VERIFY(world.notice(u"existingNotice"_s).contains(u"Looks like the same"_s));
        QVERIFY(world.notice(u"existingNotice"_s).contains(u"Headquarters"_s));
    }

private:
    SilentBrowser nobody;

    // What stands on the last page as open.
    static QStringList open(const World &world)
    {
        QStringList sentences;
        for (const QLabel *label : world.find<QWidget>(u"untestedList"_s)->findChildren<QLabel *>())
            if (label->objectName() == "sentence"_L1)
                sentences.append(label->text());
        return sentences;
    }

    // From where the mailboxes live to the checks, and past them.
    static void describeByKeys(const World &world)
    {
        Keys::press(Qt::Key_Return);
        QTRY_COMPARE(world.page(), PreparePageId);
        QVERIFY(Keys::typeInto(world.find<QLineEdit>(u"emailEdit"_s), SimulatedWorld::email()));
        Keys::press(Qt::Key_Return);
        QTRY_COMPARE(world.page(), AccountPageId);
        const QString password = QString::fromUtf8(SimulatedWorld::password().bytes());
        QVERIFY(Keys::typeInto(world.find<QLineEdit>(u"passwordEdit"_s), password));
        QVERIFY(Keys::typeInto(world.find<QLineEdit>(u"roomEdit"_s), u"room1@contoso.test"_s));
        Keys::press(Qt::Key_Return);
        QTRY_COMPARE(world.page(), ChecksPageId);
        QTRY_VERIFY_WITH_TIMEOUT(world.next()->isEnabled(), 20'000);
        Keys::press(Qt::Key_N, Qt::AltModifier);
    }
};

QTEST_MAIN(TestWindowConnect)
#include "tst_windowconnect.moc"
