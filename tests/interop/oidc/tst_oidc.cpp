// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/worlddoor.h"
#include "oauth/devicesignin.h"
#include "oauth/issuerdiscovery.h"
#include "oauth/revocation.h"
#include "oauth/signin.h"
#include "simulators/certificateauthority.h"
#include "support/browserperson.h"
#include "support/outcome.h"

#include <QFile>
#include <QNetworkProxy>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace Setup;
using namespace Qt::StringLiterals;

// Against npm "oidc-provider", signed in by a real Chromium.
class TestOidc : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void signsInRefreshesAndForgets();
    void declinedConsentIsTold();
    void strangersStopNothing();
    void otherDeviceSignsIn();
    void cancelLeavesNobodyListening();

private:
    void browse(const QUrl &url, const QString &mode);
    OAuthContext context() { return {*m_door, m_clock, m_random, m_keys, {}}; }
    SignInRequest request() const;

    QTemporaryDir m_folder;
    QProcess m_provider;
    BrowserPerson m_browser{u"" SETUP_OIDC_FOLDER ""_s};
    quint16 m_port = 0;
    std::unique_ptr<WorldDoor> m_door;
    SystemClock m_clock;
    SystemRandomSource m_random;
    JwkCache m_keys;
    IssuerMetadata m_issuer;
};

