// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "simulators/simsealedbox.h"
#include "unit/simulators/rawclient.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/err.h>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString portal = u"portal.askcody.test:443"_s;
const QString issuer = u"login.askcody.test:443"_s;
const QByteArray discoveryPath = "/.well-known/askcody-setup";

Scenario load(const QString &name)
{
    const Result<Scenario> scenario = Scenario::load(name);
    return scenario ? *scenario : Scenario{};
}

QJsonObject json(const RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

RawAnswer askPortal(SimulatedWorld &world, const QByteArray &path, const QByteArrayList &headers = {})
{
    RawClient client(world, portal);
    return client.get(path, headers);
}

// By the device code, which needs neither redirect nor proof key; the person's part goes by the browser's
// way.
QByteArray signIn(SimulatedWorld &world, const QByteArray &email = "owner@contoso.test")
{
    const QByteArray form = "Content-Type: application/x-www-form-urlencoded";
    const QByteArray client = "client_id=askcody-exchange-setup";
    RawClient program(world, issuer);
    const QJsonObject device =
        json(program.post("/device_authorization", client + "&scope=openid%20integrations.manage", {form}));
    RawClient browser(world, u"login.askcody.test:browser"_s);
    browser.post("/device",
                 "transaction=" + device["user_code"_L1].toString().toLatin1() + "&email=" + email
                     + "&decision=allow&password=" + SimAccount::password().toUtf8().toPercentEncoding(),
                 {form});
    const QByteArray grant = "&grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=";
    const QJsonObject tokens =
        json(program.post("/token", client + grant + device["device_code"_L1].toString().toLatin1(), {form}));
    return "Authorization: Bearer " + tokens["access_token"_L1].toString().toLatin1();
}

RawAnswer createOnline(SimulatedWorld &world, const QByteArray &token)
{
    RawClient client(world, portal);
    return client.post("/api/v1/integrations",
                       R"({"clientReference":"0a1b2c3d-0000-4000-8000-000000000001","name":"Cloud",)"
                       R"("type":"exchangeOnline","identificationCode":"remote","email":"a@contoso.test",)"
                       R"("tenant":"contoso.test"})",
                       {token, "Content-Type: application/json", "Idempotency-Key: 0123456789abcdef"});
}

} // namespace

class TestSimulatedPortal : public QObject
{
    Q_OBJECT

private slots:
    void everyScenarioLoads_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names = Scenario::portalNames();
        QVERIFY(names.size() >= 25);
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyScenarioLoads()
    {
        QFETCH(QString, name);
        const Result<Scenario> scenario = Scenario::load(name);
        QVERIFY2(scenario.hasValue(), scenario ? "" : qPrintable(scenario.problem().detail));
        QCOMPARE(scenario->name, name);
        QVERIFY(!Scenario::names().contains(name));
    }

    void everySecretHasItsMark()
    {
        Scenario scenario = load(u"portal/unattended"_s);
        scenario.issuer.mark = u"canary4711"_s;
        SimulatedWorld world(scenario);
        QVERIFY(signIn(world).contains("canary4711"));
        RawClient client(world, issuer);
        const QByteArray form = "Content-Type: application/x-www-form-urlencoded";
        const QByteArray grant = "grant_type=client_credentials&client_id=contoso-automation&client_secret="
            + SimClient::automation().secret.toUtf8().toPercentEncoding();
        QVERIFY(!json(client.post("/token", grant, {form})).contains("access_token"_L1));
        const QJsonObject tokens = json(client.post("/token", grant + "canary4711", {form}));
        QVERIFY(tokens["access_token"_L1].toString().contains("canary4711"_L1));
        const QJsonObject device = json(
            client.post("/device_authorization", "client_id=askcody-exchange-setup&scope=openid", {form}));
        QVERIFY(device["device_code"_L1].toString().contains("canary4711"_L1));
    }

