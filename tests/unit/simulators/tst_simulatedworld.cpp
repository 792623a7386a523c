// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "unit/simulators/rawclient.h"

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
