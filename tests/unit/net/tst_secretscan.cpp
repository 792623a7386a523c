// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "net/recordingdoor.h"
#include "net/secretscan.h"
#include "net/secretsweep.h"
#include "support/scripteddoor.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QStringEncoder>
#include <QTest>
#include <QUrl>

#include <zlib.h>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QByteArray canary = "C@nary \"4711\" & <Vögel>/+";
const SystemClock wall;

Secret secret(const QByteArray &bytes)
{
    return Secret(QByteArray(bytes.constData(), bytes.size()));
}

QByteArray compressed(QByteArray bytes, int windowBits)
{
    z_stream stream = {};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))) + 64,
                   '\0');
    stream.next_in = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray reversed(QByteArray bytes)
{
    std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

QByteArray gzipped(const QByteArray &bytes)
{
    return compressed(bytes, 15 + 16);
}

QByteArray forUrls(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray utf16(const QByteArray &utf8, QStringConverter::Encoding encoding)
{
    QStringEncoder encoder(encoding);
    return encoder(QString::fromUtf8(utf8));
}

QByteArray json(const QByteArray &value)
{
    return QJsonDocument(QJsonObject{{u"password"_s, QString::fromUtf8(value)}})
        .toJson(QJsonDocument::Compact);
}

// "\u0043\u0040…": what some writers of JSON make of everything.
QByteArray escaped(const QByteArray &value)
{
    QByteArray text;
    const QString plain = QString::fromUtf8(value);
    for (const QChar unit : plain)
        text += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    return text;
}

// "&#67;&#64;…", "&#x43;…": letters and digits stay.
QByteArray numbered(const QByteArray &value, int base)
{
    QByteArray text;
    const QString plain = QString::fromUtf8(value);
    for (const QChar unit : plain) {
        const QByteArray number = QByteArray::number(unit.unicode(), base).toUpper();
        text += unit.unicode() < 0x80 && unit.isLetterOrNumber() ? QString(unit).toUtf8()
                                                                 : (base == 16 ? "&#x" : "&#") + number + ';';
    }
    return text;
}

QByteArray wrapped(const QByteArray &base64, const QByteArray &lineEnd)
{
    QByteArray lines;
    for (qsizetype at = 0; at < base64.size(); at += 16)
        lines += base64.mid(at, 16) + lineEnd;
    return lines;
}

} // namespace

class TestSecretScan : public QObject
{
    Q_OBJECT

private slots:
    void everyFormIsFound_data();
    void everyFormIsFound();
    void everyWordIsFoundInEveryBase64();
    void passwordsThatLookEscapedAreFound_data();
    void passwordsThatLookEscapedAreFound();
    void windowsHasCharactersOfItsOwn();
    void itIsFoundBehindManyOthers();
    void bombsTakeNoTime_data();
    void bombsTakeNoTime();
    void otherTextIsNot();
    void thePlaceIsNamed_data();
    void thePlaceIsNamed();
    void aNameFromOutsideIsNoPlace();
    void noFieldKeepsItsCanary_data();
    void noFieldKeepsItsCanary();
    void aLargeDocumentIsReadInASecond();
};

void TestSecretScan::everyFormIsFound_data()
{
    QTest::addColumn<QByteArray>("form");
    const auto row = [](const char *name, const QByteArray &form) { QTest::newRow(name) << form; };
    row("plain", canary);
    row("backwards", reversed(canary));
    row("UTF-16 LE", utf16(canary, QStringConverter::Utf16LE));
    row("UTF-16 BE", utf16(canary, QStringConverter::Utf16BE));
    row("XML", QString::fromUtf8(canary).toHtmlEscaped().toUtf8());
    row("percent-encoded", QByteArray(canary).toPercentEncoding());
    row("form field", QByteArray(canary).toPercentEncoding(" ").replace(' ', '+'));
    row("JSON", json(canary));
    row("JSON, all escaped", escaped(canary));
    row("hexadecimal", canary.toHex());
    row("hexadecimal, upper case", canary.toHex().toUpper());
    row("hexadecimal, colons", canary.toHex(':'));
    row("UTF-16 LE in hexadecimal", utf16(canary, QStringConverter::Utf16LE).toHex());
    for (const char *before : {"", "x", "xy", "CONTOSO\\svc:"}) {
        QTest::addRow("base64 after '%s'", before) << (before + canary).toBase64();
        QTest::addRow("base64url after '%s'", before) << forUrls(before + canary);
        QTest::addRow("UTF-16 LE in base64 after '%s'", before)
            << (before + utf16(canary, QStringConverter::Utf16LE)).toBase64();
        QTest::addRow("UTF-16 BE in base64 after '%s'", before)
            << (before + utf16(canary, QStringConverter::Utf16BE)).toBase64();
    }
    row("base64 in lines", wrapped((json(canary) + json("x")).toBase64(), "\r\n"));
    row("base64 of base64", ("user:" + canary.toBase64()).toBase64());
    const QByteArray header = forUrls(R"({"alg":"RS256","typ":"JWT"})");
    row("JWT, its claims", header + '.' + forUrls(json(canary)) + ".c2lnbmF0dXJl");
    row("JWT, escaped claims", header + '.' + forUrls(R"({"pw":")" + escaped(canary) + "\"}") + ".c2ln");
    row("JWT, its header", forUrls(json(canary)) + '.' + forUrls("{}") + ".c2lnbmF0dXJl");
    row("gzip as it is", gzipped(json(canary)));
    row("gzip in base64", gzipped(json(canary)).toBase64());
    row("gzip in a path", "https://contoso.test/a/b1/" + forUrls(gzipped(json(canary))));
    row("zlib in base64", compressed(json(canary), 15).toBase64());
    row("zlib as it is", "stream\n" + compressed(json(canary), 15) + "endstream");
    row("deflate in base64 (SAML)", compressed(json(canary), -15).toBase64());
    row("entities, decimal", numbered(canary, 10));
    row("entities, hexadecimal", numbered(canary, 16));
    row("entities of entities", QString::fromUtf8(canary).toHtmlEscaped().toHtmlEscaped().toUtf8());
    row("entities in JSON", json(QString::fromUtf8(canary).toHtmlEscaped().toUtf8()));
    row("entities in JSON, all escaped", escaped(QString::fromUtf8(canary).toHtmlEscaped().toUtf8()));
    row("percent-encoded twice", canary.toPercentEncoding().toPercentEncoding());
    row("percent-encoded thrice", canary.toPercentEncoding().toPercentEncoding().toPercentEncoding());
    row("percent-encoded by units (IIS)", escaped(canary).replace("\\u", "%u"));
    row("JSON in JSON in JSON", json(json(json(canary))));
    row("escapes of C", "\\x" + canary.toHex(' ').replace(" ", "\\x"));
    const QByteArray base64 = ("svc:" + canary + "~?>").toBase64();
    row("base64, percent-encoded", base64.toPercentEncoding());
    row("base64, slashes escaped", QByteArray(base64).replace("/", "\\/"));
    row("base64, by units", QByteArray(base64).replace("+", "\\u002B").replace("/", "\\u002f"));
    row("base64, entities", QByteArray(base64).replace("+", "&#43;").replace("/", "&#x2F;"));
    row("percent-encoded in base64", ("svc:" + canary.toPercentEncoding()).toBase64());
    row("percent-encoded gzip in base64", gzipped(json(canary)).toBase64().toPercentEncoding());
    const QByteArray latin = QString::fromUtf8(canary).toLatin1();
    row("ISO 8859-1", latin);
    row("ISO 8859-1, base64", ("svc:" + latin).toBase64());
    row("ISO 8859-1, percent-encoded", latin.toPercentEncoding());
    row("ISO 8859-1, hexadecimal", latin.toHex());
    row("UTF-8 taken for ISO 8859-1", QString::fromLatin1(canary).toUtf8());
    row("UTF-8 taken for ISO 8859-1, JSON", escaped(QString::fromLatin1(canary).toUtf8()));
    const QString parted = QString::fromUtf8(canary).normalized(QString::NormalizationForm_D);
    row("decomposed", parted.toUtf8());
    row("decomposed, base64", ("svc:" + parted.toUtf8()).toBase64());
    row("hexadecimal, blanks", canary.toHex(' '));
    row("hexadecimal, dashes", canary.toHex('-'));
    row("hexadecimal, as C has it", "0x" + canary.toHex(' ').replace(" ", ", 0x"));
    row("gzip in a JWT", header + '.' + forUrls(json(gzipped(canary).toBase64())) + ".c2ln");
}

