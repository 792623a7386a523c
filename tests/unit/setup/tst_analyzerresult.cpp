// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "hostiletexts.h"
#include "setup/analyzerresult.h"
#include "setup/vantagepoints.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QString mailHost = u"mail.contoso.test"_s;

QString pathOf(const QString &name)
{
    return QStringLiteral(SETUP_SOURCE_DIR "/tests/data/analyzer/") + name + u".xml"_s;
}

// "net.dns pass", one for each rung.
QStringList told(const AnalyzerResult &result)
{
    QStringList all;
    for (const Finding &rung : result.rungs)
        all.append(rung.checkId + u' ' + toString(rung.status));
    return all;
}

Finding rungOf(const AnalyzerResult &result, const QString &id)
{
    for (const Finding &rung : result.rungs)
        if (rung.checkId == id)
            return rung;
    return {};
}

QByteArray step(const QString &test, const QString &outcome, const QString &details)
{
    return u"<testresult status=\"Error\" testdescription=\"%1\" resultdescription=\"%2\" "
           "additionaldetails=\"%3\" elapsedMilliseconds=\"5\"><children/></testresult>"_s
               .arg(test.toHtmlEscaped(), outcome.toHtmlEscaped(), details.toHtmlEscaped())
               .toUtf8();
}

QString codeOf(const QByteArray &xml)
{
    const auto result = readAnalyzerResult(xml, {});
    return result ? QString() : result.problem().code;
}

} // namespace

class TestAnalyzerResult : public QObject
{
    Q_OBJECT

private slots:
    void rungsAreTold_data();
    void rungsAreTold();
    void whereItBrokeIsToldInItsOwnWords();
    void anotherHostIsNoneOfOurs();
    void differencesAreBetweenWhatBothTried();
    void whatTwoViewsComeTo_data();
    void whatTwoViewsComeTo();
    void whatIsNoResultIsRefused_data();
    void whatIsNoResultIsRefused();
    void hostileWordsAreHarmless();
};

void TestAnalyzerResult::rungsAreTold_data()
{
    QTest::addColumn<QStringList>("expected");
    const QStringList found{u"discover.settings pass"_s, u"net.dns pass"_s};
    QTest::newRow("all-well") << found
            + QStringList{u"net.tcp pass"_s, u"net.tls pass"_s, u"http.endpoint pass"_s, u"auth.login pass"_s,
                          u"ews.impersonation pass"_s};
    QTest::newRow("firewall") << found + QStringList{u"net.tcp fail"_s};
    QTest::newRow("other-spelling") << found + QStringList{u"net.tcp fail"_s};
    QTest::newRow("certificate") << found + QStringList{u"net.tcp pass"_s, u"net.tls fail"_s};
    QTest::newRow("autodiscover") << QStringList{u"discover.settings fail"_s};
    QTest::newRow("forbidden") << QStringList{u"discover.settings pass"_s, u"auth.login fail"_s};
    QTest::newRow("warning") << found
            + QStringList{u"net.tcp pass"_s, u"net.tls warn"_s, u"auth.login pass"_s,
                          u"ews.impersonation fail"_s};
}

