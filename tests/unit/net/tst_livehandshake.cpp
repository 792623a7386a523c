// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/certificatefaults.h"
#include "net/livedoor.h"
#include "net/worlddoor.h"
#include "support/loopbackworld.h"
#include "support/outcome.h"
#include "unit/setup/faultyproxy.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

HandshakeQuery pinned(const LoopbackServer &server, const QString &host = LoopbackWorld::name())
{
    HandshakeQuery query;
    query.host = host;
    query.port = server.serverPort();
    query.address = u"127.0.0.1"_s;
    query.deadline = std::chrono::seconds(5);
    return query;
}

Result<HandshakeAnswer> inWorld(const LoopbackWorld &world)
{
    WorldDoor door(world.table);
    HandshakeQuery query;
    query.host = LoopbackWorld::name();
    return outcomeOf<HandshakeAnswer>(*door.handshake(query));
}

QStringList codesOf(const QList<CertificateFault> &faults)
{
    QStringList codes;
    for (const CertificateFault &fault : faults)
        codes.append(u"%1@%2"_s.arg(fault.code).arg(fault.depth));
    return codes;
}

} // namespace

class TestLiveHandshake : public QObject
{
    Q_OBJECT

private slots:
    void connectsToAnAddress();
    void refusedConnectionsAreTold();
    void unknownNamesAreTold();
    void theAnswerIsComplete();
    void nothingIsSent();
    void badCertificatesAreAnswers_data();
    void badCertificatesAreAnswers();
    void theNameIsSentAndVerified();
    void addressesAreVerifiedToo();
    void protocolsAreTold_data();
    void protocolsAreTold();
    void oldProtocolsAreRefused();
    void extraRootsAreToldApart();
    void anExtraRootDoesNotMendAnExpiredCertificate();
    void aResetBetweenTheTwoLooksIsSurvived();
    void aDemandForACertificateIsTold_data();
    void aDemandForACertificateIsTold();
    void closedDuringTheHandshake();
    void noTlsAtAll();
    void gravestFaultComesFirst();
};

void TestLiveHandshake::connectsToAnAddress()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    LiveDoor door;
    const auto again = outcomeOf<ConnectAnswer>(*door.connectTo(
        {{}, u"mail.contoso.test"_s, u"127.0.0.1"_s, server.serverPort(), std::chrono::seconds(5)}));
    QVERIFY2(again, qPrintable(codeOf(again)));
    QCOMPARE(again->stamp.address, u"127.0.0.1"_s);
    QVERIFY(again->stamp.startedAt.isValid());
}

void TestLiveHandshake::refusedConnectionsAreTold()
{
    quint16 port = 0;
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        port = gone.serverPort();
    }
    LiveDoor door;
    const std::chrono::seconds deadline(5);
    QCOMPARE(codeOf(outcomeOf<ConnectAnswer>(
                 *door.connectTo({{}, u"localhost"_s, u"127.0.0.1"_s, port, deadline}))),
             u"TCP_CONNECTION_REFUSED"_s);
    const auto result = outcomeOf<HandshakeAnswer>(
        *door.handshake({{}, u"localhost"_s, port, u"127.0.0.1"_s, {}, {}, deadline}));
    QCOMPARE(codeOf(result), u"TCP_CONNECTION_REFUSED"_s);
    QCOMPARE(result.problem().facts.value("port"_L1).toInt(), port);
}

void TestLiveHandshake::unknownNamesAreTold()
{
    LoopbackWorld world;
    WorldDoor door(world.table);
    const auto result = outcomeOf<HandshakeAnswer>(
        *door.handshake({{}, u"nowhere.contoso.test"_s, 443, {}, {}, {}, std::chrono::seconds(5)}));
    QCOMPARE(codeOf(result), u"DNS_NXDOMAIN"_s);
}

void TestLiveHandshake::theAnswerIsComplete()
{
    LoopbackWorld world;
    WorldDoor door(world.table);
    HandshakeQuery query;
    query.host = LoopbackWorld::name();
    query.address = u"192.0.2.10"_s;
    const auto result = outcomeOf<HandshakeAnswer>(*door.handshake(query));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QVERIFY(result->isTrusted());
    QCOMPARE(result->trust, TrustOrigin::System);
    QCOMPARE(result->protocol, u"TLSv1.3"_s);
    QVERIFY(result->cipher.startsWith("TLS_"_L1));
    QCOMPARE(result->alpn, u"http/1.1"_s);
    QCOMPARE(result->chain.size(), 2); // as sent, without the root
    QVERIFY(result->chain.first().subjectAlternativeNames().values().contains(LoopbackWorld::name()));
    QCOMPARE(result->stamp.address, u"192.0.2.10"_s);
    QVERIFY(result->stamp.startedAt.isValid());
}

