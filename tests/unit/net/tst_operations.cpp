// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "net/foregone.h"
#include "net/guarddoor.h"
#include "net/livehandshake.h"
#include "net/liveroutefinder.h"
#include "net/worlddoor.h"
#include "support/loopbackworld.h"
#include "support/operationcontract.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <array>

using namespace Setup;
using namespace Qt::StringLiterals;

using std::chrono::milliseconds;

namespace {

constexpr milliseconds Soon{120};

// Accepts connections and says nothing: no TLS, no HTTP.
class MuteServer : public QTcpServer
{
public:
    MuteServer() { listen(QHostAddress::LocalHost); }
};

// Its queue of connections is full and nobody takes any out: a further one gets no answer at all.
class FullServer : public QTcpServer
{
public:
    FullServer()
    {
        setListenBacklogSize(1);
        listen(QHostAddress::LocalHost);
        pauseAccepting();
        for (auto &socket : m_waiting)
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), serverPort());
        QTest::qWait(20);
    }

private:
    std::array<QTcpSocket, 4> m_waiting;
};

SimReply healthy(const SimRequest &request)
{
    SimReply reply = simReply(200, "text/xml", "<answer/>");
    reply.headers += SimHeader{"X-FEServer", "EX1"};
    if (request.path() == "/silent")
        reply.fault = SimReply::Fault::Silent;
    return reply;
}

ExchangeQuery exchangeQuery(const QString &path, milliseconds deadline)
{
    ExchangeQuery query;
    query.method = "POST";
    query.url = QUrl(u"https://mail.contoso.test"_s + path);
    query.body = "<question/>";
    query.deadline = deadline;
    return query;
}

ExchangeQuery loginQuery(const QString &path, milliseconds deadline)
{
    ExchangeQuery query = exchangeQuery(path, deadline);
    query.credential = Credential{Credential::Scheme::Basic, u"svc"_s, u"svc"_s, Secret("secret")};
    return query;
}

const auto Long = milliseconds(5'000);

} // namespace

// The contract of operations, clause by clause, for every operation of every door.
class TestOperations : public QObject
{
    Q_OBJECT

private slots:
    void liveLookUp();
    void liveSystemLookUp();
    void liveConnect();
    void liveConnectThatFails();
    void liveHandshake();
    void liveHandshakeThatFails();
    void liveExchange();
    void anonymousExchange();
    void plainExchange();
    void liveExchangeThatIsRefused();
    void liveExchangeThatFails();
    void anonymousExchangeThatFails();
    void liveRouteFinder();
    void guardedLookUp();
    void guardedConnect();
    void guardedHandshake();
    void guardedRouteFinder();
    void guardedAnonymousExchange();
    void guardedExchange();
    void guardedExchangeInTheQueue();
    void guardedExchangeWithoutItsCaFile();
    void guardedHandshakeWithoutItsCaFile();
    void guardedExchangeToAnUnconfirmedHost();
    void guardedExchangeAtAClosedGate();
    void worldLookUp();
    void worldConnect();
    void worldHandshake();
    void worldExchange();
    void foregone();
};

// .test leads nowhere (RFC 6761): whatever this computer's resolver says, the operation has an outcome.
void TestOperations::liveLookUp()
{
    LiveDoor door;
    OperationContract<LookUp> contract{
        [&] {
            return door.lookUp({{}, u"nowhere.contoso.test"_s, RecordType::A, Long});
        },
        [&] {
            return std::make_unique<Foregone<LookUp, LookUpAnswer>>(
                Problem{Code::DnsTimeout, {}, {}}, Soon); // a DNS server that is silent: tests/interop/dns
        }};
    contract.verify(Code::DnsTimeout);
}

void TestOperations::liveSystemLookUp()
{
    LiveDoor door;
    OperationContract<LookUp> contract{
        [&] {
            return door.lookUp({{}, u"localhost"_s, RecordType::System, Long});
        },
        [&] {
            return std::make_unique<Foregone<LookUp, LookUpAnswer>>(Problem{Code::DnsTimeout, {}, {}}, Soon);
        }};
    contract.verify(Code::DnsTimeout);
}

void TestOperations::liveConnect()
{
    MuteServer server;
    FullServer full;
    LiveDoor door;
    OperationContract<Connect> contract{
        [&] {
            return door.connectTo({{}, u"localhost"_s, u"127.0.0.1"_s, server.serverPort(), Long});
        },
        [&] {
            return door.connectTo({{}, u"localhost"_s, u"127.0.0.1"_s, full.serverPort(), Soon});
        }};
    contract.verify(Code::TcpTimeout);
}

