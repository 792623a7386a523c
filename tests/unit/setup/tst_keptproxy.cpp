// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/livedoor.h"
#include "secrets/memorysecretstore.h"
#include "setup/keptproxy.h"
#include "support/outcome.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

ProxySettings squid()
{
    return {ProxySettings::Mode::Manual, Route::Kind::HttpProxy, u"proxy.contoso.test"_s, 3128, u"adele"_s,
            Secret("proxy-pw")};
}

std::optional<ProxySettings> namedProxy(const QString &word)
{
    const auto settings = KeptProxy::fromWord(word);
    return settings ? std::optional(*settings) : std::nullopt;
}

// A computer's settings, keychain and way out.
struct Computer
{
    QString keep(const ProxySettings &wanted)
    {
        kept.keep(wanted);
        return ended();
    }
    QString use(const std::optional<ProxySettings> &instead = {})
    {
        kept.use(instead);
        return ended();
    }
    QString ended()
    {
        QSignalSpy finished(&kept, &KeptProxy::finished);
        if (!finished.wait(5'000) || finished.size() != 1)
            return u"not ended"_s;
        const auto result = finished.first().first().value<Result<Done>>();
        return result ? QString() : result.problem().code;
    }
    Route way()
    {
        const auto finder = door.findRoute({{}, QUrl(u"https://portal.contoso.test"_s)});
        return *outcomeOf<Route>(*finder);
    }

    MemorySecretStore secrets;
    LiveDoor door;
    KeptProxy kept{secrets, door};
};

} // namespace

class TestKeptProxy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void wordsAreRead_data();
    void wordsAreRead();
    void whatIsKeptIsUsedByTheNext();
    void thePasswordIsInTheKeychainAlone();
    void withoutALoginNoPasswordIsLeft();
    void aUserWithoutPasswordIsRefused();
    void aKeychainThatRefusesLeavesNoLogin();
    void aMissingPasswordIsTold();
    void anotherProxyIsForOnceAndGetsNoLogin();
    void settingsThatCannotBeUsedAreTold_data();
    void settingsThatCannotBeUsedAreTold();
    void cancelSilences();
};

void TestKeptProxy::initTestCase()
{
    QCoreApplication::setOrganizationName(u"AskCody"_s);
    QCoreApplication::setApplicationName(u"tst_keptproxy"_s);
}

void TestKeptProxy::init()
{
    QSettings().remove(u"proxy"_s);
}

void TestKeptProxy::wordsAreRead_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("word");
    QTest::newRow("system") << u"system"_s << QString() << u"system"_s;
    QTest::newRow("none") << u" none "_s << QString() << u"none"_s;
    QTest::newRow("host and port") << u"Proxy.Contoso.test:3128"_s << QString()
                                   << u"proxy.contoso.test:3128"_s;
    QTest::newRow("address and port") << u"192.0.2.1:8080"_s << QString() << u"192.0.2.1:8080"_s;
    QTest::newRow("no port") << u"proxy.contoso.test"_s << u"INPUT_MISSING"_s << QString();
    QTest::newRow("port 0") << u"proxy.contoso.test:0"_s << u"INPUT_MISSING"_s << QString();
    QTest::newRow("port too large") << u"proxy.contoso.test:65536"_s << u"INPUT_MISSING"_s << QString();
    QTest::newRow("no host") << u":3128"_s << u"INPUT_HOST_NAME"_s << QString();
    QTest::newRow("an address") << u"http://proxy.contoso.test:3128"_s << u"INPUT_HOST_NAME"_s << QString();
    QTest::newRow("a login") << u"adele:pw@proxy.contoso.test:3128"_s << u"INPUT_URL_CREDENTIALS"_s
                             << QString();
}

void TestKeptProxy::wordsAreRead()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, code);
    QFETCH(const QString, word);
    const auto settings = KeptProxy::fromWord(typed);
    QCOMPARE(codeOf(settings), code);
    if (settings)
        QCOMPARE(KeptProxy::toWord(*settings), word);
}

