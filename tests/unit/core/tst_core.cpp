// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/finding.h"
#include "core/foreigntext.h"
#include "core/integrationfile.h"
#include "core/logbook.h"
#include "core/logging.h"
#include "core/privatefile.h"
#include "core/problemcodes.h"
#include "core/result.h"
#include "core/secret.h"
#include "core/utctime.h"

#include <QJsonDocument>
#include <QSet>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#if defined(Q_OS_UNIX)
#include <sys/resource.h>
#endif

using namespace Setup;
using namespace Qt::StringLiterals;

class TestCore : public QObject
{
    Q_OBJECT

private slots:
    void resultHoldsValueOrProblem();
    void findingSurvivesJson();
    void foreignTextIsHarmless_data();
    void foreignTextIsHarmless();
    void foreignTextIsLimited();
    void secretKeepsItsBytes();
    void coreDumpsAreForbidden();
    void aDateOfHttpIsNoLocalTime();
    void codesAreUnique();
    void exchangeCodes_data();
    void exchangeCodes();
    void integrationSurvivesItsFile();
    void filesOfOtherProgramsAreRead_data();
    void filesOfOtherProgramsAreRead();
    void brokenFilesAreExplained_data();
    void brokenFilesAreExplained();
    void categoriesThatLeakAreForbidden();
    void whatIsTypedIsInNoLog_data();
    void whatIsTypedIsInNoLog();
    void theBookHasEverything();
    void theFileOfTheLogMakesRoom();
    void aPrivateFileIsPrivateAndWhole();
};

void TestCore::resultHoldsValueOrProblem()
{
    const Result<int> value(3);
    QVERIFY(value);
    QCOMPARE(*value, 3);
    const Result<int> problem(Problem{Code::Cancelled, {}, {}});
    QVERIFY(!problem);
    QCOMPARE(problem.problem().code, Code::Cancelled);
    QVERIFY(!(value == problem));
}

void TestCore::findingSurvivesJson()
{
    const Finding finding{u"net.tls"_s,
                          FindingStatus::Warn,
                          Problem{Code::ClockSkew, u"detail"_s, {{u"seconds"_s, 400}}},
                          {{u"protocol"_s, u"TLSv1.3"_s}},
                          std::chrono::milliseconds(95),
                          u"net.tcp"_s,
                          Code::NotInRecording,
                          {u"id-1"_s, u"id-2"_s}};
    QCOMPARE(findingFromJson(toJson(finding)), finding);
    QCOMPARE(toJson(finding).value("status"_L1).toString(), u"warn"_s);
    QCOMPARE(toString(FindingStatus::NotTested), u"notTested"_s);
}

void TestCore::foreignTextIsHarmless_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"Møde 会議 🏢"_s << u"Møde 会議 🏢"_s;
    QTest::newRow("escape sequence") << u"\x1b[31mred"_s << u"‹U+001B›[31mred"_s;
    QTest::newRow("new line") << u"a\nb"_s << u"a‹U+000A›b"_s;
    QTest::newRow("right-to-left override") << u"exe\u202Etxt"_s << u"exe‹U+202E›txt"_s;
    QTest::newRow("isolate") << u"\u2066x\u2069"_s << u"‹U+2066›x‹U+2069›"_s;
    QTest::newRow("zero width") << u"a\u200Bb"_s << u"a‹U+200B›b"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a‹U+2028›b"_s;
    QTest::newRow("C1 control") << u"a\u009Bb"_s << u"a‹U+009B›b"_s;
}

void TestCore::foreignTextIsHarmless()
{
    QFETCH(QString, raw);
    QFETCH(QString, shown);
    QCOMPARE(ForeignText(raw).text(), shown);
}

void TestCore::foreignTextIsLimited()
{
    QCOMPARE(ForeignText(QString(10000, u'x'), 5).text(), u"xxxxx…"_s);
    QCOMPARE(ForeignText(u"xxxxx"_s, 5).text(), u"xxxxx"_s);
    QVERIFY(ForeignText(QByteArray(100000, '\xff')).text().size() <= 501);
}