void TestOperations::liveConnectThatFails()
{
    MuteServer server;
    const quint16 port = server.serverPort();
    server.close();
    FullServer full;
    LiveDoor door;
    OperationContract<Connect> contract{
        [&] {
            return door.connectTo({{}, u"localhost"_s, u"127.0.0.1"_s, port, Long});
        },
        [&] {
            return door.connectTo({{}, u"localhost"_s, u"127.0.0.1"_s, full.serverPort(), Soon});
        }};
    contract.verify(Code::TcpTimeout);
}

void TestOperations::liveHandshake()
{
    LoopbackWorld world;
    MuteServer mute;
    LiveDoor door;
    HandshakeQuery answering{{},  u"mail.contoso.test"_s, world.server.serverPort(), u"127.0.0.1"_s, {}, {},
                             Long};
    answering.extraRoot = LoopbackWorld::authority().rootPem(); // the second look too
    const HandshakeQuery silent{{}, u"mail.contoso.test"_s, mute.serverPort(), u"127.0.0.1"_s, {}, {}, Soon};
    OperationContract<Handshake> contract{[&] { return door.handshake(answering); },
                                          [&] { return door.handshake(silent); }};
    contract.verify(Code::TlsTimeout);
}

void TestOperations::liveHandshakeThatFails()
{
    LoopbackWorld world([](const SimRequest &) { return SimReply(); }, CertificateFlaw::None,
                        TlsProtocols::OnlyOld);
    MuteServer mute;
    LiveDoor door;
    const HandshakeQuery failing{
        {}, u"mail.contoso.test"_s, world.server.serverPort(), u"127.0.0.1"_s, {}, {}, Long};
    const HandshakeQuery silent{{}, u"mail.contoso.test"_s, mute.serverPort(), u"127.0.0.1"_s, {}, {}, Soon};
    OperationContract<Handshake> contract{[&] { return door.handshake(failing); },
                                          [&] { return door.handshake(silent); }};
    contract.verify(Code::TlsTimeout);
}

