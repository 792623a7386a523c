// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/checkrunner.h"
#include "core/problemcodes.h"
#include "fakecheck.h"

#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Learnt
{
    static constexpr auto Writer = "a"_L1;
    int value = 0;
};

CheckOutcome learns(const CheckContext &context)
{
    CheckOutcome outcome;
    outcome.facts.set(Learnt{context.attempt});
    return outcome;
}

CheckOutcome reads(const CheckContext &context)
{
    CheckOutcome outcome;
    const auto *learnt = context.facts.get<Learnt>();
    outcome.seen.insert(u"learnt"_s, learnt ? learnt->value : -1);
    return outcome;
}

QStringList ids(const QSignalSpy &spy)
{
    QStringList ids;
    for (const auto &arguments : spy)
        ids.append(arguments.first().typeId() == QMetaType::QString
                       ? arguments.first().toString()
                       : arguments.first().value<Finding>().checkId);
    return ids;
}

Finding of(const CheckRunner &runner, const QString &id)
{
    for (const Finding &finding : runner.findings()) {
        if (finding.checkId == id)
            return finding;
    }
    return {};
}

const auto pass = FakeCheck::says(FindingStatus::Pass);
const auto fail = FakeCheck::says(FindingStatus::Fail, Code::TcpTimeout);

} // namespace

class TestCheckRunner : public QObject
{
    Q_OBJECT

private slots:
    void checksRunSideBySide();
    void aCheckWaitsForAllItsNeeds();
    void factsComeThroughOthers();
    void skippedNamesTheRoot();
    void theFirstNeedNamedIsToBlame();
    void oneOfAnyIsEnough();
    void noneOfAnySkips();
    void aNeedWithoutItsPromisedFactSkips();
    void endOfARecordingIsNotTested();
    void slowCheckFailsAtItsDeadline();
    void durationIsMeasured();
    void onlyRunsWhatIsAskedForWithItsNeeds();
    void checksThatDoNotApplyAreAbsent();
    void repeatRunsTheCheckAndItsDependants();
    void severalChecksAreRepeatedAtOnce();
    void repeatDuringARunStartsItAnew();
    void repeatFinishesACancelledRun();
    void finishedComesOnceAndNotInsideStart();
    void aPlanWithoutChecksFinishes();
    void cancelSilences();
    void destructionSilences();
    void canBeStartedFromEverySlot_data();
    void canBeStartedFromEverySlot();
    void canBeDestroyedFromItsSlot();
    void outcomesTravelThroughSignals();

private:
    void run(CheckRunner &runner, const RunInput &input = {})
    {
        QSignalSpy finished(&runner, &CheckRunner::finished);
        runner.start(input);
        QTRY_COMPARE(finished.count(), 1);
    }
};

