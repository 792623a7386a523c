// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "jose/base64url.h"
#include "jose/jwe.h"
#include "jose/publickey.h"
#include "unit/jose/vectors.h"

#include <QSet>
#include <QTest>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

// The private key of RFC 7520, 5.2.1.
EVP_PKEY *exampleKey()
{
    static EVP_PKEY *const key = [] {
        const QJsonObject json = vector("rfc7520_5_2"_L1)["key"_L1].toObject();
        OSSL_PARAM_BLD *const builder = OSSL_PARAM_BLD_new();
        QList<BIGNUM *> numbers; // the builder only refers to them
        const auto push = [&](const char *name, const QString &member) {
            QByteArray bytes = *fromBase64Url(json[member].toString().toLatin1());
            numbers.append(BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr));
            OSSL_PARAM_BLD_push_BN(builder, name, numbers.constLast());
        };
        push(OSSL_PKEY_PARAM_RSA_N, u"n"_s);
        push(OSSL_PKEY_PARAM_RSA_E, u"e"_s);
        push(OSSL_PKEY_PARAM_RSA_D, u"d"_s);
        EVP_PKEY_CTX *const context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
        EVP_PKEY *made = nullptr;
        EVP_PKEY_fromdata_init(context);
        OSSL_PARAM *const parameters = OSSL_PARAM_BLD_to_param(builder);
        EVP_PKEY_fromdata(context, &made, EVP_PKEY_KEYPAIR, parameters);
        OSSL_PARAM_free(parameters);
        EVP_PKEY_CTX_free(context);
        OSSL_PARAM_BLD_free(builder);
        for (BIGNUM *const number : std::as_const(numbers))
            BN_free(number);
        return made;
    }();
    return key;
}

QByteArray unwrapped(QByteArray sealed, const EVP_MD *digest)
{
    EVP_PKEY_CTX *const context = EVP_PKEY_CTX_new(exampleKey(), nullptr);
    EVP_PKEY_decrypt_init(context);
    EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING);
    EVP_PKEY_CTX_set_rsa_oaep_md(context, digest);
    EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest);
    QByteArray key(1024, '\0');
    auto size = static_cast<std::size_t>(key.size());
    const int done =
        EVP_PKEY_decrypt(context, raw(key), &size, raw(sealed), static_cast<std::size_t>(sealed.size()));
    EVP_PKEY_CTX_free(context);
    return done == 1 ? key.left(static_cast<qsizetype>(size)) : QByteArray();
}

// What the owner of the key reads; empty where the tag does not fit.
QByteArray opened(const QByteArray &jwe, const EVP_MD *digest)
{
    const QList<QByteArray> parts = jwe.split('.');
    QByteArray key = unwrapped(*fromBase64Url(parts[1]), digest);
    QByteArray vector = *fromBase64Url(parts[2]);
    QByteArray bytes = *fromBase64Url(parts[3]);
    QByteArray tag = *fromBase64Url(parts[4]);
    QByteArray header = parts[0];
    QByteArray text(bytes.size(), '\0');
    EVP_CIPHER_CTX *const cipher = EVP_CIPHER_CTX_new();
    int size = 0;
    EVP_DecryptInit_ex2(cipher, EVP_aes_256_gcm(), raw(key), raw(vector), nullptr);
    EVP_DecryptUpdate(cipher, nullptr, &size, raw(header), static_cast<int>(header.size()));
    EVP_DecryptUpdate(cipher, raw(text), &size, raw(bytes), static_cast<int>(bytes.size()));
    EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), tag.data());
    const int done = EVP_DecryptFinal_ex(cipher, raw(text) + size, &size);
    EVP_CIPHER_CTX_free(cipher);
    return done == 1 ? text : QByteArray();
}

Jwk recipient()
{
    Jwk key;
    key.kid = u"portal-2026"_s;
    key.use = u"enc"_s;
    const QJsonObject json = vector("rfc7520_5_2"_L1)["key"_L1].toObject();
    key.modulus = *fromBase64Url(json["n"_L1].toString().toLatin1());
    key.exponent = *fromBase64Url(json["e"_L1].toString().toLatin1());
    return key;
}

} // namespace

class TestJwe : public QObject
{
    Q_OBJECT

private slots:
    void theTestOpensTheExampleOfTheRfc();
    void ownerOpensWhatWeSeal();
    void headerIsExactlyTheFour();
    void changesAreSeen_data();
    void changesAreSeen();
    void everySealIsAnother();
    void sizeTellsOnlyTheSize();
    void unfitKeysAreRefused_data();
    void unfitKeysAreRefused();
    void emptyAndEndlessTextsAreRefused();
    void keysThatAreNoneLeaveNoErrorBehind();
};

void TestJwe::theTestOpensTheExampleOfTheRfc()
{
    const QJsonObject example = vector("rfc7520_5_2"_L1);
    QCOMPARE(QString::fromUtf8(opened(example["jwe"_L1].toString().toLatin1(), EVP_sha1())),
             example["text"_L1].toString());
}

