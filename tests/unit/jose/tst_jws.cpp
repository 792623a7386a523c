// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "jose/jws.h"
#include "unit/jose/signingkey.h"
#include "unit/jose/vectors.h"

#include <QJsonArray>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const JwsRules All{{JwsAlgorithm::RS256, JwsAlgorithm::PS256, JwsAlgorithm::ES256}, {}};

JwkSet only(const QJsonObject &json)
{
    const auto key = parseJwk(json);
    return {{key ? *key : Jwk()}};
}

QJsonObject header(const QString &algorithm, const QString &kid = u"k1"_s)
{
    return {{u"alg"_s, algorithm}, {u"kid"_s, kid}};
}

QJsonObject with(QJsonObject json, const QString &member, const QJsonValue &value)
{
    json.insert(member, value);
    return json;
}

QString codeOf(const Result<VerifiedJws> &result)
{
    return result ? QString() : result.problem().code;
}

const SigningKey &ecKey()
{
    static const SigningKey key = SigningKey::ec();
    return key;
}

const SigningKey &rsaKey()
{
    static const SigningKey key = SigningKey::rsa();
    return key;
}

} // namespace

class TestJws : public QObject
{
    Q_OBJECT

private slots:
    void provesTheExamplesOfTheRfcs_data();
    void provesTheExamplesOfTheRfcs();
    void everyChangedBitIsSeen();
    void callersListDecides_data();
    void callersListDecides();
    void headersThatWantMoreAreRefused_data();
    void headersThatWantMoreAreRefused();
    void keysServeOnlyWhatTheyAreFor_data();
    void keysServeOnlyWhatTheyAreFor();
    void unknownKidIsToldApart();
    void withoutKidOnlyOneKeyMayBeMeant();
    void hmacWithThePublicKeyIsRefused();
    void derSignaturesAreNoJose();
    void typesAreLimited();
    void malformedTokensAreRefused_data();
    void malformedTokensAreRefused();
};

void TestJws::provesTheExamplesOfTheRfcs_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("RFC 7515, A.2: RS256") << u"rfc7515A2"_s;
    QTest::newRow("RFC 7515, A.3: ES256") << u"rfc7515A3"_s;
    QTest::newRow("RFC 7520, 4.1: RS256") << u"rfc7520_4_1"_s;
    QTest::newRow("PS256") << u"ps256"_s;
}

void TestJws::provesTheExamplesOfTheRfcs()
{
    QFETCH(const QString, name);
    const QJsonObject example = vector(QLatin1StringView(name.toLatin1()));
    const auto proved =
        verifyJws(example["jws"_L1].toString().toLatin1(), only(example["key"_L1].toObject()), All);
    QVERIFY2(proved, qPrintable(codeOf(proved)));
    QVERIFY(!proved->payload.isEmpty());
    QVERIFY(!proved->header["alg"_L1].toString().isEmpty());
}

void TestJws::everyChangedBitIsSeen()
{
    const QByteArray token = ecKey().sign(header(u"ES256"_s), R"({"sub":"adele"})");
    const JwkSet keys = only(ecKey().jwk(u"k1"_s));
    QVERIFY(verifyJws(token, keys, All));
    for (qsizetype i = 0; i < token.size(); ++i) {
        QByteArray changed = token;
        changed[i] = token[i] == 'A' ? 'B' : 'A';
        QVERIFY2(!verifyJws(changed, keys, All), qPrintable(u"character %1"_s.arg(i)));
    }
}

void TestJws::callersListDecides_data()
{
    QTest::addColumn<QString>("algorithm");
    QTest::addColumn<QString>("code");
    QTest::newRow("allowed") << u"PS256"_s << QString();
    QTest::newRow("not allowed here") << u"RS256"_s << QString(Code::TokenAlgorithm);
    QTest::newRow("none") << u"none"_s << QString(Code::TokenAlgorithm);
    QTest::newRow("none in capitals") << u"NONE"_s << QString(Code::TokenAlgorithm);
    QTest::newRow("none in between") << u"nOnE"_s << QString(Code::TokenAlgorithm);
    QTest::newRow("unknown") << u"RS1"_s << QString(Code::TokenAlgorithm);
    QTest::newRow("HMAC") << u"HS256"_s << QString(Code::TokenAlgorithm);
    QTest::newRow("nothing") << QString() << QString(Code::TokenAlgorithm);
}

