// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/dnsrecords.h"
#include "net/worlddoor.h"
#include "support/loopbackworld.h"
#include "support/outcome.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

WorldTable names()
{
    WorldTable table;
    table.dns.insert(u"contoso.test"_s,
                     {{u"MX"_s, u"mx2.contoso.test"_s, 20},
                      {u"MX"_s, u"mx1.contoso.test"_s, 10},
                      {u"TXT"_s, u"v=spf1 -all"_s}});
    table.dns.insert(u"autodiscover.contoso.test"_s, {{u"CNAME"_s, u"mail.contoso.test"_s}});
    table.dns.insert(u"mail.contoso.test"_s,
                     {{u"A"_s, u"192.0.2.11"_s}, {u"A"_s, u"192.0.2.10"_s}, {u"AAAA"_s, u"2001:db8::10"_s}});
    table.dns.insert(u"_autodiscover._tcp.contoso.test"_s,
                     {{u"SRV"_s, u"backup.contoso.test"_s, 10, 0, 443},
                      {u"SRV"_s, u"light.contoso.test"_s, 0, 5, 443},
                      {u"SRV"_s, u"heavy.contoso.test"_s, 0, 50, 8443}});
    table.dns.insert(u"dangling.contoso.test"_s, {{u"CNAME"_s, u"nowhere.test"_s}});
    table.dns.insert(u"loop.contoso.test"_s, {{u"CNAME"_s, u"loop.contoso.test"_s}});
    table.brokenNames = {u"broken.contoso.test"_s};
    table.silentNames = {u"silent.contoso.test"_s};
    table.dns.insert(u"split.contoso.test"_s, {{u"A"_s, u"192.0.2.20"_s}});
    table.systemNames.insert(u"split.contoso.test"_s, {u"10.1.2.3"_s});
    table.systemNames.insert(u"hosts.contoso.test"_s, {u"192.0.2.30"_s});
    table.deadAddresses.insert(u"2001:db8::10"_s, u"TCP_TIMEOUT"_s);
    table.deadAddresses.insert(u"192.0.2.10"_s, u"NETWORK_UNREACHABLE"_s);
    table.deadAddresses.insert(u"192.0.2.11"_s, u"TCP_CONNECTION_REFUSED"_s);
    return table;
}

QStringList valuesOf(const Result<LookUpAnswer> &result)
{
    if (!result)
        return {result.problem().code};
    QStringList values;
    for (const DnsRecord &record : result->records)
        values.append(record.value);
    return values;
}

} // namespace

class TestWorldDoor : public QObject
{
    Q_OBJECT

private slots:
    void namesLeadIntoTheTable_data();
    void namesLeadIntoTheTable();
    void servicesKeepTheirNumbers();
    void routesAreDirect();
    void aliasesLeadToTheServerByTheirOwnName();
    void nothingListensWhereTheTableIsSilent();
    void lookUpsTakeTheirTime();
    void aNameThatNobodyAnswersForTakesItsDeadline();
    void addressesDieAlone();
    void oneProxyIsTheWayOut();
};