void TestLiveHandshake::nothingIsSent()
{
    LoopbackWorld world;
    QVERIFY(inWorld(world));
    QTRY_COMPARE(world.server.handshakeCount(), 1);
    QTRY_COMPARE(world.server.openConnectionCount(), 0);
    QCOMPARE(world.server.connectionCount(), 1);
    QCOMPARE(world.server.requestCount(), 0);
}

void TestLiveHandshake::badCertificatesAreAnswers_data()
{
    QTest::addColumn<CertificateFlaw>("flaw");
    QTest::addColumn<QString>("gravest");
    QTest::newRow("expired") << CertificateFlaw::Expired << u"TLS_CERT_EXPIRED"_s;
    QTest::newRow("not yet valid") << CertificateFlaw::NotYetValid << u"TLS_CERT_NOT_YET_VALID"_s;
    QTest::newRow("for another name") << CertificateFlaw::OtherName << u"TLS_HOSTNAME_MISMATCH"_s;
    QTest::newRow("self-signed") << CertificateFlaw::SelfSigned << u"TLS_SELF_SIGNED"_s;
    QTest::newRow("no intermediate") << CertificateFlaw::IntermediateMissing << u"TLS_UNKNOWN_ISSUER"_s;
    QTest::newRow("unknown issuer") << CertificateFlaw::UnknownIssuer << u"TLS_UNKNOWN_ISSUER"_s;
    QTest::newRow("for clients only") << CertificateFlaw::NoServerAuth << u"TLS_UNTRUSTED_OR_PURPOSE"_s;
}

void TestLiveHandshake::badCertificatesAreAnswers()
{
    QFETCH(const CertificateFlaw, flaw);
    LoopbackWorld world([](const SimRequest &) { return SimReply(); }, flaw);
    const auto result = inWorld(world);
    QVERIFY2(result, qPrintable(codeOf(result)));
    QVERIFY(!result->isTrusted());
    QCOMPARE(result->trust, TrustOrigin::None);
    QCOMPARE(result->protocol, u"TLSv1.3"_s);
    QVERIFY(!result->cipher.isEmpty());
    QVERIFY(!result->chain.isEmpty());
    QTEST(gravestFault(result->faults).code, "gravest");
    QCOMPARE(gravestFault(result->faults).depth, 0);
    QCOMPARE(world.server.requestCount(), 0);
}

void TestLiveHandshake::theNameIsSentAndVerified()
{
    LoopbackWorld world;
    LiveDoor door;
    HandshakeQuery query = pinned(world.server, u"other.contoso.test"_s);
    query.extraRoot = LoopbackWorld::authority().rootPem();
    const auto result = outcomeOf<HandshakeAnswer>(*door.handshake(query));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(codesOf(result->faults), QStringList{u"TLS_HOSTNAME_MISMATCH@0"_s});
}

void TestLiveHandshake::addressesAreVerifiedToo()
{
    LoopbackWorld world;
    LiveDoor door;
    HandshakeQuery query = pinned(world.server, u"127.0.0.1"_s);
    query.extraRoot = LoopbackWorld::authority().rootPem();
    const auto result = outcomeOf<HandshakeAnswer>(*door.handshake(query));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(codesOf(result->faults), QStringList{u"TLS_HOSTNAME_MISMATCH@0"_s});
}

void TestLiveHandshake::protocolsAreTold_data()
{
    QTest::addColumn<TlsProtocols>("protocols");
    QTest::addColumn<QString>("name");
    QTest::newRow("1.2") << TlsProtocols::Only12 << u"TLSv1.2"_s;
    QTest::newRow("1.3") << TlsProtocols::Only13 << u"TLSv1.3"_s;
}

void TestLiveHandshake::protocolsAreTold()
{
    QFETCH(const TlsProtocols, protocols);
    LoopbackWorld world([](const SimRequest &) { return SimReply(); }, CertificateFlaw::None, protocols);
    LiveDoor door;
    const auto result = outcomeOf<HandshakeAnswer>(*door.handshake(pinned(world.server)));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QTEST(result->protocol, "name");
}

void TestLiveHandshake::oldProtocolsAreRefused()
{
    LoopbackWorld world([](const SimRequest &) { return SimReply(); }, CertificateFlaw::None,
                        TlsProtocols::OnlyOld);
    LiveDoor door;
    QCOMPARE(codeOf(outcomeOf<HandshakeAnswer>(*door.handshake(pinned(world.server)))),
             u"TLS_PROTOCOL_VERSION"_s);
}

void TestLiveHandshake::extraRootsAreToldApart()
{
    LoopbackWorld world;
    LiveDoor door;
    HandshakeQuery query = pinned(world.server);
    const auto untrusted = outcomeOf<HandshakeAnswer>(*door.handshake(query));
    QVERIFY(untrusted && untrusted->trust == TrustOrigin::None);
    query.extraRoot = LoopbackWorld::authority().rootPem();
    const auto extra = outcomeOf<HandshakeAnswer>(*door.handshake(query));
    QVERIFY2(extra, qPrintable(codeOf(extra)));
    QCOMPARE(codesOf(extra->faults), QStringList());
    QCOMPARE(extra->trust, TrustOrigin::ExtraRoot);

    WorldDoor publicDoor(world.table); // there the system trusts it anyway
    query.port = 443;
    const auto system = outcomeOf<HandshakeAnswer>(*publicDoor.handshake(query));
    QVERIFY(system);
    QCOMPARE(system->trust, TrustOrigin::System);
}

