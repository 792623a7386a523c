// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keys.h"
#include "window.h"

#include <QRadioButton>
#include <QSignalSpy>

using namespace Setup;
using namespace Qt::StringLiterals;

// The whole way, by mouse and by keyboard alone.
class TestWalk : public QObject
{
    Q_OBJECT

private slots:
    void byMouseToTheEnd();
    void byKeyboardAlone();
    void everyControlIsReachedByTab_data();
    void everyControlIsReachedByTab();
    void exchangeOnlineIsNoDeadEnd();
    void bothMeansTheCodeDefault();
    void theRailFollows();
    void theWindowRemembersItsSize();
};

void TestWalk::byMouseToTheEnd()
{
    Window window;
    window.open();
    window.clickNext();
    QCOMPARE(window.page(), PortalPageId);
    window.click(u"usRadio"_s);
    window.clickNext();
    QCOMPARE(window.page(), TopologyPageId);
    window.walkTo(DonePageId);
    QVERIFY(window.finish()->isEnabled());
    const FakeSession &session = window.session();
    QCOMPARE(session.integration().portal, QUrl(u"https://app.goaskcody.com"_s));
    QCOMPARE(session.integration().name, u"Headquarters"_s);
    QCOMPARE(session.integration().server()->email, u"askcody@contoso.test"_s);
    QCOMPARE(session.integration().server()->testMailboxes, QStringList{u"room1@contoso.test"_s});
    QCOMPARE(session.state(), Session::State::HandedOff);
    QCOMPARE(session.runs, 1);
    QTest::mouseClick(window.finish(), Qt::LeftButton);
    QVERIFY(!window.wizard->isVisible());
}

void TestWalk::byKeyboardAlone()
{
    Window window;
    window.open();
    QTRY_VERIFY(QApplication::focusWidget());
    Keys::press(Qt::Key_Return); // Next is the default button
    QCOMPARE(window.page(), PortalPageId);
    QVERIFY(Keys::tabTo(window.find<QRadioButton>(u"euRadio"_s)));
    Keys::press(Qt::Key_Down);
    QVERIFY(window.find<QRadioButton>(u"usRadio"_s)->isChecked());
    Keys::press(Qt::Key_N, Qt::AltModifier);
    QTRY_COMPARE(window.page(), TopologyPageId);
    Keys::press(Qt::Key_Return);
    QCOMPARE(window.page(), PreparePageId);
    QVERIFY(Keys::typeInto(window.find<QLineEdit>(u"emailEdit"_s), u"askcody@contoso.test"_s));
    Keys::press(Qt::Key_Return);
    QCOMPARE(window.page(), AccountPageId);
    QVERIFY(Keys::typeInto(window.find<QLineEdit>(u"passwordEdit"_s), u"canary-4711"_s));
    QVERIFY(Keys::typeInto(window.find<QLineEdit>(u"roomEdit"_s), u"room1@contoso.test"_s));
    Keys::press(Qt::Key_Return);
    QCOMPARE(window.page(), ChecksPageId);
    QTRY_VERIFY(window.next()->isEnabled());
    QVERIFY(QApplication::focusWidget());
    Keys::press(Qt::Key_N, Qt::AltModifier);
    QTRY_COMPARE(window.page(), ReviewPageId);
    Keys::press(Qt::Key_Return);
    QCOMPARE(window.page(), HandOffPageId);
    QVERIFY(Keys::tabTo(window.button(u"copyEws"_s)));
    Keys::press(Qt::Key_Space);
    Keys::press(Qt::Key_N, Qt::AltModifier);
    QTRY_COMPARE(window.page(), DonePageId);
    QVERIFY(Keys::tabTo(window.finish()));
    Keys::press(Qt::Key_Return);
    QVERIFY(!window.wizard->isVisible());
    QCOMPARE(window.session().state(), Session::State::HandedOff);
}

static void pageRows()
{
    QTest::addColumn<PageId>("page");
    for (const PageId page : steps({}))
        QTest::newRow(qPrintable(stepTitle(page))) << page;
}

void TestWalk::everyControlIsReachedByTab_data()
{
    pageRows();
}

void TestWalk::everyControlIsReachedByTab()
{
    QFETCH(PageId, page);
    Window window;
    window.open();
    window.walkTo(page);
    QTRY_VERIFY(QApplication::focusWidget());
    QSet<QWidget *> reached;
    for (int i = 0; i < 80; ++i) {
        const QString from = QApplication::focusWidget()->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY2(QApplication::focusWidget(), qPrintable(from));
        reached.insert(QApplication::focusWidget());
    }
    for (QWidget *widget : window.wizard->currentPage()->findChildren<QWidget *>()) {
        if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        // Of a group of radio buttons Tab reaches the one that is chosen.
        const auto *radio = qobject_cast<QRadioButton *>(widget);
        if (!radio || radio->isChecked())
            QVERIFY2(reached.contains(widget), qPrintable(widget->objectName()));
    }
}

void TestWalk::exchangeOnlineIsNoDeadEnd()
{
    Window window;
    window.open();
    window.walkTo(TopologyPageId);
    window.click(u"onlineRadio"_s);
    window.type(u"emailEdit"_s, u"admin@fabrikam.test"_s);
    window.clickNext();
    QCOMPARE(window.page(), ConsentPageId);
    QVERIFY(!window.session().integration().server());
    QTest::mouseClick(window.back(), Qt::LeftButton);
    window.click(u"serverRadio"_s);
    window.clickNext();
    QCOMPARE(window.page(), PreparePageId);
    QVERIFY(window.session().integration().server());
}

void TestWalk::bothMeansTheCodeDefault()
{
    Window window;
    window.open();
    window.walkTo(TopologyPageId);
    window.click(u"bothRadio"_s);
    window.clickNext();
    QCOMPARE(window.session().integration().identificationCode, u"default"_s);
    window.walkTo(HandOffPageId);
    QCOMPARE(window.find<QLabel>(u"valueCode"_s)->text(), u"default"_s);
}

void TestWalk::theRailFollows()
{
    Window window;
    window.open();
    window.walkTo(TopologyPageId);
    const auto *rail = window.wizard->findChild<StepRail *>();
    QCOMPARE(rail->state(WelcomePageId), StepRail::State::Done);
    QCOMPARE(rail->state(TopologyPageId), StepRail::State::Current);
    QCOMPARE(rail->state(DonePageId), StepRail::State::Ahead);
    const auto *step = rail->findChild<QLabel *>(u"step%1"_s.arg(TopologyPageId));
    QCOMPARE(step->accessibleName(), u"Step 3 of 9, Where the mailboxes live: you are here"_s);
}

void TestWalk::theWindowRemembersItsSize()
{
    Window window;
    window.open();
    window.wizard->resize(790, 733);
    window.wizard->close();
    window.wizard = std::make_unique<SetupWizard>(window.bench);
    window.wizard->show();
    QCOMPARE(window.wizard->height(), 733);
}

QTEST_MAIN(TestWalk)
#include "tst_windowwalk.moc"
