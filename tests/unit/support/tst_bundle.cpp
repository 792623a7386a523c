// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/utctime.h"
#include "diagnosis/explainer.h"
#include "recordedrun.h"
#include "setup/keptproxy.h"
#include "setup/replayedworld.h"
#include "support/bundletext.h"
#include "support/comparison.h"
#include "support/reportformat.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSslSocket>
#include <QStringEncoder>

#include <algorithm>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestBundle : public QObject
{
    Q_OBJECT

private slots:
    void itTellsOfItsComputer();
    void decisionsAndCloudComeBack();
    void aSecondReplayFindsTheSame();
    void aWholeRunIsSmallAndQuicklyWritten();
    void unaskedNothingIsSaved();
    void whatIsSavedIsLookedAt();
    void wordsAreFoundUnlessTheyAreOurs();
    void aProxysPasswordIsFound_data();
    void aProxysPasswordIsFound();
    void itIsReadable();
    void longLinesGoOnBelow();
    void suppositions_data();
    void suppositions();
    void aSuppositionCanBeTakenBack();
    void hostileBundlesAreRefused_data();
    void hostileBundlesAreRefused();
    void nothingIsLeftOutForBeingDeep();
    void hostileNamesDoNothing();
};

// The bundle, read as any JSON.
static QJsonObject own(const QByteArray &har)
{
    return QJsonDocument::fromJson(har).object()["log"_L1]["_setup"_L1].toObject();
}

