// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "unit/simulators/rawclient.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTest>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString mail = u"mail.contoso.test:443"_s;
const QByteArray getCalendar =
    "<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds>"
    "<t:DistinguishedFolderId Id=\"calendar\"/></m:FolderIds></m:GetFolder>";

Scenario healthy()
{
    return *Scenario::load(u"healthy"_s);
}

} // namespace

class TestSimulatedWorld : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhereItsNamesLead()
    {
        SimulatedWorld world(healthy());
        const WorldTable table = world.table();
        QCOMPARE(table.loopbackPorts.value(mail), world.server(mail)->serverPort());
        QVERIFY(table.loopbackPorts.contains(u"autodiscover.contoso.test:80"_s));
        QVERIFY(table.loopbackPorts.contains(u"contoso.test:443"_s));
        QVERIFY(table.blackHoles.isEmpty());
        QVERIFY(table.dns.value(u"mail.contoso.test"_s).first().value.startsWith("203.0.113."_L1));
        QVERIFY(table.dns.value(u"mail.contoso.test"_s).last().value.startsWith("2001:db8::"_L1));
        QVERIFY(!table.dns.contains(u"_autodiscover._tcp.contoso.test"_s));
        QVERIFY(table.publicCaPem.contains("BEGIN CERTIFICATE"));
    }

    void answersACallOfTheServiceAccount()
    {
        SimulatedWorld world(healthy());
        RawClient client(world, mail);
        const RawAnswer answer = client.ews(getCalendar);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.value("ResponseCode"), "NoError");
        QCOMPARE(answer.value("DisplayName"), "Calendar");
        QVERIFY(answer.body.contains(
            "MajorVersion=\"15\" MinorVersion=\"2\" MajorBuildNumber=\"2562\" MinorBuildNumber=\"37\""));
        QCOMPARE(world.exchange().acceptedLogins(), 1);
        QCOMPARE(world.requestCount(), 1);
    }

    // Its rooms are here and in the cloud, and Microsoft knows which is where.
    void aHybridOrganisationHasAServerOfItsOwn()
    {
        SimulatedWorld world(healthy());
        RawClient own(world, u"mail.adatum.test:443"_s);
        const auto calendarOf = [&own](const QByteArray &address) {
            return own.post("/EWS/Exchange.asmx",
                            RawClient::envelope(getCalendar, RawClient::impersonating(address)),
                            {RawClient::basic("askcody@adatum.test")});
        };
        QCOMPARE(calendarOf("room1@adatum.test").value("ResponseCode"), "NoError");
        QCOMPARE(calendarOf("room3@adatum.test").value("ResponseCode"), "ErrorNonExistentMailbox");
        QCOMPARE(own.post("/EWS/Exchange.asmx", "x", {RawClient::basic()}).status, 401); // of another domain
        RawClient cloud(world, u"outlook.office365.com:443"_s);
        const QByteArray ask = "/autodiscover/autodiscover.json/v1.0/%1@adatum.test?Protocol=EWS";
        const RawAnswer here = cloud.get(QByteArray(ask).replace("%1", "room3"));
        QVERIFY(here.body.contains("https://outlook.office365.com/EWS/Exchange.asmx"));
        const RawAnswer there = cloud.get(QByteArray(ask).replace("%1", "room1"));
        QCOMPARE(there.status, 302);
        QVERIFY(there.header("Location").startsWith("https://autodiscover.adatum.test/"));
    }

    // One server has all of Microsoft's names; a scenario may take one of them away.
    void microsoftIsLedToByItsOwnNames()
    {
        SimulatedWorld world(healthy());
        const WorldTable table = world.table();
        const QStringList hosts = SimulatedMicrosoft::hosts();
        for (const QString &host : hosts)
            QVERIFY2(table.loopbackPorts.contains(host + u":443"_s) && table.dns.contains(host),
                     qPrintable(host));
        QVERIFY(!table.loopbackPorts.contains(u"autodiscover.outlook.com:443"_s));
        QCOMPARE(table.dns.value(u"autodiscover.fabrikam.test"_s).first().value,
                 u"autodiscover.outlook.com"_s);
        const SimulatedWorld dark(*Scenario::load(u"microsoft/sign-in-unreachable"_s));
        QCOMPARE(dark.table().blackHoles, QStringList{u"login.microsoftonline.com:443"_s});
        QVERIFY(dark.table().loopbackPorts.contains(u"login.microsoftonline.us:443"_s));
    }

    void namesAndAddressesDeviate()
    {
        const auto scenario = Scenario::fromJson(R"({ "title": "deviates", "description": "in all of these",
            "dns": [{ "name": "mail.contoso.test", "records": [{ "type": "A", "value": "192.0.2.1" }],
                      "system": ["10.0.0.1"] },
                    { "name": "autodiscover.contoso.test", "answer": "timeout" }],
            "addresses": [{ "address": "192.0.2.1", "tcp": "blackHole" },
                          { "address": "2001:db8::10", "tcp": "unreachable" }] })",
                                                 u"deviates"_s);
        QVERIFY2(scenario, qPrintable(scenario ? QString() : scenario.problem().detail));
        const WorldTable table = SimulatedWorld(*scenario).table();
        QCOMPARE(table.dns.value(u"mail.contoso.test"_s).size(), 1);
        QCOMPARE(table.systemNames.value(u"mail.contoso.test"_s), QStringList{u"10.0.0.1"_s});
        QCOMPARE(table.silentNames, QStringList{u"autodiscover.contoso.test"_s});
        QCOMPARE(table.deadAddresses.value(u"192.0.2.1"_s), u"TCP_TIMEOUT"_s);
        QCOMPARE(table.deadAddresses.value(u"2001:db8::10"_s), u"NETWORK_UNREACHABLE"_s);
        QCOMPARE(table.proxyPort, 0);
    }

    void aProxyAnswersAsItIsTold_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("status"); // of CONNECT; 0: nothing listens
        QTest::newRow("tunnel") << QByteArray("tunnel") << 200;
        QTest::newRow("wants a login") << QByteArray("wantsLogin") << 407;
        QTest::newRow("forbids") << QByteArray("forbids") << 403;
        QTest::newRow("fails") << QByteArray("fails") << 502;
        QTest::newRow("refused") << QByteArray("refused") << 0;
    }
    void aProxyAnswersAsItIsTold()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const int, status);
        const QByteArray json =
            QByteArray("{'title': 'a proxy', 'description': 'that answers so', 'proxy': {'answer': 'HOW', "
                       "'offers': ['NTLM']}}")
                .replace("HOW", answer)
                .replace('\'', '"');
        SimulatedWorld world(*Scenario::fromJson(json, u"proxy"_s));
        const WorldTable table = world.table();
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), table.proxyPort);
        QTRY_VERIFY(socket.state() == QAbstractSocket::ConnectedState
                    || socket.error() == QAbstractSocket::ConnectionRefusedError);
        QCOMPARE(socket.state() == QAbstractSocket::ConnectedState, status != 0);
        if (status == 0)
            return;
        socket.write("CONNECT mail.contoso.test:443 HTTP/1.1\r\nHost: mail.contoso.test\r\n\r\n");
        QTRY_VERIFY(socket.peek(8'000).contains("\r\n\r\n"));
        const QByteArray head = socket.readAll();
        QVERIFY2(head.startsWith("HTTP/1.1 " + QByteArray::number(status)), head.constData());
        QCOMPARE(head.contains("Proxy-Authenticate: NTLM"), status == 407);
    }

    // Also where a rule of the scenario refuses them and no server ever judges them.
    void rejectedPasswordsAreCounted()
    {
        const auto scenario =
            Scenario::fromJson(R"({ "title": "rejects", "description": "at one of two places",
            "http": [{ "match": { "path": "/autodiscover/", "credentials": "sent" },
                       "reply": { "status": 401, "headers": { "WWW-Authenticate": "Basic" } } }] })",
                               u"rejects"_s);
        SimulatedWorld world(*scenario);
        RawClient client(world, mail);
        const auto status = [&client](const QByteArray &path, const QByteArray &login) {
            return client.post(path, "<x/>", {login}).status;
        };
        QCOMPARE(status("/autodiscover/autodiscover.xml", RawClient::basic()), 401);
        QCOMPARE(world.rejectedLogins(), 1);
        QCOMPARE(status("/EWS/Exchange.asmx", "Authorization: NTLM TlRMTVNTUAABAAAAB4IIogAAAAA="), 401);
        QCOMPARE(world.rejectedLogins(), 1); // only asks for a challenge
        QCOMPARE(status("/EWS/Exchange.asmx", RawClient::basic("askcody@fabrikam.test")), 401);
        QCOMPARE(world.rejectedLogins(), 2);
        QVERIFY(status("/EWS/Exchange.asmx", RawClient::basic()) != 401);
        QCOMPARE(world.rejectedLogins(), 2);
    }

    void theWebsiteHasNoAutodiscover()
    {
        SimulatedWorld world(healthy());
        RawClient client(world, u"contoso.test:443"_s);
        const RawAnswer answer = client.post("/autodiscover/autodiscover.svc", "<x/>");
        QCOMPARE(answer.status, 404);
        QVERIFY(answer.header("Content-Type").startsWith("text/html"));
    }
};

} // namespace Setup

QTEST_GUILESS_MAIN(Setup::TestSimulatedWorld)
#include "tst_simulatedworld.moc"
