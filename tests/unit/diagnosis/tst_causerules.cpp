// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/causeranking.h"
#include "diagnosis/evidence.h"
#include "diagnosis/explainer.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QDateTime &now()
{
    static const QDateTime moment = QDateTime::fromString(u"2026-12-01T10:00:00Z"_s, Qt::ISODate);
    return moment;
}

Finding finding(const QString &id, FindingStatus status, const QJsonObject &facts = {})
{
    Finding finding;
    finding.checkId = id;
    finding.status = status;
    finding.facts = facts;
    return finding;
}

// A run that has seen one of everything.
Evidence evidence(const QStringList &askable = {})
{
    const Problem problem{u"X"_s,
                          {},
                          {{u"offers"_s, QJsonArray{u"Negotiate"_s, u"NTLM"_s}},
                           {u"headers"_s, QJsonObject{{u"X-FEServer"_s, u"EX01"_s}}},
                           {u"seconds"_s, 30},
                           {u"direct"_s, false},
                           {u"empty"_s, QString()},
                           {u"nothing"_s, QJsonArray()},
                           {u"notAfter"_s, u"2026-11-30T23:59:59Z"_s},
                           {u"notBefore"_s, u"2025-11-30"_s},
                           {u"when"_s, u"soon"_s}}};
    Finding skipped = finding(u"ews.rooms"_s, FindingStatus::Skipped);
    skipped.skippedBecause = u"auth.login"_s;
    const QJsonArray rows{QJsonObject{{u"address"_s, u"2001:db8::1"_s}, {u"result"_s, u"timeout"_s}},
                          QJsonObject{{u"address"_s, u"192.0.2.1"_s}, {u"result"_s, u"connected"_s}}};
    return {
        problem,
        u"auth.login"_s,
        {finding(u"net.tcp"_s, FindingStatus::Pass, {{u"results"_s, rows}}),
         finding(u"workstation.clock"_s, FindingStatus::Warn, {{u"serverTime"_s, u"2026-12-01T09:00:00Z"_s}}),
         finding(u"portal.probe"_s, FindingStatus::NotTested), skipped},
        now(),
        askable};
}

Catalogue catalogueOf(const QByteArray &causes)
{
    Catalogue catalogue;
    const bool isRead = catalogue.add(
        R"({"problems":[{"code":"X","owner":"askcody","title":"t","what":"w","steps":["s"],"causes":)"
        + causes + "}]}");
    Q_ASSERT(isRead);
    return catalogue;
}

Condition condition(const QByteArray &json)
{
    const Catalogue catalogue =
        catalogueOf(R"([{"text":"a","owner":"askcody","confidence":"low","for":[)" + json + "]}]");
    return catalogue.entry(u"X"_s).causes.at(0).evidenceFor.at(0);
}

QList<RankedCause> rankedOf(const QByteArray &causes, const Evidence &seen = evidence())
{
    return ranked(catalogueOf(causes).entry(u"X"_s).causes, seen, u"auth.login"_s);
}

QString order(const QList<RankedCause> &causes)
{
    QStringList said;
    for (const RankedCause &cause : causes)
        said.append(cause.cause.text + u':' + toString(cause.confidence));
    return said.join(u' ');
}

} // namespace

class TestCauseRules : public QObject
{
    Q_OBJECT

private slots:
    void conditionsHold_data();
    void conditionsHold();
    void todayIsUnknownWithoutAClock();
    void allTestsOfOneConditionMustHold();
    void whatTheCheckItselfSawCounts();
    void longTextsAreNotMatched();
    void whatWasSeenOutweighsWhatWasExpected();
    void signsAddUp();
    void aHintOnlyTipsTheScales();
    void aProofOutweighsThreeSigns();
    void equalPointsKeepTheCataloguesOrder();
    void noCauseIsLikelierThanOneAboveIt();
    void theNextOpenCheckDecides();
    void whatIsProvedNeedsNoDecision();
    void oneCauseHasNoRival();
    void brokenRulesAreRefused_data();
    void brokenRulesAreRefused();
    void theJsonSaysWhatWouldDecide();
};

