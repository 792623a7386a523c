// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window.h"

#include <QComboBox>
#include <QListWidget>
#include <QMessageBox>
#include <QPointer>

using namespace Setup;
using namespace Qt::StringLiterals;

static Integration headquarters()
{
    ExchangeServer server;
    server.email = u"askcody@contoso.test"_s;
    server.ewsUrl = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    server.testMailboxes = QStringList{u"room1@contoso.test"_s};
    return {QUuid::createUuid(), u"Headquarters"_s, QUrl(u"https://app.goaskcody.com"_s), {}, server};
}

static QMessageBox *askedToDelete(Window &window)
{
    window.click(u"deleteButton"_s);
    return window.wizard->findChild<QMessageBox *>(u"deleteQuestion"_s);
}

static void deleteIt(Window &window)
{
    QPointer<QMessageBox> question = askedToDelete(window);
    QVERIFY(question);
    question->findChild<QAbstractButton *>(u"deleteNow"_s)->click();
    QTRY_VERIFY(!question);
}

// Whether the list of set-ups is hidden at the moment in which its page is shown.
class ShownPage : public QObject
{
    Q_OBJECT

public:
    explicit ShownPage(SetupWizard &wizard)
        : m_list(wizard.findChild<QListWidget *>(u"draftList"_s))
    {
        wizard.page(WelcomePageId)->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Show)
            hiddenThen.append(m_list->isHidden());
        return false;
    }

    QList<bool> hiddenThen;

private:
    QListWidget *m_list;
};

// Beginning, going on, looking only, and replaying.
class TestDrafts : public QObject
{
    Q_OBJECT

private slots:
    void withoutDraftsThereIsNothingToContinue();
    void theListStandsBeforeItsPageIsShown_data();
    void theListStandsBeforeItsPageIsShown();
    void aDraftComesBackWithItsValues();
    void aDraftMustBeChosen();
    void aDraftThatIsGoneIsSaid();
    void aDraftOpenElsewhereCanOnlyBeLookedAt();
    void aDraftCanBeDeleted();
    void deletingIsAskedFirst();
    void whatMayHaveArrivedIsSaidBeforeItIsDeleted();
    void aDraftInUseIsNotDeleted();
    void aDraftOfThisWindowIsNamedAsSuch();
    void aDraftOfThisWindowCanBeDeleted();
    void backAndNextIsStillTheSameNewSetUp();
    void whatHasLeftIsNotNewAnyMore();
    void aBundleShowsItsRun();
    void aFileThatIsNoBundleIsSaid();
    void closingCancelsAndAsksNothing();
    void closingKeepsWhatWasTyped();
    void aPauseKeepsWhatWasTyped();
    void aPauseKeepsTheChoices();
    void whatRunsIsNotEndedByAPause();
    void closingKeepsTheChoices();
    void whoLooksOnlyLeavesNothing();
    void goingBackKeepsWhatWasTyped();
    void escapeClosesNothing();
    void finishedChecksAreNotRunAgain();
    void whatCannotBeSavedIsSaidOnEveryPage();
};

void TestDrafts::withoutDraftsThereIsNothingToContinue()
{
    Window window;
    window.open();
    QVERIFY(!window.button(u"continueRadio"_s)->isEnabled());
    QVERIFY(!window.find<QListWidget>(u"draftList"_s)->isVisible());
}

void TestDrafts::theListStandsBeforeItsPageIsShown_data()
{
    QTest::addColumn<bool>("any");
    QTest::newRow("no drafts") << false;
    QTest::newRow("a draft") << true;
}

// A list that comes or goes later has the page laid out twice.
void TestDrafts::theListStandsBeforeItsPageIsShown()
{
    QFETCH(bool, any);
    Window window;
    if (any)
        window.bench.addDraft(headquarters());
    window.wizard = std::make_unique<SetupWizard>(window.bench);
    const ShownPage page(*window.wizard);
    window.wizard->show();
    QVERIFY(QTest::qWaitForWindowExposed(window.wizard.get()));
    QCOMPARE(page.hiddenThen, QList<bool>{!any});
    QCOMPARE(window.find<QListWidget>(u"draftList"_s)->count(), any ? 1 : 0);
}