void TestCheckRunner::checksRunSideBySide()
{
    CheckRunner runner(
        {FakeCheck::definition(u"a"_s, {}, pass, {}), FakeCheck::definition(u"b"_s, {}, pass, {})},
        noServices());
    QSignalSpy started(&runner, &CheckRunner::checkStarted);
    runner.start({});
    QVERIFY(started.isEmpty());
    QTRY_COMPARE(ids(started), (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(runner.isRunning());
}

void TestCheckRunner::aCheckWaitsForAllItsNeeds()
{
    CheckRunner runner({FakeCheck::definition(u"late"_s, {u"slow"_s, u"quick"_s}, pass),
                        FakeCheck::definition(u"slow"_s, {}, pass, 20ms),
                        FakeCheck::definition(u"quick"_s, {}, pass)},
                       noServices());
    QSignalSpy ended(&runner, &CheckRunner::checkFinished);
    run(runner);
    QCOMPARE(ids(ended), (QStringList{u"quick"_s, u"slow"_s, u"late"_s}));
    QCOMPARE(runner.planned(), (QStringList{u"late"_s, u"slow"_s, u"quick"_s}));
    QCOMPARE(runner.findings().constFirst().checkId, u"late"_s);
    QCOMPARE(toString(runner.verdict()), toString(Verdict::Pass));
}

void TestCheckRunner::factsComeThroughOthers()
{
    CheckRunner runner({FakeCheck::definition(u"a"_s, {}, learns),
                        FakeCheck::definition(u"b"_s, {u"a"_s}, pass),
                        FakeCheck::definition(u"c"_s, {u"b"_s}, reads)},
                       noServices());
    run(runner);
    QCOMPARE(of(runner, u"c"_s).facts.value("learnt"_L1).toInt(), 1);
    QVERIFY(runner.facts().find<Learnt>());
}

void TestCheckRunner::skippedNamesTheRoot()
{
    CheckRunner runner({FakeCheck::definition(u"a"_s, {}, fail),
                        FakeCheck::definition(u"b"_s, {u"a"_s}, pass),
                        FakeCheck::definition(u"c"_s, {u"b"_s}, pass)},
                       noServices());
    QSignalSpy started(&runner, &CheckRunner::checkStarted);
    run(runner);
    QCOMPARE(ids(started), QStringList{u"a"_s});
    QCOMPARE(toString(of(runner, u"c"_s).status), toString(FindingStatus::Skipped));
    QCOMPARE(of(runner, u"c"_s).skippedBecause, u"a"_s);
    QCOMPARE(toString(runner.verdict()), toString(Verdict::Fail));
}

void TestCheckRunner::theFirstNeedNamedIsToBlame()
{
    // The other one fails long before.
    CheckRunner runner({FakeCheck::definition(u"quick"_s, {}, fail),
                        FakeCheck::definition(u"slow"_s, {}, fail, 20ms),
                        FakeCheck::definition(u"c"_s, {u"slow"_s, u"quick"_s}, pass)},
                       noServices());
    run(runner);
    QCOMPARE(of(runner, u"c"_s).skippedBecause, u"slow"_s);
}

void TestCheckRunner::oneOfAnyIsEnough()
{
    auto either = FakeCheck::definition(u"c"_s, {}, pass);
    either.needs = [](const RunInput &) { return CheckNeeds{{}, {u"a"_s, u"b"_s}}; };
    CheckRunner runner(
        {FakeCheck::definition(u"a"_s, {}, fail), FakeCheck::definition(u"b"_s, {}, pass, 10ms), either},
        noServices());
    run(runner);
    QCOMPARE(toString(of(runner, u"c"_s).status), toString(FindingStatus::Pass));
}

void TestCheckRunner::noneOfAnySkips()
{
    auto either = FakeCheck::definition(u"c"_s, {}, pass);
    either.needs = [](const RunInput &) { return CheckNeeds{{}, {u"a"_s, u"b"_s}}; };
    CheckRunner runner(
        {FakeCheck::definition(u"a"_s, {}, fail, 10ms), FakeCheck::definition(u"b"_s, {}, fail), either},
        noServices());
    run(runner);
    QCOMPARE(of(runner, u"c"_s).skippedBecause, u"a"_s);
}

void TestCheckRunner::aNeedWithoutItsPromisedFactSkips()
{
    auto forgetful =
        FakeCheck::definition(u"a"_s, {}, FakeCheck::says(FindingStatus::Warn, Code::DnsViewsDiffer));
    forgetful.promises = promises<Learnt>();
    CheckRunner runner({forgetful, FakeCheck::definition(u"b"_s, {u"a"_s}, reads)}, noServices());
    run(runner);
    QCOMPARE(of(runner, u"b"_s).skippedBecause, u"a"_s);
}

void TestCheckRunner::endOfARecordingIsNotTested()
{
    CheckRunner runner(
        {FakeCheck::definition(u"a"_s, {}, FakeCheck::says(FindingStatus::Fail, Code::NotInRecording)),
         FakeCheck::definition(u"b"_s, {u"a"_s}, pass)},
        noServices());
    run(runner);
    QCOMPARE(toString(of(runner, u"a"_s).status), toString(FindingStatus::NotTested));
    QCOMPARE(of(runner, u"a"_s).notTested, QString(Code::NotInRecording));
    QVERIFY(!of(runner, u"a"_s).problem);
    QCOMPARE(of(runner, u"b"_s).skippedBecause, u"a"_s);
    QCOMPARE(toString(runner.verdict()), toString(Verdict::Incomplete));
}

void TestCheckRunner::slowCheckFailsAtItsDeadline()
{
    CheckRunner runner({FakeCheck::definition(u"a"_s, {}, pass, {}), FakeCheck::definition(u"b"_s, {}, pass)},
                       noServices());
    runner.setDeadline(30ms);
    run(runner);
    QCOMPARE(toString(of(runner, u"a"_s).status), toString(FindingStatus::Fail));
    QCOMPARE(of(runner, u"a"_s).problem->code, QString(Code::CheckTimeout));
    QCOMPARE(toString(of(runner, u"b"_s).status), toString(FindingStatus::Pass));
    QCOMPARE(toString(runner.verdict()), toString(Verdict::Fail));
}

void TestCheckRunner::durationIsMeasured()
{
    CheckRunner runner({FakeCheck::definition(u"a"_s, {}, pass, 25ms)}, noServices());
    run(runner);
    QVERIFY(of(runner, u"a"_s).duration >= 20ms);
}

void TestCheckRunner::onlyRunsWhatIsAskedForWithItsNeeds()
{
    CheckRunner runner(
        {FakeCheck::definition(u"a"_s, {}, pass), FakeCheck::definition(u"b"_s, {u"a"_s}, pass),
         FakeCheck::definition(u"c"_s, {u"b"_s}, pass), FakeCheck::definition(u"d"_s, {u"c"_s}, pass),
         FakeCheck::definition(u"e"_s, {}, pass)},
        noServices());
    RunInput input;
    input.only = QStringList{u"c"_s, u"unknown"_s};
    run(runner, input);
    QCOMPARE(runner.planned(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(runner.possible(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}));
    QCOMPARE(runner.findings().size(), 3);
}

void TestCheckRunner::checksThatDoNotApplyAreAbsent()
{
    auto other = FakeCheck::definition(u"a"_s, {}, pass);
    other.applies = [](const RunInput &input) { return input.integration.server() == nullptr; };
    CheckRunner runner({other, FakeCheck::definition(u"b"_s, {}, pass)}, noServices());
    run(runner);
    QCOMPARE(runner.planned(), QStringList{u"b"_s});
    QCOMPARE(runner.possible(), QStringList{u"b"_s});
}

void TestCheckRunner::repeatRunsTheCheckAndItsDependants()
{
    CheckRunner runner({FakeCheck::definition(u"z"_s, {}, pass), FakeCheck::definition(u"a"_s, {}, learns),
                        FakeCheck::definition(u"b"_s, {u"a"_s}, reads),
                        FakeCheck::definition(u"c"_s, {u"z"_s}, pass)},
                       noServices());
    run(runner);
    QSignalSpy ended(&runner, &CheckRunner::checkFinished);
    QSignalSpy finished(&runner, &CheckRunner::finished);
    runner.repeat(u"a"_s);
    QVERIFY(runner.isRunning());
    QVERIFY(!runner.facts().find<Learnt>());
    QCOMPARE(runner.findings().size(), 2);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(ids(ended), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(of(runner, u"b"_s).facts.value("learnt"_L1).toInt(), 2);
    QCOMPARE(of(runner, u"c"_s).facts.value("attempt"_L1).toInt(), 1);
    runner.repeat(u"nobody"_s);
    QVERIFY(!runner.isRunning());
}

// What a repair touches: one press, and nothing runs twice.
void TestCheckRunner::severalChecksAreRepeatedAtOnce()
{
    CheckRunner runner({FakeCheck::definition(u"a"_s, {}, learns),
                        FakeCheck::definition(u"b"_s, {u"a"_s}, reads),
                        FakeCheck::definition(u"c"_s, {}, pass), FakeCheck::definition(u"d"_s, {}, pass)},
                       noServices());
    run(runner);
    QSignalSpy started(&runner, &CheckRunner::checkStarted);
    QSignalSpy finished(&runner, &CheckRunner::finished);
    runner.repeat({u"b"_s, u"a"_s, u"c"_s, u"nobody"_s});
    QTRY_COMPARE(finished.count(), 1);
    QStringList again = ids(started);
    again.sort();
    QCOMPARE(again, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(of(runner, u"d"_s).facts.value("attempt"_L1).toInt(), 1);
    runner.repeat(QStringList());
    QVERIFY(!runner.isRunning());
}

void TestCheckRunner::repeatDuringARunStartsItAnew()
{
    CheckRunner runner(
        {FakeCheck::definition(u"a"_s, {}, pass, 30ms), FakeCheck::definition(u"b"_s, {}, pass, 60ms)},
        noServices());
    QSignalSpy started(&runner, &CheckRunner::checkStarted);
    QSignalSpy finished(&runner, &CheckRunner::finished);
    runner.start({});
    QTRY_COMPARE(started.count(), 2);
    runner.repeat(u"a"_s);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(ids(started), (QStringList{u"a"_s, u"b"_s, u"a"_s}));
    QCOMPARE(of(runner, u"a"_s).facts.value("attempt"_L1).toInt(), 2);
    QCOMPARE(of(runner, u"b"_s).facts.value("attempt"_L1).toInt(), 1);
}

void TestCheckRunner::repeatFinishesACancelledRun()
{
    CheckRunner runner({FakeCheck::definition(u"a"_s, {}, pass),
                        FakeCheck::definition(u"b"_s, {}, pass, 40ms),
                        FakeCheck::definition(u"c"_s, {u"b"_s}, pass)},
                       noServices());
    QSignalSpy ended(&runner, &CheckRunner::checkFinished);
    runner.start({});
    QTRY_COMPARE(ids(ended), QStringList{u"a"_s});
    runner.cancel();
    QCOMPARE(toString(runner.verdict()), toString(Verdict::Cancelled));
    QSignalSpy finished(&runner, &CheckRunner::finished);
    runner.repeat(u"a"_s);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(runner.findings().size(), 3);
    QCOMPARE(toString(runner.verdict()), toString(Verdict::Pass));
}

void TestCheckRunner::finishedComesOnceAndNotInsideStart()
{
    CheckRunner runner({FakeCheck::definition(u"a"_s, {}, pass)}, noServices());
    QSignalSpy finished(&runner, &CheckRunner::finished);
    runner.start({});
    QVERIFY(finished.isEmpty());
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!runner.isRunning());
    QTest::qWait(50);
    QCOMPARE(finished.count(), 1);
}

void TestCheckRunner::aPlanWithoutChecksFinishes()
{
    CheckRunner runner({}, noServices());
    QSignalSpy finished(&runner, &CheckRunner::finished);
    runner.start({});
    QVERIFY(finished.isEmpty());
    QTRY_COMPARE(finished.count(), 1);
}

void TestCheckRunner::cancelSilences()
{
    CheckRunner runner({FakeCheck::definition(u"a"_s, {}, pass, 20ms)}, noServices());
    QSignalSpy started(&runner, &CheckRunner::checkStarted);
    QSignalSpy ended(&runner, &CheckRunner::checkFinished);
    QSignalSpy finished(&runner, &CheckRunner::finished);
    runner.start({});
    QTRY_COMPARE(started.count(), 1);
    runner.cancel();
    QVERIFY(!runner.isRunning());
    QTest::qWait(80);
    QVERIFY(ended.isEmpty() && finished.isEmpty());
    QCOMPARE(toString(runner.verdict()), toString(Verdict::Cancelled));
    run(runner);
    QCOMPARE(toString(runner.verdict()), toString(Verdict::Pass));
}

void TestCheckRunner::destructionSilences()
{
    auto runner =
        std::make_unique<CheckRunner>(QList{FakeCheck::definition(u"a"_s, {}, pass, 10ms)}, noServices());
    QSignalSpy finished(runner.get(), &CheckRunner::finished);
    runner->start({});
    QTest::qWait(1);
    runner.reset();
    QTest::qWait(50);
    QVERIFY(finished.isEmpty());
}

void TestCheckRunner::canBeStartedFromEverySlot_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::newRow("checkStarted") << QByteArray(SIGNAL(checkStarted(QString)));
    QTest::newRow("checkFinished") << QByteArray(SIGNAL(checkFinished(Setup::Finding)));
    QTest::newRow("finished") << QByteArray(SIGNAL(finished(Setup::Verdict)));
}

void TestCheckRunner::canBeStartedFromEverySlot()
{
    QFETCH(QByteArray, signal);
    CheckRunner runner(
        {FakeCheck::definition(u"a"_s, {}, pass), FakeCheck::definition(u"b"_s, {u"a"_s}, pass)},
        noServices());
    bool again = true;
    const auto restart = [&] {
        if (std::exchange(again, false))
            runner.start({});
    };
    if (signal.contains("checkStarted"))
        connect(&runner, &CheckRunner::checkStarted, this, restart);
    else if (signal.contains("checkFinished"))
        connect(&runner, &CheckRunner::checkFinished, this, restart);
    else
        connect(&runner, &CheckRunner::finished, this, restart);
    QSignalSpy finished(&runner, &CheckRunner::finished);
    runner.start({});
    QTRY_VERIFY(!again && !runner.isRunning());
    QCOMPARE(finished.count(), signal.startsWith("2finished") ? 2 : 1);
    QCOMPARE(runner.findings().size(), 2);
}

void TestCheckRunner::canBeDestroyedFromItsSlot()
{
    auto *runner = new CheckRunner({FakeCheck::definition(u"a"_s, {}, pass)}, noServices());
    QPointer<CheckRunner> watch(runner);
    connect(runner, &CheckRunner::checkFinished, this, [runner] { delete runner; });
    runner->start({});
    QTRY_VERIFY(!watch);
}

void TestCheckRunner::outcomesTravelThroughSignals()
{
    FakeCheck check(learns, 0ms);
    QSignalSpy finished(&check, &Check::finished);
    const FactStore nothing;
    const RunInput input;
    EwsLimiter limiter;
    Cleanup cleanup;
    const CheckContext context{input, FactReader(nothing, {}), noServices(), limiter, cleanup, 7};
    check.start(context);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().value<CheckOutcome>().facts.find<Learnt>()->value, 7);
}

QTEST_GUILESS_MAIN(TestCheckRunner)
#include "tst_checkrunner.moc"
