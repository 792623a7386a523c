// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wizardwalker.h"
#include "wizard/window.h"

#include <QSignalSpy>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestWizardWalker : public QObject
{
    Q_OBJECT

private slots:
    void theWholeWayWithoutHands();
    void aWalkSaysWhereItStuck();
    void aWalkIsSilentAfterCancel();
};

void TestWizardWalker::theWholeWayWithoutHands()
{
    Window window;
    window.open();
    WalkPlan plan;
    plan.portal = QUrl(u"https://app.onaskcody.com"_s);
    plan.email = u"askcody@contoso.test"_s;
    plan.password = Secret("canary-4711");
    plan.testMailbox = u"room1@contoso.test"_s;
    plan.name = u"Walked"_s;
    WizardWalker walker(*window.wizard, plan);
    QSignalSpy finished(&walker, &WizardWalker::finished);
    QList<PageId> pages;
    connect(&walker, &WizardWalker::pageReady, this, [&pages](PageId page) { pages.append(page); });
    walker.start();
    QVERIFY(finished.isEmpty());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(finished.at(0).at(0).value<Result<Done>>().hasValue());
    QCOMPARE(pages, steps({}));
    QCOMPARE(window.session().integration().name, u"Walked"_s);
    QVERIFY(!window.wizard->isVisible());
}

void TestWizardWalker::aWalkSaysWhereItStuck()
{
    Window window;
    window.open();
    WalkPlan plan;
    plan.email = u"askcody@contoso.test"_s; // and no password
    WizardWalker walker(*window.wizard, plan);
    QSignalSpy finished(&walker, &WizardWalker::finished);
    walker.start();
    QTRY_COMPARE(finished.size(), 1);
    const auto result = finished.at(0).at(0).value<Result<Done>>();
    QVERIFY(!result);
    QVERIFY(result.problem().detail.contains(u"password"_s));
    QCOMPARE(window.page(), AccountPageId);
}

void TestWizardWalker::aWalkIsSilentAfterCancel()
{
    Window window;
    window.open();
    WizardWalker walker(*window.wizard, {});
    QSignalSpy finished(&walker, &WizardWalker::finished);
    walker.start();
    walker.cancel();
    QTest::qWait(100);
    QVERIFY(finished.isEmpty());
    QCOMPARE(window.page(), WelcomePageId);
}

QTEST_MAIN(TestWizardWalker)
#include "tst_wizardwalker.moc"