void TestOperations::liveExchange()
{
    LoopbackWorld world(healthy);
    WorldDoor door(world.table); // its exchanges with a login are LiveExchange
    OperationContract<Exchange> contract{[&] { return door.exchange(loginQuery(u"/"_s, Long)); },
                                         [&] { return door.exchange(loginQuery(u"/silent"_s, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOperations::anonymousExchange()
{
    LoopbackWorld world(healthy);
    WorldDoor door(world.table); // its exchanges without one are AnonymousExchange
    OperationContract<Exchange> contract{[&] { return door.exchange(exchangeQuery(u"/"_s, Long)); },
                                         [&] { return door.exchange(exchangeQuery(u"/silent"_s, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOperations::plainExchange()
{
    LoopbackServer server(healthy);
    WorldTable table;
    table.dns.insert(LoopbackWorld::name(), {{u"A"_s, u"192.0.2.10"_s}});
    table.loopbackPorts.insert(LoopbackWorld::name() + u":80"_s, server.serverPort());
    WorldDoor door(table); // its exchanges over http are PlainExchange
    const auto plain = [&door](const QString &path, milliseconds deadline) {
        ExchangeQuery query = exchangeQuery(path, deadline);
        query.url.setScheme(u"http"_s);
        query.withoutSecrets = true;
        return door.exchange(query);
    };
    OperationContract<Exchange> contract{[&] { return plain(u"/"_s, Long); },
                                         [&] { return plain(u"/silent"_s, Soon); }};
    contract.verify(Code::HttpTimeout);
}

void TestOperations::liveExchangeThatIsRefused()
{
    LoopbackWorld world(healthy);
    WorldDoor door(world.table);
    ExchangeQuery forbidden = exchangeQuery(u"/"_s, Long);
    forbidden.url.setScheme(u"http"_s);
    OperationContract<Exchange> contract{[&] { return door.exchange(forbidden); },
                                         [&] { return door.exchange(exchangeQuery(u"/silent"_s, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOperations::liveExchangeThatFails()
{
    LoopbackWorld world(healthy, CertificateFlaw::Expired);
    LoopbackWorld other(healthy);
    WorldDoor door(world.table);
    WorldDoor otherDoor(other.table);
    OperationContract<Exchange> contract{[&] { return door.exchange(loginQuery(u"/"_s, Long)); },
                                         [&] { return otherDoor.exchange(loginQuery(u"/silent"_s, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOperations::anonymousExchangeThatFails()
{
    LoopbackWorld world(healthy, CertificateFlaw::Expired);
    LoopbackWorld other(healthy);
    WorldDoor door(world.table);
    WorldDoor otherDoor(other.table);
    OperationContract<Exchange> contract{
        [&] { return door.exchange(exchangeQuery(u"/"_s, Long)); },
        [&] { return otherDoor.exchange(exchangeQuery(u"/silent"_s, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOperations::liveRouteFinder()
{
    RouteBook quick(ProxySettings{}, [](const QNetworkProxyQuery &) { return QList<QNetworkProxy>(); });
    RouteBook slow(ProxySettings{}, [](const QNetworkProxyQuery &) {
        QThread::msleep(1000);
        return QList<QNetworkProxy>();
    });
    const QUrl url(u"https://mail.contoso.test/"_s);
    OperationContract<RouteFinder> contract{
        [&] {
            return std::make_unique<LiveRouteFinder>(RouteQuery{{}, url, Long}, quick);
        },
        [&] {
            return std::make_unique<LiveRouteFinder>(RouteQuery{{}, url, Soon}, slow);
        }};
    contract.verify(Code::ProxyLookUpTimeout);
}

namespace {

// A guard before a world in which /silent never answers and hole.contoso.test swallows everything.
struct GuardedWorld
{
    GuardedWorld()
        : world(healthy)
        , door(table(world))
        , hosts(u"contoso.test"_s)
        , guard(door, hosts, gate)
    {
        door.setLookUpTime(milliseconds(1));
    }

    static WorldTable table(const LoopbackWorld &world)
    {
        WorldTable table = world.table;
        table.blackHoles.append(u"hole.contoso.test:443"_s);
        return table;
    }

    LoopbackWorld world;
    WorldDoor door;
    ConfirmedHosts hosts;
    LoginGate gate{3};
    GuardDoor guard;
};

std::unique_ptr<LookUp> unansweredLookUp()
{
    return std::make_unique<Foregone<LookUp, LookUpAnswer>>(Problem{Code::DnsTimeout, {}, {}}, Soon);
}

} // namespace

void TestOperations::guardedLookUp()
{
    GuardedWorld world;
    OperationContract<LookUp> contract{
        [&] {
            return world.guard.lookUp({{}, u"mail.contoso.test"_s, RecordType::A, Long});
        },
        unansweredLookUp};
    contract.verify(Code::DnsTimeout);
}

void TestOperations::guardedConnect()
{
    GuardedWorld world;
    OperationContract<Connect> contract{
        [&] {
            return world.guard.connectTo({{}, u"mail.contoso.test"_s, {}, 443, Long});
        },
        [&] {
            return world.guard.connectTo({{}, u"hole.contoso.test"_s, {}, 443, Soon});
        }};
    contract.verify(Code::TcpTimeout);
}

void TestOperations::guardedHandshake()
{
    GuardedWorld world;
    OperationContract<Handshake> contract{
        [&] {
            return world.guard.handshake({{}, u"mail.contoso.test"_s, 443, {}, {}, {}, Long});
        },
        [&] {
            return world.guard.handshake({{}, u"hole.contoso.test"_s, 443, {}, {}, {}, Soon});
        }};
    contract.verify(Code::TcpTimeout);
}

void TestOperations::guardedRouteFinder()
{
    GuardedWorld world;
    RouteBook slow(ProxySettings{}, [](const QNetworkProxyQuery &) {
        QThread::msleep(1000);
        return QList<QNetworkProxy>();
    });
    const QUrl url(u"https://mail.contoso.test/"_s);
    OperationContract<RouteFinder> contract{
        [&] {
            return world.guard.findRoute({{}, url, Long});
        },
        [&] {
            return std::make_unique<LiveRouteFinder>(RouteQuery{{}, url, Soon}, slow);
        }};
    contract.verify(Code::ProxyLookUpTimeout);
}

void TestOperations::guardedAnonymousExchange()
{
    GuardedWorld world;
    OperationContract<Exchange> contract{
        [&] { return world.guard.exchange(exchangeQuery(u"/"_s, Long)); },
        [&] { return world.guard.exchange(exchangeQuery(u"/silent"_s, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOperations::guardedExchange()
{
    GuardedWorld world;
    OperationContract<Exchange> contract{
        [&] { return world.guard.exchange(loginQuery(u"/"_s, Long)); },
        [&] { return world.guard.exchange(loginQuery(u"/silent"_s, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOperations::guardedExchangeWithoutItsCaFile()
{
    GuardedWorld world;
    ConfirmedHosts nobody;
    GuardDoor guard(world.door, nobody, world.gate);
    const auto query = [](const QString &path, milliseconds deadline) {
        ExchangeQuery unvouched = exchangeQuery(path, deadline);
        unvouched.extraRoot = "PEM";
        return unvouched;
    };
    OperationContract<Exchange> contract{[&] { return guard.exchange(query(u"/"_s, Long)); },
                                         [&] { return guard.exchange(query(u"/silent"_s, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOperations::guardedHandshakeWithoutItsCaFile()
{
    GuardedWorld world;
    ConfirmedHosts nobody;
    GuardDoor guard(world.door, nobody, world.gate);
    OperationContract<Handshake> contract{
        [&] {
            return guard.handshake({{}, u"mail.contoso.test"_s, 443, {}, {}, "PEM", Long});
        },
        [&] {
            return guard.handshake({{}, u"hole.contoso.test"_s, 443, {}, {}, "PEM", Soon});
        }};
    contract.verify(Code::TcpTimeout);
}

// Whoever waits behind somebody that is never answered ends within its own deadline.
void TestOperations::guardedExchangeInTheQueue()
{
    GuardedWorld world;
    GuardedWorld other;
    const auto first = world.guard.exchange(loginQuery(u"/silent"_s, milliseconds(60'000)));
    first->start();
    QTRY_COMPARE(world.world.server.requestCount(), 1);
    OperationContract<Exchange> contract{[&] { return other.guard.exchange(loginQuery(u"/"_s, Long)); },
                                         [&] { return world.guard.exchange(loginQuery(u"/"_s, 2 * Soon)); }};
    contract.verify(Code::HttpTimeout);
    QCOMPARE(world.world.server.requestCount(), 1);
}

void TestOperations::guardedExchangeToAnUnconfirmedHost()
{
    GuardedWorld world;
    ExchangeQuery elsewhere = loginQuery(u"/"_s, Long);
    elsewhere.url.setHost(u"mail.fabrikam.test"_s);
    OperationContract<Exchange> contract{
        [&] { return world.guard.exchange(elsewhere); },
        [&] { return world.guard.exchange(loginQuery(u"/silent"_s, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOperations::guardedExchangeAtAClosedGate()
{
    GuardedWorld world;
    LoginGate closed;
    QObject rejected;
    closed.enter(u"svc"_s, u"mail.contoso.test/ews"_s, &rejected,
                 [&](bool) { closed.leave(u"svc"_s, &rejected, LoginGate::Outcome::Rejected); });
    QTRY_VERIFY(closed.isClosed(u"svc"_s));
    GuardDoor guard(world.door, world.hosts, closed);
    OperationContract<Exchange> contract{
        [&] { return guard.exchange(loginQuery(u"/"_s, Long)); },
        [&] { return world.guard.exchange(loginQuery(u"/silent"_s, Soon)); }};
    contract.verify(Code::HttpTimeout);
    QCOMPARE(world.world.server.requestCount() > 0, true); // the silent ones only
    for (const SimRequest &request : world.world.server.requests())
        QCOMPARE(request.path(), QByteArray("/silent"));
}

void TestOperations::worldLookUp()
{
    LoopbackWorld world(healthy);
    WorldDoor door(world.table);
    door.setLookUpTime(milliseconds(20));
    OperationContract<LookUp> contract{
        [&] {
            return door.lookUp({{}, u"mail.contoso.test"_s, RecordType::System, Long});
        },
        unansweredLookUp};
    contract.verify(Code::DnsTimeout);
}

void TestOperations::worldConnect()
{
    GuardedWorld world;
    OperationContract<Connect> contract{
        [&] {
            return world.door.connectTo({{}, u"closed.contoso.test"_s, {}, 443, Long});
        },
        [&] {
            return world.door.connectTo({{}, u"hole.contoso.test"_s, {}, 443, Soon});
        }};
    contract.verify(Code::TcpTimeout);
}

void TestOperations::worldHandshake()
{
    GuardedWorld world;
    OperationContract<Handshake> contract{
        [&] {
            return world.door.handshake({{}, u"mail.contoso.test"_s, 443, {}, {}, {}, Long});
        },
        [&] {
            return world.door.handshake({{}, u"hole.contoso.test"_s, 443, {}, {}, {}, Soon});
        }};
    contract.verify(Code::TcpTimeout);
}

void TestOperations::worldExchange()
{
    GuardedWorld world;
    ExchangeQuery swallowed = exchangeQuery(u"/"_s, Soon);
    swallowed.url.setHost(u"hole.contoso.test"_s);
    ExchangeQuery nowhere = exchangeQuery(u"/"_s, Long);
    nowhere.url.setHost(u"nowhere.contoso.test"_s);
    OperationContract<Exchange> contract{[&] { return world.door.exchange(nowhere); },
                                         [&] { return world.door.exchange(swallowed); }};
    contract.verify(Code::TcpTimeout);
}

void TestOperations::foregone()
{
    using Operation = Foregone<Connect, ConnectAnswer>;
    OperationContract<Connect> contract{
        [] { return std::make_unique<Operation>(ConnectAnswer{}, milliseconds(5)); },
        [] {
            return std::make_unique<Operation>(Problem{Code::TcpTimeout, {}, {}}, Soon);
        }};
    contract.verify(Code::TcpTimeout);
}

QTEST_GUILESS_MAIN(TestOperations)
#include "tst_operations.moc"
