// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recordedrun.h"
#include "setup/contradiction.h"
#include "setup/replayedworld.h"
#include "support/bundlecomparison.h"
#include "support/reportformat.h"

#include <QJsonArray>
#include <QSignalSpy>

#include <functional>

using namespace Setup;
using namespace Qt::StringLiterals;

// What counts in a bundle is what its recording gives, whatever the file states.
class TestBundleComparison : public QObject
{
    Q_OBJECT

private slots:
    void aStatementIsComparedWithWhatIsGiven();
    void whatIsGivenAndNotStatedIsNoContradiction();
    void anHonestBundleContradictsNothing_data();
    void anHonestBundleContradictsNothing();
    void whatAFileStatesIsNotBelieved_data();
    void whatAFileStatesIsNotBelieved();
    void theReasonIsSaid();
    void aSuppositionIsNoContradiction();
    void aReplayThatHasNotEndedSaysNothing();
    void onlyDifferencesAreCompared();
    void comparedIsWhatTheRecordingsGive();
    void aComparisonCanBeCancelledAndRunAgain();
    void whoHearsItMayEndIt();
};

namespace {

Finding finding(const QString &id, FindingStatus status, const QString &code = {},
                const QJsonObject &facts = {})
{
    Finding finding;
    finding.checkId = id;
    finding.status = status;
    if (!code.isEmpty())
        finding.problem = Problem{code, {}, {}};
    finding.facts = facts;
    return finding;
}

using Forgery = std::function<void(QJsonObject &finding)>;

QByteArray forged(const QByteArray &har, const QString &checkId, const Forgery &forgery)
{
    QJsonObject document = QJsonDocument::fromJson(har).object();
    QJsonObject log = document["log"_L1].toObject();
    QJsonObject setup = log["_setup"_L1].toObject();
    QJsonArray runs = setup["runs"_L1].toArray();
    QJsonObject run = runs.last().toObject();
    QJsonArray findings = run["findings"_L1].toArray();
    for (qsizetype i = 0; i < findings.size(); ++i) {
        QJsonObject one = findings.at(i).toObject();
        if (one["id"_L1].toString() == checkId) {
            forgery(one);
            findings[i] = one;
        }
    }
    run["findings"_L1] = findings;
    runs[runs.size() - 1] = run;
    setup["runs"_L1] = runs;
    log["_setup"_L1] = setup;
    document["log"_L1] = log;
    return QJsonDocument(document).toJson();
}

void becomePassed(QJsonObject &finding)
{
    finding["status"_L1] = u"pass"_s;
    finding.remove("problem"_L1);
}

// "Basic is off", in a file that says that all is well with it.
QByteArray forgedPass(const QByteArray &har)
{
    return forged(har, u"auth.login"_s, becomePassed);
}

ComparedBundles compared(RecordedSession &world, const QByteArray &one, const QByteArray &other)
{
    BundleComparison comparison({u"one.har"_s, world.opened(one)}, {u"other.har"_s, world.opened(other)});
    QSignalSpy finished(&comparison, &BundleComparison::finished);
    comparison.start();
    if (!finished.isEmpty() || !finished.wait(20'000))
        return {};
    return finished.constFirst().constFirst().value<ComparedBundles>();
}

bool says(const QByteArray &rendered, const QString &sentence)
{
    return QString::fromUtf8(rendered).simplified().contains(sentence);
}

const QString statesAnother = u"This file states another result than its recording gives."_s;

} // namespace

void TestBundleComparison::aStatementIsComparedWithWhatIsGiven()
{
    const QList<Finding> given{
        finding(u"a"_s, FindingStatus::Pass, {}, {{u"status"_s, 1.0}, {u"product"_s, u"x"_s}}),
        finding(u"b"_s, FindingStatus::Fail, u"DNS_NXDOMAIN"_s)};
    QVERIFY(contradictions(given, given).isEmpty());
    QVERIFY(contradictions({finding(u"a"_s, FindingStatus::Pass, {}, {{u"status"_s, 1}})}, given).isEmpty());
    const auto code = contradictions({finding(u"b"_s, FindingStatus::Fail, u"DNS_TIMEOUT"_s)}, given);
    QCOMPARE(code.size(), 1);
    QVERIFY(code.constFirst().endsOtherwise());
    const auto fact =
        contradictions({finding(u"a"_s, FindingStatus::Pass, {}, {{u"product"_s, u"y"_s}})}, given);
    QCOMPARE(fact.size(), 1);
    QVERIFY(!fact.constFirst().endsOtherwise());
    QCOMPARE(fact.constFirst().facts, QStringList{u"product"_s});
    // Who had answered by then is nothing that a replay repeats.
    QVERIFY(
        contradictions({finding(u"a"_s, FindingStatus::Pass, {}, {{u"attempts"_s, 3}})}, given).isEmpty());
    const auto invented = contradictions({finding(u"c"_s, FindingStatus::Pass)}, given);
    QCOMPARE(invented.size(), 1);
    QVERIFY(invented.constFirst().endsOtherwise() && !invented.constFirst().given);
}

// A run that was cancelled, and an older program that saw less.
void TestBundleComparison::whatIsGivenAndNotStatedIsNoContradiction()
{
    const QList<Finding> given{finding(u"a"_s, FindingStatus::Pass, {}, {{u"status"_s, 1}, {u"build"_s, 2}}),
                               finding(u"b"_s, FindingStatus::NotTested)};
    QVERIFY(contradictions({finding(u"a"_s, FindingStatus::Pass, {}, {{u"status"_s, 1}})}, given).isEmpty());
    QVERIFY(contradictions({}, given).isEmpty());
}

void TestBundleComparison::anHonestBundleContradictsNothing_data()
{
    QTest::addColumn<QString>("scenario");
    for (const auto &name : {u"healthy"_s, u"basic-off"_s, u"cert-expired"_s, u"impersonation-denied"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void TestBundleComparison::anHonestBundleContradictsNothing()
{
    QFETCH(const QString, scenario);
    RecordedSession recorded(scenario);
    const auto replay = recorded.opened(recorded.har());
    QVERIFY(replay);
    TestedWorld::runToEnd(*replay);
    QVERIFY(contradictionsOf(*replay).isEmpty());
    const QJsonObject report = replay->report(u"replay"_s);
    QVERIFY(!report.contains("statedOtherwise"_L1));
    QVERIFY(!says(renderText(report), statesAnother));
    QVERIFY(contradictionsOf(*recorded.session).isEmpty()); // no replay at all
}

void TestBundleComparison::whatAFileStatesIsNotBelieved_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<Forgery>("forgery");
    QTest::addColumn<QString>("sentence"); // of the check, in every report
    QTest::newRow("a pass") << u"auth.login"_s << Forgery(becomePassed)
                            << u"the file states “passed”, its recording gives “FAILED "
                               "[HTTP_401_BASIC_NOT_OFFERED]”"_s;
    QTest::newRow("another failure") << u"auth.login"_s << Forgery([](QJsonObject &finding) {
        finding["problem"_L1] = QJsonObject{{u"code"_s, u"HTTP_404"_s}};
    }) << u"the file states “FAILED [HTTP_404]”, its recording gives “FAILED [HTTP_401_BASIC_NOT_OFFERED]”"_s;
    QTest::newRow("another reason") << u"ews.rooms"_s << Forgery([](QJsonObject &finding) {
        finding["skippedBecause"_L1] = u"net.dns"_s;
    }) << u"the file states “skipped because of net.dns”, its recording gives “skipped because of"_s;
    QTest::newRow("a fact") << u"net.tls"_s << Forgery([](QJsonObject &finding) {
        QJsonObject facts = finding["facts"_L1].toObject();
        facts["protocol"_L1] = u"TLSv1"_s;
        finding["facts"_L1] = facts;
    }) << u"other facts than its recording gives: protocol"_s;
    QTest::newRow("a check that there is not")
        << u"auth.login"_s << Forgery([](QJsonObject &finding) { finding["id"_L1] = u"made.up"_s; })
        << u"its recording gives “no such check”"_s;
}

void TestBundleComparison::whatAFileStatesIsNotBelieved()
{
    QFETCH(const QString, check);
    QFETCH(const Forgery, forgery);
    QFETCH(const QString, sentence);
    RecordedSession recorded(u"basic-off"_s);
    const QByteArray honest = recorded.har();
    const QByteArray bundle = forged(honest, check, forgery);
    QVERIFY(bundle != honest);
    const auto replay = recorded.opened(bundle);
    QVERIFY(replay);
    TestedWorld::runToEnd(*replay);
    QCOMPARE(shown(replay->findings()), shown(recorded.session->findings()));
    const QJsonObject report = replay->report(u"replay"_s);
    QCOMPARE(report["statedOtherwise"_L1]["checks"_L1].toArray().size(), 1);
    for (const auto format : {ReportFormat::Text, ReportFormat::Html, ReportFormat::Junit}) {
        const QByteArray rendered = render(report, format);
        QVERIFY2(says(rendered, statesAnother), rendered.constData());
        QVERIFY2(says(rendered, sentence), rendered.constData());
    }
}

// A file says who wrote it, too, and may have been cut.
void TestBundleComparison::theReasonIsSaid()
{
    const auto reason = [](const QString &writtenBy, bool cut) {
        Finding given = finding(u"net.dns"_s, FindingStatus::Fail, u"DNS_NXDOMAIN"_s);
        const Contradiction one{u"net.dns"_s, finding(u"net.dns"_s, FindingStatus::Pass), given, {}};
        ProgramInfo program = ProgramInfo::current();
        program.version = writtenBy;
        Recording recording(program, cut ? 1 : Recording::DefaultBound);
        recording.beginRun({QDateTime::currentDateTimeUtc(), {}, {}, {}});
        RecordedExchange exchange;
        exchange.request.url = QUrl(u"https://mail.contoso.test/"_s);
        ExchangeAnswer answer;
        answer.body = "a body that does not fit";
        exchange.answer = answer;
        recording.add({{1, u"ews.rooms"_s, 1, OperationKind::Exchange, u"POST"_s, 1},
                       QDateTime::currentDateTimeUtc(),
                       {},
                       exchange});
        return contradictionLines(toJson(QList<Contradiction>{one}, recording)).value(0);
    };
    const QString here = ProgramInfo::current().version;
    QVERIFY2(reason(u"0.0.1"_s, false)
                 .contains(u"It says that version 0.0.1 wrote it, and this is version "_s + here),
             qPrintable(reason(u"0.0.1"_s, false)));
    QVERIFY2(reason(here, false).contains(u"may have been changed after it was written"_s),
             qPrintable(reason(here, false)));
    QVERIFY2(reason(here, true).contains(u"Parts of its recording were left out"_s),
             qPrintable(reason(here, true)));
    QVERIFY(contradictionLines({}).isEmpty());
}

void TestBundleComparison::aSuppositionIsNoContradiction()
{
    RecordedSession recorded(u"basic-off"_s);
    const auto replay = recorded.opened(recorded.har());
    QVERIFY(replay);
    replay->replayed()->suppose({Supposition::BasicOffered});
    TestedWorld::runToEnd(*replay);
    QVERIFY(!replay->report(u"replay"_s).contains("statedOtherwise"_L1));
}

void TestBundleComparison::aReplayThatHasNotEndedSaysNothing()
{
    RecordedSession recorded(u"basic-off"_s);
    const auto replay = recorded.opened(forgedPass(recorded.har()));
    QVERIFY(replay);
    QVERIFY(contradictionsOf(*replay).isEmpty());
    QSignalSpy ended(replay.get(), &Session::checkFinished);
    QVERIFY(replay->run());
    QVERIFY(ended.wait(20'000));
    QVERIFY(replay->isRunning());
    QVERIFY(contradictionsOf(*replay).isEmpty());
    replay->cancel();
    QVERIFY(contradictionsOf(*replay).isEmpty());
    TestedWorld::runToEnd(*replay);
    QCOMPARE(contradictionsOf(*replay).size(), 1);
}

void TestBundleComparison::onlyDifferencesAreCompared()
{
    RecordedSession good(u"healthy"_s);
    RecordedSession again(u"healthy"_s);
    RecordedSession bad(u"basic-off"_s);
    const auto alike = Comparison::of(good.session->findings(), again.session->findings());
    QVERIFY2(alike.different.isEmpty(),
             qPrintable(alike.different.isEmpty() ? QString() : alike.different.constFirst().checkId));
    QVERIFY(alike.same > 10);
    const auto bundles = compared(good, good.har(), bad.har());
    QVERIFY(!bundles.comparison.different.isEmpty());
    const QByteArray text = renderText(bundles);
    QVERIFY(text.contains("http.endpoint") && text.contains("HTTP_401_BASIC_NOT_OFFERED"));
    QVERIFY(!text.contains("net.tcp"));
    QVERIFY(!says(text, statesAnother));
    const QJsonObject json = toJson(bundles);
    QCOMPARE(json["same"_L1].toInt() + json["different"_L1].toArray().size(),
             good.session->findings().size());
}

void TestBundleComparison::comparedIsWhatTheRecordingsGive()
{
    RecordedSession good(u"healthy"_s);
    RecordedSession bad(u"basic-off"_s);
    const QByteArray forgery = forgedPass(bad.har());
    const auto alike = compared(bad, forgery, bad.har());
    QVERIFY(alike.comparison.different.isEmpty());
    QVERIFY(alike.one.contains("statedOtherwise"_L1) && !alike.other.contains("statedOtherwise"_L1));
    const auto bundles = compared(bad, forgery, good.har());
    const auto &different = bundles.comparison.different;
    const auto endpoint = std::find_if(different.begin(), different.end(), [](const DifferentRung &rung) {
        return rung.checkId == "auth.login"_L1;
    });
    QVERIFY(endpoint != different.end() && endpoint->one && endpoint->one->problem);
    QCOMPARE(endpoint->one->problem->code, u"HTTP_401_BASIC_NOT_OFFERED"_s);
    const QByteArray text = renderText(bundles);
    QVERIFY2(says(text, statesAnother), text.constData());
    QVERIFY2(says(text, u"the file states “passed”"_s), text.constData());
    // Its schema is judged by a test of its own.
    QFile file(QStringLiteral(SETUP_BINARY_DIR "/comparison.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(QJsonDocument(toJson(bundles)).toJson()) > 0);
}

void TestBundleComparison::aComparisonCanBeCancelledAndRunAgain()
{
    RecordedSession recorded(u"basic-off"_s);
    BundleComparison comparison({u"one"_s, recorded.opened(recorded.har())},
                                {u"other"_s, recorded.opened(recorded.har())});
    QSignalSpy finished(&comparison, &BundleComparison::finished);
    comparison.start();
    comparison.cancel();
    QVERIFY(!finished.wait(200));
    for (int times = 1; times <= 2; ++times) {
        comparison.start();
        QVERIFY(finished.wait(20'000));
        QCOMPARE(finished.size(), times);
    }
}

void TestBundleComparison::whoHearsItMayEndIt()
{
    RecordedSession recorded(u"basic-off"_s);
    auto comparison = std::make_unique<BundleComparison>(
        BundleComparison::Side{u"one"_s, recorded.opened(recorded.har())},
        BundleComparison::Side{u"other"_s, recorded.opened(recorded.har())});
    connect(comparison.get(), &BundleComparison::finished, this, [&comparison] { comparison.reset(); });
    comparison->start();
    QTRY_VERIFY_WITH_TIMEOUT(!comparison, 20'000);
}

Q_DECLARE_METATYPE(Forgery)

QTEST_GUILESS_MAIN(TestBundleComparison)
#include "tst_bundlecomparison.moc"