void TestJws::callersListDecides()
{
    QFETCH(const QString, algorithm);
    QFETCH(const QString, code);
    const QByteArray token = rsaKey().sign(header(algorithm), "{}");
    QCOMPARE(codeOf(verifyJws(token, only(rsaKey().jwk(u"k1"_s)), {{JwsAlgorithm::PS256}, {}})), code);
    const QByteArray unsignedToken = token.left(token.lastIndexOf('.') + 1);
    QVERIFY(!verifyJws(unsignedToken, only(rsaKey().jwk(u"k1"_s)), All));
}

void TestJws::headersThatWantMoreAreRefused_data()
{
    QTest::addColumn<QJsonObject>("more");
    QTest::newRow("crit") << QJsonObject{{u"crit"_s, QJsonArray{u"exp"_s}}, {u"exp"_s, 1}};
    QTest::newRow("an empty crit") << QJsonObject{{u"crit"_s, QJsonArray{}}};
    QTest::newRow("an unencoded payload") << QJsonObject{{u"b64"_s, false}};
    QTest::newRow("zip") << QJsonObject{{u"zip"_s, u"DEF"_s}};
    QTest::newRow("an embedded key") << QJsonObject{{u"jwk"_s, ecKey().jwk(u"k1"_s)}};
    QTest::newRow("the address of keys") << QJsonObject{{u"jku"_s, u"https://evil.test/"_s}};
    QTest::newRow("the address of a certificate") << QJsonObject{{u"x5u"_s, u"https://evil.test/"_s}};
}

void TestJws::headersThatWantMoreAreRefused()
{
    QFETCH(const QJsonObject, more);
    QJsonObject all = header(u"ES256"_s);
    for (auto it = more.begin(); it != more.end(); ++it)
        all.insert(it.key(), it.value());
    QCOMPARE(codeOf(verifyJws(ecKey().sign(all, "{}"), only(ecKey().jwk(u"k1"_s)), All)),
             QString(Code::TokenAlgorithm));
}

void TestJws::keysServeOnlyWhatTheyAreFor_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("serves");
    QTest::newRow("signatures") << u"use"_s << QJsonValue(u"sig"_s) << true;
    QTest::newRow("encryption") << u"use"_s << QJsonValue(u"enc"_s) << false;
    QTest::newRow("this algorithm") << u"alg"_s << QJsonValue(u"RS256"_s) << true;
    QTest::newRow("another algorithm") << u"alg"_s << QJsonValue(u"PS256"_s) << false;
    QTest::newRow("verifying") << u"key_ops"_s << QJsonValue(QJsonArray{u"verify"_s}) << true;
    QTest::newRow("wrapping") << u"key_ops"_s << QJsonValue(QJsonArray{u"wrapKey"_s}) << false;
}

void TestJws::keysServeOnlyWhatTheyAreFor()
{
    QFETCH(const QString, member);
    QFETCH(const QJsonValue, value);
    QFETCH(const bool, serves);
    const JwkSet keys = only(with(rsaKey().jwk(u"k1"_s), member, value));
    QCOMPARE(codeOf(verifyJws(rsaKey().sign(header(u"RS256"_s), "{}"), keys, All)),
             serves ? QString() : QString(Code::TokenKeyUnknown));
}

void TestJws::unknownKidIsToldApart()
{
    const auto result =
        verifyJws(ecKey().sign(header(u"ES256"_s, u"new"_s), "{}"), only(ecKey().jwk(u"old"_s)), All);
    QCOMPARE(codeOf(result), QString(Code::TokenKeyUnknown));
    QCOMPARE(result.problem().facts["kid"_L1].toString(), u"new"_s);
}