void TestWorldDoor::namesLeadIntoTheTable_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<RecordType>("type");
    QTest::addColumn<QStringList>("values");
    const QString mail = u"mail.contoso.test"_s;
    QTest::newRow("A, sorted") << mail << RecordType::A << QStringList{u"192.0.2.10"_s, u"192.0.2.11"_s};
    QTest::newRow("AAAA") << mail << RecordType::Aaaa << QStringList{u"2001:db8::10"_s};
    QTest::newRow("system") << mail << RecordType::System
                            << QStringList{u"192.0.2.10"_s, u"192.0.2.11"_s, u"2001:db8::10"_s};
    QTest::newRow("case and dot") << u"MAIL.Contoso.test."_s << RecordType::Aaaa
                                  << QStringList{u"2001:db8::10"_s};
    QTest::newRow("CNAME") << u"autodiscover.contoso.test"_s << RecordType::Cname << QStringList{mail};
    QTest::newRow("A behind a CNAME")
        << u"autodiscover.contoso.test"_s << RecordType::Aaaa << QStringList{u"2001:db8::10"_s};
    QTest::newRow("MX by preference")
        << u"contoso.test"_s << RecordType::Mx << QStringList{u"mx1.contoso.test"_s, u"mx2.contoso.test"_s};
    QTest::newRow("TXT") << u"contoso.test"_s << RecordType::Txt << QStringList{u"v=spf1 -all"_s};
    QTest::newRow("SRV by priority, then weight")
        << u"_autodiscover._tcp.contoso.test"_s << RecordType::Srv
        << QStringList{u"heavy.contoso.test"_s, u"light.contoso.test"_s, u"backup.contoso.test"_s};
    QTest::newRow("no such record") << u"contoso.test"_s << RecordType::Aaaa << QStringList();
    QTest::newRow("no address for the system")
        << u"contoso.test"_s << RecordType::System << QStringList{u"DNS_NXDOMAIN"_s};
    QTest::newRow("no such name") << u"nowhere.test"_s << RecordType::A << QStringList{u"DNS_NXDOMAIN"_s};
    QTest::newRow("broken") << u"broken.contoso.test"_s << RecordType::A << QStringList{u"DNS_SERVFAIL"_s};
    QTest::newRow("broken for the system")
        << u"broken.contoso.test"_s << RecordType::System << QStringList{u"DNS_SERVFAIL"_s};
    QTest::newRow("alias of nothing")
        << u"dangling.contoso.test"_s << RecordType::A << QStringList{u"DNS_NXDOMAIN"_s};
    const QString split = u"split.contoso.test"_s;
    QTest::newRow("DNS beside this computer") << split << RecordType::A << QStringList{u"192.0.2.20"_s};
    QTest::newRow("this computer beside DNS") << split << RecordType::System << QStringList{u"10.1.2.3"_s};
    QTest::newRow("only here, to DNS")
        << u"hosts.contoso.test"_s << RecordType::A << QStringList{u"DNS_NXDOMAIN"_s};
    QTest::newRow("only here") << u"hosts.contoso.test"_s << RecordType::System
                               << QStringList{u"192.0.2.30"_s};
    QTest::newRow("alias of itself") << u"loop.contoso.test"_s << RecordType::A << QStringList();
}

void TestWorldDoor::namesLeadIntoTheTable()
{
    QFETCH(const QString, name);
    QFETCH(const RecordType, type);
    WorldDoor door(names());
    QTEST(valuesOf(outcomeOf<LookUpAnswer>(*door.lookUp({{}, name, type}))), "values");
}

void TestWorldDoor::servicesKeepTheirNumbers()
{
    WorldDoor door(names());
    const auto result =
        outcomeOf<LookUpAnswer>(*door.lookUp({{}, u"_autodiscover._tcp.contoso.test"_s, RecordType::Srv}));
    QVERIFY(result);
    QCOMPARE(result->records.first(), (DnsRecord{u"heavy.contoso.test"_s, 0, 50, 8443}));
    QVERIFY(result->stamp.startedAt.isValid());
}

void TestWorldDoor::routesAreDirect()
{
    WorldDoor door(names());
    const auto route = outcomeOf<Route>(*door.findRoute({{}, QUrl(u"https://mail.contoso.test/"_s)}));
    QVERIFY(route && route->isDirect());
}

void TestWorldDoor::aliasesLeadToTheServerByTheirOwnName()
{
    LoopbackWorld world;
    world.table.dns.insert(u"autodiscover.contoso.test"_s, {{u"CNAME"_s, LoopbackWorld::name()}});
    WorldDoor door(world.table);
    HandshakeQuery query;
    query.host = u"autodiscover.contoso.test"_s;
    const auto result = outcomeOf<HandshakeAnswer>(*door.handshake(query));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(result->faults, (QList<CertificateFault>{{u"TLS_HOSTNAME_MISMATCH"_s, 0}}));
}