void TestJwe::ownerOpensWhatWeSeal()
{
    const QByteArray text = u"{\"password\":\"päss wörd\"}"_s.toUtf8();
    const auto sealed = sealJwe(Secret(text), recipient(), u"secret+jwt"_s);
    QVERIFY(sealed);
    QVERIFY(!sealed->contains(toBase64Url(text)));
    QCOMPARE(opened(*sealed, EVP_sha256()), text);
}

void TestJwe::headerIsExactlyTheFour()
{
    const auto sealed = sealJwe(Secret("x"), recipient(), u"secret+jwt"_s);
    QVERIFY(sealed);
    QCOMPARE(*fromBase64Url(sealed->split('.')[0]),
             QByteArray(R"({"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"portal-2026","typ":"secret+jwt"})"));
}

void TestJwe::changesAreSeen_data()
{
    QTest::addColumn<int>("part");
    QTest::newRow("header") << 0;
    QTest::newRow("vector") << 2;
    QTest::newRow("text") << 3;
    QTest::newRow("tag") << 4;
}

void TestJwe::changesAreSeen()
{
    QFETCH(const int, part);
    const auto sealed = sealJwe(Secret("a text of some length"), recipient(), u"secret+jwt"_s);
    QVERIFY(sealed);
    QList<QByteArray> parts = sealed->split('.');
    parts[part][3] = parts[part][3] == 'A' ? 'B' : 'A';
    QCOMPARE(opened(parts.join('.'), EVP_sha256()), QByteArray());
}

void TestJwe::everySealIsAnother()
{
    QSet<QByteArray> keys;
    QSet<QByteArray> vectors;
    for (int i = 0; i < 20; ++i) {
        const QList<QByteArray> parts = sealJwe(Secret("x"), recipient(), u"t"_s)->split('.');
        keys.insert(unwrapped(*fromBase64Url(parts[1]), EVP_sha256()));
        vectors.insert(parts[2]);
    }
    QCOMPARE(keys.size(), 20);
    QCOMPARE(vectors.size(), 20);
}

void TestJwe::sizeTellsOnlyTheSize()
{
    const auto dull = sealJwe(Secret(QByteArray(1000, 'a')), recipient(), u"t"_s);
    QVERIFY(dull);
    QCOMPARE(fromBase64Url(dull->split('.')[3])->size(), 1000); // not compressed
}

void TestJwe::unfitKeysAreRefused_data()
{
    QTest::addColumn<Jwk>("key");
    const auto row = [](const char *name, auto change) {
        Jwk key = recipient();
        change(key);
        QTest::newRow(name) << key;
    };
    row("for signatures", [](Jwk &key) { key.use = u"sig"_s; });
    row("for nothing in particular", [](Jwk &key) { key.use.clear(); });
    row("without a name", [](Jwk &key) { key.kid.clear(); });
    row("for another algorithm", [](Jwk &key) { key.algorithm = u"RSA1_5"_s; });
    row("for SHA-1", [](Jwk &key) { key.algorithm = u"RSA-OAEP"_s; });
    row("for verifying", [](Jwk &key) { key.operations = QStringList{u"verify"_s}; });
    row("too short", [](Jwk &key) { key.modulus = key.modulus.left(128); });
    row("an elliptic curve", [](Jwk &key) { key.kind = Jwk::Kind::EcP256; });
}

void TestJwe::unfitKeysAreRefused()
{
    QFETCH(const Jwk, key);
    const auto sealed = sealJwe(Secret("x"), key, u"t"_s);
    QVERIFY(!sealed);
    QCOMPARE(sealed.problem().code, QString(Code::SealingKeyUnusable));
}

void TestJwe::emptyAndEndlessTextsAreRefused()
{
    QVERIFY(sealJwe(Secret(QByteArray(LargestSealed, 'x')), recipient(), u"t"_s));
    for (const qsizetype size : {qsizetype(0), LargestSealed + 1}) {
        const auto sealed = sealJwe(Secret(QByteArray(size, 'x')), recipient(), u"t"_s);
        QVERIFY(!sealed);
        QCOMPARE(sealed.problem().code, QString(Code::InternalError));
    }
}

// Qt's TLS on this thread would take it for a failure of its own.
void TestJwe::keysThatAreNoneLeaveNoErrorBehind()
{
    ERR_clear_error();
    Jwk offTheCurve;
    offTheCurve.kind = Jwk::Kind::EcP256;
    offTheCurve.x = QByteArray(32, 'x');
    offTheCurve.y = QByteArray(32, 'y');
    QVERIFY(!publicKey(offTheCurve));
    QCOMPARE(ERR_peek_error(), 0UL);
}

QTEST_GUILESS_MAIN(TestJwe)
#include "tst_jwe.moc"