void TestCore::secretKeepsItsBytes()
{
    const Secret secret("pässword");
    const Secret copy = secret;
    QCOMPARE(copy.bytes(), QByteArrayView("pässword"));
    QVERIFY(Secret().isEmpty());
    QByteArray bytes("x-y-z");
    wipe(bytes);
    QVERIFY(bytes.isEmpty());
}

void TestCore::coreDumpsAreForbidden()
{
    QVERIFY(forbidCoreDumps());
#if defined(Q_OS_UNIX)
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_CORE, &limit), 0);
    QCOMPARE(limit.rlim_cur, rlim_t(0));
#endif
}

// In Copenhagen there is no 02:30 on that day.
void TestCore::aDateOfHttpIsNoLocalTime()
{
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", "Europe/Copenhagen");
    QCOMPARE(fromHttpDate("Sun, 29 Mar 2026 02:30:05 GMT"), inUtc(QDate(2026, 3, 29), QTime(2, 30, 5)));
    QCOMPARE(fromHttpDate(" Sun, 06 Nov 1994 08:49:37 GMT "), inUtc(QDate(1994, 11, 6), QTime(8, 49, 37)));
    for (const QByteArray none :
         {"", "soon", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
          "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 36 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994T08:49:37 GMT"})
        QVERIFY2(!fromHttpDate(none).isValid(), none.constData());
    if (before.isNull())
        qunsetenv("TZ");
    else
        qputenv("TZ", before);
}

void TestCore::codesAreUnique()
{
    const auto codes = Code::all();
    QCOMPARE(QSet<QString>(codes.begin(), codes.end()).size(), codes.size());
}

void TestCore::exchangeCodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCode");
    QTest::newRow("known") << u"ErrorAccessDenied"_s << true;
    QTest::newRow("markup") << u"Error<b>x</b>"_s << false;
    QTest::newRow("nothing behind it") << u"Error"_s << false;
    QTest::newRow("no error") << u"NoError"_s << false;
    QTest::newRow("endless") << u"Error"_s + QString(100, u'x') << false;
}

void TestCore::exchangeCodes()
{
    QFETCH(QString, text);
    QFETCH(bool, isCode);
    QCOMPARE(Code::isExchangeCode(text), isCode);
}

void TestCore::integrationSurvivesItsFile()
{
    const QByteArray json = R"({ "portal": "https://portal.example",
        "integration": { "name": "HQ", "type": "exchangeServer", "email": "askcody@contoso.com", "username": "auto",
        "exchangeVersion": "auto", "ewsUrl": "auto", "testMailbox": "room1@contoso.com",
        "forbiddenMailbox": "ceo@contoso.com", "identificationCode": "default", "acceptHosts": [] } })";
    const auto integration = integrationFromJson(json);
    QVERIFY(integration);
    QVERIFY(integration->server());
    QCOMPARE(integration->server()->testMailboxes, QStringList{u"room1@contoso.com"_s});
    QVERIFY(integration->server()->ewsUrl.isEmpty());
    QVERIFY(!integration->id.isNull());
    QCOMPARE(integrationFromJson(json)->id, integration->id); // the keychain goes by it
    QByteArray edited = json; // and the portal
    edited.replace("HQ", "Headquarters").replace(R"("ewsUrl": "auto")", R"("ewsUrl": "mail.contoso.com")");
    QCOMPARE(integrationFromJson(edited)->id, integration->id);
    QByteArray other = json;
    other.replace("askcody@", "rooms@");
    QVERIFY(integrationFromJson(other)->id != integration->id);
    other = json;
    other.replace("portal.example", "portal2.example");
    QVERIFY(integrationFromJson(other)->id != integration->id);
    const auto again = integrationFromJson(QJsonDocument(toJson(*integration)).toJson());
    QVERIFY(again);
    QCOMPARE(*again, *integration);
}

void TestCore::filesOfOtherProgramsAreRead_data()
{
    QTest::addColumn<QStringConverter::Encoding>("encoding");
    QTest::newRow("UTF-8") << QStringConverter::Utf8;
    QTest::newRow("UTF-16, as Windows PowerShell 5 writes it") << QStringConverter::Utf16LE;
    QTest::newRow("UTF-16 the other way round") << QStringConverter::Utf16BE;
}

