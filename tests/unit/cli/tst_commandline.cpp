// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandline.h"
#include "cli/console.h"
#include "core/problemcodes.h"
#include "setup/keptproxy.h"
#include "support/testedworld.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>
#include <QTest>
#include <QXmlStreamReader>

using namespace Setup;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Streams that a test looks into.
class TestedConsole : public Console
{
public:
    void out(const QByteArray &bytes) override { written += bytes; }
    void say(const QString &line) override { said.append(line); }
    Result<Secret> readPassword(const QString &) override { return password; }

    QByteArray written;
    QStringList said;
    Result<Secret> password = SimulatedWorld::password();
};

// A command in a simulated world, and how it ended.
struct TestedCommand
{
    TestedCommand()
        : line(tested.workbench, console)
        , ended(&line, &CommandLine::finished)
    {}

    QString file(const QByteArray &json = R"({ "integration": { "name": "HQ", "type": "exchangeServer",
        "email": "askcody@contoso.test", "testMailbox": "room1@contoso.test" } })")
    {
        const QString path = tested.drafts.filePath(u"hq.json"_s);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(json);
        return path;
    }
    // A check that has reached the subscription, slowly enough to be interrupted there.
    bool reachSubscription(const QStringList &options)
    {
        tested.world.setLatency(150ms);
        line.start(QStringList{u"check"_s, file(), u"--password-stdin"_s} + options);
        return QTest::qWaitFor([this] { return tested.world.exchange().openSubscriptions() == 1; }, 20'000);
    }
    QString recordedRun()
    {
        const QString path = tested.drafts.filePath(u"recorded.har"_s);
        CommandLine recording(tested.workbench, console);
        QSignalSpy recorded(&recording, &CommandLine::finished);
        recording.start({u"check"_s, file(), u"--password-stdin"_s, u"--record"_s, path});
        recorded.wait(20'000);
        console.written.clear();
        return path;
    }
    ExitCode code() const { return ended.first().first().value<ExitCode>(); }

    TestedWorld tested;
    TestedConsole console;
    CommandLine line;
    QSignalSpy ended;
};

QString verdictIn(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object().value("verdict"_L1).toString();
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void anInterruptEndsTheSubscriptionFirst();
    void anInterruptPrintsTheReportInEveryFormat_data();
    void anInterruptPrintsTheReportInEveryFormat();
    void anInterruptAfterTheReportPrintsNothingMore();
    void anInterruptAfterTheEndPrintsNothingMore_data();
    void anInterruptAfterTheEndPrintsNothingMore();
    void anInterruptedDiscoveryTellsWhatItFound_data();
    void anInterruptedDiscoveryTellsWhatItFound();
    void anInterruptedReplayTellsThatItWas();
    void anInterruptedFileIsRecordedUnderItsNumber();
    void anInterruptIsNotHeldUpForEver();
    void anInterruptAtThePromptEndsTheCommand();
    void aLockedKeychainIsExitCodeFive_data();
    void aLockedKeychainIsExitCodeFive();
    void whatWasAskedForAndNotTestedIsExitCodeSeven();
    void aFaultOfOursIsExitCodeSeventy();
    void whatAPortalBreaksOffIsNoUsageError();
    void theWayOutIsSetAndUsed();
    void aProxyOfOnceIsNotKept();
    void aProxyThatCannotBeIsAUsageError_data();
    void aProxyThatCannotBeIsAUsageError();
    void theGravestOfSeveralDecides_data();
    void theGravestOfSeveralDecides();
};

void TestCommandLine::initTestCase()
{
    QCoreApplication::setOrganizationName(u"AskCody"_s); // or there are no settings
    QCoreApplication::setApplicationName(u"tst_commandline"_s);
}

void TestCommandLine::anInterruptEndsTheSubscriptionFirst()
{
    TestedCommand command;
    QVERIFY(command.reachSubscription({u"--format"_s, u"json"_s}));
    command.line.cancel();
    QVERIFY(command.ended.isEmpty());
    QVERIFY(command.ended.wait(5'000));
    QCOMPARE(command.tested.world.exchange().openSubscriptions(), 0);
    QVERIFY(command.code() == ExitCode::Cancelled);
    QCOMPARE(verdictIn(command.console.written), u"cancelled"_s);
    QVERIFY(!command.ended.wait(100));
}

void TestCommandLine::anInterruptPrintsTheReportInEveryFormat_data()
{
    QTest::addColumn<QString>("format");
    for (const char *format : {"text", "json", "junit", "html"})
        QTest::newRow(format) << QString::fromLatin1(format);
}

void TestCommandLine::anInterruptPrintsTheReportInEveryFormat()
{
    QFETCH(QString, format);
    TestedCommand command;
    QVERIFY(command.reachSubscription({u"--format"_s, format}));
    command.line.cancel();
    QVERIFY(command.ended.wait(5'000));
    const QByteArray &written = command.console.written;
    if (format == "json"_L1) {
        QCOMPARE(verdictIn(written), u"cancelled"_s);
    } else if (format == "junit"_L1) {
        QXmlStreamReader xml(written);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY2(written.contains(R"(<property name="verdict" value="cancelled"/>)"), written.constData());
    } else {
        QVERIFY2(written.contains("cancelled"), written.constData());
    }
    QVERIFY(written.contains("auth.login")); // what had ended by then
}

void TestCommandLine::anInterruptAfterTheReportPrintsNothingMore()
{
    TestedCommand command;
    command.line.start(
        {u"check"_s, command.file(), u"--password-stdin"_s, u"--keep-secret"_s, u"--format"_s, u"json"_s});
    QVERIFY(QTest::qWaitFor([&] { return !command.console.written.isEmpty(); }, 20'000));
    command.line.cancel();
    QVERIFY(command.ended.wait(5'000));
    QCOMPARE(verdictIn(command.console.written), u"pass"_s);
}

void TestCommandLine::anInterruptAfterTheEndPrintsNothingMore_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("check") << QStringList{u"check"_s, u"{file}"_s, u"--password-stdin"_s};
    QTest::newRow("discover") << QStringList{u"discover"_s, u"askcody@contoso.test"_s};
    QTest::newRow("replay") << QStringList{u"replay"_s, u"{har}"_s};
}

// While the farewells are still being said.
void TestCommandLine::anInterruptAfterTheEndPrintsNothingMore()
{
    QFETCH(QStringList, words);
    TestedCommand command;
    words.replaceInStrings(u"{file}"_s, command.file());
    if (words.contains(u"{har}"_s))
        words.replaceInStrings(u"{har}"_s, command.recordedRun());
    command.line.start(words);
    QVERIFY(QTest::qWaitFor([&] { return !command.console.written.isEmpty(); }, 20'000));
    const QByteArray written = command.console.written;
    command.line.cancel();
    QVERIFY(command.ended.wait(5'000));
    QCOMPARE(command.console.written, written);
}

void TestCommandLine::anInterruptedDiscoveryTellsWhatItFound_data()
{
    QTest::addColumn<QString>("format");
    for (const char *format : {"text", "json"})
        QTest::newRow(format) << QString::fromLatin1(format);
}

void TestCommandLine::anInterruptedDiscoveryTellsWhatItFound()
{
    QFETCH(QString, format);
    TestedCommand command;
    command.tested.world.setLatency(300ms);
    command.line.start({u"discover"_s, u"askcody@contoso.test"_s, u"--format"_s, format});
    QVERIFY(QTest::qWaitFor([&] { return command.tested.world.requestCount() > 0; }, 20'000));
    command.line.cancel();
    QVERIFY(command.ended.wait(5'000));
    QVERIFY(command.code() == ExitCode::Cancelled);
    const QByteArray &written = command.console.written;
    if (format == "json"_L1) {
        QCOMPARE(verdictIn(written), u"cancelled"_s);
        const QJsonObject report = QJsonDocument::fromJson(written).object();
        QCOMPARE(report["command"_L1].toString(), u"discover"_s);
        QVERIFY(report.contains("results"_L1) && !report.contains("checks"_L1));
    } else {
        QVERIFY2(written.contains("The checks were cancelled."), written.constData());
    }
}

void TestCommandLine::anInterruptedReplayTellsThatItWas()
{
    TestedCommand command;
    const QString har = command.recordedRun();
    command.line.start({u"replay"_s, har, u"--format"_s, u"json"_s});
    QVERIFY(command.console.written.isEmpty());
    command.line.cancel();
    QVERIFY(command.ended.wait(5'000));
    QVERIFY(command.code() == ExitCode::Cancelled);
    QCOMPARE(verdictIn(command.console.written), u"cancelled"_s);
}

void TestCommandLine::anInterruptedFileIsRecordedUnderItsNumber()
{
    TestedCommand command;
    const QDir folder(command.tested.drafts.path());
    const QString file = command.file();
    QVERIFY(command.reachSubscription({file, file, u"--record"_s, folder.filePath(u"run.har"_s)}));
    command.line.cancel();
    QVERIFY(command.ended.wait(5'000));
    QCOMPARE(folder.entryList({u"run*.har"_s}), QStringList{u"run-1.har"_s});
}

void TestCommandLine::anInterruptIsNotHeldUpForEver()
{
    TestedCommand command;
    QVERIFY(command.reachSubscription({}));
    command.tested.world.setLatency(30'000ms);
    QElapsedTimer timer;
    timer.start();
    command.line.cancel();
    QVERIFY(command.ended.wait(7'000));
    QVERIFY(timer.elapsed() < 6'000);
    QVERIFY(command.code() == ExitCode::Cancelled);
}

void TestCommandLine::anInterruptAtThePromptEndsTheCommand()
{
    TestedCommand command;
    command.console.password = Problem{Code::Cancelled, {}, {}};
    command.line.start({u"check"_s, command.file(), u"--password-stdin"_s});
    QVERIFY(command.ended.wait(5'000));
    QVERIFY(command.code() == ExitCode::Cancelled);
    QVERIFY(command.console.written.isEmpty());
    QCOMPARE(command.tested.world.requestCount(), 0);

    TestedCommand asJson;
    asJson.console.password = Problem{Code::Cancelled, {}, {}};
    asJson.line.start({u"check"_s, asJson.file(), u"--password-stdin"_s, u"--format"_s, u"json"_s});
    QVERIFY(asJson.ended.wait(5'000));
    QVERIFY(asJson.code() == ExitCode::Cancelled);
    QCOMPARE(verdictIn(asJson.console.written), u"cancelled"_s);
}

void TestCommandLine::aLockedKeychainIsExitCodeFive_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("a kept password is asked for") << QStringList{};
    QTest::newRow("the password shall be kept") << QStringList{u"--password-stdin"_s, u"--keep-secret"_s};
}

void TestCommandLine::aLockedKeychainIsExitCodeFive()
{
    QFETCH(QStringList, arguments);
    TestedCommand command;
    command.tested.secrets.keyring().setFault(MemoryKeyring::Fault::Locked);
    command.line.start(QStringList{u"check"_s, command.file()} + arguments);
    QVERIFY(command.ended.wait(20'000));
    QVERIFY2(command.code() == ExitCode::NoKeychain, command.console.written.constData());
    QVERIFY(!command.console.written.isEmpty()); // what does not need the keychain is told all the same
}

void TestCommandLine::whatWasAskedForAndNotTestedIsExitCodeSeven()
{
    // A mailbox to impersonate is given, and the check that it was given for is left out of a recording.
    TestedCommand made;
    const QString har = made.tested.drafts.filePath(u"run.har"_s);
    made.line.start({u"check"_s, made.file(), u"--password-stdin"_s, u"--record"_s, har});
    QVERIFY(made.ended.wait(20'000));
    QVERIFY(made.code() == ExitCode::Ok);
    QFile file(har);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QJsonObject document = QJsonDocument::fromJson(file.readAll()).object();
    QJsonObject log = document.value("log"_L1).toObject();
    QJsonArray entries;
    for (const QJsonValue &entry : log.value("entries"_L1).toArray())
        if (!QJsonDocument(entry.toObject()).toJson().contains("ews.impersonation"))
            entries.append(entry);
    QVERIFY(entries.size() < log.value("entries"_L1).toArray().size());
    log.insert(u"entries"_s, entries);
    document.insert(u"log"_s, log);
    file.resize(0);
    file.seek(0);
    file.write(QJsonDocument(document).toJson());
    file.close();
    TestedCommand command;
    command.line.start({u"replay"_s, har, u"--format"_s, u"json"_s});
    QVERIFY(command.ended.wait(20'000));
    QCOMPARE(verdictIn(command.console.written), u"incomplete"_s);
    QVERIFY(command.code() == ExitCode::Incomplete);
}

void TestCommandLine::aFaultOfOursIsExitCodeSeventy()
{
    TestedCommand command;
    command.console.password = Problem{Code::InternalError, {}, {}};
    command.line.start({u"check"_s, command.file(), u"--password-stdin"_s});
    QVERIFY(command.ended.wait(5'000));
    QVERIFY(command.code() == ExitCode::OwnFault);
    QCOMPARE(static_cast<int>(command.code()), 70);
}

void TestCommandLine::whatAPortalBreaksOffIsNoUsageError()
{
    QCOMPARE(exitCodeOf(Problem{Code::AnswerTruncated, {}, {}}), ExitCode::Failed);
    QCOMPARE(exitCodeOf(Problem{Code::AnswerUnexpected, {}, {}}), ExitCode::Refused);
    QCOMPARE(exitCodeOf(Problem{Code::FileMalformed, {}, {}}), ExitCode::Usage);
    QCOMPARE(exitCodeOf(Problem{Code::OnlineNeedsModern, {}, {}}), ExitCode::Failed);
}

// The port of nobody.
constexpr auto DeadProxy = "127.0.0.1:1"_L1;

void TestCommandLine::theWayOutIsSetAndUsed()
{
    QSettings().remove(u"proxy"_s);
    TestedCommand command;
    KeptProxy proxy(command.tested.secrets, command.tested.door);
    command.tested.workbench.setProxy(proxy);
    command.console.password = Secret("proxy-pw");
    command.line.start({u"proxy"_s, DeadProxy, u"--user"_s, u"adele"_s});
    QVERIFY(command.ended.wait(5'000));
    QVERIFY(command.code() == ExitCode::Ok);
    QCOMPARE(*command.tested.secrets.names(), QStringList{u"proxy/password"_s});

    CommandLine telling(command.tested.workbench, command.console);
    QSignalSpy told(&telling, &CommandLine::finished);
    telling.start({u"proxy"_s});
    QVERIFY(told.wait(5'000));
    QCOMPARE(command.console.written, QByteArray("127.0.0.1:1\n"));
    QVERIFY(command.console.said.constLast().contains(u"adele"_s));
    QVERIFY(!command.console.said.join(QString()).contains(u"proxy-pw"_s));

    command.console.written.clear();
    command.console.password = SimulatedWorld::password();
    CommandLine checking(command.tested.workbench, command.console);
    QSignalSpy checked(&checking, &CommandLine::finished);
    checking.start({u"check"_s, command.file(), u"--password-stdin"_s, u"--format"_s, u"json"_s});
    QVERIFY(checked.wait(20'000));
    QVERIFY(command.console.written.contains("PROXY_"));
    QSettings().remove(u"proxy"_s);
}

void TestCommandLine::aProxyOfOnceIsNotKept()
{
    QSettings().remove(u"proxy"_s);
    TestedCommand command;
    KeptProxy proxy(command.tested.secrets, command.tested.door);
    command.tested.workbench.setProxy(proxy);
    command.line.start({u"check"_s, command.file(), u"--password-stdin"_s, u"--proxy"_s, DeadProxy,
                        u"--format"_s, u"json"_s});
    QVERIFY(command.ended.wait(20'000));
    QVERIFY(command.console.written.contains("PROXY_"));
    QCOMPARE(KeptProxy::toWord(*KeptProxy::settings()), u"system"_s);
}

void TestCommandLine::aProxyThatCannotBeIsAUsageError_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no port") << QStringList{u"proxy"_s, u"proxy.contoso.test"_s};
    QTest::newRow("a login in the argument")
        << QStringList{u"proxy"_s, u"adele:pw@proxy.contoso.test:3128"_s};
    QTest::newRow("a user for no proxy") << QStringList{u"proxy"_s, u"--user"_s, u"adele"_s};
    QTest::newRow("for once, no port")
        << QStringList{u"discover"_s, u"askcody@contoso.test"_s, u"--proxy"_s, u"proxy.contoso.test"_s};
    QTest::newRow("in a world without")
        << QStringList{u"discover"_s, u"askcody@contoso.test"_s, u"--proxy"_s, u"none"_s};
}

void TestCommandLine::aProxyThatCannotBeIsAUsageError()
{
    QFETCH(const QStringList, words);
    TestedCommand command;
    command.line.start(words);
    QVERIFY(command.ended.wait(5'000));
    QVERIFY(command.code() == ExitCode::Usage);
    QVERIFY(!command.console.said.isEmpty());
    QVERIFY(command.console.written.isEmpty());
}

void TestCommandLine::theGravestOfSeveralDecides_data()
{
    QTest::addColumn<QList<int>>("codes");
    QTest::addColumn<int>("gravest");
    QTest::newRow("nothing") << QList<int>{} << 0;
    QTest::newRow("all well") << QList<int>{0, 0} << 0;
    QTest::newRow("incomplete beside well") << QList<int>{0, 7} << 7;
    QTest::newRow("failed beside incomplete") << QList<int>{7, 1, 0} << 1;
    QTest::newRow("cancelled beside failed") << QList<int>{1, 3} << 3;
    QTest::newRow("no keychain beside cancelled") << QList<int>{3, 5, 1} << 5;
    QTest::newRow("a file beside no keychain") << QList<int>{5, 2} << 2;
    QTest::newRow("refused beside cancelled") << QList<int>{3, 4, 1} << 4;
    QTest::newRow("a missing sign-in beside refused") << QList<int>{4, 6} << 6;
    QTest::newRow("no keychain beside a missing sign-in") << QList<int>{6, 5} << 5;
    QTest::newRow("our own fault beside everything") << QList<int>{0, 1, 2, 3, 4, 5, 6, 7, 70} << 70;
}

void TestCommandLine::theGravestOfSeveralDecides()
{
    QFETCH(QList<int>, codes);
    QFETCH(int, gravest);
    QList<ExitCode> given;
    for (const int code : codes)
        given.append(static_cast<ExitCode>(code));
    QCOMPARE(static_cast<int>(Setup::gravest(given)), gravest);
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