void TestWorldDoor::nothingListensWhereTheTableIsSilent()
{
    WorldDoor door(names());
    const std::chrono::seconds deadline(5);
    const auto tcp =
        outcomeOf<ConnectAnswer>(*door.connectTo({{}, u"mail.contoso.test"_s, {}, 443, deadline}));
    QCOMPARE(codeOf(tcp), u"TCP_CONNECTION_REFUSED"_s);
    QCOMPARE(tcp.problem().facts.value("port"_L1).toInt(), 443);
    HandshakeQuery tls;
    tls.host = u"broken.contoso.test"_s;
    QCOMPARE(codeOf(outcomeOf<HandshakeAnswer>(*door.handshake(tls))), u"DNS_SERVFAIL"_s);
    ExchangeQuery http;
    http.url = QUrl(u"http://mail.contoso.test/"_s);
    http.withoutSecrets = true;
    QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(http))), u"TCP_CONNECTION_REFUSED"_s);
}

void TestWorldDoor::lookUpsTakeTheirTime()
{
    WorldDoor door(names());
    door.setLookUpTime(std::chrono::milliseconds(50));
    const auto result = outcomeOf<LookUpAnswer>(*door.lookUp({{}, u"mail.contoso.test"_s, RecordType::A}));
    QVERIFY(result);
    QVERIFY(result->stamp.duration.count() >= 45);
}

void TestWorldDoor::aNameThatNobodyAnswersForTakesItsDeadline()
{
    WorldDoor door(names());
    LookUpQuery query{{}, u"silent.contoso.test"_s, RecordType::A};
    query.deadline = std::chrono::milliseconds(60);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(codeOf(outcomeOf<LookUpAnswer>(*door.lookUp(query))), u"DNS_TIMEOUT"_s);
    QVERIFY(timer.elapsed() >= 55);
}

void TestWorldDoor::addressesDieAlone()
{
    LoopbackWorld world;
    world.table.deadAddresses = names().deadAddresses;
    WorldDoor door(world.table);
    const auto codeAt = [&door](const QString &address) {
        const ConnectQuery query{{}, LoopbackWorld::name(), address, 443, std::chrono::milliseconds(60)};
        return codeOf(outcomeOf<ConnectAnswer>(*door.connectTo(query)));
    };
    QCOMPARE(codeAt(u"2001:db8::10"_s), u"TCP_TIMEOUT"_s);
    QCOMPARE(codeAt(u"192.0.2.10"_s), u"NETWORK_UNREACHABLE"_s);
    QCOMPARE(codeAt(u"192.0.2.11"_s), u"TCP_CONNECTION_REFUSED"_s);
    QCOMPARE(codeAt(u"192.0.2.12"_s), QString());
}

void TestWorldDoor::oneProxyIsTheWayOut()
{
    LoopbackServer proxy([](const SimRequest &) { return SimReply(); });
    WorldTable table = names();
    table.proxyPort = proxy.serverPort();
    WorldDoor door(table);
    const auto route = outcomeOf<Route>(*door.findRoute({{}, QUrl(u"https://mail.contoso.test/"_s)}));
    QVERIFY(route && !route->isDirect());
    QCOMPARE(route->proxyPort, proxy.serverPort());
    const LookUpQuery name{{}, route->proxyHost, RecordType::System};
    QCOMPARE(valuesOf(outcomeOf<LookUpAnswer>(*door.lookUp(name))), QStringList{route->proxyHost});
    const std::chrono::seconds deadline(5);
    QVERIFY(
        outcomeOf<ConnectAnswer>(*door.connectTo({{}, route->proxyHost, {}, route->proxyPort, deadline})));
}

QTEST_GUILESS_MAIN(TestWorldDoor)
#include "tst_worlddoor.moc"
