// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/livedoor.h"
#include "secrets/memorysecretstore.h"
#include "setup/keptproxy.h"
#include "support/freeport.h"
#include "support/loopbackworld.h"
#include "support/outcome.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QNetworkProxy>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// Knows mail.contoso.test by a hosts file of its own; wants a login when told to.
class Squid
{
public:
    enum class Wants { Nothing, Basic, Ntlm };

    explicit Squid(Wants wants)
    {
        write(u"hosts"_s, "127.0.0.1 mail.contoso.test\n");
        write(u"users"_s, "adele:" + hash(u"proxy-pw"_s) + '\n');
        QByteArray configuration = "http_port 127.0.0.1:" + QByteArray::number(port) + "\nhosts_file "
            + path(u"hosts"_s) + "\ncache_log " + path(u"log"_s)
            + "\naccess_log none\ncache deny all\npid_filename none\npinger_enable off\n"
              "shutdown_lifetime 0 seconds\nvisible_hostname proxy.contoso.test\ncoredump_dir "
            + m_folder.path().toLocal8Bit() + '\n';
        if (wants == Wants::Ntlm)
            configuration += "auth_param ntlm program " + ntlmHelper().toLocal8Bit()
                + "\nacl known proxy_auth REQUIRED\nhttp_access deny !known\n";
        if (wants == Wants::Basic)
            configuration += "auth_param basic program /usr/lib/squid/basic_ncsa_auth " + path(u"users"_s)
                + "\nacl known proxy_auth REQUIRED\nhttp_access deny !known\n";
        write(u"squid.conf"_s, configuration + "http_access allow localhost\nhttp_access deny all\n");
        QFile::setPermissions(m_folder.path(),
                              QFile::Permissions(0x7777)); // as root it becomes somebody else
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(program(), {u"-N"_s, u"-f"_s, QString::fromLocal8Bit(path(u"squid.conf"_s))});
    }

    ~Squid()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    static QString program()
    {
        const QString found = QStandardPaths::findExecutable(u"squid"_s);
        return found.isEmpty() ? QStandardPaths::findExecutable(u"squid"_s, {u"/usr/sbin"_s}) : found;
    }

    static QString ntlmHelper() { return u"/usr/lib/squid/ntlm_fake_auth"_s; }

    bool isReady()
    {
        return QTest::qWaitFor(
            [this] {
                QTcpSocket socket;
                socket.setProxy(QNetworkProxy::NoProxy);
                socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
                return socket.waitForConnected(200);
            },
            15'000);
    }

    QByteArray said() { return m_process.readAll(); }

    const quint16 port = freePort();

private:
    QByteArray path(const QString &name) const { return m_folder.filePath(name).toLocal8Bit(); }

    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        file.setPermissions(QFile::Permissions(0x6644));
    }

    static QByteArray hash(const QString &password)
    {
        QProcess openssl;
        openssl.start(u"openssl"_s, {u"passwd"_s, u"-apr1"_s, password});
        openssl.waitForFinished();
        return openssl.readAll().trimmed();
    }

    QTemporaryDir m_folder;
    QProcess m_process;
};

ExchangeQuery query(const LoopbackWorld &world)
{
    ExchangeQuery query;
    query.method = "POST";
    query.url = QUrl(u"https://mail.contoso.test:%1/EWS/Exchange.asmx"_s.arg(world.server.serverPort()));
    query.body = "<question/>";
    query.extraRoot = LoopbackWorld::authority().rootPem();
    query.credential = Credential{Credential::Scheme::Basic, u"svc"_s, u"svc"_s, Secret("secret")};
    query.deadline = std::chrono::seconds(10);
    return query;
}

HandshakeQuery handshake(const LoopbackWorld &world, quint16 proxyPort)
{
    HandshakeQuery query;
    query.host = LoopbackWorld::name();
    query.port = world.server.serverPort();
    query.route = {Route::Kind::HttpProxy, u"127.0.0.1"_s, proxyPort, {}, {}};
    query.extraRoot = LoopbackWorld::authority().rootPem();
    return query;
}

} // namespace

class TestSquid : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tunnelsLead_data();
    void tunnelsLead();
    void theSettingsAndTheKeychainLead();
    void unreachableTargetsAreTold();
    void ntlmBehindAProxyWithoutALogin_data();
    void ntlmBehindAProxyWithoutALogin();
};

void TestSquid::initTestCase()
{
    if (Squid::program().isEmpty())
        QSKIP("squid is not installed");
}

void TestSquid::tunnelsLead_data()
{
    QTest::addColumn<bool>("wantsLogin");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("code");
    QTest::newRow("open") << false << QString() << QString() << QString();
    QTest::newRow("login") << true << u"adele"_s << u"proxy-pw"_s << QString();
    QTest::newRow("no login") << true << QString() << QString() << u"PROXY_407"_s;
    QTest::newRow("wrong password") << true << u"adele"_s << u"wrong"_s << u"PROXY_407"_s;
}