void TestBundle::itTellsOfItsComputer()
{
    RecordedSession recorded(u"clock-skew"_s);
    const QByteArray har = recorded.har();
    const QJsonObject setup = own(har);
    const QJsonObject environment = setup["environment"_L1].toObject();
    for (const auto &name :
         {u"os"_s, u"kernel"_s, u"architecture"_s, u"qt"_s, u"systemLocale"_s, u"language"_s})
        QVERIFY2(!environment[name].toString().isEmpty(), qPrintable(name));
    QCOMPARE(environment["tlsLibrary"_L1].toString(), QSslSocket::sslLibraryVersionString());
    QVERIFY(environment["ways"_L1].toArray().contains(u"direct"_s));
    QVERIFY(environment["clockAheadSeconds"_L1].isDouble());
    QCOMPARE(environment["clockAheadSeconds"_L1],
             findingOf(recorded.session->findings(), u"workstation.clock"_s)->facts["secondsAhead"_L1]);
    QCOMPARE(setup["settings"_L1]["proxyMode"_L1].toString(), u"system"_s);
    const QJsonArray events = setup["journal"_L1]["events"_L1].toArray();
    QCOMPARE(events.at(0)["what"_L1].toString(), u"runStarted"_s);
    QCOMPARE(events.at(events.size() - 1)["what"_L1].toString(), u"runFinished"_s);
    QCOMPARE(setup["journal"_L1]["draft"_L1]["state"_L1].toString(), u"Checked"_s);
    QVERIFY(!setup["journal"_L1]["draft"_L1].toObject().contains("findings"_L1)); // stand in the run
    // The HAR schema test reads this one, too.
    QFile file(QStringLiteral(SETUP_BINARY_DIR "/bundle.har"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(har) == har.size());
}

void TestBundle::decisionsAndCloudComeBack()
{
    RecordedSession recorded(u"impersonation-denied"_s);
    recorded.session->setAccepted({u"ews.impersonation"_s});
    QCOMPARE(recorded.session->accepted(), QStringList{u"ews.impersonation"_s});
    CloudResult cloud;
    cloud.region = u"eu"_s;
    cloud.startedAt = inUtc(QDate(2026, 11, 23), QTime(9, 0));
    Finding rung;
    rung.checkId = u"net.dns"_s;
    rung.status = FindingStatus::Fail;
    rung.problem = Problem{QString(Code::DnsNxdomain), {}, {{u"host"_s, u"mail.contoso.test"_s}}};
    cloud.rungs = {rung};
    recorded.session->setCloudResult(cloud);
    const auto replay = recorded.opened(recorded.har());
    QVERIFY(replay);
    TestedWorld::runToEnd(*replay);
    QCOMPARE(replay->accepted(), QStringList{u"ews.impersonation"_s});
    QCOMPARE(replay->cloudResult(), std::optional(cloud));
    QCOMPARE(replay->state(), Session::State::Checked);
    QCOMPARE(replay->report(u"check"_s)["decisions"_L1],
             recorded.session->report(u"check"_s)["decisions"_L1]);
    // And what support gives away is what it got.
    QCOMPARE(*replay->recording(), recorded.har());
}

// "Check again" in a replay asks the recording from its beginning.
void TestBundle::aSecondReplayFindsTheSame()
{
    RecordedSession recorded(u"basic-off"_s);
    const auto replay = recorded.opened(recorded.har());
    QVERIFY(replay);
    for (int i = 0; i < 3; ++i) {
        TestedWorld::runToEnd(*replay);
        QCOMPARE(shown(replay->findings()), shown(recorded.session->findings()));
    }
    QSignalSpy finished(replay.get(), &Session::runFinished);
    QVERIFY(replay->repeat(u"http.endpoint"_s));
    QVERIFY(finished.wait(20'000));
    QCOMPARE(shown(replay->findings()), shown(recorded.session->findings()));
}

// It is in memory from the first look-up on. The draft has what was found, and nothing that was answered.
void TestBundle::unaskedNothingIsSaved()
{
    RecordedSession recorded(u"basic-off"_s);
    QVERIFY(recorded.session->outgoing().size > 0);
    QVERIFY(recorded.har().contains("/EWS/Exchange.asmx"));
    QDirIterator files(recorded.tested.drafts.path(), QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY2(!content.contains("\"log\"") && !content.contains("\"entries\""),
                 qPrintable(file.fileName()));
        ++count;
    }
    QVERIFY(count > 0);
}

void TestBundle::aWholeRunIsSmallAndQuicklyWritten()
{
    RecordedSession recorded(u"healthy"_s);
    QElapsedTimer timer;
    timer.start();
    const QByteArray har = recorded.har();
    const qint64 took = timer.elapsed();
    qInfo("%lld bytes in %lld ms", static_cast<long long>(har.size()), took);
    QVERIFY(!har.isEmpty());
    QVERIFY(har.size() <= 2'000'000);
    QVERIFY(took <= 5'000); // a second on a computer that has nothing else to do: tests/bench
}

void TestBundle::whatIsSavedIsLookedAt()
{
    RecordedSession recorded(u"healthy"_s);
    const QByteArray password = SimulatedWorld::password().bytes().toByteArray();
    QVERIFY(recorded.session->mayLeave(renderText(recorded.session->report(u"check"_s))));
    QVERIFY(recorded.session->mayLeave(recorded.har()));
    const auto refused = recorded.session->mayLeave("A report with " + password.toBase64() + " in it.");
    QVERIFY(!refused);
    QCOMPARE(refused.problem().code, QString(Code::RecordingHoldsPassword));
}

// Of a password of letters alone, too: a report may say any other word.
void TestBundle::wordsAreFoundUnlessTheyAreOurs()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    for (const char *word : {"CorrectHorseBatteryStaple", "Sommerferie", "kanarienvogel"}) {
        session->setPassword(Secret(word));
        QVERIFY2(!session->mayLeave(QByteArray("It said: ") + word + " is wrong."), word);
        QVERIFY2(!session->mayLeave(QByteArray(R"({"checks":[{"facts":{"said":")") + word + "\"}}]}"), word);
        QVERIFY2(!session->mayLeave(QByteArray(word).toBase64()), word);
    }
    // Each word of which a report is built whatever it says.
    const QJsonObject report = session->report(u"check"_s);
    static const QRegularExpression structure(u"<[^>]*>|[a-z-]+:"_s);
    static const QRegularExpression letters(u"[A-Za-z]{4,}"_s);
    int count = 0;
    for (const auto format : {ReportFormat::Html, ReportFormat::Junit}) {
        const QByteArray bytes = render({{u"checks"_s, QJsonArray()}}, format);
        for (auto tag = structure.globalMatch(QString::fromUtf8(bytes)); tag.hasNext();) {
            for (auto word = letters.globalMatch(tag.next().captured()); word.hasNext(); ++count) {
                const QByteArray password = word.next().captured().toUtf8();
                session->setPassword(Secret(QByteArray(password.constData(), password.size())));
                QVERIFY2(session->mayLeave(bytes), password.constData());
            }
        }
    }
    QVERIFY(count > 20);
    for (const char *word : {"Exchange", "certificate", "password", "mailbox"}) {
        session->setPassword(Secret(word));
        QVERIFY2(session->mayLeave(renderText(report)), word);
        QVERIFY2(session->mayLeave(QJsonDocument(report).toJson()), word);
    }
}

namespace {

const QByteArray proxyCanary = "Pr0xy-C&nary/+4711~";

QByteArray backwards(QByteArray bytes)
{
    std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

QByteArray utf16(const QByteArray &utf8)
{
    QStringEncoder encoder(QStringConverter::Utf16LE);
    return encoder(QString::fromUtf8(utf8));
}

} // namespace

// The password of a proxy passes no exchange of the run, and an answer may say it all the same.
void TestBundle::aProxysPasswordIsFound_data()
{
    constexpr auto forUrls = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    QTest::addColumn<QByteArray>("spelling");
    QTest::newRow("plain") << proxyCanary;
    QTest::newRow("Proxy-Authorization") << ("adele:" + proxyCanary).toBase64();
    QTest::newRow("for URLs") << ("adele:" + proxyCanary).toBase64(forUrls);
    QTest::newRow("UTF-16") << utf16(proxyCanary).toBase64();
    QTest::newRow("percent") << proxyCanary.toPercentEncoding();
    QTest::newRow("hex") << proxyCanary.toHex();
    QTest::newRow("backwards") << backwards(proxyCanary);
    QTest::newRow("JWT") << "eyJhbGciOiJub25lIn0." + ("{\"p\":\"" + proxyCanary + "\"}").toBase64(forUrls)
            + ".x";
    QTest::newRow("compressed") << qCompress(proxyCanary.repeated(3)).mid(4).toBase64(); // zlib's format
}

void TestBundle::aProxysPasswordIsFound()
{
    QFETCH(const QByteArray, spelling);
    TestedWorld tested;
    KeptProxy proxy(tested.secrets, tested.door);
    tested.workbench.setProxy(proxy);
    tested.door.useProxies({ProxySettings::Mode::Direct,
                            {},
                            {},
                            0,
                            u"adele"_s,
                            Secret(QByteArray(proxyCanary.constData(), proxyCanary.size()))});
    tested.door.useProxies({}); // and it was another one by the time of saving
    const auto session = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    integration.name = QString::fromLatin1(spelling);
    session->setIntegration(integration);
    session->setPassword(SimulatedWorld::password());
    TestedWorld::runToEnd(*session);
    const auto har = session->recording();
    QVERIFY(!har);
    QCOMPARE(har.problem().code, QString(Code::RecordingHoldsPassword));
    QVERIFY(har.problem().facts["where"_L1].toString().endsWith("/name"_L1));
    const Explanation said = Explainer().explain(har.problem(), {});
    QVERIFY2(said.what.contains(har.problem().facts["where"_L1].toString()), qPrintable(said.what));
    QVERIFY(!session->mayLeave("A report: " + spelling));
    QVERIFY(session->mayLeave("A report without it."));
}

void TestBundle::itIsReadable()
{
    RecordedSession recorded(u"basic-off"_s);
    const QString text = bundleText(recorded.har());
    for (const auto &part :
         {u"HTTP_401_BASIC_NOT_OFFERED"_s, u"mail.contoso.test"_s, u"askcody@contoso.test"_s, u"tlsLibrary"_s,
          u"runFinished"_s, u"> POST"_s, u"NTLM"_s, u"room1@contoso.test"_s})
        QVERIFY2(text.contains(part) || part.startsWith(u'>'), qPrintable(part));
    QVERIFY(!text.contains(QString::fromUtf8(SimulatedWorld::password().bytes())));
    const QString hostile = bundleText(QByteArray("no bundle \x1b[31m"));
    QVERIFY(!hostile.contains(QChar(0x1b)));
}

void TestBundle::longLinesGoOnBelow()
{
    const QByteArray address = "<Address>room@contoso.test</Address>";
    RecordedExchange exchange;
    exchange.request.method = "POST";
    exchange.request.url = QUrl(u"https://mail.contoso.test/"_s);
    ExchangeAnswer answer;
    answer.body = address.repeated(500) + '\n' + QString(5'000, u'\u00f8').toUtf8() + "\nshort";
    exchange.answer = answer;
    Recording recording;
    recording.beginRun({QDateTime::currentDateTimeUtc(), {}, {}, {}});
    recording.add({{1, u"ews.rooms"_s, 1, OperationKind::Exchange, u"POST"_s, 1},
                   QDateTime::currentDateTimeUtc(),
                   {},
                   exchange});
    const QString text = bundleText(recording, 1);
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines)
        QVERIFY2(line.size() < 2'100, qPrintable(QString::number(line.size())));
    QCOMPARE(text.count(u"room@contoso.test"_s), 500);
    QCOMPARE(text.count(u'\u00f8'), 5'000);
    QVERIFY(text.contains(u"<   short\n"_s));
}

void TestBundle::suppositions_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("check"); // whose problem is gone then
    QTest::newRow("Basic is off") << u"basic-off"_s << QString(Supposition::BasicOffered) << u"auth.login"_s;
    QTest::newRow("certificate") << u"cert-expired"_s << QString(Supposition::CertificateTrusted)
                                 << u"net.tls"_s;
    QTest::newRow("clock") << u"clock-skew"_s << QString(Supposition::ClockRight) << u"workstation.clock"_s;
    QTest::newRow("impersonation") << u"impersonation-denied"_s << QString(Supposition::ImpersonationAllowed)
                                   << u"ews.impersonation"_s;
}

void TestBundle::suppositions()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, id);
    QFETCH(const QString, check);
    RecordedSession recorded(scenario);
    const auto replay = recorded.opened(recorded.har());
    QVERIFY(replay && replay->replayed());
    QVERIFY2(replay->replayed()->suppositions().contains(id),
             qPrintable(replay->replayed()->suppositions().join(u' ')));
    TestedWorld::runToEnd(*replay);
    const auto before = findingOf(replay->findings(), check);
    QVERIFY(before && before->problem);
    const QString code = before->problem->code;
    replay->replayed()->suppose({id});
    TestedWorld::runToEnd(*replay);
    const auto after = findingOf(replay->findings(), check);
    QVERIFY(after);
    QVERIFY2(!after->problem || after->problem->code != code, qPrintable(code));
    const QJsonObject report = replay->report(u"replay"_s);
    QCOMPARE(report["supposed"_L1].toArray(), QJsonArray{Supposition::sentence(id)});
    for (const auto format :
         {ReportFormat::Text, ReportFormat::Html, ReportFormat::Junit, ReportFormat::Json})
        QVERIFY(
            QString::fromUtf8(render(report, format))
                .simplified()
                .contains(Supposition::sentence(id).toHtmlEscaped())
            || QString::fromUtf8(render(report, format)).simplified().contains(Supposition::sentence(id)));
}

void TestBundle::aSuppositionCanBeTakenBack()
{
    RecordedSession recorded(u"basic-off"_s);
    const auto replay = recorded.opened(recorded.har());
    QVERIFY(replay);
    replay->replayed()->suppose({Supposition::BasicOffered});
    TestedWorld::runToEnd(*replay);
    QVERIFY(shown(replay->findings()) != shown(recorded.session->findings()));
    replay->replayed()->suppose({});
    TestedWorld::runToEnd(*replay);
    QCOMPARE(shown(replay->findings()), shown(recorded.session->findings()));
    QVERIFY(!replay->report(u"replay"_s).contains("supposed"_L1));
}

namespace {

// As small as a bundle can be that is one.
QByteArray
minimal(const QByteArray &input = R"({"integration":{"type":"exchangeServer","email":"a@contoso.test"}})")
{
    return R"({"log":{"version":"1.2","creator":{"name":"n","version":"1"},"pages":[],"entries":[],"_setup":{
        "format":"askcody-exchange-setup/recording/1","program":{"name":"n","version":"1","qt":"6","os":"o"},
        "runs":[{"startedAt":"2026-11-23T09:00:00.000Z","timeZone":"","input":)"
        + input + R"(,"findings":[]}],"observations":[],"truncated":{"bodies":0,"observations":0}}}})";
}

QByteArray changed(const QByteArray &what, const QByteArray &into)
{
    return minimal().replace(what, into);
}

} // namespace

void TestBundle::hostileBundlesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bundle");
    QTest::addColumn<QString>("code"); // empty: it opens, and does no harm
    const auto row = [](const char *name, const QByteArray &bundle, QLatin1StringView code) {
        QTest::newRow(name) << bundle << QString(code);
    };
    const QLatin1StringView malformed = Code::FileMalformed;
    row("nothing", {}, malformed);
    row("no runs", changed(R"("runs":[{)", R"("runs":[],"x":[{)"), malformed);
    row("no input", minimal("{}"), malformed);
    row("input of another type", minimal("7"), malformed);
    row("huge", QByteArray(65 * 1024 * 1024, ' '), Code::AnswerTooLarge);
    row("deep", changed(R"("settings")", "") + QByteArray(100'000, '['), malformed);
    row("deep in what is told",
        changed(R"("runs":)",
                R"("environment":{"a":)" + QByteArray(80, '[') + QByteArray(80, ']') + R"(},"runs":)"),
        malformed);
    row("truncated", minimal().chopped(20), malformed);
    row("a list where an object is due", changed(R"("program":{)", R"("program":[],"x":{)"), malformed);
    row("a number where a list is due", changed(R"("entries":[])", R"("entries":7)"), malformed);
    row("a hundred thousand entries",
        changed(R"("entries":[])", R"("entries":[)" + QByteArray("{},").repeated(100'000) + "{}]"),
        malformed);
    row("NUL in a name", changed(R"("os":"o")", R"("os":"o\u0000p")"), {});
    row("a path as a CA file",
        minimal(
            R"({"integration":{"type":"exchangeServer","email":"a@contoso.test","trustedCaFile":"../../etc/passwd"}})"),
        {});
    row("a path as an address",
        minimal(
            R"({"integration":{"type":"exchangeServer","email":"a@contoso.test","ewsUrl":"file:///etc/passwd"}})"),
        {});
    row("a CA that is none",
        minimal(
            R"({"integration":{"type":"exchangeServer","email":"a@contoso.test"},"trustedCa":"-----BEGIN"})"),
        {});
    row("logins without end",
        minimal(
            R"({"integration":{"type":"exchangeServer","email":"a@contoso.test"},"loginAttempts":2147483647})"),
        {});
    row("mailboxes without end",
        minimal(R"({"integration":{"type":"exchangeServer","email":"a@contoso.test","testMailbox":[)"
                + QByteArray(R"("r@contoso.test",)").repeated(20'000) + R"("r@contoso.test"]}})"),
        {});
    row("a state that is none", changed(R"("runs":)", R"("journal":{"draft":{"state":"Owner"}},"runs":)"),
        {});
    row("decisions of another type",
        changed(R"("findings":[])", R"("findings":[7,"x",null],"decisions":[7,{}])"), {});
    row("a cloud of another type", changed(R"("findings":[])", R"("findings":[],"cloud":{"rungs":[7,{}]})"),
        {});
}

void TestBundle::hostileBundlesAreRefused()
{
    QFETCH(const QByteArray, bundle);
    QFETCH(const QString, code);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"hostile.har"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bundle), bundle.size());
    file.close();
    TestedWorld tested;
    const int before = tested.world.requestCount();
    const auto session = tested.workbench.openBundle(path);
    if (!code.isEmpty()) {
        QVERIFY(!session);
        QCOMPARE(session.problem().code, code);
        return;
    }
    QVERIFY2(session, session ? "" : qPrintable(session.problem().facts["where"_L1].toString()));
    QVERIFY(TestedWorld::runToEnd(**session) != Verdict::Cancelled);
    for (const auto format :
         {ReportFormat::Text, ReportFormat::Html, ReportFormat::Junit, ReportFormat::Json})
        QVERIFY(!render((*session)->report(u"replay"_s), format).isEmpty());
    QVERIFY(!bundleText(bundle).isEmpty());
    QCOMPARE(tested.world.requestCount(), before);
    QVERIFY(!tested.workbench.openBundle(folder.path())); // a folder
    QVERIFY(!tested.workbench.openBundle(folder.filePath(u"absent.har"_s)));
}

void TestBundle::nothingIsLeftOutForBeingDeep()
{
    const QByteArray nested = QByteArray(R"({"a":)").repeated(40) + "\"deep-down\"" + QByteArray(40, '}');
    QVERIFY(bundleText(changed(R"("runs":)", R"("environment":)" + nested + R"(,"runs":)"))
                .contains(u"deep-down"_s));
}

void TestBundle::hostileNamesDoNothing()
{
    const QString script = u"<script>alert(1)</script>\u001b[31m\u202Etxt.exe"_s;
    const QString hostile =
        QString::fromUtf8(QJsonDocument(QJsonArray{script}).toJson(QJsonDocument::Compact)).mid(1).chopped(1);
    const QByteArray bundle =
        changed(R"("os":"o")", "\"os\":" + hostile.toUtf8())
            .replace(R"("runs":)", R"("environment":{"os":)" + hostile.toUtf8() + R"(},"runs":)");
    const QString text = bundleText(bundle);
    QVERIFY(text.contains(u"<script>"_s)); // plain text, shown as such
    QVERIFY(!text.contains(QChar(0x1b)));
    QVERIFY(!text.contains(QChar(0x202E)));
    const auto recording = Recording::fromHar(bundle);
    QVERIFY(recording);
    const QList<Finding> none;
    Finding invented;
    invented.checkId = script;
    const QJsonObject described =
        ComparedBundles::described(script, *recording, contradictions({invented}, none));
    const QByteArray compared = renderText({described, described, Comparison::of({invented}, none)});
    QVERIFY(compared.contains("<script>") && !compared.contains('\x1b'));
}

QTEST_GUILESS_MAIN(TestBundle)
#include "tst_bundle.moc"
