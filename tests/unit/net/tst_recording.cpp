// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/utctime.h"
#include "net/recordingdoor.h"
#include "net/redaction.h"
#include "net/replaydoor.h"
#include "net/secretscan.h"

#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTest>
#include <QUrl>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const SystemClock wall;

const QByteArray canary = "C@nary &7\"f%3ä"; // a password with something for every encoding to change
const OperationTag tag{u"ews.rooms"_s, 1};

QDateTime at(int second)
{
    return inUtc(QDate(2026, 11, 23), QTime(9, 0, second));
}

Observation exchange(Recording &recording, const QByteArray &answer, const OperationTag &asker = tag)
{
    ExchangeQuery query;
    query.tag = asker;
    query.method = "POST";
    query.url = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx?Protocol=EWS"_s);
    query.headers = {{"Content-Type", "text/xml; charset=utf-8"}, {"X-Custom", "value"}};
    query.body = "<Envelope><Body><GetRoomLists/></Body></Envelope>";
    query.bodyKind = BodyKind::Ews;
    const ExchangeAnswer full{200,    "OK", {{"Content-Type", "text/xml"}, {"Set-Cookie", "a=b; path=/"}},
                              answer, true, {at(1), std::chrono::milliseconds(12), {}, u"192.0.2.7"_s}};
    return {recording.nextKey(OperationKind::Exchange, asker, targetOf(query), wall.now()), at(1),
            std::chrono::milliseconds(12), redact(query, full)};
}

QByteArray message(const QByteArray &text)
{
    return "<Envelope><Body><GetRoomListsResponse ResponseClass=\"Error\"><MessageText>" + text
        + "</MessageText></GetRoomListsResponse></Body></Envelope>";
}

// One of everything.
Recording sample()
{
    Recording recording({u"askcody-exchange-setup"_s, u"0.1.0"_s, u"6.4.2"_s, u"Debian 12"_s});
    recording.beginRun({at(0),
                        u"Europe/Copenhagen"_s,
                        {{u"name"_s, u"HQ"_s}},
                        {QJsonObject{{u"id"_s, u"ews.rooms"_s}, {u"status"_s, u"pass"_s}}}});
    recording.setDecisions({QJsonObject{{u"checkId"_s, u"ews.version"_s}}});
    recording.setCloud({{u"region"_s, u"eu"_s}});
    recording.setContext({{{u"os"_s, u"Debian 12"_s}, {u"clockAheadSeconds"_s, 3}},
                          {{u"proxyMode"_s, u"system"_s}},
                          {{u"events"_s, QJsonArray{QJsonObject{{u"what"_s, u"runStarted"_s}}}}}});
    const Stamp stamp{at(1), std::chrono::milliseconds(7), u"proxy.test:3128"_s, {}};
    const auto add = [&](OperationKind kind, const QString &target, const Outcome &outcome) {
        recording.add(
            {recording.nextKey(kind, tag, target, wall.now()), at(1), std::chrono::milliseconds(7), outcome});
    };
    add(OperationKind::Route, u"https://mail.contoso.test/"_s,
        Result<Route>(Route{Route::Kind::SocksProxy, u"proxy.test"_s, 1080, u"environment"_s, stamp}));
    add(OperationKind::LookUp, u"mail.contoso.test A"_s,
        Result<LookUpAnswer>(LookUpAnswer{{{u"192.0.2.7"_s, 1, 2, 3}}, stamp}));
    add(OperationKind::Connect, u"mail.contoso.test:443"_s, Result<ConnectAnswer>(ConnectAnswer{stamp}));
    add(OperationKind::Connect, u"mail.contoso.test:443"_s, Cancelled());
    add(OperationKind::Handshake, u"mail.contoso.test:443"_s,
        Result<HandshakeAnswer>(HandshakeAnswer{
            u"TLSv1.2"_s, u"AES"_s, {}, {}, {{Code::TlsCertExpired, 1}}, TrustOrigin::ExtraRoot, stamp}));
    recording.add(exchange(recording, message("Busy ä ☃")));
    ExchangeQuery failing;
    failing.url = QUrl(u"https://mail.contoso.test/"_s);
    add(OperationKind::Exchange, targetOf(failing),
        redact(failing, Problem{Code::TlsCertExpired, u"detail"_s, {{u"chain"_s, QJsonArray{u"PEM"_s}}}}));
    recording.addPortValue(tag, u"keychain"_s, QJsonObject{{u"outcome"_s, u"KEYCHAIN_LOCKED"_s}}, wall.now());
    recording.addDecision(tag, u"acceptHost"_s, u"mail.contoso.test"_s, wall.now());
    return recording;
}