void TestSquid::tunnelsLead()
{
    QFETCH(const bool, wantsLogin);
    QFETCH(const QString, user);
    QFETCH(const QString, password);
    QFETCH(const QString, code);
    Squid squid(wantsLogin ? Squid::Wants::Basic : Squid::Wants::Nothing);
    QVERIFY2(squid.isReady(), squid.said().constData());
    LoopbackWorld world([](const SimRequest &) { return simReply(200, "text/xml", "<answer/>"); });
    LiveDoor door({ProxySettings::Mode::Manual, Route::Kind::HttpProxy, u"127.0.0.1"_s, squid.port, user,
                   Secret(password.toUtf8())});
    const auto tls = outcomeOf<HandshakeAnswer>(*door.handshake(handshake(world, squid.port)));
    QCOMPARE(codeOf(tls), code);
    const auto http = outcomeOf<ExchangeAnswer>(*door.exchange(query(world)));
    QCOMPARE(codeOf(http), code);
    if (!code.isEmpty()) {
        QCOMPARE(world.server.connectionCount(), 0);
        return;
    }
    QVERIFY(tls->isTrusted());
    QCOMPARE(http->body, QByteArray("<answer/>"));
    QCOMPARE(world.server.requestCount(), 1);
    QVERIFY(world.server.requests().first().header("Proxy-Authorization").isEmpty());
    QCOMPARE(http->stamp.proxy, u"127.0.0.1:%1"_s.arg(squid.port));
}

// What one program has set is what the next one goes by.
void TestSquid::theSettingsAndTheKeychainLead()
{
    QCoreApplication::setOrganizationName(u"AskCody"_s);
    QCoreApplication::setApplicationName(u"tst_squid"_s);
    Squid squid(Squid::Wants::Basic);
    QVERIFY2(squid.isReady(), squid.said().constData());
    LoopbackWorld world([](const SimRequest &) { return simReply(200, "text/xml", "<answer/>"); });
    MemorySecretStore keychain;
    LiveDoor first;
    KeptProxy setting(keychain, first);
    QSignalSpy set(&setting, &KeptProxy::finished);
    setting.keep({ProxySettings::Mode::Manual, Route::Kind::HttpProxy, u"127.0.0.1"_s, squid.port, u"adele"_s,
                  Secret("proxy-pw")});
    QVERIFY(set.wait());
    QVERIFY(set.first().first().value<Result<Done>>().hasValue());

    LiveDoor door;
    KeptProxy kept(keychain, door);
    QSignalSpy ready(&kept, &KeptProxy::finished);
    kept.use();
    QVERIFY(ready.wait());
    QVERIFY(ready.first().first().value<Result<Done>>().hasValue());
    const auto http = outcomeOf<ExchangeAnswer>(*door.exchange(query(world)));
    QCOMPARE(codeOf(http), QString());
    QCOMPARE(http->stamp.proxy, u"127.0.0.1:%1"_s.arg(squid.port));
    QCOMPARE(world.server.requestCount(), 1);
    QSettings().clear();
}

void TestSquid::unreachableTargetsAreTold()
{
    Squid squid(Squid::Wants::Nothing);
    QVERIFY2(squid.isReady(), squid.said().constData());
    LoopbackWorld world;
    LiveDoor door({ProxySettings::Mode::Manual, Route::Kind::HttpProxy, u"127.0.0.1"_s, squid.port, {}, {}});
    ExchangeQuery closed = query(world);
    closed.url.setPort(freePort());
    QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(closed))), u"PROXY_CONNECT_FAILED"_s);
    HandshakeQuery tls = handshake(world, squid.port);
    tls.port = freePort();
    QCOMPARE(codeOf(outcomeOf<HandshakeAnswer>(*door.handshake(tls))), u"PROXY_CONNECT_FAILED"_s);
}

void TestSquid::ntlmBehindAProxyWithoutALogin_data()
{
    QTest::addColumn<bool>("wantsNtlm");
    QTest::addColumn<QString>("code");
    QTest::newRow("the proxy leads") << false << QString();
    QTest::newRow("the proxy wants NTLM") << true << u"PROXY_407"_s;
}

// A login by NTLM at Exchange, and a proxy whose login nobody knows: the proxy is asked by us first, since Qt
// would go on with NTLM's first message until the time is up.
void TestSquid::ntlmBehindAProxyWithoutALogin()
{
    QFETCH(const bool, wantsNtlm);
    QFETCH(const QString, code);
    if (wantsNtlm && !QFile::exists(Squid::ntlmHelper()))
        QSKIP("squid has no helper for NTLM");
    Squid squid(wantsNtlm ? Squid::Wants::Ntlm : Squid::Wants::Nothing);
    QVERIFY2(squid.isReady(), squid.said().constData());
    LoopbackWorld world([](const SimRequest &) { return simReply(401, "text/html", "who?"); });
    LiveDoor door({ProxySettings::Mode::Manual, Route::Kind::HttpProxy, u"127.0.0.1"_s, squid.port, {}, {}});
    ExchangeQuery login = query(world);
    login.credential->scheme = Credential::Scheme::Ntlm;
    QElapsedTimer timer;
    timer.start();
    const auto answer = outcomeOf<ExchangeAnswer>(*door.exchange(login));
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(codeOf(answer), code);
    QCOMPARE(world.server.requestCount(), wantsNtlm ? 0 : 1);
    if (!wantsNtlm) {
        QVERIFY(answer->ntlm);
        return;
    }
    const QJsonObject facts = answer.problem().facts;
    QCOMPARE(facts["proxyOffers"_L1].toArray(), QJsonArray{u"NTLM"_s});
    QCOMPARE(facts["loginSent"_L1], QJsonValue(false));
    QCOMPARE(facts["proxy"_L1].toString(), u"127.0.0.1:%1"_s.arg(squid.port));
}

QTEST_GUILESS_MAIN(TestSquid)
#include "tst_squid.moc"