void TestDrafts::aDraftComesBackWithItsValues()
{
    Window window;
    const Integration wanted = headquarters();
    window.bench.addDraft(wanted);
    window.open();
    QVERIFY(window.find<QListWidget>(u"draftList"_s)
                ->item(0)
                ->text()
                .contains(u"Headquarters (askcody@contoso.test)"_s));
    window.click(u"continueRadio"_s);
    window.clickNext();
    QVERIFY(window.button(u"usRadio"_s)->isChecked());
    while (window.page() != AccountPageId)
        window.clickNext();
    QCOMPARE(window.find<QLineEdit>(u"emailEdit"_s)->text(), u"askcody@contoso.test"_s);
    QCOMPARE(window.find<QLineEdit>(u"ewsEdit"_s)->text(), u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    QCOMPARE(window.find<QLineEdit>(u"roomEdit"_s)->text(), u"room1@contoso.test"_s);
    QCOMPARE(window.bench.sessions[wanted.id]->integration(), wanted);
    QCOMPARE(window.bench.sessionsMade, 0);
}

void TestDrafts::aDraftMustBeChosen()
{
    Window window;
    window.bench.addDraft(headquarters());
    window.bench.addDraft(headquarters());
    window.open();
    window.click(u"continueRadio"_s);
    window.clickNext();
    QCOMPARE(window.page(), WelcomePageId);
    QVERIFY(!window.notice(u"notice"_s).isEmpty());
}

void TestDrafts::aDraftThatIsGoneIsSaid()
{
    Window window;
    window.bench.addDraft(headquarters());
    window.open();
    window.bench.sessions.clear();
    window.click(u"continueRadio"_s);
    window.clickNext();
    QCOMPARE(window.page(), WelcomePageId);
    QVERIFY(!window.notice(u"notice"_s).isEmpty());
}

void TestDrafts::aDraftOpenElsewhereCanOnlyBeLookedAt()
{
    Window window;
    const Integration wanted = headquarters();
    FakeSession &draft = window.bench.addDraft(wanted);
    draft.readOnly = true;
    window.open();
    QVERIFY(window.find<QListWidget>(u"draftList"_s)->item(0)->text().contains(u"open in another window"_s));
    window.click(u"continueRadio"_s);
    while (window.page() != AccountPageId)
        window.clickNext();
    QVERIFY(!window.notice(u"readOnlyNotice"_s).isEmpty());
    QVERIFY(window.find<QLineEdit>(u"emailEdit"_s)->isReadOnly());
    window.type(u"emailEdit"_s, u"x"_s);
    window.find<QLineEdit>(u"emailEdit"_s)->setText(wanted.server()->email);
    window.type(u"passwordEdit"_s, u"canary-4711"_s);
    window.clickNext();
    QTRY_VERIFY(window.next()->isEnabled());
    while (window.page() != DonePageId)
        window.clickNext();
    QCOMPARE(draft.integration(), wanted);
    QVERIFY(draft.state() != Session::State::HandedOff);
}

void TestDrafts::aDraftCanBeDeleted()
{
    Window window;
    FakeSession &draft = window.bench.addDraft(headquarters());
    window.open();
    QVERIFY(!window.button(u"deleteButton"_s)->isEnabled());
    window.find<QListWidget>(u"draftList"_s)->setCurrentRow(0);
    deleteIt(window);
    QVERIFY(draft.discarded);
    QCOMPARE(window.find<QListWidget>(u"draftList"_s)->count(), 0);
}

void TestDrafts::deletingIsAskedFirst()
{
    Window window;
    FakeSession &draft = window.bench.addDraft(headquarters());
    window.open();
    window.find<QListWidget>(u"draftList"_s)->setCurrentRow(0);
    QPointer<QMessageBox> question = askedToDelete(window);
    QVERIFY(question);
    QVERIFY2(question->text().contains(u"Headquarters"_s), qPrintable(question->text()));
    QVERIFY(!question->informativeText().isEmpty());
    QVERIFY(!draft.discarded);
    QTest::keyClick(question.data(), Qt::Key_Return); // without a look
    QTRY_VERIFY(!question);
    question = askedToDelete(window);
    QTest::keyClick(question.data(), Qt::Key_Escape);
    QTRY_VERIFY(!question);
    QVERIFY(!draft.discarded);
    QCOMPARE(window.find<QListWidget>(u"draftList"_s)->count(), 1);
    window.click(u"continueRadio"_s); // whoever asked has let go of it
    window.clickNext();
    QVERIFY(!window.wizard->current()->isReadOnly());
}

void TestDrafts::whatMayHaveArrivedIsSaidBeforeItIsDeleted()
{
    Window window;
    window.bench.addDraft(headquarters());
    FakeSession &open = window.bench.addDraft(headquarters());
    open.outcomeOpen = true;
    window.open();
    QStringList told;
    for (int row = 0; row < 2; ++row) {
        window.find<QListWidget>(u"draftList"_s)->setCurrentRow(row);
        QPointer<QMessageBox> question = askedToDelete(window);
        told.append(question->informativeText());
        question->reject();
        QTRY_VERIFY(!question);
    }
    QCOMPARE(told.filter(u"may have arrived"_s).size(), 1);
    QVERIFY(!open.discarded);
}

void TestDrafts::aDraftInUseIsNotDeleted()
{
    Window window;
    FakeSession &draft = window.bench.addDraft(headquarters());
    draft.readOnly = true;
    window.open();
    window.find<QListWidget>(u"draftList"_s)->setCurrentRow(0);
    window.click(u"deleteButton"_s);
    QVERIFY(!draft.discarded);
    QVERIFY(!window.notice(u"notice"_s).isEmpty());
}

void TestDrafts::aDraftOfThisWindowIsNamedAsSuch()
{
    Window window;
    window.bench.addDraft(headquarters());
    window.open();
    window.click(u"continueRadio"_s);
    window.clickNext();
    QTest::mouseClick(window.back(), Qt::LeftButton);
    const QString line = window.find<QListWidget>(u"draftList"_s)->item(0)->text();
    QVERIFY2(line.contains(u"open in this window"_s), qPrintable(line));
    QVERIFY2(!line.contains(u"another"_s), qPrintable(line));
}

void TestDrafts::aDraftOfThisWindowCanBeDeleted()
{
    Window window;
    FakeSession &draft = window.bench.addDraft(headquarters());
    const auto kept = std::weak_ptr<FakeSession>(window.bench.sessions.begin()->second);
    window.open();
    window.click(u"continueRadio"_s);
    window.clickNext();
    QTest::mouseClick(window.back(), Qt::LeftButton);
    window.find<QListWidget>(u"draftList"_s)->setCurrentRow(0);
    deleteIt(window);
    QCOMPARE(window.notice(u"notice"_s), QString());
    QVERIFY(draft.discarded);
    QCOMPARE(window.find<QListWidget>(u"draftList"_s)->count(), 0);
    QCOMPARE(kept.use_count(), 1); // the window has let go of it
    window.clickNext(); // and begins anew
    QCOMPARE(window.page(), PortalPageId);
    QCOMPARE(window.bench.sessionsMade, 1);
}

void TestDrafts::backAndNextIsStillTheSameNewSetUp()
{
    Window window;
    window.open();
    window.clickNext();
    const QUuid id = window.session().integration().id;
    QTest::mouseClick(window.back(), Qt::LeftButton);
    window.clickNext();
    QCOMPARE(window.bench.sessionsMade, 1);
    QCOMPARE(window.session().integration().id, id);
}

void TestDrafts::whatHasLeftIsNotNewAnyMore()
{
    Window window;
    window.open();
    window.walkTo(DonePageId);
    QCOMPARE(window.session().state(), Session::State::HandedOff);
    while (window.page() != WelcomePageId)
        window.wizard->back();
    window.click(u"newRadio"_s);
    window.clickNext();
    QCOMPARE(window.bench.sessionsMade, 2);
    QVERIFY(window.session().state() == Session::State::Draft);
}

void TestDrafts::aBundleShowsItsRun()
{
    Window window;
    window.open();
    window.wizard->openBundle(u"/somewhere/customer.har"_s);
    QVERIFY(window.button(u"bundleRadio"_s)->isChecked());
    window.clickNext();
    QCOMPARE(window.page(), PortalPageId);
    window.walkTo(ReviewPageId);
    QTRY_VERIFY(window.finish()->isEnabled());
    QVERIFY(!window.next()->isVisible());
    QCOMPARE(window.session().runs, 1);
}

void TestDrafts::aFileThatIsNoBundleIsSaid()
{
    Window window;
    window.open();
    window.click(u"bundleRadio"_s);
    window.clickNext();
    QVERIFY(!window.notice(u"notice"_s).isEmpty());
    window.type(u"bundleEdit"_s, u"/somewhere/customer.txt"_s);
    window.clickNext();
    QCOMPARE(window.page(), WelcomePageId);
    QVERIFY(!window.notice(u"notice"_s).isEmpty());
}

void TestDrafts::closingCancelsAndAsksNothing()
{
    FakeScript script = FakeScript::healthy();
    script.pause = std::chrono::seconds(5);
    Window window(script);
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(window.session().isRunning());
    QVERIFY(window.wizard->close());
    QVERIFY(!window.session().isRunning());
    QVERIFY(!window.session().discarded);
    QVERIFY(!QApplication::activeModalWidget());
}

void TestDrafts::closingKeepsWhatWasTyped()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    window.type(u"userEdit"_s, u"CONTOSO\\svc"_s);
    window.type(u"ewsEdit"_s,
                u"http://mail.contoso.test"_s); // refused by Next, and no reason to lose the rest
    window.type(u"roomEdit"_s, u"room1@contoso.test room2@contoso.test"_s);
    QVERIFY(window.wizard->close());
    const ExchangeServer kept = *window.session().integration().server();
    QCOMPARE(kept.email, u"askcody@contoso.test"_s);
    QCOMPARE(kept.username, u"CONTOSO\\svc"_s);
    QCOMPARE(kept.testMailboxes, (QStringList{u"room1@contoso.test"_s, u"room2@contoso.test"_s}));
    QVERIFY(kept.ewsUrl.isEmpty());
}

