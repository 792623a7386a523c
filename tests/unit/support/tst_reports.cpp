// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/reportformat.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestReports : public QObject
{
    Q_OBJECT

private slots:
    void formatsHaveNames();
    void textSaysWhatToDo();
    void whereACommandIsRunIsSaid_data();
    void whereACommandIsRunIsSaid();
    void whyWeThinkSoIsInEveryFormat_data();
    void whyWeThinkSoIsInEveryFormat();
    void whatWasNotTestedIsInEveryFormat_data();
    void whatWasNotTestedIsInEveryFormat();
    void whatFailsOnThisComputerAloneIsAWarning();
    void aTerminalIsNotCommanded();
    void htmlIsInert();
    void junitCounts();
    void requestsAreReadyForASearch_data();
    void requestsAreReadyForASearch();
    void aPdfIsForPaper();
    void aDecisionIsInEveryFormat_data();
    void aDecisionIsInEveryFormat();
    void whatTheCloudFoundIsInEveryFormat_data();
    void whatTheCloudFoundIsInEveryFormat();
    void theCloudHasItsSayInTheConclusion_data();
    void theCloudHasItsSayInTheConclusion();
};

namespace {

QJsonObject reportWith(const QString &foreign)
{
    const QJsonObject explanation{
        {u"title"_s, u"Basic is off: "_s + foreign},
        {u"what"_s, u"The server offers other ways: "_s + foreign},
        {u"causes"_s,
         QJsonArray{QJsonObject{
             {u"text"_s, u"Switched off "_s + foreign},
             {u"owner"_s, u"exchangeAdmin"_s},
             {u"evidenceFor"_s, QJsonArray{u"NTLM only "_s + foreign}},
             {u"evidenceAgainst"_s, QJsonArray{u"No marks "_s + foreign}},
             {u"decidedBy"_s,
              QJsonObject{{u"text"_s, u"Who answers "_s + foreign}, {u"check"_s, u"net.tls"_s}}}}}},
        {u"steps"_s, QJsonArray{u"Switch it on "_s + foreign}},
        {u"commands"_s, QJsonArray{u"Set-CASMailbox '"_s + foreign + u'\'', u"w32tm /resync"_s}}};
    const QJsonObject failed{{u"id"_s, u"http.endpoint"_s},
                             {u"title"_s, u"Endpoint "_s + foreign},
                             {u"status"_s, u"fail"_s},
                             {u"durationMs"_s, 1234},
                             {u"requestIds"_s, QJsonArray{foreign}},
                             {u"problem"_s, QJsonObject{{u"code"_s, u"HTTP_401_BASIC_NOT_OFFERED"_s}}},
                             {u"explanation"_s, explanation}};
    const QJsonObject passed{
        {u"id"_s, u"net.dns"_s}, {u"title"_s, u"Name"_s}, {u"status"_s, u"pass"_s}, {u"durationMs"_s, 2}};
    const QJsonObject skipped{{u"id"_s, u"auth.login"_s},
                              {u"title"_s, u"Login"_s},
                              {u"status"_s, u"skipped"_s},
                              {u"durationMs"_s, 0},
                              {u"skippedBecause"_s, u"http.endpoint"_s}};
    return {{u"verdict"_s, u"fail"_s},
            {u"startedAt"_s, u"2026-11-23T09:00:00Z"_s},
            {u"durationMs"_s, 1300},
            {u"checks"_s, QJsonArray{passed, failed, skipped}},
            {u"notTested"_s, QJsonArray{u"The cloud "_s + foreign}},
            {u"decisions"_s,
             QJsonArray{QJsonObject{{u"checkId"_s, u"ews.impersonation"_s},
                                    {u"title"_s, u"Acting for a room "_s + foreign},
                                    {u"code"_s, u"ErrorImpersonateUserDenied"_s},
                                    {u"takenAt"_s, u"2026-11-23T09:05:00Z"_s}}}}};
}

// What a person reads of a report; nothing where no program for reading a PDF is installed.
QString readable(const QJsonObject &report, ReportFormat format)
{
    const QByteArray rendered = render(report, format);
    if (format != ReportFormat::Pdf)
        return QString::fromUtf8(rendered).simplified();
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"report.pdf"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(rendered) != rendered.size())
        return {};
    file.close();
    QProcess process;
    process.start(u"pdftotext"_s, {file.fileName(), u"-"_s});
    if (!process.waitForFinished(20'000))
        return {};
    // "ff" is one character on paper.
    return QString::fromUtf8(process.readAllStandardOutput())
        .normalized(QString::NormalizationForm_KC)
        .simplified();
}

bool canRead(ReportFormat format)
{
    return format != ReportFormat::Pdf || !QStandardPaths::findExecutable(u"pdftotext"_s).isEmpty();
}

// Everything works from here, and the cloud fails.
QJsonObject reportWithCloud()
{
    QJsonObject report = reportWith({});
    QJsonArray checks = report["checks"_L1].toArray();
    QJsonObject failed = checks[1].toObject();
    failed.insert(u"differs"_s, true);
    report.insert(u"cloud"_s,
                  QJsonObject{{u"region"_s, u"eu"_s},
                              {u"verdict"_s, u"fail"_s},
                              {u"checks"_s, QJsonArray{failed, checks[2]}}});
    report.insert(u"checks"_s, QJsonArray{checks[0]});
    report.insert(u"verdict"_s, u"pass"_s);
    return report;
}

const QString Hostile = u"\x1b]0;owned\x07\u202Egpj\u0000<script>alert(1)</script> %1 %4 ]]> &amp; \" '"_s;

} // namespace

void TestReports::formatsHaveNames()
{
    for (const QString &name : reportFormatNames())
        QVERIFY(reportFormatFromString(name));
    QVERIFY(!reportFormatFromString(u"docx"_s));
    const QByteArray json = render(reportWith({}), ReportFormat::Json);
    QCOMPARE(QJsonDocument::fromJson(json).object(), reportWith({}));
}

void TestReports::textSaysWhatToDo()
{
    const QString text = QString::fromUtf8(renderText(reportWith({})));
    QVERIFY(text.contains("FAILED"_L1));
    QVERIFY(text.contains("[HTTP_401_BASIC_NOT_OFFERED]"_L1));
    QVERIFY(text.contains("1. Switch it on"_L1));
    QVERIFY(text.contains("Set-CASMailbox ''"_L1));
    QVERIFY(text.contains("because of http.endpoint"_L1));
    QVERIFY(text.contains("It does not work yet."_L1));
    for (const QString &line : text.split(u'\n'))
        QVERIFY2(line.size() <= 100, qPrintable(line));
}

void TestReports::whereACommandIsRunIsSaid_data()
{
    QTest::addColumn<ReportFormat>("format");
    QTest::newRow("text") << ReportFormat::Text;
    QTest::newRow("html") << ReportFormat::Html;
}

void TestReports::whereACommandIsRunIsSaid()
{
    QFETCH(ReportFormat, format);
    const QString text = readable(reportWith({}), format);
    const qsizetype exchange = text.indexOf("To be run in: Exchange Management Shell"_L1);
    const qsizetype windows = text.indexOf("To be run in: Windows PowerShell"_L1);
    QVERIFY(exchange > 0 && exchange < text.indexOf("Set-CASMailbox"_L1));
    QVERIFY(windows > text.indexOf("Set-CASMailbox"_L1) && windows < text.indexOf("w32tm"_L1));
}

void TestReports::whyWeThinkSoIsInEveryFormat_data()
{
    QTest::addColumn<ReportFormat>("format");
    for (const QString &name : reportFormatNames())
        QTest::newRow(qPrintable(name)) << *reportFormatFromString(name);
}

// Evidence for and against, and what would decide, with the check that can be run for it.
void TestReports::whyWeThinkSoIsInEveryFormat()
{
    QFETCH(ReportFormat, format);
    if (!canRead(format))
        QSKIP("pdftotext (poppler-utils) is not installed: what is on the pages was not read");
    const QString text = readable(reportWith({}), format);
    for (const QString &part : {u"NTLM only"_s, u"No marks"_s, u"Who answers"_s, u"net.tls"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    if (format == ReportFormat::Json)
        return;
    QVERIFY2(text.contains("For it: NTLM only"_L1) && text.contains("Against it: No marks"_L1),
             qPrintable(text));
    QVERIFY2(text.contains("What would tell: Who answers (check --only net.tls)"_L1), qPrintable(text));
    const QJsonObject person{{u"text"_s, u"t"_s},
                             {u"decidedBy"_s, QJsonObject{{u"text"_s, u"Look at it."_s}}}};
    QCOMPARE(reasonLines(person), QStringList{u"What would tell: Look at it."_s});
}

void TestReports::whatWasNotTestedIsInEveryFormat_data()
{
    whyWeThinkSoIsInEveryFormat_data();
}

// A section of its own, also where there is nothing to say in it.
void TestReports::whatWasNotTestedIsInEveryFormat()
{
    QFETCH(ReportFormat, format);
    if (!canRead(format))
        QSKIP("pdftotext (poppler-utils) is not installed: what is on the pages was not read");
    QVERIFY(readable(reportWith({}), format).contains("The cloud"_L1));
    QJsonObject report = reportWith({});
    report.insert(u"notTested"_s, QJsonArray());
    const QString text = readable(report, format);
    if (format == ReportFormat::Json)
        QVERIFY(text.contains("\"notTested\": [ ]"_L1));
    else
        QVERIFY2(text.contains("Nothing that was asked for was left out."_L1), qPrintable(text));
}

// As the verdict has it: "It works" and "FAILED" do not stand on one page.
void TestReports::whatFailsOnThisComputerAloneIsAWarning()
{
    const QJsonObject keychain{{u"id"_s, u"workstation.keychain"_s},
                               {u"title"_s, u"Keychain"_s},
                               {u"status"_s, u"fail"_s},
                               {u"problem"_s, QJsonObject{{u"code"_s, u"KEYCHAIN_ABSENT"_s}}}};
    const QJsonObject report{{u"verdict"_s, u"warn"_s}, {u"checks"_s, QJsonArray{keychain}}};
    const QString text = QString::fromUtf8(renderText(report));
    QVERIFY(text.contains("warning"_L1) && text.contains("[KEYCHAIN_ABSENT]"_L1));
    for (const auto format : {ReportFormat::Text, ReportFormat::Html})
        QVERIFY(!render(report, format).contains("FAILED"));
    QVERIFY(render(report, ReportFormat::Junit).contains("failures=\"0\""));
    const QJsonObject json = QJsonDocument::fromJson(render(report, ReportFormat::Json)).object();
    QCOMPARE(json["checks"_L1][0]["status"_L1].toString(), u"fail"_s); // a contract
}

void TestReports::aTerminalIsNotCommanded()
{
    for (const auto format : {ReportFormat::Text, ReportFormat::Junit, ReportFormat::Html}) {
        const QString output = QString::fromUtf8(render(reportWith(Hostile), format));
        for (const QChar c : output)
            QVERIFY2(c == u'\n'
                         || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format),
                     qPrintable(QString::number(c.unicode(), 16)));
    }
}

void TestReports::htmlIsInert()
{
    const QString html = QString::fromUtf8(renderHtml(reportWith(Hostile)));
    QVERIFY(!html.contains("<script"_L1));
    QVERIFY(html.contains("default-src 'none'"_L1));
    QVERIFY(html.contains("%4"_L1)); // foreign text is no place for our own values
}

namespace {

// With what a server-side search needs.
QJsonObject reportWithRequests()
{
    QJsonObject report = reportWith({});
    report.insert(u"requests"_s,
                  QJsonArray{QJsonObject{{u"at"_s, u"2026-11-23T09:00:00.123Z"_s},
                                         {u"check"_s, u"auth.login"_s},
                                         {u"host"_s, u"mail.contoso.test"_s},
                                         {u"status"_s, 401},
                                         {u"id"_s, u"7d1c2a54-9f0e-4f31-a2b3-0c3f6c1e2d3a"_s}}});
    return report;
}

} // namespace

void TestReports::requestsAreReadyForASearch_data()
{
    QTest::addColumn<ReportFormat>("format");
    QTest::newRow("text") << ReportFormat::Text;
    QTest::newRow("JSON") << ReportFormat::Json;
    QTest::newRow("JUnit") << ReportFormat::Junit;
    QTest::newRow("HTML") << ReportFormat::Html;
}

void TestReports::requestsAreReadyForASearch()
{
    QFETCH(const ReportFormat, format);
    const QByteArray rendered = render(reportWithRequests(), format);
    for (const char *part :
         {"2026-11-23T09:00:00.123Z", "7d1c2a54-9f0e-4f31-a2b3-0c3f6c1e2d3a", "mail.contoso.test", "401"})
        QVERIFY2(rendered.contains(part), part);
}

void TestReports::aPdfIsForPaper()
{
    QJsonObject report = reportWithRequests();
    QJsonArray many;
    for (int i = 0; i < 40; ++i)
        many.append(report["checks"_L1].toArray().at(1));
    report.insert(u"checks"_s, many);
    const QByteArray pdf = render(report, ReportFormat::Pdf);
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.contains("%%EOF"));
    QVERIFY(pdf.count("/Type /Page\n") > 1);
    if (!canRead(ReportFormat::Pdf))
        QSKIP("pdftotext (poppler-utils) is not installed: what is on the pages was not read");
    const QString text = readable(report, ReportFormat::Pdf);
    QVERIFY2(text.contains(u"7d1c2a54-9f0e-4f31-a2b3-0c3f6c1e2d3a"_s), qPrintable(text.right(2'000)));
    QCOMPARE(text.count(u"Basic is off"_s), 40);
    QVERIFY(text.contains(u"Page 2 of"_s));
}

void TestReports::junitCounts()
{
    QXmlStreamReader xml(renderJunit(reportWith(Hostile)));
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.attributes().value("tests"_L1), "3"_L1);
    QCOMPARE(xml.attributes().value("failures"_L1), "1"_L1);
    QCOMPARE(xml.attributes().value("skipped"_L1), "1"_L1);
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

void TestReports::aDecisionIsInEveryFormat_data()
{
    QTest::addColumn<QString>("format");
    for (const QString &name : reportFormatNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestReports::aDecisionIsInEveryFormat()
{
    QFETCH(QString, format);
    const ReportFormat shape = *reportFormatFromString(format);
    if (!canRead(shape))
        QSKIP("pdftotext (poppler-utils) is not installed: what is on the pages was not read");
    QJsonObject report = reportWith({});
    const QString with = readable(report, shape);
    for (const QString &part : {u"Acting for a room"_s, u"ErrorImpersonateUserDenied"_s, u"09:05:00"_s})
        QVERIFY2(with.contains(part), qPrintable(with));
    report.remove(u"decisions"_s);
    QVERIFY(!readable(report, shape).contains("ecision"_L1));
}

void TestReports::whatTheCloudFoundIsInEveryFormat_data()
{
    whyWeThinkSoIsInEveryFormat_data();
}

void TestReports::whatTheCloudFoundIsInEveryFormat()
{
    QFETCH(const ReportFormat, format);
    if (!canRead(format))
        QSKIP("pdftotext is not installed");
    const QString text = readable(reportWithCloud(), format);
    for (const QString &said : {u"Endpoint"_s, u"Basic is off:"_s, u"Switched off"_s})
        QVERIFY2(text.contains(said), qPrintable(said + u" is missing in "_s + text));
    if (format == ReportFormat::Json)
        return;
    QVERIFY2(!text.contains(u"Everything that was tested works"_s), qPrintable(text));
    QVERIFY2(text.contains(u"AskCody's cloud does not get through"_s)
                 || text.contains(u"AskCody&#39;s cloud does not get through"_s),
             qPrintable(text));
    if (format == ReportFormat::Junit) {
        QVERIFY(text.contains(u"tests=\"3\" failures=\"1\" skipped=\"1\""_s));
        QVERIFY(text.contains(u"classname=\"cloud.http.endpoint\""_s));
        return;
    }
    QVERIFY(text.contains(u"cloud sees it (eu):"_s));
    QVERIFY(text.contains(u"This computer found something else."_s));
    QVERIFY(text.contains(u"Switch it on"_s));
    QVERIFY(text.contains(u"Set-CASMailbox"_s));
}

void TestReports::theCloudHasItsSayInTheConclusion_data()
{
    QTest::addColumn<QString>("here");
    QTest::addColumn<QString>("there");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *here, const char *there, const QString &said) {
        QTest::addRow("%s, %s", here, there)
            << QString::fromLatin1(here) << QString::fromLatin1(there) << said;
    };
    row("pass", "", u"Everything that was tested works."_s);
    row("pass", "pass", u"Everything that was tested works."_s);
    row("pass", "warn", u"Everything that was tested works."_s);
    row("pass", "fail", u"It does not work yet: AskCody's cloud does not get through, although "_s);
    row("warn", "fail", u"It does not work yet: AskCody's cloud does not get through, although "_s);
    row("pass", "incomplete", u"It works from here. AskCody's cloud has not tried everything."_s);
    row("fail", "pass", u"It does not work yet."_s);
    row("incomplete", "fail", u"It does not work yet: AskCody's cloud does not get through."_s);
}

void TestReports::theCloudHasItsSayInTheConclusion()
{
    QFETCH(const QString, here);
    QFETCH(const QString, there);
    QFETCH(const QString, said);
    QJsonObject report = reportWithCloud();
    report.insert(u"verdict"_s, here);
    QJsonObject cloud = report["cloud"_L1].toObject();
    cloud.insert(u"verdict"_s, there);
    report.insert(u"cloud"_s, cloud);
    const QString text = readable(report, ReportFormat::Text);
    QVERIFY2(text.section(u" - The cloud"_s, -1).contains(said), qPrintable(text.right(300)));
}

QTEST_MAIN(TestReports)
#include "tst_reports.moc"
