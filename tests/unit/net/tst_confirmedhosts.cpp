// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/confirmedhosts.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestConfirmedHosts : public QObject
{
    Q_OBJECT

private slots:
    void hostsAreConfirmed_data();
    void hostsAreConfirmed();
    void acceptedHostsAreConfirmed();
    void registrableDomains_data();
    void registrableDomains();
    void mailDomainIsTold();
};

void TestConfirmedHosts::hostsAreConfirmed_data()
{
    QTest::addColumn<QString>("mailDomain");
    QTest::addColumn<QStringList>("named");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("confirmed");
    const QStringList none;

    QTest::newRow("the mail domain") << u"contoso.com"_s << none << u"contoso.com"_s << true;
    QTest::newRow("below the mail domain") << u"contoso.com"_s << none << u"mail.contoso.com"_s << true;
    QTest::newRow("far below") << u"contoso.com"_s << none << u"a.b.c.contoso.com"_s << true;
    QTest::newRow("upper case") << u"Contoso.COM"_s << none << u"MAIL.contoso.Com"_s << true;
    QTest::newRow("trailing dot of the host") << u"contoso.com"_s << none << u"mail.contoso.com."_s << true;
    QTest::newRow("trailing dot of the domain") << u"contoso.com."_s << none << u"mail.contoso.com"_s << true;
    QTest::newRow("same ending") << u"contoso.com"_s << none << u"evil-contoso.com"_s << false;
    QTest::newRow("above the mail domain") << u"eu.contoso.com"_s << none << u"contoso.com"_s << false;
    QTest::newRow("beside the mail domain") << u"eu.contoso.com"_s << none << u"us.contoso.com"_s << false;
    QTest::newRow("domain as a label") << u"contoso.com"_s << none << u"contoso.com.evil.net"_s << false;
    QTest::newRow("another domain") << u"contoso.com"_s << none << u"mail.fabrikam.com"_s << false;
    QTest::newRow("empty host") << u"contoso.com"_s << none << QString() << false;
    QTest::newRow("only a dot") << u"contoso.com"_s << none << u"."_s << false;
    QTest::newRow("two trailing dots") << u"contoso.com"_s << none << u"mail.contoso.com.."_s << false;
    QTest::newRow("no mail domain") << QString() << none << u"mail.contoso.com"_s << false;
    QTest::newRow("no mail domain, no host") << QString() << none << QString() << false;
    QTest::newRow("public suffix as mail domain") << u"co.uk"_s << none << u"contoso.co.uk"_s << false;
    QTest::newRow("public suffix itself") << u"co.uk"_s << none << u"co.uk"_s << false;
    QTest::newRow("top level domain") << u"com"_s << none << u"contoso.com"_s << false;
    QTest::newRow("one label") << u"corp"_s << none << u"mail.corp"_s << false;
    QTest::newRow("private suffix") << u"github.io"_s << none << u"evil.github.io"_s << false;
    QTest::newRow("below a long suffix") << u"contoso.co.uk"_s << none << u"mail.contoso.co.uk"_s << true;
    QTest::newRow("reserved name") << u"contoso.test"_s << none << u"mail.contoso.test"_s << true;
    QTest::newRow("IDN, both ways") << u"münchen.example"_s << none << u"mail.xn--mnchen-3ya.example"_s
                                    << true;
    QTest::newRow("IDN, the other way")
        << u"xn--mnchen-3ya.example"_s << none << u"MAIL.MÜNCHEN.example"_s << true;
    QTest::newRow("IDN look-alike") << u"contoso.com"_s << none << u"mail.cоntoso.com"_s
                                    << false; // Cyrillic o
    QTest::newRow("IDN suffix") << u"公司.cn"_s << none << u"contoso.公司.cn"_s << false;
    QTest::newRow("address as mail domain") << u"192.0.2.1"_s << none << u"192.0.2.1"_s << false;
    QTest::newRow("address") << u"contoso.com"_s << none << u"192.0.2.1"_s << false;
    QTest::newRow("named") << u"contoso.com"_s << QStringList{u"mail.fabrikam.com"_s}
                           << u"mail.fabrikam.com"_s << true;
    QTest::newRow("below a named one")
        << QString() << QStringList{u"fabrikam.com"_s} << u"mail.fabrikam.com"_s << false;
    QTest::newRow("named, case and dot")
        << QString() << QStringList{u"Mail.Fabrikam.com."_s} << u"mail.fabrikam.COM"_s << true;
    QTest::newRow("named address") << QString() << QStringList{u"192.0.2.1"_s} << u"192.0.2.1"_s << true;
    QTest::newRow("other address") << QString() << QStringList{u"192.0.2.1"_s} << u"192.0.2.10"_s << false;
    QTest::newRow("named IPv6 address")
        << QString() << QStringList{u"[2001:DB8::0:1]"_s} << u"2001:db8::1"_s << true;
    QTest::newRow("named, one label") << QString() << QStringList{u"exchange"_s} << u"exchange"_s << true;
    QTest::newRow("empty name confirms nothing") << QString() << QStringList{QString()} << QString() << false;
}

void TestConfirmedHosts::hostsAreConfirmed()
{
    QFETCH(const QString, mailDomain);
    QFETCH(const QStringList, named);
    QFETCH(const QString, host);
    QTEST(ConfirmedHosts(mailDomain, named).contains(host), "confirmed");
}

void TestConfirmedHosts::acceptedHostsAreConfirmed()
{
    ConfirmedHosts hosts(u"contoso.com"_s);
    QVERIFY(!hosts.contains(u"mail.fabrikam.com"_s));
    hosts.accept(u"MAIL.fabrikam.com"_s);
    QVERIFY(hosts.contains(u"mail.fabrikam.com"_s));
    QVERIFY(!hosts.contains(u"fabrikam.com"_s));
}

void TestConfirmedHosts::registrableDomains_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("domain");
    QTest::newRow("plain") << u"mail.contoso.com"_s << u"contoso.com"_s;
    QTest::newRow("itself") << u"contoso.com"_s << u"contoso.com"_s;
    QTest::newRow("two labels of suffix") << u"a.mail.contoso.co.uk"_s << u"contoso.co.uk"_s;
    QTest::newRow("suffix") << u"co.uk"_s << QString();
    QTest::newRow("top level") << u"com"_s << QString();
    QTest::newRow("wildcard rule") << u"www.contoso.ck"_s << u"www.contoso.ck"_s;
    QTest::newRow("IDN suffix") << u"mail.contoso.公司.cn"_s << u"contoso.xn--55qx5d.cn"_s;
    QTest::newRow("address") << u"192.0.2.1"_s << QString();
    QTest::newRow("IPv6 address") << u"[2001:db8::1]"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("case and dot") << u"Mail.Contoso.COM."_s << u"contoso.com"_s;
}

void TestConfirmedHosts::registrableDomains()
{
    QFETCH(const QString, host);
    QTEST(ConfirmedHosts::registrableDomain(host), "domain");
}

void TestConfirmedHosts::mailDomainIsTold()
{
    QCOMPARE(ConfirmedHosts(u"Contoso.com."_s).mailDomain(), u"contoso.com"_s);
    QVERIFY(ConfirmedHosts(u"co.uk"_s).mailDomain().isEmpty());
}

QTEST_GUILESS_MAIN(TestConfirmedHosts)
#include "tst_confirmedhosts.moc"