// Nobody asks before a computer goes down.
void TestDrafts::aPauseKeepsWhatWasTyped()
{
    Window window;
    ExchangeServer server;
    server.email = u"askcody@contoso.test"_s;
    server.forbiddenMailbox = u"ceo@contoso.test"_s;
    FakeSession &draft = window.bench.addDraft({QUuid::createUuid(), u"HQ"_s, {}, {}, server});
    window.open();
    window.click(u"continueRadio"_s);
    while (window.page() != AccountPageId)
        window.clickNext();
    window.type(u"passwordEdit"_s, u"canary-4711"_s);
    window.type(u"userEdit"_s, u"CONTOSO\\svc"_s);
    window.type(u"forbiddenEdit"_s, u"ceo"_s); // no address any more, or not yet
    QTest::qWait(150); // shorter than a pause
    QCOMPARE(*draft.integration().server(), server);
    QTRY_COMPARE(draft.integration().server()->username, u"CONTOSO\\svc"_s);
    QCOMPARE(draft.integration().server()->forbiddenMailbox, u"ceo@contoso.test"_s);
    QVERIFY(draft.password().isEmpty()); // it is asked for by Next, and never kept in a file
    QVERIFY(window.notice(u"forbiddenNotice"_s).isEmpty());
    QCOMPARE(window.find<QLineEdit>(u"forbiddenEdit"_s)->text(), u"ceo"_s);
}

