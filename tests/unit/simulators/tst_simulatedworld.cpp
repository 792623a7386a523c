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
