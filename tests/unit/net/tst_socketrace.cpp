// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/socketrace.h"

#include <QElapsedTimer>
#include <QHostInfo>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <array>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QNetworkProxy direct(QNetworkProxy::NoProxy);

} // namespace

class TestSocketRace : public QObject
{
    Q_OBJECT

private slots:
    void anAddressIsConnectedTo_data();
    void anAddressIsConnectedTo();
    void aRefusalIsTold();
    void anUnknownNameIsTold();
    void theOtherFamilyStandsIn_data();
    void theOtherFamilyStandsIn();
    void nothingIsLeftBehind();
};

void TestSocketRace::anAddressIsConnectedTo_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<SocketRace::Kind>("kind");
    QTest::newRow("address") << u"127.0.0.1"_s << SocketRace::Kind::Plain;
    QTest::newRow("name") << u"localhost"_s << SocketRace::Kind::Plain;
    QTest::newRow("for TLS") << u"localhost"_s << SocketRace::Kind::ForTls;
}

void TestSocketRace::anAddressIsConnectedTo()
{
    QFETCH(const QString, host);
    QFETCH(const SocketRace::Kind, kind);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    SocketRace race(kind, host, server.serverPort(), direct);
    QSignalSpy won(&race, &SocketRace::won);
    const QSignalSpy lost(&race, &SocketRace::lost);
    race.start();
    QVERIFY(won.wait());
    const OwnSocket socket = race.take();
    QCOMPARE(socket->state(), QAbstractSocket::ConnectedState);
    QCOMPARE(socket->peerPort(), server.serverPort());
    QCOMPARE(qobject_cast<QSslSocket *>(socket.get()) != nullptr, kind == SocketRace::Kind::ForTls);
    QTest::qWait(20);
    QCOMPARE(won.size(), 1);
    QCOMPARE(lost.size(), 0);
}

void TestSocketRace::aRefusalIsTold()
{
    quint16 port = 0;
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        port = gone.serverPort();
    }
    SocketRace race(SocketRace::Kind::ForTls, u"localhost"_s, port, direct);
    QSignalSpy lost(&race, &SocketRace::lost);
    race.start();
    QVERIFY(lost.wait());
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost.first().first().value<QAbstractSocket::SocketError>(),
             QAbstractSocket::ConnectionRefusedError);
    QVERIFY(!lost.first().last().toString().isEmpty());
}

void TestSocketRace::anUnknownNameIsTold()
{
    SocketRace race(SocketRace::Kind::Plain, u"nowhere.invalid"_s, 443, direct); // RFC 6761
    QSignalSpy lost(&race, &SocketRace::lost);
    race.start();
    QVERIFY(lost.wait(20'000));
    QCOMPARE(lost.first().first().value<QAbstractSocket::SocketError>(), QAbstractSocket::HostNotFoundError);
}

void TestSocketRace::theOtherFamilyStandsIn_data()
{
    QTest::addColumn<bool>("swallows"); // else it refuses
    QTest::addColumn<int>("atLeast"); // milliseconds
    QTest::newRow("refuses") << false << 0;
    QTest::newRow("swallows") << true << 250;
}

// The family that the system names first leads nowhere.
void TestSocketRace::theOtherFamilyStandsIn()
{
    QFETCH(const bool, swallows);
    QFETCH(const int, atLeast);
    const QList<QHostAddress> addresses = QHostInfo::fromName(u"localhost"_s).addresses();
    QTcpServer server;
    QTcpServer full;
    const QHostAddress other(addresses.value(0).protocol() == QAbstractSocket::IPv6Protocol
                                 ? QHostAddress::LocalHost
                                 : QHostAddress::LocalHostIPv6);
    if (!addresses.contains(other) || !server.listen(other))
        QSKIP("localhost has addresses of one family on this computer.");
    std::array<QTcpSocket, 4> waiting;
    if (swallows) { // its queue of connections is full, and nobody takes any out
        full.setListenBacklogSize(1);
        QVERIFY(full.listen(addresses.first(), server.serverPort()));
        full.pauseAccepting();
        for (QTcpSocket &socket : waiting)
            socket.connectToHost(addresses.first(), server.serverPort());
        QTest::qWait(20);
    }
    SocketRace race(SocketRace::Kind::ForTls, u"localhost"_s, server.serverPort(), direct);
    QSignalSpy won(&race, &SocketRace::won);
    QElapsedTimer elapsed;
    elapsed.start();
    race.start();
    QVERIFY(won.wait());
    QCOMPARE(race.take()->peerAddress(), other);
    QVERIFY2(elapsed.elapsed() >= atLeast && elapsed.elapsed() < atLeast + 1'500,
             QByteArray::number(elapsed.elapsed()).constData());
}

void TestSocketRace::nothingIsLeftBehind()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    {
        SocketRace race(SocketRace::Kind::ForTls, u"127.0.0.1"_s, server.serverPort(), direct);
        race.start();
        QVERIFY(server.waitForNewConnection(2'000));
    }
    auto *socket = server.nextPendingConnection();
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

QTEST_GUILESS_MAIN(TestSocketRace)
#include "tst_socketrace.moc"