    // Each stands for a page or an answer that a client has to tell from the others.
    void whatStandsBeforeThePortal_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("sign");
        QTest::newRow("captive") << discoveryPath << 200 << QByteArray("guest network");
        QTest::newRow("maintenance-page") << discoveryPath << 503 << QByteArray("We will be right back");
        QTest::newRow("maintenance") << QByteArray("/api/v1/me") << 503 << QByteArray("\"maintenance\"");
        QTest::newRow("no-discovery") << discoveryPath << 404 << QByteArray("Page not found");
        QTest::newRow("single-sign-on") << QByteArray("/api/v1/me") << 302 << QByteArray("Single sign-on");
        QTest::newRow("too-many-requests")
            << QByteArray("/api/v1/keys") << 429 << QByteArray("too_many_requests");
        QTest::newRow("unattended") << discoveryPath << 200 << QByteArray("\"clientCredentials\":true");
    }
    void whatStandsBeforeThePortal()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QByteArray, sign);
        SimulatedWorld world(load(u"portal/"_s + QString::fromLatin1(QTest::currentDataTag())));
        const RawAnswer answer = askPortal(world, path);
        QCOMPARE(answer.status, status);
        QVERIFY2(answer.body.contains(sign), answer.body.constData());
    }

    void theFirewallBlocksSubmissionsOnly()
    {
        SimulatedWorld world(load(u"portal/waf-block"_s));
        const QByteArray token = signIn(world);
        QCOMPARE(askPortal(world, "/api/v1/me", {token}).status, 200);
        const RawAnswer blocked = createOnline(world, token);
        QCOMPARE(blocked.status, 403);
        QVERIFY(blocked.body.contains("The request is blocked"));
        QCOMPARE(json(askPortal(world, "/api/v1/integrations", {token}))["items"_L1].toArray().size(), 0);
    }

    void nothingIsSaidOfWhatWasStored()
    {
        SimulatedWorld world(load(u"portal/stalls-after-commit"_s));
        const QByteArray token = signIn(world);
        QCOMPARE(createOnline(world, token).status, 0);
        QCOMPARE(json(askPortal(world, "/api/v1/integrations", {token}))["items"_L1].toArray().size(), 1);
        QCOMPARE(createOnline(world, token).header("Idempotency-Replayed"), "true");
    }

    void leadsNowhereOrIsNotTrusted()
    {
        QVERIFY(!SimulatedWorld(load(u"portal/dns-missing"_s)).table().dns.contains(SimulatedPortal::host()));
        SimulatedWorld world(load(u"portal/untrusted"_s));
        RawClient client(world, portal);
        QCOMPARE(client.get(discoveryPath).status, 0);
        QVERIFY(client.socket().sslHandshakeErrors().contains(
            QSslError(QSslError::CertificateExpired, client.socket().peerCertificateChain().value(0))));
    }

    void slowAndShort()
    {
        SimulatedWorld slow(load(u"portal/slow"_s));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(askPortal(slow, discoveryPath).status, 200);
        QVERIFY(timer.elapsed() >= 1500);
        SimulatedWorld brief(load(u"portal/short-tokens"_s));
        const QByteArray token = signIn(brief);
        QTRY_COMPARE(askPortal(brief, "/api/v1/me", {token}).status, 401);
    }

    void theBrowserFindsTheSignInOnly()
    {
        SimulatedWorld world(load(u"healthy"_s));
        const QUrl page = world.browserUrl(QUrl(u"https://login.askcody.test/device?user_code=x"_s));
        QCOMPARE(page.scheme(), u"http"_s);
        QCOMPARE(page.host(), u"127.0.0.1"_s);
        QCOMPARE(page.query(), u"user_code=x"_s);
        QCOMPARE(page.port(), world.server(u"login.askcody.test:browser"_s)->serverPort());
        const QUrl other(u"https://portal.askcody.test/manager/"_s);
        QCOMPARE(world.browserUrl(other), other);
        RawClient browser(world, u"login.askcody.test:browser"_s);
        QCOMPARE(browser.get("/device").status, 200);
        QCOMPARE(browser.post("/token", "grant_type=x").status, 404);
        QCOMPARE(browser.get("/jwks").status, 404);
    }

    void theStateOutlivesTheWorld()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"state.json"_s);
        QByteArray token;
        QByteArray made;
        {
            SimulatedWorld world(load(u"healthy"_s), *SimStore::open(file));
            token = signIn(world);
            made = createOnline(world, token).body;
            QVERIFY(made.contains("int_"));
        }
        QCOMPARE(QFile(file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        SimulatedWorld world(load(u"healthy"_s), *SimStore::open(file));
        QCOMPARE(createOnline(world, token).body, made);
    }

    void aStoreThatCannotBeReadOrWritten()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"state.json"_s);
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\"a\":") > 0);
        broken.close();
        QCOMPARE(SimStore::open(file).problem().code, QString(Code::FileMalformed));
        // Where it cannot be kept nothing is promised.
        SimulatedWorld world(load(u"healthy"_s), *SimStore::open(u"/dev/null/state.json"_s));
        RawClient program(world, issuer);
        const RawAnswer answer = program.post("/device_authorization", "client_id=askcody-exchange-setup",
                                              {"Content-Type: application/x-www-form-urlencoded"});
        QCOMPARE(answer.status, 500);
        QCOMPARE(json(answer)["error"_L1].toString(), u"server_error"_s);
    }

    // Qt's TLS reads the same queue, and would end a connection that has nothing to do with it.
    void failuresLeaveNothingInTheQueueOfOpenSsl()
    {
        ERR_clear_error();
        QVERIFY(!SimRsaKey::fromPem("no key"));
        const SimRsaKey key = SimRsaKey::generate();
        QVERIFY(!key.unwrap(QByteArray(256, 'x')));
        const QByteArray header = simBase64Url(QJsonDocument(QJsonObject{{u"alg"_s, u"RSA-OAEP-256"_s},
                                                                         {u"enc"_s, u"A256GCM"_s},
                                                                         {u"kid"_s, key.kid()},
                                                                         {u"typ"_s, u"x"_s}})
                                                   .toJson(QJsonDocument::Compact));
        const QByteArray jwe = header + '.' + simBase64Url(QByteArray(256, 'x')) + '.'
            + simBase64Url(QByteArray(12, 'x')) + ".eHg." + simBase64Url(QByteArray(16, 'x'));
        QVERIFY(SimSealedBox::open(jwe, {key}).flaw == SimSealedBox::Flaw::Undecipherable);
        QVERIFY(SimSealedBox::open(jwe, {}).flaw == SimSealedBox::Flaw::KeyUnknown);
        QVERIFY(SimSealedBox::open(jwe + '.', {key}).flaw == SimSealedBox::Flaw::Malformed);
        QCOMPARE(ERR_peek_error(), 0UL);
    }

    void everyScenarioIsTriedSomewhere()
    {
        QByteArray texts;
        for (const QString &path : {u"unit/simulators/tst_simulatedportal.cpp"_s,
                                    u"interop/portal/test_portal.py"_s, u"interop/portal/test_idp.py"_s}) {
            QFile file(QStringLiteral(SETUP_SOURCE_DIR "/tests/") + path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            texts += file.readAll();
        }
        const QStringList names = Scenario::portalNames();
        for (const QString &name : names) {
            const QByteArray word = name.section(u'/', 1).toLatin1();
            QVERIFY2(texts.contains("\"portal/" + word + '"') || texts.contains("newRow(\"" + word + '"'),
                     word.constData());
        }
    }
};

} // namespace Setup

QTEST_GUILESS_MAIN(Setup::TestSimulatedPortal)
#include "tst_simulatedportal.moc"
