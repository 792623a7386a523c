// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "jose/base64url.h"
#include "jose/constanttime.h"
#include "jose/jwkset.h"
#include "unit/jose/vectors.h"

#include <QJsonArray>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QJsonObject rsaExample()
{
    return vector("rfc7517A1"_L1)["keys"_L1].toArray()[1].toObject();
}

QJsonObject ecExample()
{
    return vector("rfc7517A1"_L1)["keys"_L1].toArray()[0].toObject();
}

QJsonObject with(QJsonObject json, const QString &member, const QJsonValue &value)
{
    json.insert(member, value);
    return json;
}

QString ofBytes(qsizetype count, char last = '\x01')
{
    return QString::fromLatin1(toBase64Url(QByteArray(count - 1, '\xc1') + last));
}

} // namespace

class TestJwk : public QObject
{
    Q_OBJECT

private slots:
    void base64UrlIsStrict_data();
    void base64UrlIsStrict();
    void comparesWholeValues();
    void readsTheExamplesOfTheRfc();
    void thumbprintsAreThoseOfTheRfcs();
    void leadingZerosChangeNothing();
    void unusableKeysAreRefused_data();
    void unusableKeysAreRefused();
    void setsLeaveOutWhatTheyCannotUse();
    void setsAreBounded_data();
    void setsAreBounded();
};

void TestJwk::base64UrlIsStrict_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("nothing") << QByteArray("") << true;
    QTest::newRow("one byte") << QByteArray("AA") << true;
    QTest::newRow("both special characters") << QByteArray("-_-_") << true;
    QTest::newRow("padding") << QByteArray("AA==") << false;
    QTest::newRow("ordinary base64") << QByteArray("+/+/") << false;
    QTest::newRow("stray last bits") << QByteArray("AB") << false;
    QTest::newRow("a lonely character") << QByteArray("A") << false;
    QTest::newRow("a line break") << QByteArray("AAAA\nAAAA") << false;
    QTest::newRow("a null byte") << QByteArray("AA\0A", 4) << false;
}

void TestJwk::base64UrlIsStrict()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isGood);
    const auto decoded = fromBase64Url(text);
    QCOMPARE(decoded.has_value(), isGood);
    if (decoded)
        QCOMPARE(toBase64Url(*decoded), text);
}

void TestJwk::comparesWholeValues()
{
    QVERIFY(equalInConstantTime("state", "state"));
    QVERIFY(equalInConstantTime("", ""));
    QVERIFY(!equalInConstantTime("state", "stata"));
    QVERIFY(!equalInConstantTime("state", "stat"));
    QVERIFY(!equalInConstantTime("", "s"));
}

void TestJwk::readsTheExamplesOfTheRfc()
{
    const auto rsa = parseJwk(rsaExample());
    QVERIFY(rsa);
    QVERIFY(rsa->kind == Jwk::Kind::Rsa);
    QCOMPARE(rsa->kid, u"2011-04-29"_s);
    QCOMPARE(rsa->algorithm, u"RS256"_s);
    QCOMPARE(rsa->modulus.size(), 256);
    QCOMPARE(rsa->exponent, QByteArray("\x01\x00\x01", 3));
    const auto ec = parseJwk(ecExample());
    QVERIFY(ec);
    QVERIFY(ec->kind == Jwk::Kind::EcP256);
    QCOMPARE(ec->use, u"enc"_s);
    QCOMPARE(ec->x.size(), 32);
}

