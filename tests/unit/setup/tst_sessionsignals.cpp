// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "setup/parting.h"
#include "support/testedworld.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <functional>

using namespace Setup;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Each signal of a session is the last thing that it does; what it leaves behind is said by the farewells.
class TestSessionSignals : public QObject
{
    Q_OBJECT

private slots:
    void whoeverHearsASignalMayEndTheSession_data();
    void whoeverHearsASignalMayEndTheSession();
    void anEditThatCannotBeSavedSaysBoth();
    void anUnavailableKeychainIsOneAnswer();
    void aFailedWriteIsNotKept();
    void whatIsKeptIsWhatTheRunProved();
    void aPasswordNoLongerWantedIsNotBeingStored();
    void aCancelledRunEndsItsSubscription_data();
    void aCancelledRunEndsItsSubscription();
    void partingHasItsOwnDeadline();
    void partingWithNothingLeftIsShort();
};

namespace {

using Way = std::function<void(Session &)>;

void run(Session &session)
{
    QVERIFY(session.run());
}

void edit(Session &session)
{
    Integration integration = session.integration();
    integration.name += u'!';
    session.setIntegration(integration);
}

void keep(Session &session)
{
    session.setKeepPassword(true);
    QVERIFY(session.run());
}

void handOff(Session &session)
{
    session.markHandedOff();
}

void load(Session &session)
{
    session.loadKeptPassword();
}

// A session with the values of the world, that has not run.
std::unique_ptr<Session> ready(TestedWorld &tested)
{
    auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    return session;
}

void makeUnwritable(TestedWorld &tested)
{
    // Root writes everywhere, so the folder has to go.
    QDir(tested.drafts.path()).removeRecursively();
    QFile inTheWay(tested.drafts.path());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
}

} // namespace

void TestSessionSignals::whoeverHearsASignalMayEndTheSession_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<Way>("way");
    QTest::addColumn<bool>("unwritable");
    QTest::newRow("the end of a run") << QByteArray("runFinished") << Way(run) << false;
    QTest::newRow("changed by a run") << QByteArray("changed") << Way(run) << false;
    QTest::newRow("changed by an edit") << QByteArray("changed") << Way(edit) << false;
    QTest::newRow("changed by the hand-off") << QByteArray("changed") << Way(handOff) << false;
    QTest::newRow("a run that cannot be saved") << QByteArray("saveFailed") << Way(run) << true;
    QTest::newRow("an edit that cannot be saved") << QByteArray("saveFailed") << Way(edit) << true;
    QTest::newRow("a kept password") << QByteArray("passwordKept") << Way(keep) << false;
    QTest::newRow("no password is kept") << QByteArray("keptPasswordLoaded") << Way(load) << false;
}

void TestSessionSignals::whoeverHearsASignalMayEndTheSession()
{
    QFETCH(QByteArray, signal);
    QFETCH(Way, way);
    QFETCH(bool, unwritable);
    TestedWorld tested;
    std::unique_ptr<Session> session = ready(tested);
    QCoreApplication::sendPostedEvents();
    if (unwritable)
        makeUnwritable(tested);
    int heardAfterwards = 0;
    bool gone = false;
    const auto listen = [&](auto which, const char *name) {
        connect(session.get(), which, this, [&, name] {
            heardAfterwards += gone ? 1 : 0;
            if (name == signal && !gone) {
                gone = true;
                session.reset();
            }
        });
    };
    listen(&Session::runFinished, "runFinished");
    listen(&Session::changed, "changed");
    listen(&Session::saveFailed, "saveFailed");
    listen(&Session::passwordKept, "passwordKept");
    listen(&Session::keptPasswordLoaded, "keptPasswordLoaded");
    way(*session);
    QTRY_VERIFY_WITH_TIMEOUT(gone, 20'000);
    QTest::qWait(50);
    QCOMPARE(heardAfterwards, 0);
}

void TestSessionSignals::anEditThatCannotBeSavedSaysBoth()
{
    TestedWorld tested;
    const auto session = ready(tested);
    makeUnwritable(tested);
    QSignalSpy failed(session.get(), &Session::saveFailed);
    QSignalSpy changed(session.get(), &Session::changed);
    edit(*session);
    QCOMPARE(changed.count(), 1);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<Problem>().code, Code::FileNotWritable);
}

void TestSessionSignals::anUnavailableKeychainIsOneAnswer()
{
    TestedWorld tested;
    const auto session = ready(tested);
    tested.secrets.keyring().setFault(MemoryKeyring::Fault::Locked);
    QSignalSpy unavailable(session.get(), &Session::keptPasswordUnavailable);
    QSignalSpy loaded(session.get(), &Session::keptPasswordLoaded);
    session->loadKeptPassword();
    QTRY_COMPARE(unavailable.count(), 1);
    QVERIFY(!loaded.wait(50));
}

