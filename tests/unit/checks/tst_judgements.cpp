// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/userspellings.h"
#include "net/privateplaces.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestJudgements : public QObject
{
    Q_OBJECT

private slots:
    void spellings_data();
    void spellings();
    void privateNames_data();
    void privateNames();
    void privateAddresses_data();
    void privateAddresses();
};

void TestJudgements::spellings_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QStringList>("expected");
    const QString email = u"askcody@contoso.test"_s;
    QTest::newRow("nothing typed, domain told")
        << QString() << u"CORP"_s << QStringList{email, u"CORP\\askcody"_s, u"askcody"_s};
    QTest::newRow("nothing typed, domain guessed last")
        << QString() << QString() << QStringList{email, u"askcody"_s, u"CONTOSO\\askcody"_s};
    QTest::newRow("a bare name typed")
        << u"svc"_s << u"CORP"_s << QStringList{u"svc"_s, u"CORP\\svc"_s, email};
    QTest::newRow("with a domain typed")
        << u"OLD\\svc"_s << u"CORP"_s << QStringList{u"OLD\\svc"_s, u"CORP\\svc"_s, u"svc"_s, email};
}

void TestJudgements::spellings()
{
    QFETCH(QString, typed);
    QFETCH(QString, domain);
    QFETCH(QStringList, expected);
    QCOMPARE(userSpellings(typed, u"askcody@contoso.test"_s, domain), expected);
}

void TestJudgements::privateNames_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("expected");
    QTest::newRow("a public name") << u"mail.contoso.com"_s << false;
    QTest::newRow("one label") << u"exch01"_s << true;
    QTest::newRow("mDNS") << u"exch01.contoso.local"_s << true;
    QTest::newRow("ICANN's private suffix") << u"mail.contoso.internal"_s << true;
    QTest::newRow("home network") << u"mail.home.arpa"_s << true;
    QTest::newRow("a label that only looks so") << u"local.contoso.com"_s << false;
    QTest::newRow("a suffix that only looks so") << u"mail.vocal"_s << false;
    QTest::newRow("an address") << u"203.0.113.10"_s << false;
}

void TestJudgements::privateNames()
{
    QFETCH(QString, host);
    QFETCH(bool, expected);
    QCOMPARE(isPrivateName(host), expected);
}

void TestJudgements::privateAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("expected");
    QTest::newRow("public IPv4") << u"203.0.113.10"_s << false;
    QTest::newRow("public IPv6") << u"2001:db8::10"_s << false;
    QTest::newRow("10/8") << u"10.1.2.3"_s << true;
    QTest::newRow("172.16/12, last") << u"172.31.255.255"_s << true;
    QTest::newRow("after 172.16/12") << u"172.32.0.1"_s << false;
    QTest::newRow("192.168/16") << u"192.168.0.1"_s << true;
    QTest::newRow("carrier grade NAT") << u"100.64.0.1"_s << true;
    QTest::newRow("link-local") << u"169.254.1.1"_s << true;
    QTest::newRow("loopback") << u"127.0.0.1"_s << true;
    QTest::newRow("unique local IPv6") << u"fd00::1"_s << true;
    QTest::newRow("link-local IPv6") << u"fe80::1"_s << true;
    QTest::newRow("loopback IPv6") << u"::1"_s << true;
}

void TestJudgements::privateAddresses()
{
    QFETCH(QString, address);
    QFETCH(bool, expected);
    QCOMPARE(isPrivateAddress(address), expected);
}

QTEST_GUILESS_MAIN(TestJudgements)
#include "tst_judgements.moc"