void TestJwk::thumbprintsAreThoseOfTheRfcs()
{
    // RFC 7638, 3.1 computes it for the RSA key of RFC 7517, A.1.
    QCOMPARE(thumbprint(*parseJwk(rsaExample())), QByteArray("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
    // By openssl and by npm "jose".
    QCOMPARE(thumbprint(*parseJwk(ecExample())), QByteArray("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s"));
}

void TestJwk::leadingZerosChangeNothing()
{
    const QByteArray modulus = '\0' + parseJwk(rsaExample())->modulus;
    const auto padded = parseJwk(with(rsaExample(), u"n"_s, QString::fromLatin1(toBase64Url(modulus))));
    QVERIFY(padded);
    QCOMPARE(thumbprint(*padded), thumbprint(*parseJwk(rsaExample())));
}

void TestJwk::unusableKeysAreRefused_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::newRow("nothing in it") << QJsonObject();
    QTest::newRow("a symmetric key") << QJsonObject{{u"kty"_s, u"oct"_s}, {u"k"_s, u"AAAA"_s}};
    QTest::newRow("a private key") << with(rsaExample(), u"d"_s, u"AQAB"_s);
    QTest::newRow("an unknown kind") << with(rsaExample(), u"kty"_s, u"OKP"_s);
    QTest::newRow("another curve") << with(ecExample(), u"crv"_s, u"P-384"_s);
    QTest::newRow("a short coordinate") << with(ecExample(), u"x"_s, u"AAAA"_s);
    QTest::newRow("RSA of 1024 bits") << with(rsaExample(), u"n"_s, ofBytes(128));
    QTest::newRow("RSA of 2047 bits")
        << with(rsaExample(), u"n"_s, QString::fromLatin1(toBase64Url('\x7f' + QByteArray(255, '\x01'))));
    QTest::newRow("RSA of 16384 bits") << with(rsaExample(), u"n"_s, ofBytes(2048));
    QTest::newRow("an even exponent") << with(rsaExample(), u"e"_s, u"AQAC"_s);
    QTest::newRow("the exponent 1") << with(rsaExample(), u"e"_s, u"AQ"_s);
    QTest::newRow("an exponent without end") << with(rsaExample(), u"e"_s, ofBytes(64));
    QTest::newRow("a number that is no base64url") << with(rsaExample(), u"n"_s, u"!!!"_s);
    QTest::newRow("a number that is a number") << with(rsaExample(), u"n"_s, 12);
    QTest::newRow("a kid without end") << with(rsaExample(), u"kid"_s, QString(257, u'k'));
    QTest::newRow("a kid that is a list") << with(rsaExample(), u"kid"_s, QJsonArray{u"k"_s});
    QTest::newRow("operations that are a word") << with(rsaExample(), u"key_ops"_s, u"verify"_s);
}

void TestJwk::unusableKeysAreRefused()
{
    QFETCH(const QJsonObject, json);
    const auto key = parseJwk(json);
    QVERIFY(!key);
    QCOMPARE(key.problem().code, QString(Code::KeySetUnusable));
    QVERIFY(!key.problem().facts["reason"_L1].toString().isEmpty());
}

void TestJwk::setsLeaveOutWhatTheyCannotUse()
{
    const QJsonObject set{
        {u"keys"_s, QJsonArray{rsaExample(), 7, with(ecExample(), u"crv"_s, u"P-521"_s), ecExample()}}};
    const auto parsed = parseJwkSet(QJsonDocument(set).toJson());
    QVERIFY(parsed);
    QCOMPARE(parsed->keys.size(), 2);
    QCOMPARE(parsed->keys[0].kid, u"2011-04-29"_s);
    QCOMPARE(parsed->keys[1].kid, u"1"_s);
}

void TestJwk::setsAreBounded_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("not JSON") << QByteArray("<html>");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no keys") << QByteArray("{}");
    QTest::newRow("keys that are an object") << QByteArray(R"({"keys":{}})");
    QTest::newRow("too large") << R"({"keys":[)" + QByteArray(JwkSet::LargestText, ' ') + "]}";
    QTest::newRow("too many") << R"({"keys":[)" + QByteArray("{},").repeated(JwkSet::MostKeys) + "{}]}";
    QTest::newRow("too deep") << R"({"keys":)" + QByteArray(50'000, '[');
}

void TestJwk::setsAreBounded()
{
    QFETCH(const QByteArray, text);
    const auto parsed = parseJwkSet(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.problem().code, QString(Code::KeySetUnusable));
}

QTEST_GUILESS_MAIN(TestJwk)
#include "tst_jwk.moc"