void TestSecretScan::everyFormIsFound()
{
    QFETCH(const QByteArray, form);
    const SecretScan scan({secret("somebody else's"), secret(canary)});
    QVERIFY(scan.finds(form));
    QVERIFY(scan.finds("before \"" + form + "\" after"));
    QVERIFY(!SecretScan({secret("somebody else's")}).finds(form));
}

// 1,000 random passwords in front of and behind random neighbours.
void TestSecretScan::everyWordIsFoundInEveryBase64()
{
    QRandomGenerator random(4711);
    const auto bytes = [&random](int count) {
        QByteArray some(count, '\0');
        for (char &one : some)
            one = static_cast<char>(random.bounded(33, 127));
        return some;
    };
    for (int i = 0; i < 1'000; ++i) {
        const QByteArray password = bytes(random.bounded(6, 24));
        const QByteArray text = (bytes(random.bounded(8)) + password + bytes(random.bounded(8))).toBase64();
        QVERIFY2(SecretScan({secret(password)}).finds(text), (password + ' ' + text).constData());
    }
}

// Whoever reads too much away would look past them.
void TestSecretScan::passwordsThatLookEscapedAreFound_data()
{
    QTest::addColumn<QByteArray>("password");
    for (const char *password :
         {"a%41b%2", "100%25&lt;", "\\u0041\\x42\\", "&amp;amp;", "C:\\new%20&#65;", "++  ++"})
        QTest::newRow(password) << QByteArray(password);
}

