// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/desktopproxy.h"
#include "net/liveroutefinder.h"
#include "support/outcome.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QUrl target(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);

QByteArray gnome(const QByteArray &mode, const QByteArray &more = {})
{
    return "org.gnome.system.proxy autoconfig-url ''\norg.gnome.system.proxy mode '" + mode + "'\n" + more;
}

QString toString(const DesktopProxy &found)
{
    if (found.mode == DesktopProxy::Mode::None)
        return u"none"_s;
    if (found.mode == DesktopProxy::Mode::Script)
        return u"script"_s;
    const bool isSocks = found.proxy.type() == QNetworkProxy::Socks5Proxy;
    return u"%1 %2:%3"_s.arg(isSocks ? u"socks"_s : u"http"_s, found.proxy.hostName())
        .arg(found.proxy.port());
}

} // namespace

class TestDesktopProxy : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void gnomesSettingsAreRead_data();
    void gnomesSettingsAreRead();
    void exceptionsOfGnomeAreRead();
    void kdesSettingsAreRead_data();
    void kdesSettingsAreRead();
    void exceptionsHold_data();
    void exceptionsHold();
    void withoutADesktopNobodyIsAsked();
    void theSystemComesFirst();
    void theDesktopDecidesWhereTheSystemIsSilent_data();
    void theDesktopDecidesWhereTheSystemIsSilent();
    void theDesktopIsAskedOnce();

private:
    QTemporaryDir m_folder;
    int m_written = 0;
    void writeKioslaverc(const QByteArray &text);
};

void TestDesktopProxy::cleanup()
{
    qunsetenv("XDG_CURRENT_DESKTOP");
    qunsetenv("XDG_CONFIG_HOME");
}

