// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/certificatereading.h"
#include "net/middleboxes.h"
#include "net/proxyhearing.h"
#include "support/loopbackworld.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestMiddleboxes : public QObject
{
    Q_OBJECT

private slots:
    void answersNameTheirMaker_data();
    void answersNameTheirMaker();
    void aPageIsNoProofByItself();
    void publicCertificatesNameNobody();
    void refusalsAreRead_data();
    void refusalsAreRead();
    void hostileRefusalsAreSurvived();
    void certificatesAreRead();
};

void TestMiddleboxes::answersNameTheirMaker_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("product");
    QTest::newRow("Server") << QByteArray("Server") << QByteArray("Zscaler/6.2") << u"Zscaler"_s;
    QTest::newRow("Via") << QByteArray("Via") << QByteArray("1.1 px (squid/5.7)") << u"Squid"_s;
    QTest::newRow("a header of its own") << QByteArray("X-Squid-Error") << QByteArray("E 0") << u"Squid"_s;
    QTest::newRow("another spelling") << QByteArray("server") << QByteArray("BigIP") << u"F5 BIG-IP"_s;
    QTest::newRow("in a longer word") << QByteArray("Server") << QByteArray("MyBigIPs") << QString();
    QTest::newRow("beside an underscore")
        << QByteArray("Server") << QByteArray("gw_zscaler_1") << u"Zscaler"_s;
    QTest::newRow("IIS") << QByteArray("Server") << QByteArray("Microsoft-IIS/10.0") << QString();
    QTest::newRow("Exchange") << QByteArray("X-CalculatedBETarget") << QByteArray("ex1") << QString();
    QTest::newRow("a redirect") << QByteArray("Location") << QByteArray("https://sophos.test/") << QString();
}

void TestMiddleboxes::answersNameTheirMaker()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QString, product);
    const Middlebox *box = Middleboxes::standard().ofHeaders({{name, value}});
    QCOMPARE(box ? box->name : QString(), product);
}

void TestMiddleboxes::aPageIsNoProofByItself()
{
    const QByteArray page = "<html>Blocked by FortiGuard</html>";
    QVERIFY(!Middleboxes::standard().ofHeaders({{"Content-Type", "text/html"}}));
    QCOMPARE(Middleboxes::standard().ofPage({}, page)->name, u"Fortinet FortiGate"_s);
    QVERIFY(!Middleboxes::standard().ofPage({}, "<html>Forgotten your password? You can reset it here."));
    QCOMPARE(Middleboxes::standard().ofPage({}, "<html>Blocked by ESET.")->name, u"ESET"_s);
}

void TestMiddleboxes::publicCertificatesNameNobody()
{
    const TlsIdentity identity = LoopbackWorld::authority().issue({LoopbackWorld::name()});
    QVERIFY(!Middleboxes::standard().ofIssuers(identity.chain));
}

void TestMiddleboxes::refusalsAreRead_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("facts");
    QTest::newRow("silence") << QByteArray() << QByteArray("{}");
    QTest::newRow("squid blocks") << QByteArray("HTTP/1.1 403 Forbidden\r\nServer: squid/5.7\r\n\r\n<html>")
                                  << QByteArray(R"({"proxyStatus":403,"inspectedBy":"Squid"})");
    QTest::newRow("the page tells") << QByteArray("HTTP/1.0 403 no\r\n\r\n<html>netskope</html>")
                                    << QByteArray(R"({"proxyStatus":403,"inspectedBy":"Netskope"})");
    QTest::newRow("ways to sign in") << QByteArray(
        "HTTP/1.1 407 no\r\nProxy-Authenticate: NTLM\r\nproxy-authenticate: Basic realm=\"x\"\r\n\r\n")
                                     << QByteArray(R"({"proxyStatus":407,"proxyOffers":["NTLM","Basic"]})");
    QTest::newRow("squid's reason") << QByteArray("HTTP/1.1 503 no\r\nX-Squid-Error: ERR_DNS_FAIL 0\r\n\r\n")
                                    << QByteArray(R"({"proxyStatus":503,"proxyError":"ERR_DNS_FAIL",
                                                      "inspectedBy":"Squid"})");
    QTest::newRow("RFC 9209") << QByteArray(
        "HTTP/1.1 502 no\r\nProxy-Status: px.contoso.test; error=connection_timeout; details=\"x\"\r\n\r\n")
                              << QByteArray(R"({"proxyStatus":502,"proxyError":"connection_timeout"})");
    QTest::newRow("a reason that is none")
        << QByteArray("HTTP/1.1 503 no\r\nX-Squid-Error: <b>\r\nProxy-Status: a; error=\x1b[2J\r\n\r\n")
        << QByteArray(R"({"proxyStatus":503,"inspectedBy":"Squid"})");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << QByteArray(R"({"proxyStatus":0})");
    QTest::newRow("cut") << QByteArray("HTTP/1.1 50") << QByteArray(R"({"proxyStatus":0})");
}

void TestMiddleboxes::refusalsAreRead()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, facts);
    QCOMPARE(ProxyHearing::read(answer), QJsonDocument::fromJson(facts).object());
}

void TestMiddleboxes::hostileRefusalsAreSurvived()
{
    const QByteArray offers = QByteArray("Proxy-Authenticate: x\x1b[2J<b>") + QByteArray(9'000, 'a') + "\r\n";
    const QJsonObject facts =
        ProxyHearing::read("HTTP/1.1 407 \xff\r\n" + offers.repeated(50) + ":\r\n:::\r\n");
    QCOMPARE(facts["proxyStatus"_L1].toInt(), 407);
    const QByteArray kept = QJsonDocument(facts).toJson();
    QVERIFY2(kept.size() < 1'000 && !kept.contains("\\u001b"), kept.left(500).constData());
}

void TestMiddleboxes::certificatesAreRead()
{
    const CertificateAuthority &authority = LoopbackWorld::authority();
    const QSslCertificate server = authority.issue({LoopbackWorld::name()}).chain.first();
    const auto reading = CertificateReading::of(server);
    QCOMPARE(reading.key, u"EC 256"_s);
    QCOMPARE(reading.signature, u"ecdsa-with-SHA256"_s);
    QCOMPARE(reading.purposes, QStringList{u"serverAuth"_s});
    QCOMPARE(reading.usages, QStringList{u"digitalSignature"_s});
    QVERIFY(!reading.isWeak);
    QVERIFY(isPubliclyLogged(server) && !isPubliclyLogged(authority.root()));
    QVERIFY(!forbidsNames(authority.root(), server));
    QCOMPARE(CertificateReading::of(QSslCertificate()).key, QString());
}

QTEST_GUILESS_MAIN(TestMiddleboxes)
#include "tst_middleboxes.moc"