void TestCauseRules::conditionsHold_data()
{
    QTest::addColumn<QByteArray>("test");
    QTest::addColumn<bool>("holds");
    const auto row = [](const char *name, const QByteArray &test, bool holds) {
        QTest::newRow(name) << test << holds;
    };
    row("is there", R"("fact":"offers")", true);
    row("is not there", R"("fact":"other")", false);
    row("is there, but empty", R"("fact":"empty")", false);
    row("false is something", R"("fact":"direct")", true);
    row("present", R"("fact":"offers","present":true)", true);
    row("present, but is not", R"("fact":"other","present":true)", false);
    row("absent", R"("fact":"other","present":false)", true);
    row("absent: an empty list is", R"("fact":"nothing","present":false)", true);
    row("absent, but is there", R"("fact":"offers","present":false)", false);
    row("equals an element", R"("fact":"offers","equals":"ntlm")", true);
    row("equals none", R"("fact":"offers","equals":"Basic")", false);
    row("equals a part only", R"("fact":"offers","equals":"NTL")", false);
    row("equals a number", R"("fact":"seconds","equals":"30")", true);
    row("equals a bool", R"("fact":"direct","equals":"false")", true);
    row("contains", R"("fact":"offers","contains":"goti")", true);
    row("not equals", R"("fact":"offers","equals":"Basic","not":true)", true);
    row("not equals, but one does", R"("fact":"offers","equals":"NTLM","not":true)", false);
    row("not of what is unknown says nothing", R"("fact":"other","equals":"NTLM","not":true)", false);
    row("matches", R"x("fact":"offers","matches":"N(egotiate|TLM)")x", true);
    row("matches the whole only", R"("fact":"offers","matches":"NTL")", false);
    row("code of the problem", R"("fact":"code","equals":"X")", true);
    row("check", R"("fact":"checkId","equals":"auth.login")", true);
    row("another check", R"("fact":"net.tcp:status","equals":"pass")", true);
    row("a check that was not there", R"("fact":"net.dns:status","equals":"pass")", false);
    row("inside an object", R"("fact":"headers/X-FEServer","equals":"EX01")", true);
    row("inside rows", R"("fact":"net.tcp:results/address","matches":"[0-9a-f:]+:[0-9a-f:]*")", true);
    row("inside rows, none", R"("fact":"net.tcp:results/result","equals":"refused")", false);
    row("inside what is no object", R"("fact":"offers/x")", false);
    row("anywhere in the rows", R"("fact":"net.tcp:results","equals":"timeout")", true);
    row("before today", R"("fact":"notAfter","before":"today")", true);
    row("after today", R"("fact":"notAfter","after":"today")", false);
    row("before a day", R"("fact":"notAfter","before":"2026-12-01")", true);
    row("not before its own day", R"("fact":"notBefore","before":"2025-11-30")", false);
    row("after a moment", R"("fact":"notAfter","after":"2026-11-30T23:59:58Z")", true);
    row("before another fact", R"("fact":"notBefore","before":"notAfter")", true);
    row("before a fact of another check", R"("fact":"notAfter","before":"workstation.clock:serverTime")",
        true);
    row("before what is not there", R"("fact":"notAfter","before":"other")", false);
    row("between", R"("fact":"notAfter","after":"2026-01-01","before":"today")", true);
    row("no date", R"("fact":"when","before":"today")", false);
    row("not before", R"("fact":"notAfter","before":"2026-01-01","not":true)", true);
}

void TestCauseRules::conditionsHold()
{
    QFETCH(QByteArray, test);
    QFETCH(bool, holds);
    QCOMPARE(evidence().holds(condition('{' + test + R"(,"says":"s"})")), holds);
}

void TestCauseRules::todayIsUnknownWithoutAClock()
{
    const Evidence seen(Problem{u"X"_s, {}, {{u"notAfter"_s, u"2001-01-01"_s}}}, {}, {});
    QVERIFY(!seen.holds(condition(R"({"fact":"notAfter","before":"today","says":"s"})")));
    QVERIFY(!seen.holds(condition(R"({"fact":"notAfter","after":"today","says":"s"})")));
    QVERIFY(seen.holds(condition(R"({"fact":"notAfter","before":"2026-01-01","says":"s"})")));
}

void TestCauseRules::allTestsOfOneConditionMustHold()
{
    QVERIFY(evidence().holds(condition(
        R"({"all":[{"fact":"offers","equals":"NTLM"},{"fact":"offers","equals":"Basic","not":true}],"says":"s"})")));
    QVERIFY(!evidence().holds(condition(
        R"({"all":[{"fact":"offers","equals":"NTLM"},{"fact":"offers","equals":"Basic"}],"says":"s"})")));
}

void TestCauseRules::whatTheCheckItselfSawCounts()
{
    const Problem problem{u"X"_s, {}, {{u"port"_s, 25}}};
    Finding own = finding(u"net.tcp"_s, FindingStatus::Fail, {{u"url"_s, u"u"_s}, {u"port"_s, 443}});
    own.problem = problem;
    const Evidence seen(problem, u"net.tcp"_s, {own});
    QVERIFY(seen.holds(condition(R"({"fact":"url","equals":"u","says":"s"})")));
    QVERIFY(seen.holds(condition(R"({"fact":"port","equals":"25","says":"s"})"))); // the problem knows better
    const Evidence other(problem, u"net.dns"_s, {own});
    QVERIFY(!other.holds(condition(R"({"fact":"url","says":"s"})")));
}