QJsonObject log(const QByteArray &har)
{
    return QJsonDocument::fromJson(har).object()["log"_L1].toObject();
}

} // namespace

class TestRecording : public QObject
{
    Q_OBJECT

private slots:
    void aRecordingSurvivesItsFile();
    void entriesAreWhatViewersExpect();
    void chainsSurvive();
    void passedBodiesGoFirst();
    void whatWasTrimmedIsNotReplayed();
    void memoryIsBoundedToo();
    void whatCannotFitIsAProblem();
    void noSecretLeaves_data();
    void noSecretLeaves();
    void anOrdinaryWordIsTakenOut_data();
    void anOrdinaryWordIsTakenOut();
    void whatWasTakenOutIsNotJudged();
    void whatCannotBeTakenOutIsRefused_data();
    void whatCannotBeTakenOutIsRefused();
    void harmlessTextLeaves();
    void tokensThatPassTheDoorAreGuarded();
    void olderFilesAreRead();
    void brokenFilesAreRefused_data();
    void brokenFilesAreRefused();
    void everyMemberIsChecked();
    void mutatedFilesNeverCrash();
    void hostileTextSurvives();
};

void TestRecording::aRecordingSurvivesItsFile()
{
    const Recording recording = sample();
    const auto har = recording.toHar();
    QVERIFY(har);
    const auto loaded = Recording::fromHar(*har);
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.problem().facts["where"_L1].toString()));
    QCOMPARE(loaded->program(), recording.program());
    QCOMPARE(loaded->runs(), recording.runs());
    QCOMPARE(loaded->context(), recording.context());
    QCOMPARE(loaded->observations().size(), recording.observations().size());
    for (const Observation &observation : recording.observations())
        QVERIFY2(loaded->observations().contains(observation), qPrintable(observation.key.target));
    QCOMPARE(*loaded->toHar(), *har);

    // The HAR schema test reads this one.
    QFile file(QStringLiteral(SETUP_BINARY_DIR "/sample.har"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(*har);
}

void TestRecording::entriesAreWhatViewersExpect()
{
    const QJsonObject har = log(*sample().toHar());
    QCOMPARE(har["version"_L1].toString(), u"1.2"_s);
    QCOMPARE(har["creator"_L1]["name"_L1].toString(), u"askcody-exchange-setup"_s);
    QVERIFY(!har.contains("browser"_L1));
    QCOMPARE(har["pages"_L1].toArray(), QJsonArray());
    const QJsonArray entries = har["entries"_L1].toArray();
    QCOMPARE(entries.size(), 2);
    const QJsonObject entry = entries.at(0).toObject();
    QCOMPARE(entry["startedDateTime"_L1].toString(), u"2026-11-23T09:00:01.000Z"_s);
    QCOMPARE(entry["time"_L1].toInt(), 12);
    QCOMPARE(entry["timings"_L1]["wait"_L1].toInt(), 12);
    QCOMPARE(entry["serverIPAddress"_L1].toString(), u"192.0.2.7"_s);
    QCOMPARE(entry["request"_L1]["queryString"_L1].toArray(),
             QJsonArray({QJsonObject{{u"name"_s, u"Protocol"_s}, {u"value"_s, u"EWS"_s}}}));
    QCOMPARE(entry["response"_L1]["content"_L1]["text"_L1].toString().toUtf8(), message("Busy ä ☃"));
    const QJsonObject failed = entries.at(1).toObject();
    QCOMPARE(failed["response"_L1]["status"_L1].toInt(), 0);
    QCOMPARE(failed["comment"_L1].toString(), u"TLS_CERT_EXPIRED"_s);
    QCOMPARE(har["_setup"_L1]["runs"_L1][0]["timeZone"_L1].toString(), u"Europe/Copenhagen"_s);
    QCOMPARE(har["_setup"_L1]["observations"_L1].toArray().size(), 7);
    QCOMPARE(har["_setup"_L1]["truncated"_L1],
             QJsonValue(QJsonObject{{u"bodies"_s, 0}, {u"observations"_s, 0}}));
}

void TestRecording::chainsSurvive()
{
    const auto chain =
        QSslCertificate::fromPath(QStringLiteral(SETUP_SOURCE_DIR "/tests/data/certificate.pem"));
    QCOMPARE(chain.size(), 1);
    Recording recording;
    const Observation observation{
        recording.nextKey(OperationKind::Handshake, tag, u"h:443"_s, wall.now()),
        at(1),
        {},
        Result<HandshakeAnswer>(HandshakeAnswer{{}, {}, {}, chain + chain, {}, TrustOrigin::System, {}})};
    recording.add(observation);
    const auto loaded = Recording::fromHar(*recording.toHar());
    QVERIFY(loaded);
    QCOMPARE(loaded->observations().at(0), observation);
}

// The bound leaves room for ever fewer bodies: of 10 of a passed check and 10 of a failed one.
void TestRecording::passedBodiesGoFirst()
{
    const auto fill = [](Recording &recording) {
        for (int i = 0; i < 10; ++i) {
            for (const auto &[check, character] : {std::pair(u"ews.version"_s, 'f'), {u"ews.rooms"_s, 'p'}})
                recording.add(exchange(recording, message(QByteArray(490, character)), {check, 1}));
        }
        recording.setFindings({QJsonObject{{u"id"_s, u"ews.rooms"_s}, {u"status"_s, u"pass"_s}},
                               QJsonObject{{u"id"_s, u"ews.version"_s}, {u"status"_s, u"fail"_s}}});
    };
    Recording unlimited;
    fill(unlimited);
    const qsizetype whole = unlimited.toHar()->size();
    qsizetype before = 20;
    for (const qsizetype missing : {1'000, 3'000, 6'000, 8'000}) {
        Recording limited(ProgramInfo::current(), whole - missing);
        fill(limited);
        const auto har = limited.toHar();
        QVERIFY(har);
        QVERIFY(har->size() <= whole - missing);
        const auto failing = har->count(QByteArray(490, 'f'));
        const auto passing = har->count(QByteArray(490, 'p'));
        QVERIFY(failing == 10 || passing == 0);
        QVERIFY(failing + passing < before);
        QVERIFY(failing > 0);
        before = failing + passing;
        QCOMPARE(log(*har)["_setup"_L1]["truncated"_L1]["bodies"_L1].toInt(), 20 - before);
        QCOMPARE(limited.truncation(), Truncation()); // only the file is cut
    }
}

void TestRecording::whatWasTrimmedIsNotReplayed()
{
    const auto fill = [](Recording &recording) {
        recording.add(exchange(recording, message(QByteArray(490, 'x'))));
    };
    Recording unlimited;
    fill(unlimited);
    Recording recording(ProgramInfo::current(), unlimited.toHar()->size() - 100);
    fill(recording);
    const auto loaded = Recording::fromHar(*recording.toHar());
    QVERIFY(loaded);
    QCOMPARE(loaded->truncation().bodies, 1);
    ReplayDoor replay(*loaded);
    ExchangeQuery query;
    query.tag = tag;
    query.method = "POST";
    query.url = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    query.body = "<Envelope><Body><GetRoomLists/></Body></Envelope>";
    query.bodyKind = BodyKind::Ews;
    QCOMPARE(targetOf(query), loaded->observations().at(0).key.target);
    const auto operation = replay.exchange(query);
    QString code;
    connect(operation.get(), &Exchange::finished, this, [&code](const Result<ExchangeAnswer> &result) {
        code = result ? QString() : result.problem().code;
    });
    operation->start();
    QTRY_COMPARE(code, Code::NotInRecording);
}

void TestRecording::memoryIsBoundedToo()
{
    Recording recording(ProgramInfo::current(), 1'000);
    for (int i = 0; i < 100; ++i)
        recording.add(exchange(recording, message(QByteArray(490, 'x'))));
    qsizetype bytes = 0;
    for (const Observation &observation : recording.observations())
        bytes += std::get<RecordedExchange>(observation.outcome).answer->body.size();
    QVERIFY(bytes < 100 * 100 + 4 * 1'000);
    QVERIFY(recording.truncation().bodies > 80);

    const Observation note{
        recording.nextKey(OperationKind::Decision, tag, u"d"_s, wall.now()), at(1), {}, Note{true}};
    for (qsizetype i = 0; i < Recording::MaximumObservations; ++i)
        recording.add(note);
    QCOMPARE(recording.observations().size(), Recording::MaximumObservations);
    QCOMPARE(recording.truncation().observations, 100);
}

void TestRecording::whatCannotFitIsAProblem()
{
    Recording recording(ProgramInfo::current(), 500);
    recording.add(exchange(recording, message("x")));
    const auto har = recording.toHar();
    QVERIFY(!har);
    QCOMPARE(har.problem().code, Code::AnswerTooLarge);
}

void TestRecording::noSecretLeaves_data()
{
    QTest::addColumn<QString>("text");
    const QString plain = QString::fromUtf8(canary);
    const auto utf16 = [&plain](QStringConverter::Encoding encoding) {
        QStringEncoder encoder(encoding);
        return QByteArray(encoder(plain));
    };
    QTest::newRow("plain") << u"x"_s + plain + u"y"_s;
    QTest::newRow("as XML") << plain.toHtmlEscaped();
    QTest::newRow("percent-encoded") << QString::fromLatin1(QUrl::toPercentEncoding(plain));
    QTest::newRow("percent-encoded in lower case") << QString::fromLatin1(QUrl::toPercentEncoding(plain))
                                                          .replace(u"%22"_s, u"%22"_s)
                                                          .toLower()
                                                          .replace(u"c%40nary"_s, u"C%40nary"_s);
    QTest::newRow("as a form field")
        << QString::fromLatin1(QUrl::toPercentEncoding(plain, " ")).replace(u' ', u'+');
    for (const auto *user : {"", "a", "ab", "svc@contoso.test", "CONTOSO\\svc"})
        QTest::addRow("base64 for %s", user) << QString::fromLatin1((user + (':' + canary)).toBase64());
    QTest::newRow("base64 in the middle") << QString::fromLatin1(("{\"p\":\"" + canary + "\"}").toBase64());
    QTest::newRow("base64 for URLs") << QString::fromLatin1(
        canary.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    QTest::newRow("UTF-16 in text") << QString::fromLatin1(utf16(QStringConverter::Utf16LE));
    QTest::newRow("UTF-16 LE in base64") << QString::fromLatin1(utf16(QStringConverter::Utf16LE).toBase64());
    QTest::newRow("UTF-16 BE in base64")
        << QString::fromLatin1(("x" + utf16(QStringConverter::Utf16BE)).toBase64());
    QTest::newRow("hexadecimal") << QString::fromLatin1(canary.toHex().toUpper());
}

void TestRecording::noSecretLeaves()
{
    QFETCH(const QString, text);
    for (const bool asName : {false, true}) {
        Recording recording;
        recording.addSecret(Secret("something else"));
        recording.addSecret(Secret(QByteArray(canary.constData(), canary.size())));
        recording.addDecision(
            tag, u"d"_s, QJsonObject{{asName ? text : u"member"_s, asName ? QString() : text}}, wall.now());
        const auto har = recording.toHar();
        QVERIFY(har); // it is taken out
        QVERIFY(!har->contains(text.toUtf8()));
        QVERIFY(!SecretScan({Secret(canary)}).finds(QJsonDocument::fromJson(*har).object()));
        QVERIFY(Recording::fromHar(*har));
    }
}

// A password may be a word that every recording has, or that an answer says innocently.
void TestRecording::anOrdinaryWordIsTakenOut_data()
{
    QTest::addColumn<QByteArray>("password");
    for (const char *word : {"content", "status", "password", "removed", "exchange", "Envelope",
                             "Content-Type", "kind", "text", "facts", "Type", "xmlns"})
        QTest::newRow(word) << QByteArray(word);
}

void TestRecording::anOrdinaryWordIsTakenOut()
{
    QFETCH(const QByteArray, password);
    const QString said = u"the "_s + QString::fromUtf8(password) + u" is here"_s;
    Recording recording = sample();
    recording.addDecision(tag, u"echo"_s, QJsonObject{{u"told"_s, said}}, wall.now());
    recording.addSecret(Secret(QByteArray(password)));
    const auto har = recording.toHar();
    QVERIFY2(har, har ? "" : qPrintable(har.problem().code));
    QVERIFY(!har->contains(said.toUtf8()));
    const auto loaded = Recording::fromHar(*har);
    QVERIFY(loaded);
    QCOMPARE(loaded->observations().size(), recording.observations().size());
    // Whatever bodies still stand do not hold it, and those that held it are not judged in a replay.
    for (qsizetype i = 0; i < loaded->observations().size(); ++i) {
        const auto *exchange = std::get_if<RecordedExchange>(&loaded->observations().at(i).outcome);
        if (!exchange)
            continue;
        QVERIFY(!exchange->request.body.contains(password));
        QVERIFY(!exchange->answer || !exchange->answer->body.contains(password));
    }
}

void TestRecording::whatWasTakenOutIsNotJudged()
{
    Recording recording = sample();
    recording.addSecret(Secret("Envelope"));
    const auto loaded = Recording::fromHar(*recording.toHar());
    QVERIFY(loaded);
    int trimmed = 0;
    for (const Observation &observation : loaded->observations())
        if (const auto *exchange = std::get_if<RecordedExchange>(&observation.outcome))
            trimmed += exchange->trimmed ? 1 : 0;
    QVERIFY(trimmed > 0);
}

void TestRecording::whatCannotBeTakenOutIsRefused_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("a part of an address") << QByteArray("contoso");
    QTest::newRow("what the run was about") << QByteArray("exchangeServer");
}

void TestRecording::whatCannotBeTakenOutIsRefused()
{
    QFETCH(const QByteArray, password);
    Recording recording = sample();
    recording.beginRun({wall.now(), {}, QJsonObject{{u"type"_s, u"exchangeServer"_s}}, {}});
    recording.addSecret(Secret(QByteArray(password)));
    const auto har = recording.toHar();
    QVERIFY(!har);
    QCOMPARE(har.problem().code, QString(Code::RecordingHoldsPassword));
    QVERIFY(har.problem().detail.isEmpty());
    const QString where = har.problem().facts["where"_L1].toString();
    QVERIFY2(where.startsWith("/log/"_L1), qPrintable(where));
    QVERIFY(!where.contains(QString::fromLatin1(password)));
}

void TestRecording::harmlessTextLeaves()
{
    Recording recording = sample();
    recording.addSecret(Secret("Passw0rd!"));
    recording.addSecret(Secret("abc")); // too short to be told from chance
    recording.addSecret(Secret());
    QVERIFY(recording.toHar());
}

void TestRecording::tokensThatPassTheDoorAreGuarded()
{
    Recording recording;
    ReplayDoor nothing(recording);
    RecordingDoor door(nothing, recording, wall);
    ExchangeQuery query;
    query.tag = tag;
    query.credential = Credential{Credential::Scheme::Bearer, u"a"_s, u"u"_s, Secret("token-4711")};
    QVERIFY(door.exchange(query));
    QVERIFY(recording.toHar());
    recording.addDecision(tag, u"leak"_s, u"token-4711"_s, wall.now());
    const auto har = recording.toHar();
    QVERIFY(har);
    QVERIFY(!har->contains("token-4711"));
}

// What was written before these members were thought of.
void TestRecording::olderFilesAreRead()
{
    QByteArray older = *sample().toHar();
    for (const char *member : {"environment", "settings", "journal", "decisions", "cloud", "sent"})
        older.replace(QByteArray("\"") + member + "\": ", QByteArray("\"") + member + "X\": ");
    const auto loaded = Recording::fromHar(older);
    QVERIFY(loaded);
    QCOMPARE(loaded->context(), RecordedContext());
    QCOMPARE(loaded->runs().constFirst().decisions, QJsonArray());
    QCOMPARE(loaded->observations().size(), sample().observations().size());
}

void TestRecording::brokenFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("code");
    const QByteArray good = *sample().toHar();
    const auto malformed = [](const char *name, const QByteArray &file) {
        QTest::newRow(name) << file << QString(Code::FileMalformed);
    };
    malformed("empty", {});
    malformed("no JSON", "hello");
    malformed("an array", "[]");
    malformed("cut", good.left(good.size() / 2));
    malformed("of a browser",
              R"({"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[]}})");
    malformed("another format", QByteArray(good).replace("recording/1", "recording/9"));
    malformed("another version", QByteArray(good).replace("\"1.2\"", "\"1.1\""));
    malformed("unknown kind", QByteArray(good).replace("\"lookUp\"", "\"lookDown\""));
    malformed("kind and content differ", QByteArray(good).replace("\"lookUp\"", "\"handshake\""));
    malformed("an exchange elsewhere",
              QByteArray(good).replace("\"kind\": \"route\"", "\"kind\": \"exchange\""));
    malformed("a code that is none", QByteArray(good).replace("\"TLS_CERT_EXPIRED\"", "\"rm -rf /\""));
    malformed("a time that is none", QByteArray(good).replace("2026-11-23T09:00:01.000Z", "yesterday"));
    malformed("a local time", QByteArray(good).replace("09:00:01.000Z", "09:00:01.000"));
    malformed("a run that is not there", QByteArray(good).replace("\"run\": 1", "\"run\": 2"));
    malformed("two with one key", QByteArray(good).replace("\"nth\": 2", "\"nth\": 1"));
    malformed("a negative size", QByteArray(good).replace("\"bodySize\": ", "\"bodySize\": -"));
    malformed("too deep", "{\"log\":" + QByteArray("[").repeated(100'000));
    malformed("deep within",
              QByteArray(good).replace("\"input\": {",
                                       "\"input\": {\"a\": " + QByteArray("[").repeated(70)
                                           + QByteArray("]").repeated(70) + ","));
    QTest::newRow("too large") << QByteArray(65 * 1024 * 1024, ' ') << QString(Code::AnswerTooLarge);
}

void TestRecording::brokenFilesAreRefused()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, code);
    const auto loaded = Recording::fromHar(file);
    QVERIFY(!loaded);
    QCOMPARE(loaded.problem().code, code);
}

