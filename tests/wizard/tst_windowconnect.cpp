// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/found.h"
#include "setup/portalaccess.h"
#include "setup/pushoperation.h"
#include "simulators/simperson.h"
#include "support/outcome.h"
#include "support/testedworld.h"
#include "wizard/arrowlist.h"
#include "wizard/setupwizard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// The window in a whole simulated world, with somebody in place of the browser.
class World
{
public:
    explicit World(const QString &scenario = u"healthy"_s, const QString &account = u"owner@contoso.test"_s,
                   PortalSite::Trust trust = PortalSite::Trust::Known)
        : tested(scenario)
        , person(account, SimAccount::password())
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support|QNativeSocketEngine)"_s));
        QSettings().clear();
        QDesktopServices::setUrlHandler(u"http"_s, &person, "open");
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        PortalDirectory directory = PortalDirectory::builtIn();
        if (trust == PortalSite::Trust::Known)
            directory.add(site);
        tested.workbench.setPortals(directory,
                                    [this](const QUrl &url) { return tested.world.browserUrl(url); });
        wizard = std::make_unique<SetupWizard>(tested.workbench);
        wizard->resize(1020, 720);
        wizard->show();
    }
    ~World() { QDesktopServices::unsetUrlHandler(u"http"_s); }

    PageId page() const { return static_cast<PageId>(wizard->currentId()); }
    template<typename Widget>
    Widget *find(const QString &name) const
    {
        return wizard->currentPage()->findChild<Widget *>(name);
    }
    QAbstractButton *button(const QString &name) const { return find<QAbstractButton>(name); }
    QAbstractButton *next() const { return wizard->button(QWizard::NextButton); }
    QString notice(const QString &name) const
    {
        const auto *frame = find<QWidget>(name);
        return frame && frame->isVisible() ? frame->findChild<QLabel *>(u"noticeText"_s)->text() : QString();
    }
    void type(const QString &field, const QString &text) const { find<QLineEdit>(field)->setText(text); }
    bool goOn() const
    {
        const PageId before = page();
        next()->click();
        return QTest::qWaitFor([this, before] { return page() != before; }, 10'000);
    }

    // To the page of the sign-in.
    bool arrive() const
    {
        wizard->next();
        button(u"otherRadio"_s)->click();
        type(u"otherEdit"_s, SimulatedPortal::origin());
        return goOn() && page() == SignInPageId;
    }

    bool signIn() const
    {
        if (!QTest::qWaitFor([this] { return !wizard->portal()->isSigningIn(); }, 10'000))
            return false;
        button(u"browserButton"_s)->click();
        return QTest::qWaitFor([this] { return wizard->portal().isSignedIn(); }, 10'000);
    }

    // From the sign-in to the page that connects, or to one before it.
    bool prepare(PageId target = ConnectPageId) const
    {
        while (page() != target) {
            if (page() == AccountPageId) {
                type(u"emailEdit"_s, SimulatedWorld::email());
                type(u"passwordEdit"_s, QString::fromUtf8(SimulatedWorld::password().bytes()));
                type(u"roomEdit"_s, u"room1@contoso.test"_s);
                type(u"forbiddenEdit"_s, u"ceo@contoso.test"_s);
            }
            if (page() == ChecksPageId
                && !QTest::qWaitFor([this] { return !wizard->current()->isRunning(); }, 20'000))
                return false;
            if (page() == ChecksPageId && button(u"continueCheck"_s)->isVisible())
                button(u"continueCheck"_s)->click();
            if (page() == ReviewPageId)
                type(u"nameEdit"_s, u"Headquarters"_s);
            if (!goOn())
                return false;
        }
        return true;
    }

    bool connectNow() const
    {
        button(u"connectButton"_s)->click();
        return QTest::qWaitFor([this] { return !wizard->current()->isPushing(); }, 20'000);
    }

    bool hearTheCloud() const
    {
        return QTest::qWaitFor([this] { return button(u"cloudButton"_s)->isEnabled(); }, 20'000);
    }

    QList<PortalIntegration> inThePortal() const
    {
        const auto listed =
            outcomeOf<QList<PortalIntegration>>(*wizard->portal()->client().listIntegrations());
        return listed ? *listed : QList<PortalIntegration>();
    }

    TestedWorld tested;
    SimPerson person;
    std::unique_ptr<SetupWizard> wizard;
};

} // namespace

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
        QVERIFY(world.arrive());
        QTRY_VERIFY(!world.wizard->portal()->isSigningIn());
        press(Qt::Key_W, Qt::AltModifier);
        QTRY_VERIFY(world.wizard->portal().isSignedIn());
        QVERIFY(world.prepare());
        press(Qt::Key_C, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(world.wizard->current()->state() == Session::State::Confirmed, 20'000);
        QVERIFY(world.hearTheCloud());
        press(Qt::Key_N, Qt::AltModifier);
        QTRY_COMPARE(world.page(), DonePageId);
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
        World world(u"healthy"_s, u"owner@contoso.test"_s, PortalSite::Trust::Unconfirmed);
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
        const auto *cloud = world.find<QAbstractButton>(u"hop6"_s);
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
        world.wizard = std::make_unique<SetupWizard>(world.tested.workbench);
        world.wizard->show();
        QVERIFY(world.arrive());
        QVERIFY(world.wizard->portal().isSignedIn()); // it holds for the whole program
        QVERIFY(world.prepare(ReviewPageId));
        QTRY_VERIFY(world.notice(u"existingNotice"_s).contains(u"Looks like the same"_s));
        QVERIFY(world.notice(u"existingNotice"_s).contains(u"Headquarters"_s));
    }

private:
    SilentBrowser nobody;

    static void press(Qt::Key key, Qt::KeyboardModifiers with)
    {
        QTRY_VERIFY(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), key, with);
    }
};

QTEST_MAIN(TestWindowConnect)
#include "tst_windowconnect.moc"