void TestCauseRules::longTextsAreNotMatched()
{
    const auto seen = [](qsizetype length) {
        return Evidence(Problem{u"X"_s, {}, {{u"server"_s, QString(length, u'a')}}}, {}, {});
    };
    const Condition letters = condition(R"({"fact":"server","matches":"a+","says":"s"})");
    QVERIFY(seen(1000).holds(letters));
    QVERIFY(!seen(1001).holds(letters));
    // Even an expression that the schema refuses cannot take long: the library has a limit of its own.
    const Condition slow = condition(R"({"fact":"server","matches":"(a+)+b","says":"s"})");
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!seen(1000).holds(slow));
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
}

void TestCauseRules::whatWasSeenOutweighsWhatWasExpected()
{
    QCOMPARE(order(rankedOf(R"([
        {"text":"expected","owner":"askcody","confidence":"high"},
        {"text":"seen","owner":"askcody","confidence":"low","for":[{"fact":"offers","says":"s"}]}])")),
             u"seen:medium expected:medium"_s);
    QCOMPARE(order(rankedOf(R"([
        {"text":"doubtful","owner":"askcody","confidence":"high","against":[{"fact":"offers","says":"s"}]},
        {"text":"left","owner":"askcody","confidence":"low"}])")),
             u"left:low doubtful:low"_s);
}

void TestCauseRules::signsAddUp()
{
    QCOMPARE(order(rankedOf(R"([
        {"text":"one","owner":"askcody","confidence":"high","for":[{"fact":"offers","says":"s"}]},
        {"text":"two","owner":"askcody","confidence":"medium",
         "for":[{"fact":"offers","says":"s"},{"fact":"seconds","says":"s"}]}])")),
             u"two:high one:high"_s);
    QCOMPARE(order(rankedOf(R"([
        {"text":"both","owner":"askcody","confidence":"medium",
         "for":[{"fact":"offers","says":"s"}],"against":[{"fact":"seconds","says":"s"}]},
        {"text":"neither","owner":"askcody","confidence":"medium"}])")),
             u"both:medium neither:medium"_s);
}

void TestCauseRules::aHintOnlyTipsTheScales()
{
    QCOMPARE(order(rankedOf(R"([
        {"text":"expected","owner":"askcody","confidence":"high"},
        {"text":"medium","owner":"askcody","confidence":"medium"},
        {"text":"hinted","owner":"askcody","confidence":"medium",
         "for":[{"fact":"offers","weight":"hint","says":"s"}]}])")),
             u"expected:high hinted:high medium:medium"_s);
}

void TestCauseRules::aProofOutweighsThreeSigns()
{
    const auto causes = rankedOf(R"([
        {"text":"signs","owner":"askcody","confidence":"low",
         "for":[{"fact":"offers","says":"s"},{"fact":"seconds","says":"s"},{"fact":"direct","says":"s"}]},
        {"text":"proved","owner":"askcody","confidence":"medium",
         "for":[{"fact":"offers","weight":"proof","says":"s"}]}])");
    QCOMPARE(order(causes), u"proved:high signs:high"_s);
    QCOMPARE(order(rankedOf(R"([
        {"text":"disproved","owner":"askcody","confidence":"high",
         "against":[{"fact":"offers","weight":"proof","says":"s"}]},
        {"text":"left","owner":"askcody","confidence":"low"}])")),
             u"left:low disproved:low"_s);
}

void TestCauseRules::equalPointsKeepTheCataloguesOrder()
{
    QCOMPARE(order(rankedOf(R"([
        {"text":"b","owner":"askcody","confidence":"medium","for":[{"fact":"offers","says":"s"}]},
        {"text":"a","owner":"askcody","confidence":"medium","for":[{"fact":"seconds","says":"s"}]},
        {"text":"c","owner":"askcody","confidence":"medium","for":[{"fact":"direct","says":"s"}]}])")),
             u"b:high a:high c:high"_s);
}

void TestCauseRules::noCauseIsLikelierThanOneAboveIt()
{
    const auto causes = rankedOf(R"([
        {"text":"a","owner":"askcody","confidence":"low","for":[{"fact":"offers","says":"s"}]},
        {"text":"b","owner":"askcody","confidence":"high"},
        {"text":"c","owner":"askcody","confidence":"high"}])");
    QCOMPARE(order(causes), u"a:medium b:medium c:medium"_s);
}

