// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowprogram.h"
#include "support/testedworld.h"
#include "wizard/setupwizard.h"

#include <QApplication>
#include <QTest>
#include <QTimer>

using namespace Setup;
using namespace std::chrono_literals;

class TestWindowProgram : public QObject
{
    Q_OBJECT

private slots:
    void closingTheWindowEndsTheProgram_data();
    void closingTheWindowEndsTheProgram();
    void theSubscriptionIsEndedBeforeTheProgram();
};

void TestWindowProgram::closingTheWindowEndsTheProgram_data()
{
    QTest::addColumn<bool>("byButton");
    QTest::newRow("closed") << false;
    QTest::newRow("finished") << true;
}

void TestWindowProgram::closingTheWindowEndsTheProgram()
{
    QFETCH(bool, byButton);
    TestedWorld tested;
    SetupWizard wizard(tested.workbench);
    QTimer::singleShot(50, &wizard,
                       [&wizard, byButton] { byButton ? wizard.accept() : void(wizard.close()); });
    bool late = false;
    QTimer::singleShot(10'000, qApp, [&late] {
        late = true;
        QApplication::exit(1);
    });
    QCOMPARE(runWindow(wizard, tested.workbench), 0);
    QVERIFY(!late);
}

void TestWindowProgram::theSubscriptionIsEndedBeforeTheProgram()
{
    TestedWorld tested;
    QWidget window;
    auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    tested.world.setLatency(150ms);
    QTimer look;
    connect(&look, &QTimer::timeout, &window, [&] {
        if (tested.world.exchange().openSubscriptions() != 1)
            return;
        look.stop();
        session.reset();
        window.close();
    });
    look.start(10ms);
    QVERIFY(session->run());
    QCOMPARE(runWindow(window, tested.workbench), 0);
    QVERIFY(!session);
    QCOMPARE(tested.world.exchange().openSubscriptions(), 0);
}

QTEST_MAIN(TestWindowProgram)
#include "tst_windowprogram.moc"