// Every member of every object that the reader needs is turned into something else, one at a time.
void TestRecording::everyMemberIsChecked()
{
    const QByteArray good = *sample().toHar();
    const QList<QByteArray> needed{"version",  "format",     "program",  "runs",     "startedAt", "timeZone",
                                   "input",    "findings",   "check",    "attempt",  "kind",      "target",
                                   "nth",      "durationMs", "records",  "weight",   "route",     "proxyPort",
                                   "protocol", "chain",      "faults",   "trust",    "entries",   "request",
                                   "method",   "headers",    "bodySize", "response", "status",    "content",
                                   "trimmed",  "derived",    "stamp",    "complete", "truncated", "bodies"};
    for (const QByteArray &name : needed) {
        const QByteArray renamed = QByteArray(good).replace('"' + name + "\": ", "\"" + name + "X\": ");
        QVERIFY2(renamed != good, name.constData());
        QVERIFY2(!Recording::fromHar(renamed), name.constData());
    }
}

void TestRecording::mutatedFilesNeverCrash()
{
    const QByteArray good = *sample().toHar();
    static constexpr quint32 seeds = 400;
    int accepted = 0;
    for (quint32 seed = 1; seed <= seeds; ++seed) {
        QRandomGenerator random(seed);
        QByteArray file = good;
        const int mutations = random.bounded(1, 8);
        for (int i = 0; i < mutations; ++i) {
            const auto place = random.bounded(file.size());
            switch (random.bounded(4)) {
            case 0:
                file[place] = static_cast<char>(random.bounded(256));
                break;
            case 1:
                file.remove(place, random.bounded(1, 40));
                break;
            case 2:
                file.insert(place, good.mid(random.bounded(good.size()), random.bounded(1, 200)));
                break;
            default:
                file.replace(place, 1, "0123456789{}[]\",:-e.tfn\\u"_ba.mid(random.bounded(25), 1));
            }
        }
        const auto loaded = Recording::fromHar(file);
        if (!loaded) {
            QVERIFY(loaded.problem().code == Code::FileMalformed);
            continue;
        }
        ++accepted; // a changed word in a text; it must still be a recording
        const auto again = loaded->toHar();
        QVERIFY2(again, qPrintable(QString::number(seed)));
        QVERIFY2(Recording::fromHar(*again), qPrintable(QString::number(seed)));
    }
    QVERIFY(accepted < static_cast<int>(seeds));
}