void TestCore::filesOfOtherProgramsAreRead()
{
    QFETCH(QStringConverter::Encoding, encoding);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"integration.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    file.write(encoder.encode(uR"({"integration":{"type":"exchangeServer","email":"a@contoso.test",
        "name":"Søndergård","testMailbox":"","acceptHosts":"mail.contoso.test","trustedCaFile":"ca.pem"}})"_s));
    file.close();
    const auto integration = integrationFromFile(file.fileName());
    QVERIFY2(integration, integration ? "" : qPrintable(integration.problem().detail));
    QCOMPARE(integration->name, u"Søndergård"_s);
    QCOMPARE(integration->server()->acceptHosts, QStringList{u"mail.contoso.test"_s});
    QVERIFY(integration->server()->testMailboxes.isEmpty());
    // Beside the file that names it, wherever the command is run.
    QCOMPARE(integration->server()->trustedCaFile, folder.filePath(u"ca.pem"_s));
}

void TestCore::brokenFilesAreExplained_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    const auto server = [](const QByteArray &members) {
        return R"({"integration":{"type":"exchangeServer",)" + members + "}}";
    };
    QTest::newRow("empty") << QByteArray() << QString(Code::FileMalformed) << QString();
    QTest::newRow("cut off") << QByteArray(R"({"integration":)") << QString(Code::FileMalformed) << QString();
    QTest::newRow("a list") << QByteArray("[]") << QString(Code::FileMalformed) << QString();
    QTest::newRow("no integration") << QByteArray("{}") << QString(Code::FileMalformed) << u"integration"_s;
    QTest::newRow("no type") << QByteArray(R"({"integration":{}})") << QString(Code::FileMalformed)
                             << u"type"_s;
    QTest::newRow("no e-mail") << server(R"("name":"x")") << QString(Code::InputMissing) << u"email"_s;
    QTest::newRow("bad e-mail") << server(R"("email":"x")") << QString(Code::InputEmail) << u"email"_s;
    QTest::newRow("misspelt field") << server(R"("email":"a@b.c","testmailbox":"a@b.c")")
                                    << QString(Code::InputUnknownField) << u"testmailbox"_s;
    QTest::newRow("number for text") << server(R"("email":5)") << QString(Code::FileMalformed) << u"email"_s;
    QTest::newRow("http address") << server(R"("email":"a@b.c","ewsUrl":"http://mail.b.c/")")
                                  << QString(Code::InputUrlInsecure) << u"ewsUrl"_s;
    QTest::newRow("unknown version") << server(R"("email":"a@b.c","exchangeVersion":"Exchange2019")")
                                     << QString(Code::InputVersion) << u"exchangeVersion"_s;
    QTest::newRow("an id in braces") << server(
        R"("email":"a@b.c","id":"{6f0c8e0a-58f0-4a4c-9f0e-3f2f6f1f5b1d}")")
                                     << QString(Code::FileMalformed) << u"id"_s;
    QTest::newRow("auto in a list") << server(R"("email":"a@b.c","testMailbox":["auto"])")
                                    << QString(Code::InputEmail) << u"testMailbox"_s;
    QTest::newRow("password in it") << server(R"("email":"a@b.c","password":"x")")
                                    << QString(Code::InputUnknownField) << u"password"_s;
}

void TestCore::brokenFilesAreExplained()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    QFETCH(QString, field);
    const auto integration = integrationFromJson(json);
    QVERIFY(!integration);
    QCOMPARE(integration.problem().code, code);
    QCOMPARE(integration.problem().facts.value("field"_L1).toString(), field);
}

void TestCore::categoriesThatLeakAreForbidden()
{
    QVERIFY(isForbiddenCategory("qt.network.http2"));
    QVERIFY(isForbiddenCategory("qt.networkauth.oauth2"));
    QVERIFY(isForbiddenCategory("qt.tlsbackend.ossl"));
    QVERIFY(!isForbiddenCategory("setup.net"));
    QVERIFY(!isForbiddenCategory("default"));
}

// Input methods tell what is typed, the platform which keys were pressed, and D-Bus what it says to a
// keychain.
void TestCore::whatIsTypedIsInNoLog_data()
{
    QTest::addColumn<QByteArray>("category");
    for (const char *name : {"qt.qpa.input.methods", "qt.qpa.events", "qt.qpa.clipboard", "qt.xkb.compose",
                             "qt.accessibility.atspi", "qt.dbus.integration"})
        QTest::newRow(name) << QByteArray(name);
}