void TestDrafts::aPauseKeepsTheChoices()
{
    Window window;
    window.open();
    window.clickNext();
    window.click(u"usRadio"_s);
    QTRY_COMPARE(window.session().integration().portal, QUrl(u"https://app.goaskcody.com"_s));
    window.walkTo(AccountPageId);
    auto *versions = window.find<QComboBox>(u"versionCombo"_s);
    versions->setFocus();
    QTest::keyClick(versions, Qt::Key_End);
    QTRY_COMPARE(window.session().integration().server()->exchangeVersion, u"Exchange2007"_s);
}

void TestDrafts::whatRunsIsNotEndedByAPause()
{
    FakeScript script = FakeScript::healthy();
    script.pause = std::chrono::milliseconds(60);
    Window window(script);
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"userEdit"_s, u"CONTOSO\\svc"_s);
    QVERIFY(window.session().run());
    QTRY_VERIFY(!window.session().isRunning()); // longer than the pause
    QCOMPARE(window.session().cancels, 0);
    QTRY_COMPARE(window.session().integration().server()->username, u"CONTOSO\\svc"_s);
}

void TestDrafts::closingKeepsTheChoices()
{
    Window window;
    window.open();
    window.clickNext();
    window.click(u"usRadio"_s);
    QVERIFY(window.wizard->close());
    QCOMPARE(window.session().integration().portal, QUrl(u"https://app.goaskcody.com"_s));
    window.open();
    window.walkTo(TopologyPageId);
    window.type(u"emailEdit"_s, u"admin@fabrikam.test"_s);
    window.click(u"onlineRadio"_s);
    QVERIFY(window.wizard->close());
    QVERIFY(window.session().integration().online());
    QCOMPARE(window.session().integration().account(), u"admin@fabrikam.test"_s);
    window.open();
    window.walkTo(ReviewPageId);
    window.type(u"nameEdit"_s, u"Northern sites"_s);
    QVERIFY(window.wizard->close());
    QCOMPARE(window.session().integration().name, u"Northern sites"_s);
}