void TestRecording::hostileTextSurvives()
{
    const QStringList corpus{u"\u202Eevil\u202C"_s,  u"a\u0000b"_s,         QString(QChar(0xD800)),
                             u"=cmd|'/c calc'!A1"_s, u"<script>"_s,         u"${jndi:ldap://x}"_s,
                             u"\\\"'`;\r\n\t"_s,     QString(20'000, u'n'), u"\U0001F600\uFFFF"_s};
    Recording recording;
    for (const QString &text : corpus) {
        ExchangeQuery query;
        query.tag = {text.left(50), 1};
        query.url = QUrl(u"https://mail.contoso.test/"_s
                         + QString::fromLatin1(QUrl::toPercentEncoding(text.left(500))));
        query.method = "POST";
        query.body = text.toUtf8();
        query.bodyKind = BodyKind::Ews;
        ExchangeAnswer answer{200, text.toUtf8(), {{"Server", text.toUtf8()}, {text.toUtf8(), "x"}},
                              {},  true,          {}};
        answer.body = message(text.toHtmlEscaped().toUtf8());
        recording.add({recording.nextKey(OperationKind::Exchange, query.tag, targetOf(query), wall.now()),
                       at(1),
                       {},
                       redact(query, answer)});
        recording.add({recording.nextKey(OperationKind::LookUp, query.tag, text.left(500), wall.now()),
                       at(1),
                       {},
                       Result<LookUpAnswer>(LookUpAnswer{{{text.left(500), 0, 0, 0}}, {}})});
    }
    const auto har = recording.toHar();
    QVERIFY(har);
    const auto loaded = Recording::fromHar(*har);
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.problem().facts["where"_L1].toString()));
    QCOMPARE(loaded->observations().size(), recording.observations().size());
    QCOMPARE(*loaded->toHar(), *har);
}

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