void TestSecretScan::passwordsThatLookEscapedAreFound()
{
    QFETCH(const QByteArray, password);
    const SecretScan scan({secret(password)});
    const QByteArray html = QString::fromUtf8(password).toHtmlEscaped().toUtf8();
    for (const QByteArray &form :
         {password, password.toPercentEncoding(), password.toPercentEncoding(" ").replace(' ', '+'),
          json(password), escaped(password), numbered(password, 10), html, json(html),
          html.toPercentEncoding(), password.toPercentEncoding().toPercentEncoding(), password.toBase64()})
        QVERIFY2(scan.finds("before " + form + " after"), form.constData());
}

void TestSecretScan::windowsHasCharactersOfItsOwn()
{
    const QByteArray password = "Straße €7";
    const SecretScan scan({secret(password)});
    QVERIFY(scan.finds(QByteArray("Stra\xdf\x65 \x80\x37")));
    QVERIFY(scan.finds(u"StraÃŸe â‚¬7"_s));
    QVERIFY(!scan.finds(u"Strasse E7"_s));
}

// Behind more than anybody would count.
void TestSecretScan::itIsFoundBehindManyOthers()
{
    const QByteArray others = QByteArray("a-name-like-many/others\n").repeated(60'000);
    const QByteArray packed = gzipped(json(canary)).toBase64();
    QVERIFY(SecretScan({secret(canary)}).finds(others + packed));
    QVERIFY(!SecretScan({secret("somebody else's")}).finds(others + packed));
}

// What a server says to keep whoever saves it waiting.
void TestSecretScan::bombsTakeNoTime_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isLeftOut");
    const QByteArray zeros(8'000'000, '\0');
    const auto row = [](const char *name, const QByteArray &text, bool isLeftOut) {
        QTest::newRow(name) << text << isLeftOut;
    };
    row("beginnings of gzip", QByteArray("H4sI").repeated(500'000), false);
    row("beginnings behind slashes", QByteArray("/H4sI").repeated(400'000), false);
    row("beginnings of zlib", QByteArray("x^").repeated(1'000'000), false);
    row("a bomb", gzipped(zeros).toBase64(), true);
    row("many bombs", (gzipped(zeros).toBase64() + '\n').repeated(100), true);
    row("bombs of bombs", gzipped((gzipped(zeros).toBase64() + '\n').repeated(400)).toBase64(), true);
    row("percent of percent", '%' + QByteArray("25").repeated(250'000), true);
    row("escapes of escapes", QByteArray(500'000, '\\'), true);
    row("entities of entities", '&' + QByteArray("amp;").repeated(100'000), true);
    row("escapes of all kinds", QByteArray("%26amp;\\u0026#37;25\\\\").repeated(20'000), false);
    row("blocks that begin everywhere",
        ("\x1f\x8b\x08" + QByteArray(7, '\0') + QByteArray("\0\xff\xff\0\0", 5)).repeated(60'000).toBase64(),
        false);
}

void TestSecretScan::bombsTakeNoTime()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isLeftOut);
    QElapsedTimer timer;
    timer.start();
    const bool isFound = SecretScan({secret(canary)}).finds(text);
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    if (isLeftOut) // safe is what was looked through
        QVERIFY(isFound);
}

void TestSecretScan::otherTextIsNot()
{
    const SecretScan scan({secret(canary), secret("abc"), secret("Passw0rd!"), Secret()});
    QVERIFY(!scan.finds(QByteArray()));
    QVERIFY(!scan.finds(QByteArray("abc abc abc"))); // too short to be told from chance
    QRandomGenerator random(1);
    QByteArray noise(300'000, '\0');
    for (char &one : noise)
        one = static_cast<char>(random.bounded(256));
    QVERIFY(!scan.finds(noise));
    QVERIFY(!scan.finds(noise.toBase64()));
    QVERIFY(!scan.finds(gzipped(noise).toBase64()));
    QVERIFY(SecretScan({secret("abc")}).isEmpty());
}

void TestSecretScan::thePlaceIsNamed_data()
{
    QTest::addColumn<QJsonObject>("log");
    QTest::addColumn<QString>("where");
    const QString text = QString::fromUtf8(canary);
    QTest::newRow("an address") << QJsonObject{{u"entries"_s,
                                                QJsonArray{QJsonObject(),
                                                           QJsonObject{{u"request"_s,
                                                                        QJsonObject{{u"url"_s, text}}}}}}}
                                << u"/log/entries/1/request/url"_s;
    QTest::newRow("what the run was about")
        << QJsonObject{{u"_setup"_s,
                        QJsonObject{{u"runs"_s,
                                     QJsonArray{QJsonObject{{u"input"_s, QJsonObject{{u"name"_s, text}}}}}}}}}
        << u"/log/_setup/runs/0/input/name"_s;
}

void TestSecretScan::thePlaceIsNamed()
{
    QFETCH(const QJsonObject, log);
    QFETCH(const QString, where);
    const auto swept = withoutSecrets({{u"log"_s, log}}, {secret(canary)});
    QVERIFY(!swept);
    QCOMPARE(swept.problem().code, QString(Code::RecordingHoldsPassword));
    QCOMPARE(swept.problem().facts["where"_L1].toString(), where);
    const auto clean = withoutSecrets({{u"log"_s, log}}, {secret("another one")});
    QVERIFY(clean);
    QCOMPARE(clean->document["log"_L1].toObject(), log);
    QVERIFY(clean->taken.isEmpty());
}

// A name in what came from outside may hold the password itself.
void TestSecretScan::aNameFromOutsideIsNoPlace()
{
    const QJsonObject value{{QString::fromUtf8(canary), QString::fromUtf8(canary)}};
    const QJsonObject document{{u"log"_s, QJsonObject{{u"facts"_s, value}}}};
    const auto swept = withoutSecrets(document, {secret(canary)});
    QVERIFY(swept);
    QCOMPARE(swept->taken, (QStringList{u"/log/facts/0"_s, u"/log/facts/0"_s}));
    QVERIFY(!SecretScan({secret(canary)}).finds(swept->document));
}

namespace {

using Plant = std::function<void(ExchangeQuery &, ExchangeAnswer &, const QByteArray &)>;

Plant inForm(const QByteArray &field)
{
    return [field](ExchangeQuery &query, ExchangeAnswer &, const QByteArray &value) {
        query.bodyKind = BodyKind::Token;
        query.body = "grant_type=x&" + field + '=' + QByteArray(value).toPercentEncoding();
    };
}

Plant inAnswer(const QByteArray &member)
{
    return [member](ExchangeQuery &query, ExchangeAnswer &answer, const QByteArray &value) {
        query.bodyKind = BodyKind::Token;
        answer.body = json(value).replace("password", member);
    };
}

Plant inHeader(const QByteArray &name, const QByteArray &before = {})
{
    return [name, before](ExchangeQuery &query, ExchangeAnswer &answer, const QByteArray &value) {
        query.headers.append(name, before + value.toBase64());
        answer.headers.append(name, before + value.toBase64());
    };
}

} // namespace

Q_DECLARE_METATYPE(Plant)

void TestSecretScan::noFieldKeepsItsCanary_data()
{
    QTest::addColumn<Plant>("plant");
    for (const char *field : {"password", "client_secret", "refresh_token", "code", "code_verifier",
                              "device_code", "client_assertion", "assertion", "token", "access_token"})
        QTest::addRow("form: %s", field) << inForm(field);
    for (const char *member : {"access_token", "refresh_token", "id_token", "device_code", "user_code"})
        QTest::addRow("answer: %s", member) << inAnswer(member);
    QTest::newRow("Basic") << Plant([](ExchangeQuery &query, ExchangeAnswer &, const QByteArray &value) {
        query.credential = Credential{Credential::Scheme::Basic, u"a"_s, u"u"_s, secret(value)};
    });
    QTest::newRow("Bearer") << Plant([](ExchangeQuery &query, ExchangeAnswer &, const QByteArray &value) {
        query.credential = Credential{Credential::Scheme::Bearer, u"a"_s, u"u"_s, secret(value)};
    });
    QTest::newRow("Authorization by hand") << inHeader("Authorization", "Basic ");
    QTest::newRow("proxy password") << inHeader("Proxy-Authorization", "Basic ");
    QTest::newRow("NTLM") << inHeader("Authorization", "NTLM ");
    QTest::newRow("cookie") << inHeader("Cookie", "cadata=");
    QTest::newRow("set cookie") << inHeader("Set-Cookie", "cadata=");
    QTest::newRow("unknown header") << inHeader("X-Secret");
    QTest::newRow("Negotiate") << inHeader("WWW-Authenticate", "Negotiate ");
    for (const char *name : {"code", "state", "access_token", "SAMLResponse"})
        QTest::addRow("query: %s", name)
            << Plant([name](ExchangeQuery &query, ExchangeAnswer &, const QByteArray &value) {
                   query.url.setQuery(QLatin1String(name) + u'='
                                      + QString::fromLatin1(QByteArray(value).toPercentEncoding()));
               });
    QTest::newRow("user info") << Plant([](ExchangeQuery &query, ExchangeAnswer &, const QByteArray &value) {
        query.url.setPassword(QString::fromUtf8(value));
    });
    QTest::newRow("fragment") << Plant([](ExchangeQuery &query, ExchangeAnswer &, const QByteArray &value) {
        query.url.setFragment(QString::fromUtf8(value));
    });
    QTest::newRow("sealed body") << Plant(
        [](ExchangeQuery &query, ExchangeAnswer &, const QByteArray &value) {
            query.bodyKind = BodyKind::Portal;
            query.body = R"({"name":"HQ","credential":"eyJhbGciOiJSU0EifQ.)" + forUrls(value) + ".x.y.z\"}";
        });
    QTest::newRow("portal's answer") << Plant(
        [](ExchangeQuery &query, ExchangeAnswer &answer, const QByteArray &value) {
            query.bodyKind = BodyKind::Portal;
            answer.body = json(value);
        });
    QTest::newRow("SOAP body") << Plant(
        [](ExchangeQuery &query, ExchangeAnswer &answer, const QByteArray &value) {
            query.bodyKind = BodyKind::Ews;
            query.body = "<Envelope><Body><GetFolder><Password>" + value.toBase64()
                + "</Password></GetFolder></Body></Envelope>";
            answer.body = query.body;
        });
    QTest::newRow("page") << Plant([](ExchangeQuery &query, ExchangeAnswer &answer, const QByteArray &value) {
        query.bodyKind = BodyKind::Ews;
        answer.body = "<html><body><input value=\"" + value.toBase64() + "\"></body></html>";
    });
    QTest::newRow("unknown body") << Plant(
        [](ExchangeQuery &query, ExchangeAnswer &answer, const QByteArray &value) {
            query.body = value;
            answer.body = gzipped(value);
        });
}

// Two walls: redaction lets none stand although nobody has told it of this secret; and what a later change
// may let stand is taken out, because the recording knows the secrets that passed.
void TestSecretScan::noFieldKeepsItsCanary()
{
    QFETCH(const Plant, plant);
    ExchangeQuery query;
    query.tag = {u"auth.login"_s, 1};
    query.method = "POST";
    query.url = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    ExchangeAnswer answer{200, "OK", {{"Content-Type", "text/plain"}}, {}, true, {}};
    plant(query, answer, canary);
    ScriptedDoor world;
    world.answer = [&answer](const ExchangeQuery &) { return answer; };
    Recording recording;
    RecordingDoor door(world, recording, wall);
    const auto exchange = door.exchange(query);
    QSignalSpy finished(exchange.get(), &Exchange::finished);
    exchange->start();
    QVERIFY(finished.wait());
    const SecretScan scan({secret(canary)});
    Recording unaware;
    for (const Observation &observation : recording.observations())
        unaware.add(observation);
    unaware.beginRun({wall.now(), {}, {}, {}});
    const auto redacted = unaware.toHar();
    QVERIFY(redacted);
    QVERIFY2(!scan.finds(*redacted), redacted->constData());
    recording.addSecret(secret(canary));
    recording.addDecision(query.tag, u"leak"_s, QString::fromLatin1(forUrls(canary)), wall.now());
    const auto swept = recording.toHar();
    QVERIFY(swept);
    QVERIFY(!scan.finds(*swept));
}

void TestSecretScan::aLargeDocumentIsReadInASecond()
{
    QRandomGenerator random(1);
    QJsonArray entries;
    for (int i = 0; i < 200; ++i) {
        QByteArray noise(7'500, '\0');
        for (char &one : noise)
            one = static_cast<char>(random.bounded(256));
        entries.append(QJsonObject{{u"text"_s, QString::fromLatin1(noise.toBase64())}});
    }
    const QJsonObject document{{u"log"_s, QJsonObject{{u"entries"_s, entries}}}};
    const SecretScan scan({secret(canary), secret("one more"), secret("and a third")});
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!scan.finds(document));
    const qint64 took = timer.elapsed();
    qInfo("%lld ms for two megabytes", took);
    QVERIFY(took < 20'000); // of a sanitised build on a busy machine
}

QTEST_GUILESS_MAIN(TestSecretScan)
#include "tst_secretscan.moc"