void TestJws::withoutKidOnlyOneKeyMayBeMeant()
{
    const QByteArray token = ecKey().sign({{u"alg"_s, u"ES256"_s}}, "{}");
    JwkSet keys = only(ecKey().jwk(u"k1"_s));
    QVERIFY(verifyJws(token, keys, All));
    keys.keys += *parseJwk(rsaKey().jwk(u"k2"_s)); // cannot be meant
    QVERIFY(verifyJws(token, keys, All));
    keys.keys += *parseJwk(SigningKey::ec().jwk(u"k3"_s));
    QCOMPARE(codeOf(verifyJws(token, keys, All)), QString(Code::TokenKeyUnknown));
}

// The old confusion: the public key, known to all, taken for an HMAC's secret.
void TestJws::hmacWithThePublicKeyIsRefused()
{
    const QByteArray text = toBase64Url(R"({"alg":"HS256","kid":"k1"})") + '.' + toBase64Url("{}");
    const QByteArray token = text + '.' + toBase64Url(QByteArray(32, 'x'));
    QCOMPARE(codeOf(verifyJws(token, only(rsaKey().jwk(u"k1"_s)), All)), QString(Code::TokenAlgorithm));
}

void TestJws::derSignaturesAreNoJose()
{
    const QByteArray token = ecKey().sign(header(u"ES256"_s), "{}");
    const QByteArray head = token.left(token.lastIndexOf('.') + 1);
    const JwkSet keys = only(ecKey().jwk(u"k1"_s));
    for (const qsizetype size : {0, 1, 63, 65, 72})
        QCOMPARE(codeOf(verifyJws(head + toBase64Url(QByteArray(size, '\x30')), keys, All)),
                 QString(Code::TokenSignature));
    QCOMPARE(codeOf(verifyJws(head + toBase64Url(QByteArray(64, '\0')), keys, All)),
             QString(Code::TokenSignature)); // r = s = 0 fits every text where nobody looks
}

void TestJws::typesAreLimited()
{
    const JwkSet keys = only(ecKey().jwk(u"k1"_s));
    const JwsRules rules{{JwsAlgorithm::ES256}, {u"JWT"_s}};
    QVERIFY(verifyJws(ecKey().sign(header(u"ES256"_s), "{}"), keys, rules));
    QVERIFY(verifyJws(ecKey().sign(with(header(u"ES256"_s), u"typ"_s, u"jwt"_s), "{}"), keys, rules));
    const QByteArray accessToken = ecKey().sign(with(header(u"ES256"_s), u"typ"_s, u"at+jwt"_s), "{}");
    QCOMPARE(codeOf(verifyJws(accessToken, keys, rules)), QString(Code::TokenAlgorithm));
}

void TestJws::malformedTokensAreRefused_data()
{
    QTest::addColumn<QByteArray>("token");
    const QByteArray good = ecKey().sign(header(u"ES256"_s), "{}");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one part") << QByteArray("abcd");
    QTest::newRow("four parts") << good + ".AAAA";
    QTest::newRow("five parts, a JWE") << QByteArray("AA.AA.AA.AA.AA");
    QTest::newRow("a space in front") << ' ' + good;
    QTest::newRow("padding") << good + "=";
    QTest::newRow("a header that is no JSON") << "AAAA" + good.mid(good.indexOf('.'));
    QTest::newRow("a header that is a list") << toBase64Url("[]") + good.mid(good.indexOf('.'));
    QTest::newRow("without end") << good + QByteArray(LargestJws, 'A');
}

void TestJws::malformedTokensAreRefused()
{
    QFETCH(const QByteArray, token);
    QCOMPARE(codeOf(verifyJws(token, only(ecKey().jwk(u"k1"_s)), All)), QString(Code::TokenMalformed));
}

QTEST_GUILESS_MAIN(TestJws)
#include "tst_jws.moc"