void TestOidc::initTestCase()
{
    if (!m_browser.isInstalled())
        QSKIP("chromium or oidc-provider is not installed");
    const CertificateAuthority authority;
    const TlsIdentity identity = authority.issue({u"id.contoso.test"_s});
    QFile chain(m_folder.filePath(u"chain.pem"_s));
    QFile key(m_folder.filePath(u"key.pem"_s));
    QVERIFY(chain.open(QIODevice::WriteOnly) && key.open(QIODevice::WriteOnly));
    for (const QSslCertificate &one : identity.chain)
        chain.write(one.toPem());
    key.write(identity.key.toPem());
    chain.close();
    key.close();
    m_provider.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_provider.start(u"node"_s, {u"" SETUP_OIDC_FOLDER "/provider.mjs"_s, m_folder.path()});
    QVERIFY(QTest::qWaitFor([this] { return m_provider.canReadLine(); }, 20'000));
    m_port = m_provider.readLine().trimmed().toUShort();
    QVERIFY(m_port != 0);
    WorldTable table;
    table.dns.insert(u"id.contoso.test"_s, {{u"A"_s, u"192.0.2.20"_s}});
    table.loopbackPorts.insert(u"id.contoso.test:443"_s, m_port);
    table.publicCaPem = authority.rootPem();
    m_door = std::make_unique<WorldDoor>(table);
    IssuerDiscovery discovery(context(), {u"https://id.contoso.test"_s, {}});
    const auto metadata = outcomeOf<IssuerMetadata>(discovery);
    QVERIFY2(metadata, qPrintable(codeOf(metadata)));
    m_issuer = *metadata;
    QVERIFY(m_issuer.namesItselfInAnswers);
}

void TestOidc::cleanupTestCase()
{
    m_provider.closeWriteChannel();
    m_provider.waitForFinished(5000);
}

void TestOidc::browse(const QUrl &url, const QString &mode)
{
    m_browser.browse(u"MAP id.contoso.test:443 127.0.0.1:%1"_s.arg(m_port), url, mode);
}

SignInRequest TestOidc::request() const
{
    SignInRequest what{m_issuer, u"setup"_s, {u"openid"_s, u"offline_access"_s}};
    what.prompt = u"consent"_s; // without it this provider gives no refresh token
    return what;
}

void TestOidc::signsInRefreshesAndForgets()
{
    SignIn signIn(context(), request());
    connect(&signIn, &SignIn::browserNeeded, this, [this](const QUrl &url) { browse(url, u"agree"_s); });
    const auto tokens = outcomeOf<TokenSet>(signIn, 60'000);
    QVERIFY2(tokens, qPrintable(codeOf(tokens)));
    QCOMPARE(tokens->identity->subject, u"adele"_s);
    QVERIFY(!tokens->refreshToken.isEmpty());
    const QByteArray ended = m_browser.whereItEnded();
    QVERIFY2(m_browser.isContent() && ended.contains("/signed-in "), ended.constData());
    QVERIFY(!ended.contains("code="));

    const OAuthClient client{u"setup"_s, {}};
    GrantRequest first(context(), refreshGrant(m_issuer, client, tokens->refreshToken, u"adele"_s));
    const auto fresh = outcomeOf<TokenSet>(first);
    QVERIFY2(fresh, qPrintable(codeOf(fresh)));
    QVERIFY(fresh->refreshToken.bytes().toByteArray() != tokens->refreshToken.bytes().toByteArray());

    Revocation revocation(context(), {m_issuer, client, fresh->refreshToken});
    QVERIFY(outcomeOf<Done>(revocation));
    GrantRequest forgotten(context(), refreshGrant(m_issuer, client, fresh->refreshToken));
    QCOMPARE(codeOf(outcomeOf<TokenSet>(forgotten)), u"invalid_grant"_s);
}

void TestOidc::declinedConsentIsTold()
{
    SignIn signIn(context(), request());
    connect(&signIn, &SignIn::browserNeeded, this, [this](const QUrl &url) { browse(url, u"deny"_s); });
    QCOMPARE(codeOf(outcomeOf<TokenSet>(signIn, 60'000)), u"access_denied"_s);
}

// Another program on this computer has found the port, and talks to it all the while.
void TestOidc::strangersStopNothing()
{
    SignIn signIn(context(), request());
    QTimer stranger;
    quint16 port = 0;
    int calls = 0;
    connect(&stranger, &QTimer::timeout, this, [&] {
        static const QByteArray texts[] = {
            "GET /?code=forged&state=wrong HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n", "GET /?code=forged",
            QByteArray(100'000, 'x'), "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n"};
        auto *const socket = new QTcpSocket(&stranger);
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        const QByteArray text = QByteArray(texts[calls++ % 4]).replace("PORT", QByteArray::number(port));
        connect(socket, &QTcpSocket::connected, socket, [socket, text] { socket->write(text); });
    });
    connect(&signIn, &SignIn::browserNeeded, this, [&](const QUrl &url) {
        port = static_cast<quint16>(
            QUrl(QUrlQuery(url).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded)).port());
        stranger.start(20);
        browse(url, u"agree"_s);
    });
    const auto tokens = outcomeOf<TokenSet>(signIn, 60'000);
    QVERIFY2(tokens, qPrintable(codeOf(tokens)));
    QVERIFY(calls > 10);
}

void TestOidc::otherDeviceSignsIn()
{
    DeviceSignIn signIn(context(), {m_issuer, {u"setup"_s, {}}, {u"openid"_s}});
    connect(&signIn, &DeviceSignIn::codeReady, this,
            [this](const DeviceCode &code) { browse(code.completeUri, u"agree"_s); });
    const auto tokens = outcomeOf<TokenSet>(signIn, 60'000);
    QVERIFY2(tokens, qPrintable(codeOf(tokens)));
    QCOMPARE(tokens->identity->subject, u"adele"_s);
}

void TestOidc::cancelLeavesNobodyListening()
{
    SignIn signIn(context(), request());
    QSignalSpy needed(&signIn, &SignIn::browserNeeded);
    QSignalSpy finished(&signIn, &SignIn::finished);
    signIn.start();
    QVERIFY(needed.wait());
    signIn.cancel();
    browse(needed[0][0].toUrl(), u"agree"_s);
    m_browser.whereItEnded();
    QVERIFY(!m_browser.isContent()); // it comes to a closed port
    QCOMPARE(finished.size(), 0);
}

QTEST_GUILESS_MAIN(TestOidc)
#include "tst_oidc.moc"