void TestCore::whatIsTypedIsInNoLog()
{
    QFETCH(const QByteArray, category);
    qputenv("QDBUS_DEBUG", "1");
    LogBook &book = LogBook::instance();
    book.add(QtInfoMsg, u"setup.net"_s, u"before"_s);
    const qint64 last = book.lines().constLast().number;
    const QtMessageHandler before = qInstallMessageHandler(nullptr);
    installMessageHandler();
    QLoggingCategory::setFilterRules(u"*=true"_s);
    const QLoggingCategory typing(category.constData(), QtDebugMsg);
    qCDebug(typing, "commit text: Correct-Horse-7!");
    qCInfo(typing, "key H");
    qCWarning(typing, "could not load the plugin");
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    QStringList texts;
    const QList<LogBook::Line> added = book.lines(last);
    for (const LogBook::Line &line : added)
        texts.append(line.text);
    QCOMPARE(texts, QStringList{u"could not load the plugin"_s});
    QVERIFY(!qEnvironmentVariableIsSet("QDBUS_DEBUG"));
}

void TestCore::theBookHasEverything()
{
    LogBook &book = LogBook::instance();
    for (qsizetype i = 0; i < LogBook::Longest + 3; ++i)
        book.add(QtInfoMsg, u"setup.net"_s, QString::number(i));
    QCOMPARE(book.lines().size(), LogBook::Longest);
    const qint64 last = book.lines().constLast().number;
    const QtMessageHandler before = qInstallMessageHandler(nullptr);
    installMessageHandler();
    qCDebug(logChecks, "a detail");
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    const QList<LogBook::Line> added = book.lines(last);
    QCOMPARE(added.size(), 1);
    QCOMPARE(added.first().number, last + 1);
    QCOMPARE(added.first().level, QtDebugMsg);
    QVERIFY(added.first().toText().endsWith("setup.checks   a detail"_L1));
    QVERIFY(book.lines(last + 1).isEmpty());
}

void TestCore::theFileOfTheLogMakesRoom()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"log.txt"_s);
    const auto content = [&path](const QString &ending) {
        QFile file(path + ending);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    LogBook &book = LogBook::instance();
    QVERIFY(!book.writeTo(folder.filePath(u"nowhere/log.txt"_s)));
    QVERIFY(book.writeTo(path));
    book.add(QtInfoMsg, u"setup.net"_s, u"the very first"_s);
    QVERIFY(content({}).endsWith("the very first\n"));
    QVERIFY(book.writeTo(path)); // another start of the program
    const qsizetype length = 900;
    const int enough = static_cast<int>(LogBook::LargestFile * (LogBook::OldFiles + 2) / length);
    for (int i = 0; i < enough; ++i)
        book.add(QtInfoMsg, u"setup.net"_s, QString::number(i).rightJustified(length, u'.'));
    book.add(QtInfoMsg, u"setup.net"_s, u"the last"_s);
    QVERIFY(book.writeTo({}));
    book.add(QtInfoMsg, u"setup.net"_s, u"after that"_s);
    QVERIFY(content({}).endsWith("the last\n"));
    for (const auto &ending : {QString(), u".1"_s, u".2"_s}) {
        QVERIFY2(!content(ending).isEmpty(), qPrintable(ending));
        QVERIFY2(!content(ending).contains("the very first"), qPrintable(ending));
        QVERIFY(content(ending).size() < LogBook::LargestFile + 2 * length);
        QVERIFY(!(QFile(path + ending).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }
    QVERIFY(!QFile::exists(path + u".3"_s));
}

void TestCore::aPrivateFileIsPrivateAndWhole()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"run.har"_s);
    QVERIFY(writePrivateFile(path, "first, and longer"));
    QVERIFY(writePrivateFile(path, "second"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("second"));
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(file.permissions() & others));
    const auto refused = writePrivateFile(folder.filePath(u"nowhere/run.har"_s), "x");
    QVERIFY(!refused);
    QCOMPARE(refused.problem().code, Code::FileNotWritable);
}

QTEST_GUILESS_MAIN(TestCore)
#include "tst_core.moc"