void TestKeptProxy::whatIsKeptIsUsedByTheNext()
{
    Computer computer;
    QCOMPARE(computer.keep(squid()), QString());
    QCOMPARE(computer.way().proxyHost, u"proxy.contoso.test"_s);

    LiveDoor door;
    KeptProxy next(computer.secrets, door);
    QSignalSpy finished(&next, &KeptProxy::finished);
    next.use();
    QVERIFY(finished.isEmpty());
    QVERIFY(finished.wait(5'000));
    QVERIFY(finished.first().first().value<Result<Done>>().hasValue());
    const auto finder = door.findRoute({{}, QUrl(u"https://portal.contoso.test"_s)});
    const auto route = outcomeOf<Route>(*finder);
    QCOMPARE(route->proxyPort, quint16(3128));
    QCOMPARE(route->source, u"settings"_s);
}

void TestKeptProxy::thePasswordIsInTheKeychainAlone()
{
    Computer computer;
    QCOMPARE(computer.keep(squid()), QString());
    QCOMPARE(*computer.secrets.names(), QStringList{u"proxy/password"_s});
    QFile file(QSettings().fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY(written.contains("adele"));
    QVERIFY(!written.contains("proxy-pw"));
}

void TestKeptProxy::withoutALoginNoPasswordIsLeft()
{
    Computer computer;
    QCOMPARE(computer.keep(squid()), QString());
    QCOMPARE(computer.keep(*KeptProxy::fromWord(u"none"_s)), QString());
    QVERIFY(computer.secrets.names()->isEmpty());
    QVERIFY(computer.way().isDirect());
    QVERIFY(KeptProxy::settings()->user.isEmpty());
}

void TestKeptProxy::aUserWithoutPasswordIsRefused()
{
    Computer computer;
    ProxySettings wanted = squid();
    wanted.password = {};
    QCOMPARE(computer.keep(wanted), u"INPUT_MISSING"_s);
    QCOMPARE(KeptProxy::toWord(*KeptProxy::settings()), u"system"_s);
}

void TestKeptProxy::aKeychainThatRefusesLeavesNoLogin()
{
    Computer computer;
    QCOMPARE(computer.keep(squid()), QString());
    ProxySettings other = squid();
    other.host = u"other.contoso.test"_s;
    computer.secrets.keyring().setFault(MemoryKeyring::Fault::Locked);
    QCOMPARE(computer.keep(other), u"KEYCHAIN_LOCKED"_s);
    QCOMPARE(KeptProxy::settings()->host, u"proxy.contoso.test"_s);
    QVERIFY(KeptProxy::settings()->user.isEmpty());
}

void TestKeptProxy::aMissingPasswordIsTold()
{
    Computer computer;
    QCOMPARE(computer.keep(squid()), QString());
    Computer elsewhere; // the settings came along, the keychain did not
    QCOMPARE(elsewhere.use(), u"KEYCHAIN_ENTRY_MISSING"_s);
}

void TestKeptProxy::anotherProxyIsForOnceAndGetsNoLogin()
{
    Computer computer;
    QCOMPARE(computer.keep(squid()), QString());
    computer.secrets.keyring().setFault(MemoryKeyring::Fault::Locked); // nobody may ask it
    QCOMPARE(computer.use(namedProxy(u"other.contoso.test:8080"_s)), QString());
    QCOMPARE(computer.way().proxyHost, u"other.contoso.test"_s);
    QCOMPARE(KeptProxy::settings()->host, u"proxy.contoso.test"_s);
    QCOMPARE(computer.use(namedProxy(u"proxy.contoso.test:3128"_s)), u"KEYCHAIN_LOCKED"_s);
}

void TestKeptProxy::settingsThatCannotBeUsedAreTold_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("port");
    QTest::newRow("unknown mode") << u"magic"_s << u"proxy.contoso.test"_s << u"3128"_s;
    QTest::newRow("no host") << u"manual"_s << QString() << u"3128"_s;
    QTest::newRow("no port") << u"manual"_s << u"proxy.contoso.test"_s << QString();
    QTest::newRow("a path") << u"manual"_s << u"proxy.contoso.test/x"_s << u"3128"_s;
}

void TestKeptProxy::settingsThatCannotBeUsedAreTold()
{
    QFETCH(const QString, mode);
    QFETCH(const QString, host);
    QFETCH(const QString, port);
    QSettings settings;
    settings.setValue(u"proxy/mode"_s, mode);
    settings.setValue(u"proxy/host"_s, host);
    settings.setValue(u"proxy/port"_s, port);
    settings.sync();
    Computer computer;
    QCOMPARE(computer.use(), u"FILE_MALFORMED"_s);
    // Whoever says by which way does not depend on it.
    QCOMPARE(computer.use(namedProxy(u"none"_s)), QString());
}

void TestKeptProxy::cancelSilences()
{
    Computer computer;
    QSignalSpy finished(&computer.kept, &KeptProxy::finished);
    computer.kept.keep(squid());
    computer.kept.cancel();
    QVERIFY(!finished.wait(100));
    QCOMPARE(KeptProxy::toWord(*KeptProxy::settings()), u"system"_s);
}

QTEST_GUILESS_MAIN(TestKeptProxy)
#include "tst_keptproxy.moc"