void TestAnalyzerResult::rungsAreTold()
{
    QFETCH(const QStringList, expected);
    const auto result =
        analyzerResultFromFile(pathOf(QString::fromLatin1(QTest::currentDataTag())), mailHost);
    QVERIFY2(result, qPrintable(result ? QString() : result.problem().detail));
    QCOMPARE(told(*result), expected);
    QVERIFY(result->test.startsWith(u"Exchange Web Services"_s));
    QCOMPARE(qint64(result->duration.count()), 9'000);
}

void TestAnalyzerResult::whereItBrokeIsToldInItsOwnWords()
{
    const auto result = analyzerResultFromFile(pathOf(u"certificate"_s), mailHost);
    QVERIFY(result);
    const QJsonObject said = rungOf(*result, u"net.tls"_s).facts;
    QCOMPARE(said["message"_L1].toString(),
             u"A certificate chain couldn't be constructed for the certificate."_s);
    QCOMPARE(said["details"_L1].toString(), u"The chain did not end in a trusted root."_s);
    QCOMPARE(said["host"_L1].toString(), mailHost);
}

// What the analyzer finds at names that Autodiscover tries says nothing of the way to EWS.
void TestAnalyzerResult::anotherHostIsNoneOfOurs()
{
    const auto result = analyzerResultFromFile(pathOf(u"all-well"_s), u"exchange.fabrikam.test"_s);
    QVERIFY(result);
    QCOMPARE(told(*result),
             (QStringList{u"discover.settings pass"_s, u"auth.login pass"_s, u"ews.impersonation pass"_s}));
    const auto any = analyzerResultFromFile(pathOf(u"all-well"_s), {});
    QVERIFY(any);
    QCOMPARE(toString(rungOf(*any, u"net.tls"_s).status), u"fail"_s); // of the company's web site
}

void TestAnalyzerResult::differencesAreBetweenWhatBothTried()
{
    const auto result = analyzerResultFromFile(pathOf(u"firewall"_s), mailHost);
    QVERIFY(result);
    Finding dns{u"net.dns"_s, FindingStatus::Pass, {}, {}, {}, {}, {}, {}};
    Finding tcp{u"net.tcp"_s, FindingStatus::Pass, {}, {}, {}, {}, {}, {}};
    const auto marked = [&] {
        QStringList ids;
        for (const SeenTwice &row : seenTwice({dns, tcp}, result->rungs))
            if (row.differs())
                ids.append(row.checkId);
        return ids;
    };
    QCOMPARE(marked(), QStringList{u"net.tcp"_s});
    tcp.status = FindingStatus::Fail;
    tcp.problem = Problem{Code::TcpTimeout, {}, {}};
    QCOMPARE(marked(), QStringList());
    dns.status = FindingStatus::Skipped;
    QCOMPARE(marked(), QStringList());
}

void TestAnalyzerResult::whatTwoViewsComeTo_data()
{
    using Status = FindingStatus;
    QTest::addColumn<QList<Status>>("here"); // of net.dns, net.tcp …
    QTest::addColumn<QList<Status>>("there");
    QTest::addColumn<Views>("views");
    const auto row = [](const char *name, const QList<Status> &here, const QList<Status> &there,
                        Views views) { QTest::newRow(name) << here << there << views; };
    row("both get through", {Status::Pass, Status::Warn}, {Status::Pass, Status::Pass}, Views::Alike);
    row("one is stopped", {Status::Pass, Status::Pass}, {Status::Pass, Status::Fail}, Views::Different);
    row("stopped here only", {Status::Fail}, {Status::Pass}, Views::Different);
    row("both are stopped", {Status::Pass, Status::Fail}, {Status::Pass, Status::Fail}, Views::SameTrouble);
    row("behind a proxy", {Status::NotTested, Status::NotTested}, {Status::Pass, Status::Fail},
        Views::UntriedHere);
    row("never asked here", {}, {Status::Fail}, Views::UntriedHere);
    row("behind a proxy, and all is well", {Status::NotTested, Status::NotTested, Status::Pass},
        {Status::Pass, Status::Pass, Status::Pass}, Views::Alike);
    row("nothing in common", {Status::NotTested, Status::Pass}, {Status::Pass, Status::Skipped},
        Views::Incomparable);
    row("nothing there", {Status::Pass}, {}, Views::Incomparable);
}

void TestAnalyzerResult::whatTwoViewsComeTo()
{
    const auto ladder = [](const QList<FindingStatus> &statuses) {
        const QStringList ids{u"net.dns"_s, u"net.tcp"_s, u"net.tls"_s};
        QList<Finding> rungs;
        for (const FindingStatus status : statuses) {
            Finding rung;
            rung.checkId = ids.at(rungs.size());
            rung.status = status;
            if (status == FindingStatus::Fail)
                rung.problem = Problem{Code::TcpTimeout, {}, {}};
            rungs.append(rung);
        }
        return rungs;
    };
    QFETCH(const QList<FindingStatus>, here);
    QFETCH(const QList<FindingStatus>, there);
    QFETCH(const Views, views);
    QVERIFY(viewsOf(seenTwice(ladder(here), ladder(there))) == views);
}

void TestAnalyzerResult::whatIsNoResultIsRefused_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("code");
    const QByteArray one = step(u"Testing TCP port 443 on host a.test."_s, u"x"_s, {});
    const QString malformed = Code::FileMalformed;
    QTest::newRow("nothing") << QByteArray() << malformed;
    QTest::newRow("a web page") << QByteArray("<html><body>Results</body></html>") << malformed;
    QTest::newRow("text") << QByteArray("Connectivity Test Failed") << malformed;
    QTest::newRow("cut off") << one.chopped(20) << malformed;
    QTest::newRow("steps of another test")
        << step(u"Testing TCP-less things."_s, u"x"_s, {}).replace("TCP-less", "mail") << malformed;
    QTest::newRow("a document type") << "<!DOCTYPE testresult>" + one << QString(Code::AnswerDtd);
    QTest::newRow("entities that grow")
        << "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + one
        << QString(Code::AnswerDtd);
    QTest::newRow("a huge tag") << "<a" + QByteArray(" b=''").repeated(100) + ">" + one + "</a>"
                                << QString(Code::AnswerTooLarge);
    QTest::newRow("deep") << QByteArray("<testresult>").repeated(100)
            + QByteArray("</testresult>").repeated(100)
                          << QString(Code::AnswerTooLarge);
    QTest::newRow("many") << "<a>" + one.repeated(2'100) + "</a>" << QString(Code::AnswerTooLarge);
    QTest::newRow("large") << "<a>" + QByteArray(5 * 1024 * 1024, ' ') + one + "</a>"
                           << QString(Code::AnswerTooLarge);
    QTest::newRow("not UTF-8") << one.chopped(30) + "\xff\xfe\xff" + one.right(30) << malformed;
}

void TestAnalyzerResult::whatIsNoResultIsRefused()
{
    QFETCH(const QByteArray, xml);
    QFETCH(const QString, code);
    QCOMPARE(codeOf(xml), code);
}

void TestAnalyzerResult::hostileWordsAreHarmless()
{
    const auto texts = hostileTexts();
    QVERIFY(!texts.empty());
    int read = 0;
    for (const auto &[name, text] : texts) {
        const QString test = u"Testing TCP port 443 on host mail.contoso.test. "_s + text;
        const auto result = readAnalyzerResult(step(test, text, text), mailHost);
        if (!result) // what no XML can hold
            continue;
        ++read;
        QCOMPARE(told(*result), QStringList{u"net.tcp fail"_s});
        const QJsonObject facts = result->rungs.first().facts;
        for (const QJsonValue &value : facts) {
            const QString said = value.toString();
            QVERIFY2(said.size() <= 4'100, qPrintable(name));
            for (const QChar c : said)
                QVERIFY2(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format,
                         qPrintable(name));
        }
    }
    QVERIFY(read > 30);
}

QTEST_GUILESS_MAIN(TestAnalyzerResult)
#include "tst_analyzerresult.moc"
