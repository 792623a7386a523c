// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/loopbackserver.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

namespace Setup {

using namespace std::chrono_literals;

class TestLoopbackServer : public QObject
{
    Q_OBJECT

private:
    static SimReply echo(const SimRequest &request)
    {
        return simReply(200, "text/plain", request.method + ' ' + request.target + ' ' + request.body);
    }

    static void connectTo(QTcpSocket &socket, const LoopbackServer &server)
    {
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
    }

    static QByteArray post(const QByteArray &body)
    {
        return "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body;
    }

private slots:
    void listensOnTheLoopbackAddressOnly()
    {
        LoopbackServer server(echo);
        QVERIFY(server.isListening());
        QCOMPARE(server.serverAddress(), QHostAddress(QHostAddress::LocalHost));
        QCOMPARE(server.url().toString(), QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort()));
    }

    void answersABodyThatComesInPieces()
    {
        LoopbackServer server(echo);
        QTcpSocket socket;
        connectTo(socket, server);
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        for (const char byte : post("hello")) {
            socket.write(QByteArray(1, byte));
            socket.flush();
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY(socket.bytesAvailable() > 0 && socket.peek(4096).endsWith("POST /a hello"));
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 200 OK\r\n"));
        QCOMPARE(server.requestCount(), 1);
        QCOMPARE(server.requests().first().header("HOST"), "x");
    }

    void readsAChunkedBody()
    {
        LoopbackServer server(echo);
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write("POST / HTTP/1.1\r\nTransfer-Encoding: "
                     "chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: 1\r\n\r\n");
        QTRY_VERIFY(socket.peek(4096).endsWith("POST / abcde"));
    }

    void servesSeveralRequestsOfOneConnectionInOrder()
    {
        LoopbackServer server(echo);
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write(post("one") + post("two") + "GET /third?x=1 HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(server.requestCount(), 3);
        QTRY_VERIFY(socket.peek(4096).endsWith("GET /third?x=1 "));
        const QByteArray all = socket.readAll();
        QVERIFY(all.indexOf("one") < all.indexOf("two"));
        QCOMPARE(server.connectionCount(), 1);
        QCOMPARE(server.requests().at(2).onConnection, 3);
        QCOMPARE(server.requests().at(2).path(), "/third");
    }

    void tellsAClientThatAsksToSendItsBody()
    {
        LoopbackServer server(echo);
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write("POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        QTRY_COMPARE(socket.peek(100), "HTTP/1.1 100 Continue\r\n\r\n");
        socket.write("ok");
        QTRY_VERIFY(socket.peek(4096).endsWith("POST / ok"));
    }

    void refusesWhatIsNotHttp_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("no request line") << QByteArray("hello\r\n\r\n") << QByteArray("400");
        QTest::newRow("header without colon")
            << QByteArray("GET / HTTP/1.1\r\nHost\r\n\r\n") << QByteArray("400");
        QTest::newRow("two lengths") << QByteArray(
            "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")
                                     << QByteArray("400");
        QTest::newRow("length and chunks")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")
            << QByteArray("400");
        QTest::newRow("negative length")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n") << QByteArray("400");
        QTest::newRow("chunk size is no number")
            << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n") << QByteArray("400");
        QTest::newRow("body too large")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n") << QByteArray("413");
        QTest::newRow("head too large")
            << QByteArray("GET / HTTP/1.1\r\nX: " + QByteArray(70000, 'x')) << QByteArray("431");
    }
    void refusesWhatIsNotHttp()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, status);
        LoopbackServer server(echo);
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write(sent);
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 " + status));
        QCOMPARE(server.requestCount(), 0);
    }

    void staysSilent()
    {
        LoopbackServer server([](const SimRequest &) {
            SimReply reply;
            reply.fault = SimReply::Fault::Silent;
            return reply;
        });
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write(post("x"));
        QTRY_COMPARE(server.requestCount(), 1);
        QTest::qWait(100);
        QCOMPARE(socket.bytesAvailable(), 0);
        QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
        QCOMPARE(server.openConnectionCount(), 1);
    }