void TestDesktopProxy::writeKioslaverc(const QByteArray &text)
{
    QFile file(m_folder.filePath(u"kioslaverc"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    // QSettings takes a file of the same name, size and time for the one that it has read.
    file.write("[$Version]\nupdate_info=" + QByteArray(++m_written, 'x') + "\n\n[Proxy Settings]\n" + text);
}

void TestDesktopProxy::gnomesSettingsAreRead_data()
{
    QTest::addColumn<QByteArray>("printed");
    QTest::addColumn<QString>("found");
    const QByteArray https = "org.gnome.system.proxy.https host 'secure.contoso.test'\n"
                             "org.gnome.system.proxy.https port 8443\n";
    const QByteArray http = "org.gnome.system.proxy.http host 'proxy.contoso.test'\n"
                            "org.gnome.system.proxy.http port 8080\n";
    const QByteArray socks = "org.gnome.system.proxy.socks host 'socks.contoso.test'\n"
                             "org.gnome.system.proxy.socks port 1080\n";
    const QByteArray each = "org.gnome.system.proxy use-same-proxy false\n";
    QTest::newRow("none") << gnome("none", https) << u"none"_s;
    QTest::newRow("a script") << gnome("auto") << u"script"_s;
    QTest::newRow("its own for https") << gnome("manual", http + https) << u"http secure.contoso.test:8443"_s;
    QTest::newRow("that of http is for all") << gnome("manual", http) << u"http proxy.contoso.test:8080"_s;
    QTest::newRow("that of http is for http") << gnome("manual", http + each) << u"none"_s;
    QTest::newRow("socks") << gnome("manual", socks) << u"socks socks.contoso.test:1080"_s;
    QTest::newRow("without a host") << gnome("manual") << u"none"_s;
    QTest::newRow("without a port") << gnome("manual",
                                             "org.gnome.system.proxy.https host 'secure.contoso.test'\n")
                                    << u"none"_s;
    QTest::newRow("a host that is none") << gnome(
        "manual", "org.gnome.system.proxy.https host 'pr oxy'\norg.gnome.system.proxy.https port 8\n")
                                         << u"none"_s;
    QTest::newRow("nothing") << QByteArray() << u"none"_s;
    QTest::newRow("something else") << QByteArray("No such schema \"org.gnome.system.proxy\"\n") << u"none"_s;
}

void TestDesktopProxy::gnomesSettingsAreRead()
{
    QFETCH(const QByteArray, printed);
    QTEST(toString(DesktopProxy::fromGsettings(printed)), "found");
}

void TestDesktopProxy::exceptionsOfGnomeAreRead()
{
    const DesktopProxy found = DesktopProxy::fromGsettings(
        gnome("manual",
              "org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', \"*.o'x.test\"]\n"
              "org.gnome.system.proxy.https host 'proxy'\norg.gnome.system.proxy.https port 8080\n"));
    QCOMPARE(found.exceptions, (QStringList{u"localhost"_s, u"127.0.0.0/8"_s, u"*.o'x.test"_s}));
}

void TestDesktopProxy::kdesSettingsAreRead_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QString>("found");
    QTest::newRow("none") << QByteArray("ProxyType=0\nhttpsProxy=http://proxy.contoso.test 8080\n")
                          << u"none"_s;
    QTest::newRow("manual") << QByteArray("ProxyType=1\nhttpsProxy=http://proxy.contoso.test 8080\n")
                            << u"http proxy.contoso.test:8080"_s;
    QTest::newRow("manual, with a colon")
        << QByteArray("ProxyType=1\nhttpsProxy=http://proxy.contoso.test:3128\n")
        << u"http proxy.contoso.test:3128"_s;
    QTest::newRow("socks") << QByteArray("ProxyType=1\nhttpsProxy=\nsocksProxy=socks://10.0.0.8 1080\n")
                           << u"socks 10.0.0.8:1080"_s;
    QTest::newRow("a script") << QByteArray("ProxyType=2\nProxy Config Script=http://wpad/proxy.pac\n")
                              << u"script"_s;
    QTest::newRow("found by the network") << QByteArray("ProxyType=3\n") << u"script"_s;
    QTest::newRow("the environment") << QByteArray("ProxyType=4\nhttpsProxy=HTTPS_PROXY\n") << u"none"_s;
    QTest::newRow("nothing") << QByteArray() << u"none"_s;
}

void TestDesktopProxy::kdesSettingsAreRead()
{
    QFETCH(const QByteArray, settings);
    writeKioslaverc(settings);
    QTEST(toString(DesktopProxy::fromKioslaverc(m_folder.filePath(u"kioslaverc"_s))), "found");
    QCOMPARE(toString(DesktopProxy::fromKioslaverc(m_folder.filePath(u"nowhere"_s))), u"none"_s);
}

void TestDesktopProxy::exceptionsHold_data()
{
    QTest::addColumn<QString>("exception");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("holds");
    QTest::newRow("the name") << u"mail.contoso.test"_s << u"Mail.Contoso.Test"_s << true;
    QTest::newRow("a domain") << u"contoso.test"_s << u"mail.contoso.test"_s << true;
    QTest::newRow("a domain with a dot") << u".contoso.test"_s << u"mail.contoso.test"_s << true;
    QTest::newRow("a domain with a star") << u"*.contoso.test"_s << u"mail.contoso.test"_s << true;
    QTest::newRow("a name that ends alike") << u"contoso.test"_s << u"evilcontoso.test"_s << false;
    QTest::newRow("an address") << u"10.1.2.3"_s << u"10.1.2.3"_s << true;
    QTest::newRow("a network") << u"10.0.0.0/8"_s << u"10.1.2.3"_s << true;
    QTest::newRow("another network") << u"192.168.0.0/16"_s << u"10.1.2.3"_s << false;
    QTest::newRow("local names") << u"<local>"_s << u"mail"_s << true;
    QTest::newRow("no local name") << u"<local>"_s << u"mail.contoso.test"_s << false;
    QTest::newRow("nothing") << QString() << u"mail.contoso.test"_s << false;
    QTest::newRow("only dots") << u"*."_s << u"mail.contoso.test"_s << false;
}

void TestDesktopProxy::exceptionsHold()
{
    QFETCH(const QString, exception);
    QFETCH(const QString, host);
    QFETCH(const bool, holds);
    DesktopProxy found;
    found.exceptions = {u"other.test"_s, exception};
    QCOMPARE(found.excepts(host), holds);
    found.isReversed = true;
    QCOMPARE(found.excepts(host), !holds);
}

void TestDesktopProxy::withoutADesktopNobodyIsAsked()
{
    QVERIFY(!DesktopProxyReader::hasDesktop());
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    qputenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME");
    QVERIFY(DesktopProxyReader::hasDesktop());
#endif
}

void TestDesktopProxy::theSystemComesFirst()
{
    qputenv("XDG_CURRENT_DESKTOP", "KDE");
    qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
    writeKioslaverc("ProxyType=1\nhttpsProxy=http://desktop.contoso.test 8080\n");
    RouteBook book({}, [](const QNetworkProxyQuery &) {
        return QList<QNetworkProxy>{QNetworkProxy(QNetworkProxy::HttpProxy, u"system.contoso.test"_s, 3128)};
    });
    LiveRouteFinder finder(RouteQuery{{}, target}, book);
    const auto route = outcomeOf<Route>(finder);
    QVERIFY(route);
    QCOMPARE(route->proxyHost, u"system.contoso.test"_s);
    QCOMPARE(route->source, u"system"_s);
}

void TestDesktopProxy::theDesktopDecidesWhereTheSystemIsSilent_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("source");
    const QByteArray manual = "ProxyType=1\nhttpsProxy=http://desktop.contoso.test 8080\n";
    QTest::newRow("no proxy") << QByteArray("ProxyType=0\n") << QString() << u"system"_s;
    QTest::newRow("a proxy") << manual << u"desktop.contoso.test"_s << u"desktop"_s;
    QTest::newRow("not for this host") << manual + "NoProxyFor=localhost,.contoso.test\n"
                                       << QString() << u"desktop"_s;
    QTest::newRow("for others alone") << manual + "NoProxyFor=.fabrikam.test\nReversedException=true\n"
                                      << QString() << u"desktop"_s;
    QTest::newRow("a script") << QByteArray("ProxyType=3\n") << QString() << u"desktopScript"_s;
}