// What the pages propose was not entered: no draft comes of it.
void TestDrafts::whoLooksOnlyLeavesNothing()
{
    Window window;
    window.open();
    window.clickNext();
    const Integration before = window.session().integration();
    QVERIFY(window.wizard->close());
    QCOMPARE(window.session().integration(), before);
}

void TestDrafts::goingBackKeepsWhatWasTyped()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    window.type(u"roomEdit"_s, u"room1@contoso.test"_s);
    QTest::mouseClick(window.back(), Qt::LeftButton);
    QCOMPARE(window.page(), PreparePageId); // whose field is of before
    QCOMPARE(window.find<QLineEdit>(u"emailEdit"_s)->text(), u"askcody@contoso.test"_s);
    window.clickNext();
    QCOMPARE(window.find<QLineEdit>(u"emailEdit"_s)->text(), u"askcody@contoso.test"_s);
    QCOMPARE(window.find<QLineEdit>(u"roomEdit"_s)->text(), u"room1@contoso.test"_s);
}

void TestDrafts::escapeClosesNothing()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    QTest::keyClick(window.find<QLineEdit>(u"emailEdit"_s), Qt::Key_Escape);
    QTest::keyClick(window.wizard.get(), Qt::Key_Escape);
    QVERIFY(window.wizard->isVisible());
    QCOMPARE(window.page(), AccountPageId);
}

void TestDrafts::finishedChecksAreNotRunAgain()
{
    Window window;
    window.open();
    window.walkTo(ReviewPageId);
    QTest::mouseClick(window.back(), Qt::LeftButton);
    QCOMPARE(window.page(), ChecksPageId);
    QTest::mouseClick(window.back(), Qt::LeftButton);
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
    QVERIFY(window.next()->isEnabled());
    QCOMPARE(window.session().runs, 1);
}

void TestDrafts::whatCannotBeSavedIsSaidOnEveryPage()
{
    Window window;
    window.open();
    window.clickNext();
    const auto *banner = window.wizard->findChild<QWidget *>(u"banner"_s);
    QVERIFY(!banner->isVisible());
    emit window.session().saveFailed(
        {QString(Code::FileNotWritable), {}, {{u"path"_s, u"/home/x/draft.json"_s}}});
    QVERIFY(banner->isVisible());
    QVERIFY(banner->findChild<QLabel *>(u"noticeText"_s)->text().size() > 20);
    window.clickNext();
    QVERIFY(banner->isVisible());
    QTRY_VERIFY(banner->width() > window.wizard->width() * 9 / 10);
}

QTEST_MAIN(TestDrafts)
#include "tst_windowdrafts.moc"