void TestCauseRules::theNextOpenCheckDecides()
{
    QStringList askable;
    const auto decides = [&askable](const QByteArray &deciders) {
        return rankedOf(R"([{"text":"a","owner":"askcody","confidence":"low","decidedBy":[)" + deciders
                            + R"(]},{"text":"b","owner":"askcody","confidence":"low"}])",
                        evidence(askable))
            .at(0)
            .decidedBy.says;
    };
    const QByteArray passed = R"({"check":"net.tcp","says":"passed"})";
    const QByteArray warned = R"({"check":"workstation.clock","says":"warned"})";
    const QByteArray skipped = R"({"check":"ews.rooms","says":"skipped"})";
    const QByteArray itself = R"({"check":"auth.login","says":"itself"})";
    const QByteArray untested = R"({"check":"portal.probe","says":"untested"})";
    const QByteArray unrun = R"({"check":"net.dns","says":"unrun"})";
    const QByteArray person = R"({"says":"person"})";
    QCOMPARE(decides(unrun), u"unrun"_s);
    QCOMPARE(decides(passed + ',' + unrun + ',' + person), u"unrun"_s);
    QCOMPARE(decides(warned + ',' + untested), u"untested"_s);
    QCOMPARE(decides(skipped + ',' + itself + ',' + person), u"person"_s);
    QCOMPARE(decides(passed + ',' + skipped + ',' + itself), QString());
    // A check that this integration does not have is no way out.
    askable = {u"net.tcp"_s};
    QCOMPARE(decides(unrun + ',' + person), u"person"_s);
}

void TestCauseRules::whatIsProvedNeedsNoDecision()
{
    const auto causes = rankedOf(R"([
        {"text":"a","owner":"askcody","confidence":"low","for":[{"fact":"offers","weight":"proof","says":"s"}],
         "decidedBy":[{"says":"look"}]},
        {"text":"b","owner":"askcody","confidence":"low","decidedBy":[{"says":"look"}]}])");
    QCOMPARE(causes.at(0).decidedBy.says, QString());
    QCOMPARE(causes.at(1).decidedBy.says, u"look"_s);
}

void TestCauseRules::oneCauseHasNoRival()
{
    const auto causes =
        rankedOf(R"([{"text":"a","owner":"askcody","confidence":"low","decidedBy":[{"says":"look"}]}])");
    QCOMPARE(causes.at(0).decidedBy.says, QString());
}

void TestCauseRules::brokenRulesAreRefused_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::newRow("no fact") << QByteArray(R"({"equals":"a","says":"s"})");
    QTest::newRow("no words") << QByteArray(R"({"fact":"offers"})");
    QTest::newRow("unknown weight") << QByteArray(R"({"fact":"offers","weight":"heavy","says":"s"})");
    QTest::newRow("broken expression") << QByteArray(R"({"fact":"offers","matches":"a(","says":"s"})");
    QTest::newRow("no fact in all") << QByteArray(R"({"all":[{"equals":"a"}],"says":"s"})");
}

void TestCauseRules::brokenRulesAreRefused()
{
    QFETCH(QByteArray, condition);
    Catalogue catalogue;
    QVERIFY(!catalogue.add(
        R"({"problems":[{"code":"X","owner":"askcody","title":"t","what":"w","causes":[
            {"text":"a","owner":"askcody","confidence":"low","for":[)"
        + condition + "]}]}]}"));
    QCOMPARE(catalogue.errors().size(), 1);
}

void TestCauseRules::theJsonSaysWhatWouldDecide()
{
    const Catalogue catalogue = catalogueOf(R"([
        {"id":"one","text":"a","owner":"askcody","confidence":"low","decidedBy":[{"check":"net.dns","says":"names {host}"}]},
        {"text":"b","owner":"askcody","confidence":"low","decidedBy":[{"says":"look"}]},
        {"text":"c","owner":"askcody","confidence":"low"}])");
    const Explanation explanation =
        Explainer(catalogue).explain(Problem{u"X"_s, {}, {{u"host"_s, u"h"_s}}}, u"auth.login"_s);
    const QJsonArray causes = toJson(explanation).value("causes"_L1).toArray();
    QCOMPARE(causes.at(0).toObject().value("id"_L1).toString(), u"one"_s);
    QCOMPARE(causes.at(0).toObject().value("decidedBy"_L1).toObject(),
             QJsonObject({{u"text"_s, u"names h"_s}, {u"check"_s, u"net.dns"_s}}));
    QCOMPARE(causes.at(1).toObject().value("decidedBy"_L1).toObject(), QJsonObject({{u"text"_s, u"look"_s}}));
    QVERIFY(!causes.at(2).toObject().contains("decidedBy"_L1));
    QVERIFY(!causes.at(1).toObject().contains("id"_L1));
}

QTEST_GUILESS_MAIN(TestCauseRules)
#include "tst_causerules.moc"