void TestDesktopProxy::theDesktopDecidesWhereTheSystemIsSilent()
{
#if !defined(Q_OS_UNIX) || defined(Q_OS_MACOS)
    QSKIP("Qt asks the system's settings itself here.");
#endif
    QFETCH(const QByteArray, settings);
    QFETCH(const QString, proxy);
    QFETCH(const QString, source);
    qputenv("XDG_CURRENT_DESKTOP", "KDE");
    qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
    writeKioslaverc(settings);
    RouteBook book({}, [](const QNetworkProxyQuery &) { return QList<QNetworkProxy>(); });
    LiveRouteFinder finder(RouteQuery{{}, target}, book);
    const auto route = outcomeOf<Route>(finder);
    QVERIFY(route);
    QCOMPARE(route->isDirect(), proxy.isEmpty());
    QCOMPARE(route->proxyHost, proxy);
    QCOMPARE(route->source, source);
}

// The settings count for one run: what is changed meanwhile counts from the next one on.
void TestDesktopProxy::theDesktopIsAskedOnce()
{
#if !defined(Q_OS_UNIX) || defined(Q_OS_MACOS)
    QSKIP("Qt asks the system's settings itself here.");
#endif
    qputenv("XDG_CURRENT_DESKTOP", "KDE");
    qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
    writeKioslaverc("ProxyType=1\nhttpsProxy=http://one.contoso.test 8080\n");
    RouteBook book({}, [](const QNetworkProxyQuery &) { return QList<QNetworkProxy>(); });
    const auto proxyOf = [&book](const QString &host) {
        LiveRouteFinder finder(RouteQuery{{}, QUrl(u"https://"_s + host)}, book);
        const auto route = outcomeOf<Route>(finder);
        return route ? route->proxyHost : codeOf(route);
    };
    QCOMPARE(proxyOf(u"mail.contoso.test"_s), u"one.contoso.test"_s);
    writeKioslaverc("ProxyType=1\nhttpsProxy=http://two.contoso.test 8080\n");
    QCOMPARE(proxyOf(u"autodiscover.contoso.test"_s), u"one.contoso.test"_s);
    book.forget();
    QCOMPARE(proxyOf(u"autodiscover.contoso.test"_s), u"two.contoso.test"_s);
}

QTEST_GUILESS_MAIN(TestDesktopProxy)
#include "tst_desktopproxy.moc"
