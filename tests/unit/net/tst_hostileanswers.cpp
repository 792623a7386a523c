// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "net/exchangelimits.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <zlib.h>

using namespace Setup;
using namespace Qt::StringLiterals;

using std::chrono::milliseconds;

namespace {

constexpr qint64 Mebibyte = 1024LL * 1024;

ExchangeQuery probe(milliseconds deadline = std::chrono::seconds(20))
{
    ExchangeQuery query;
    query.url = LoopbackWorld::url();
    query.deadline = deadline;
    return query;
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

// Of a stream of zeros, packed a thousand times, that never ends: its beginning, and what may be repeated.
std::pair<QByteArray, QByteArray> bomb()
{
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    std::array<QByteArray, 2> pieces;
    for (QByteArray &piece : pieces) {
        QByteArray plain(Mebibyte, '\0');
        piece.resize(plain.size());
        stream.next_in = reinterpret_cast<Bytef *>(plain.data());
        stream.avail_in = static_cast<uInt>(plain.size());
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        deflate(&stream, Z_FULL_FLUSH);
        piece.chop(static_cast<qsizetype>(stream.avail_out));
    }
    deflateEnd(&stream);
    return {pieces[0], pieces[1]};
}

// What a server sends that means no good, and that it never stops.
struct Endless
{
    QByteArray head;
    QByteArray piece;
};

} // namespace

Q_DECLARE_METATYPE(Endless)

// The first question goes to places that nobody has vouched for: whoever answers there has whatever
// certificate they need, and decides how much they send.
class TestHostileAnswers : public QObject
{
    Q_OBJECT

private slots:
    void whatNeverEndsIsBounded_data();
    void whatNeverEndsIsBounded();
    void a407BehindAProxyIsTheServers();
    void aRefusalCutShortCounts_data();
    void aRefusalCutShortCounts();
    void aRefusalThatDripsCountsAtTheDeadline();
    void anAnswerThatDripsIsLate();
};

void TestHostileAnswers::whatNeverEndsIsBounded_data()
{
    QTest::addColumn<Endless>("endless");
    QTest::addColumn<int>("status"); // 0: no answer
    QTest::addColumn<QString>("code");
    const QByteArray piece(32'768, 'x');
    const auto [begun, more] = bomb();
    const auto row = [](const QByteArray &name, const QByteArray &head, const QByteArray &repeated,
                        int status, const QString &code = {}) {
        QTest::newRow(name.constData()) << Endless{head, repeated} << status << code;
    };
    for (const int status : {401, 407, 403, 302, 503}) {
        const QByteArray line = "HTTP/1.1 " + QByteArray::number(status)
            + " No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nProxy-Authenticate: NTLM\r\n";
        row(line.mid(9, 3) + ", chunked", line + "Transfer-Encoding: chunked\r\n\r\n", chunk(piece), status);
        row(line.mid(9, 3) + ", until closed", line + "\r\n", piece, status);
        row(line.mid(9, 3) + ", announced", line + "Content-Length: 99999999999\r\n\r\n", piece, status);
        row(line.mid(9, 3) + ", a bomb",
            line + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(begun), chunk(more),
            status);
    }
    const QString tooLarge = Code::AnswerTooLarge;
    for (const QByteArray status : {"200", "500"}) {
        const QByteArray line = "HTTP/1.1 " + status + " Yes\r\n";
        row(status + ", chunked", line + "Transfer-Encoding: chunked\r\n\r\n", chunk(piece), 0, tooLarge);
        row(status + ", in the smallest chunks", line + "Transfer-Encoding: chunked\r\n\r\n",
            chunk("x").repeated(5'000), 0, tooLarge);
        row(status + ", until closed", line + "\r\n", piece, 0, tooLarge);
        row(status + ", announced", line + "Content-Length: 99999999999\r\n\r\n", piece, 0, tooLarge);
        row(status + ", a bomb",
            line + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(begun), chunk(more),
            0, tooLarge);
        row(status + ", lines behind the body", line + "Transfer-Encoding: chunked\r\n\r\n0\r\n",
            QByteArray("X: y\r\n").repeated(1'000), 0, tooLarge);
    }
    row("fields", "HTTP/1.1 401 No\r\n", "X-A: " + piece + "\r\n", 0, tooLarge);
    row("a field that goes on", "HTTP/1.1 401 No\r\nX: y\r\n", " " + piece + "\r\n", 0, tooLarge);
    row("a line", "HTTP/1.1 401 ", piece, 0, tooLarge);
    row("no line", {}, piece, 0, tooLarge);
    row("more to come", {}, "HTTP/1.1 100 Continue\r\n\r\n", 0, tooLarge);
}

void TestHostileAnswers::whatNeverEndsIsBounded()
{
    QFETCH(const Endless, endless);
    QFETCH(const int, status);
    qint64 written = 0;
    const RawServer server(RawServer::endless(endless.head, endless.piece, written), true);
    const qint64 before = peakMebibytes();
    QElapsedTimer elapsed;
    elapsed.start();
    const auto result = server.asked(probe());
    QTEST(codeOf(result), "code");
    if (result) {
        QCOMPARE(result->status, status);
        QCOMPARE(result->headers.value("WWW-Authenticate"), QByteArray("Basic realm=\"x\""));
        QVERIFY(!result->complete);
        QVERIFY(result->body.size() <= ExchangeLimits::AnswerSize + Mebibyte);
    }
    // What was in the buffers of both sides when it was enough comes on top.
    QVERIFY2(written < 2 * ExchangeLimits::AnswerSize + 16 * Mebibyte,
             QByteArray::number(written).constData());
    QVERIFY2(peakMebibytes() - before < 64, QByteArray::number(peakMebibytes() - before).constData());
    QVERIFY2(elapsed.elapsed() < 15'000, QByteArray::number(elapsed.elapsed()).constData());
}

// The proxy has connected: what is said inside the tunnel is not its word.
void TestHostileAnswers::a407BehindAProxyIsTheServers()
{
    const RawServer server(
        [](QSslSocket &socket) {
            socket.write("HTTP/1.1 407 No\r\nTransfer-Encoding: chunked\r\n\r\n");
            socket.write(chunk(QByteArray(Mebibyte, 'x')).repeated(9)); // and then nothing more
        },
        true);
    LoopbackServer proxy([&server](const SimRequest &) {
        SimReply reply;
        reply.tunnelPort = server.serverPort();
        return reply;
    });
    LiveDoor door(
        {ProxySettings::Mode::Manual, Route::Kind::HttpProxy, u"127.0.0.1"_s, proxy.serverPort(), {}, {}});
    ExchangeQuery query = probe();
    query.extraRoot = LoopbackWorld::authority().rootPem();
    const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(query));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(result->status, 407);
    QVERIFY(!result->complete);
    QCOMPARE(result->stamp.proxy, u"127.0.0.1:%1"_s.arg(proxy.serverPort()));
}

void TestHostileAnswers::aRefusalCutShortCounts_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("announced") << QByteArray("Content-Length: 4000\r\n\r\n<html>");
    QTest::newRow("nothing of it") << QByteArray("Content-Length: 4000\r\n\r\n");
    QTest::newRow("chunked") << QByteArray("Transfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n");
    QTest::newRow("in a chunk") << QByteArray("Transfer-Encoding: chunked\r\n\r\nffff\r\n<html>");
    QTest::newRow("no chunk at all") << QByteArray("Transfer-Encoding: chunked\r\n\r\n<html></html>");
}

void TestHostileAnswers::aRefusalCutShortCounts()
{
    QFETCH(const QByteArray, rest);
    for (const QByteArray status : {"401", "407"}) {
        const RawServer server(
            [&](QSslSocket &socket) {
                socket.write("HTTP/1.1 " + status + " No\r\nWWW-Authenticate: NTLM\r\n" + rest);
                socket.disconnectFromHost();
            },
            true);
        const auto result = server.asked(probe());
        QVERIFY2(result, qPrintable(codeOf(result)));
        QCOMPARE(result->status, status.toInt());
        QCOMPARE(result->headers.value("WWW-Authenticate"), QByteArray("NTLM"));
        QVERIFY(!result->complete);
    }
}

void TestHostileAnswers::aRefusalThatDripsCountsAtTheDeadline()
{
    SimReply reply = simReply(401, "text/html", QByteArray(100'000, 'x'));
    reply.headers += SimHeader{"WWW-Authenticate", "Negotiate"};
    reply.dribbleBytes = 100;
    LoopbackWorld world([&reply](const SimRequest &) { return reply; });
    WorldDoor door(world.table);
    QElapsedTimer elapsed;
    elapsed.start();
    const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(probe(milliseconds(400))));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(result->status, 401);
    QCOMPARE(result->headers.value("WWW-Authenticate"), QByteArray("Negotiate"));
    QVERIFY(!result->complete);
    QVERIFY(elapsed.elapsed() >= 380 && elapsed.elapsed() < 2'000);
    QTRY_COMPARE(world.server.openConnectionCount(), 0);
}

void TestHostileAnswers::anAnswerThatDripsIsLate()
{
    SimReply reply = simReply(200, "text/html", QByteArray(100'000, 'x'));
    reply.dribbleBytes = 100;
    LoopbackWorld world([&reply](const SimRequest &) { return reply; });
    WorldDoor door(world.table);
    QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(probe(milliseconds(400))))), u"HTTP_TIMEOUT"_s);
    QTRY_COMPARE(world.server.openConnectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestHostileAnswers)
#include "tst_hostileanswers.moc"