void TestLiveHandshake::anExtraRootDoesNotMendAnExpiredCertificate()
{
    LoopbackWorld world([](const SimRequest &) { return SimReply(); }, CertificateFlaw::Expired);
    LiveDoor door;
    HandshakeQuery query = pinned(world.server);
    query.extraRoot = LoopbackWorld::authority().rootPem();
    const auto result = outcomeOf<HandshakeAnswer>(*door.handshake(query));
    QVERIFY(result);
    QCOMPARE(codesOf(result->faults), QStringList{u"TLS_CERT_EXPIRED@0"_s});
    QCOMPARE(result->trust, TrustOrigin::None);
}

// With the server's last piece the handshake is over for us; our own, sent when the first look ends, meets
// RST.
void TestLiveHandshake::aResetBetweenTheTwoLooksIsSurvived()
{
    LoopbackWorld world;
    FaultyProxy network(world.server.serverPort());
    network.arm(FaultyProxy::Fault::WholeThenReset, 1);
    LiveDoor door;
    HandshakeQuery query = pinned(world.server);
    query.port = network.serverPort();
    query.extraRoot = LoopbackWorld::authority().rootPem();
    const auto handshake = door.handshake(query);
    int told = 0;
    connect(handshake.get(), &Handshake::finished, this, [&told] { ++told; });
    const auto result = outcomeOf<HandshakeAnswer>(*handshake);
    QVERIFY(network.hasStruck());
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(result->trust, TrustOrigin::ExtraRoot);
    QTest::qWait(100);
    QCOMPARE(told, 1);
}

void TestLiveHandshake::aDemandForACertificateIsTold_data()
{
    QTest::addColumn<TlsProtocols>("protocols");
    QTest::addColumn<int>("alert");
    QTest::newRow("1.2, during the handshake") << TlsProtocols::Only12 << 40; // handshake_failure
    QTest::newRow("1.3, after it") << TlsProtocols::Only13 << 116; // certificate_required
}

void TestLiveHandshake::aDemandForACertificateIsTold()
{
    QFETCH(const TlsProtocols, protocols);
    QFETCH(const int, alert);
    LoopbackServer server([](const SimRequest &) { return SimReply(); },
                          TlsSettings{LoopbackWorld::authority().issue({LoopbackWorld::name()}), protocols,
                                      true, LoopbackWorld::authority().root()});
    LiveDoor door;
    HandshakeQuery query = pinned(server, LoopbackWorld::name());
    query.extraRoot = LoopbackWorld::authority().rootPem();
    const auto result = outcomeOf<HandshakeAnswer>(*door.handshake(query));
    QCOMPARE(codeOf(result), u"TLS_CLIENT_CERTIFICATE"_s);
    QCOMPARE(result.problem().facts["alert"_L1].toInt(), alert);
    QCOMPARE(server.requestCount(), 0);
}

void TestLiveHandshake::closedDuringTheHandshake()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        auto *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, &QTcpSocket::close);
    });
    LiveDoor door;
    HandshakeQuery query;
    query.host = u"mail.contoso.test"_s;
    query.address = u"127.0.0.1"_s;
    query.port = server.serverPort();
    QCOMPARE(codeOf(outcomeOf<HandshakeAnswer>(*door.handshake(query))), u"TLS_CONNECTION_CLOSED"_s);
}

void TestLiveHandshake::noTlsAtAll()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        auto *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    LiveDoor door;
    HandshakeQuery query;
    query.host = u"mail.contoso.test"_s;
    query.address = u"127.0.0.1"_s;
    query.port = server.serverPort();
    QCOMPARE(codeOf(outcomeOf<HandshakeAnswer>(*door.handshake(query))), u"TLS_NOT_SPOKEN"_s);
}

void TestLiveHandshake::gravestFaultComesFirst()
{
    const QList<CertificateFault> faults{{u"TLS_HOSTNAME_MISMATCH"_s, 0},
                                         {u"TLS_CERT_EXPIRED"_s, 1},
                                         {u"TLS_CERT_EXPIRED"_s, 0},
                                         {u"TLS_UNKNOWN_ISSUER"_s, 2}};
    QCOMPARE(gravestFault(faults), (CertificateFault{u"TLS_UNKNOWN_ISSUER"_s, 2}));
    QCOMPARE(gravestFault(faults.first(3)), (CertificateFault{u"TLS_CERT_EXPIRED"_s, 0}));
}

QTEST_GUILESS_MAIN(TestLiveHandshake)
#include "tst_livehandshake.moc"
