// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowprogram.h"
#include "support/testedworld.h"
#include "wizard/setupwizard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <cstdio>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Canary = "Kanarie-4711!";

void type(const SetupWizard &wizard, const QString &field, const QString &text)
{
    auto *edit = wizard.currentPage()->findChild<QLineEdit *>(field);
    edit->clear();
    QTest::keyClicks(edit, text);
}

// The victim: a window with its drafts in this folder, whose administrator has filled half of the account's
// page, and one field wrong. Says so, and waits for what becomes of it.
int beVictim(const QString &folder)
{
    SystemClock clock;
    SystemRandomSource random;
    MemorySecretStore secrets;
    SimulatedWorld world(*Scenario::load(u"healthy"_s));
    WorldDoor door(world.table());
    LocalWorkbench workbench({door, clock, random, secrets}, folder, false);
    SetupWizard wizard(workbench);
    QTimer next;
    QObject::connect(&next, &QTimer::timeout, &wizard, [&] {
        if (wizard.currentId() != AccountPageId)
            return wizard.button(QWizard::NextButton)->click();
        next.stop();
        type(wizard, u"emailEdit"_s, u"askcody@contoso.test"_s);
        type(wizard, u"userEdit"_s, u"CONTOSO\\askcody"_s);
        type(wizard, u"passwordEdit"_s, QString::fromLatin1(Canary));
        type(wizard, u"roomEdit"_s, u"room1@contoso.test, room2@contoso.test"_s);
        type(wizard, u"forbiddenEdit"_s, u"no address"_s);
        std::puts("typed");
        std::fflush(stdout);
    });
    next.start(50);
    return runWindow(wizard, workbench);
}

} // namespace

// What was typed outlives the program, however it ends.
class TestKilledWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatWasTypedOutlivesAKill();
    void aSignalClosesTheWindow_data();
    void aSignalClosesTheWindow();
    void nohupIsHeard();

private:
    void start(QProcess &victim, const QStringList &before = {}) const;
    void verifyKept() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestKilledWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

// Until everything is typed.
void TestKilledWindow::start(QProcess &victim, const QStringList &before) const
{
    QStringList command =
        before + QStringList{QCoreApplication::applicationFilePath(), u"--victim"_s, m_folder->path()};
    const QString program = command.takeFirst();
    victim.start(program, command);
    QVERIFY(victim.waitForStarted());
    while (!victim.readAllStandardOutput().contains("typed"))
        QVERIFY2(victim.waitForReadyRead(20'000), victim.readAllStandardError().constData());
}

// As the next start finds it.
void TestKilledWindow::verifyKept() const
{
    TestedWorld tested;
    LocalWorkbench workbench({tested.door, tested.clock, tested.random, tested.secrets}, m_folder->path(),
                             false);
    QCOMPARE(workbench.drafts().size(), 1);
    const auto resumed = workbench.resume(workbench.drafts().constFirst().id);
    QVERIFY(resumed);
    QVERIFY(!(*resumed)->isReadOnly());
    const ExchangeServer *server = (*resumed)->integration().server();
    QVERIFY(server);
    QCOMPARE(server->email, u"askcody@contoso.test"_s);
    QCOMPARE(server->username, u"CONTOSO\\askcody"_s);
    QCOMPARE(server->testMailboxes, (QStringList{u"room1@contoso.test"_s, u"room2@contoso.test"_s}));
    QCOMPARE(server->forbiddenMailbox, QString());
    const auto files = QDir(m_folder->path()).entryInfoList(QDir::Files);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(Canary), qPrintable(info.fileName()));
    }
}

void TestKilledWindow::whatWasTypedOutlivesAKill()
{
    QProcess victim;
    start(victim);
    QTest::qWait(2'000);
    QCOMPARE(victim.state(), QProcess::Running);
    victim.kill();
    QVERIFY(victim.waitForFinished());
    QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
    verifyKept();
}

void TestKilledWindow::aSignalClosesTheWindow_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("end of the session") << SIGTERM;
    QTest::newRow("end of the terminal") << SIGHUP;
    QTest::newRow("Ctrl+C") << SIGINT;
}

void TestKilledWindow::aSignalClosesTheWindow()
{
    QFETCH(const int, number);
    QProcess victim;
    start(victim);
    QCOMPARE(::kill(pid_t(victim.processId()), number), 0); // at once: before a pause in typing
    QVERIFY(victim.waitForFinished(20'000));
    QCOMPARE(victim.exitStatus(), QProcess::NormalExit);
    QCOMPARE(victim.exitCode(), 0);
    verifyKept();
}

void TestKilledWindow::nohupIsHeard()
{
    QProcess victim;
    start(victim, {u"nohup"_s});
    QCOMPARE(::kill(pid_t(victim.processId()), SIGHUP), 0);
    QVERIFY(!victim.waitForFinished(1'000));
    QCOMPARE(::kill(pid_t(victim.processId()), SIGTERM), 0);
    QVERIFY(victim.waitForFinished(20'000));
    QCOMPARE(victim.exitCode(), 0);
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--victim"_L1)
        return beVictim(arguments.value(2));
    TestKilledWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_killedwindow.moc"