void TestSessionSignals::aFailedWriteIsNotKept()
{
    TestedWorld tested;
    const auto session = ready(tested);
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Pass);
    tested.secrets.keyring().setFault(MemoryKeyring::Fault::Locked);
    QSignalSpy kept(session.get(), &Session::passwordKept);
    session->setKeepPassword(true);
    QTRY_COMPARE(kept.count(), 1);
    QVERIFY(!kept.first().first().value<Result<Done>>());
    QVERIFY(!session->keepsPassword());
    const auto resumed = tested.workbench.resume(tested.workbench.drafts().first().id);
    QVERIFY(resumed);
    QVERIFY(!(*resumed)->keepsPassword());
}

void TestSessionSignals::whatIsKeptIsWhatTheRunProved()
{
    TestedWorld tested;
    const auto session = ready(tested);
    session->setKeepPassword(true);
    QSignalSpy kept(session.get(), &Session::passwordKept);
    // Whoever hears the end of the run types another password at once.
    connect(session.get(), &Session::runFinished, this,
            [&session] { session->setPassword(Secret("typed later")); });
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Pass);
    QTRY_COMPARE(kept.count(), 1);
    const auto again = tested.workbench.resume(tested.workbench.drafts().first().id);
    QVERIFY(again);
    QTRY_COMPARE((*again)->password().bytes(), SimulatedWorld::password().bytes());
    session->setKeepPassword(false);
    QTRY_COMPARE(kept.count(), 2);
    session->setKeepPassword(true);
    QVERIFY(!kept.wait(50)); // nobody has proved the new one
    QVERIFY(tested.workbench.keptSecrets()->isEmpty());
}

void TestSessionSignals::aPasswordNoLongerWantedIsNotBeingStored()
{
    TestedWorld tested;
    const auto session = ready(tested);
    QVERIFY(TestedWorld::runToEnd(*session) == Verdict::Pass);
    QSignalSpy kept(session.get(), &Session::passwordKept);
    session->setKeepPassword(true);
    QVERIFY(session->isStoringPassword());
    session->setKeepPassword(false);
    QVERIFY(!session->isStoringPassword());
    QTRY_COMPARE(kept.count(), 1);
    QVERIFY(tested.workbench.keptSecrets()->isEmpty());
}

void TestSessionSignals::aCancelledRunEndsItsSubscription_data()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("cancelled") << Way([](Session &session) { session.cancel(); });
    QTest::newRow("another run") << Way([](Session &session) { QVERIFY(session.run({u"net.dns"_s})); });
    QTest::newRow("an edit") << Way([](Session &session) {
        Integration integration = session.integration();
        integration.server()->forbiddenMailbox.clear();
        session.setIntegration(integration);
    });
    QTest::newRow("another password") << Way([](Session &session) { session.setPassword(Secret("x")); });
    QTest::newRow("discarded") << Way([](Session &session) { session.discardDraft(); });
    QTest::newRow("gone") << Way();
}

void TestSessionSignals::aCancelledRunEndsItsSubscription()
{
    QFETCH(Way, way);
    TestedWorld tested;
    auto session = ready(tested);
    tested.world.setLatency(150ms); // so that the subscription can be seen
    run(*session);
    QTRY_VERIFY_WITH_TIMEOUT(tested.world.exchange().openSubscriptions() == 1, 20'000);
    if (way)
        way(*session);
    else
        session.reset();
    QVERIFY(!tested.workbench.farewells().isEmpty());
    Parting parting(tested.workbench.farewells());
    QSignalSpy parted(&parting, &Parting::finished);
    parting.start();
    QVERIFY(parted.wait(5'000));
    QCOMPARE(tested.world.exchange().openSubscriptions(), 0);
    QVERIFY(tested.workbench.farewells().isEmpty());
}

void TestSessionSignals::partingHasItsOwnDeadline()
{
    TestedWorld tested;
    auto session = ready(tested);
    tested.world.setLatency(150ms);
    run(*session);
    QTRY_VERIFY_WITH_TIMEOUT(tested.world.exchange().openSubscriptions() == 1, 20'000);
    tested.world.setLatency(3'000ms);
    session->cancel();
    Parting parting(tested.workbench.farewells());
    parting.setPatience(50ms);
    QSignalSpy parted(&parting, &Parting::finished);
    parting.start();
    QVERIFY(parted.wait(1'000));
    QVERIFY(!tested.workbench.farewells().isEmpty());
    QVERIFY(!parted.wait(100));
    QCOMPARE(parted.count(), 1);
}

void TestSessionSignals::partingWithNothingLeftIsShort()
{
    Farewells nothing;
    Parting parting(nothing);
    QSignalSpy parted(&parting, &Parting::finished);
    parting.start();
    QVERIFY(parted.isEmpty());
    QVERIFY(parted.wait(1'000));
    parting.start();
    parting.cancel();
    QVERIFY(!parted.wait(50));
    QCOMPARE(parted.count(), 1);
}

Q_DECLARE_METATYPE(Way)

QTEST_GUILESS_MAIN(TestSessionSignals)
#include "tst_sessionsignals.moc"