    void endsWithoutAnAnswer_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("close") << int(SimReply::Fault::CloseBeforeAnswer);
        QTest::newRow("reset") << int(SimReply::Fault::Reset);
    }
    void endsWithoutAnAnswer()
    {
        QFETCH(int, fault);
        LoopbackServer server([fault](const SimRequest &) {
            SimReply reply;
            reply.fault = static_cast<SimReply::Fault>(fault);
            return reply;
        });
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write(post("x"));
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(socket.error(), QAbstractSocket::RemoteHostClosedError);
        QCOMPARE(socket.bytesAvailable(), 0);
        QCOMPARE(server.requestCount(), 1);
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }

    void cutsTheBody()
    {
        LoopbackServer server([](const SimRequest &) {
            SimReply reply = simReply(200, "text/plain", "0123456789");
            reply.cutAfter = 4;
            return reply;
        });
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write(post("x"));
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        const QByteArray all = socket.readAll();
        QVERIFY(all.contains("Content-Length: 10\r\n"));
        QVERIFY(all.endsWith("\r\n\r\n0123"));
    }

    void announcesAWrongLength()
    {
        LoopbackServer server([](const SimRequest &) {
            SimReply reply = simReply(200, "text/plain", "0123456789");
            reply.contentLength = 3;
            return reply;
        });
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write(post("x"));
        QTRY_VERIFY(socket.peek(4096).endsWith("0123456789"));
        QVERIFY(socket.readAll().contains("Content-Length: 3\r\n"));
    }

    void dribbles()
    {
        LoopbackServer server([](const SimRequest &) {
            SimReply reply = simReply(200, "text/plain", QByteArray(100, 'x'));
            reply.dribbleBytes = 40;
            reply.dribbleInterval = 20ms;
            return reply;
        });
        QTcpSocket socket;
        connectTo(socket, server);
        QElapsedTimer timer;
        timer.start();
        socket.write(post("x"));
        QTRY_VERIFY(socket.peek(4096).endsWith(QByteArray(100, 'x')));
        QVERIFY(timer.elapsed() >= 60);
    }

    void streamsTimedChunksAndStaysOpen()
    {
        LoopbackServer server([](const SimRequest &) {
            SimReply reply;
            reply.chunks = {{0ms, "<a>"}, {60ms, "</a>"}};
            reply.chunksEnd = false;
            return reply;
        });
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write(post("x"));
        QTRY_VERIFY(socket.peek(4096).endsWith("3\r\n<a>\r\n"));
        QVERIFY(socket.peek(4096).contains("Transfer-Encoding: chunked\r\n"));
        QVERIFY(!socket.peek(4096).contains("Content-Length"));
        QTRY_VERIFY(socket.peek(4096).endsWith("4\r\n</a>\r\n"));
        QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }

    void endsAChunkedAnswer()
    {
        LoopbackServer server([](const SimRequest &) {
            SimReply reply;
            reply.chunks = {{0ms, "x"}};
            return reply;
        });
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write(post("x"));
        QTRY_VERIFY(socket.peek(4096).endsWith("1\r\nx\r\n0\r\n\r\n"));
    }

    void closesAfterwards_data()
    {
        QTest::addColumn<int>("afterwards");
        QTest::addColumn<bool>("announced");
        QTest::newRow("announced") << int(SimReply::Afterwards::Close) << true;
        QTest::newRow("unannounced") << int(SimReply::Afterwards::CloseUnannounced) << false;
    }
    void closesAfterwards()
    {
        QFETCH(int, afterwards);
        QFETCH(bool, announced);
        LoopbackServer server([afterwards](const SimRequest &) {
            SimReply reply;
            reply.afterwards = static_cast<SimReply::Afterwards>(afterwards);
            return reply;
        });
        QTcpSocket socket;
        connectTo(socket, server);
        socket.write(post("x"));
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(socket.readAll().contains("Connection: close"), announced);
    }

    void dropsItsConnectionsAndListensOn()
    {
        LoopbackServer server(echo);
        QTcpSocket first;
        connectTo(first, server);
        first.write(post("x"));
        QTRY_COMPARE(server.requestCount(), 1);
        server.dropConnections();
        QTRY_COMPARE(first.state(), QAbstractSocket::UnconnectedState);
        QTcpSocket second;
        connectTo(second, server);
        second.write(post("x"));
        QTRY_COMPARE(server.requestCount(), 2);
        QCOMPARE(server.requests().last().connection, 2);
    }

    void addsLatencyToConnectionsAndAnswers()
    {
        LoopbackServer server(echo);
        server.setLatency(40ms);
        QTcpSocket socket;
        connectTo(socket, server);
        QElapsedTimer timer;
        timer.start();
        socket.write(post("x"));
        QTRY_VERIFY(socket.bytesAvailable() > 0);
        QVERIFY(timer.elapsed() >= 80);
        socket.readAll();
        timer.restart();
        socket.write(post("x"));
        QTRY_VERIFY(socket.bytesAvailable() > 0);
        QVERIFY(timer.elapsed() >= 40 && timer.elapsed() < 80);
    }

    void leadsATunnelToAnotherServer()
    {
        LoopbackServer target(echo);
        LoopbackServer proxy([&target](const SimRequest &) {
            SimReply reply;
            reply.tunnelPort = target.serverPort();
            return reply;
        });
        QTcpSocket socket;
        connectTo(socket, proxy);
        socket.write("CONNECT mail.contoso.test:443 HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(socket.peek(4096), "HTTP/1.1 200 OK\r\n\r\n");
        socket.readAll();
        socket.write(post("through"));
        QTRY_VERIFY(socket.peek(4096).endsWith("POST /a through"));
        QCOMPARE(proxy.requestCount(), 1);
        QCOMPARE(target.requestCount(), 1);
    }
};

} // namespace Setup

QTEST_GUILESS_MAIN(Setup::TestLoopbackServer)
#include "tst_loopbackserver.moc"
