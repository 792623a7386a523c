// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/exchangelimits.h"
#include "net/httpanswerreader.h"

#include <QTest>

using namespace Setup;

using State = HttpAnswerReader::State;

namespace {

const QByteArray sized =
    "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: NTLM\r\nContent-Length: 5\r\n\r\nhello";
const QByteArray chunked =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nX: y\r\n\r\n";
const QByteArray untilClosed = "HTTP/1.1 200 OK\r\n\r\nhello";

} // namespace

Q_DECLARE_METATYPE(Setup::HttpAnswerReader::State)

class TestHttpAnswerReader : public QObject
{
    Q_OBJECT

private slots:
    void wholeOrByteByByte_data();
    void wholeOrByteByByte();
    void aFieldMayGoOn();
    void statusesWithoutBody_data();
    void statusesWithoutBody();
    void aBodyCanBeTakenInPieces();
    void everyCutIsNoticed_data();
    void everyCutIsNoticed();
    void whatIsNoAnswer_data();
    void whatIsNoAnswer();
    void connectionsThatStay_data();
    void connectionsThatStay();
    void aBodyHasALimit();
};

void TestHttpAnswerReader::wholeOrByteByByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("sized") << sized;
    QTest::newRow("chunked") << chunked;
    QTest::newRow("until closed") << untilClosed;
    QTest::newRow("after 100 Continue") << "HTTP/1.1 100 Continue\r\n\r\n" + sized;
    QTest::newRow("after 102 and 103")
        << "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + sized;
    QTest::newRow("lines that end by LF alone")
        << QByteArray("HTTP/1.1 200 OK\nA: b\nContent-Length: 5\n\nhello");
    QTest::newRow("lines that end either way")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\n\r\nhello");
    QTest::newRow("no coding, by name")
        << QByteArray(sized).replace("\r\n\r\n", "\r\nTransfer-Encoding: identity\r\n\r\n");
    QTest::newRow("an old server") << QByteArray("HTTP/1.0 200 OK\r\n\r\nhello");
    QTest::newRow("the length twice")
        << QByteArray(sized).replace("\r\n\r\n", "\r\nContent-Length: 5\r\n\r\n");
}

void TestHttpAnswerReader::wholeOrByteByByte()
{
    QFETCH(const QByteArray, text);
    HttpAnswerReader whole;
    whole.feed(text);
    whole.end();
    HttpAnswerReader pieces;
    for (const char byte : text)
        pieces.feed(QByteArray(1, byte));
    pieces.end();
    for (const HttpAnswerReader &reader : {whole, pieces}) {
        QCOMPARE(reader.state(), State::Complete);
        QCOMPARE(reader.body(), QByteArray("hello"));
        QVERIFY(reader.status() == 401 || reader.status() == 200);
    }
    QCOMPARE(whole.headers(), pieces.headers());
}

void TestHttpAnswerReader::aFieldMayGoOn()
{
    HttpAnswerReader reader;
    reader.feed("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\n  realm=\"x\"\r\n\t, NTLM \r\nA: b\r\n"
                "Content-Length: 0\r\n\r\n");
    QCOMPARE(reader.state(), State::Complete);
    QCOMPARE(reader.headers().value("WWW-Authenticate"), QByteArray("Basic realm=\"x\" , NTLM"));
    QCOMPARE(reader.headers().value("A"), QByteArray("b"));
}

void TestHttpAnswerReader::statusesWithoutBody_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n");
    QTest::newRow("304") << QByteArray("HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n");
    QTest::newRow("no length, none said") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
}

void TestHttpAnswerReader::statusesWithoutBody()
{
    QFETCH(const QByteArray, text);
    HttpAnswerReader reader;
    reader.feed(text);
    QCOMPARE(reader.state(), State::Complete);
    QVERIFY(reader.body().isEmpty());
    QVERIFY(reader.keepsConnection());
}

void TestHttpAnswerReader::aBodyCanBeTakenInPieces()
{
    HttpAnswerReader reader;
    reader.feed("HTTP/1.1 200 OK\r\n\r\n");
    const QByteArray megabyte(1024 * 1024, 'x');
    qsizetype taken = 0;
    while (reader.state() == State::Reading) {
        reader.feed(megabyte);
        const QByteArray piece = reader.takeBody();
        QCOMPARE(piece.size(), megabyte.size());
        taken += piece.size();
    }
    QCOMPARE(reader.state(), State::TooLarge); // what was taken counts
    QVERIFY(taken > ExchangeLimits::AnswerSize && taken <= ExchangeLimits::AnswerSize + megabyte.size());
}

void TestHttpAnswerReader::everyCutIsNoticed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("sized") << sized;
    QTest::newRow("chunked") << chunked;
}

void TestHttpAnswerReader::everyCutIsNoticed()
{
    QFETCH(const QByteArray, text);
    for (qsizetype cut = 0; cut < text.size(); ++cut) {
        HttpAnswerReader reader;
        reader.feed(text.left(cut));
        QCOMPARE(reader.state(), State::Reading);
        reader.end();
        QCOMPARE(reader.state(), State::Malformed);
    }
}

void TestHttpAnswerReader::whatIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<State>("state");
    const auto add = [](const char *name, const QByteArray &text, State state = State::Malformed) {
        QTest::newRow(name) << text << state;
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    add("another protocol", "SSH-2.0-x\r\n\r\n");
    add("HTTP/2 in words", "HTTP/2 200 OK\r\n\r\n");
    add("a status of letters", "HTTP/1.1 2x0 OK\r\n\r\n");
    add("a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n");
    add("switching protocols", "HTTP/1.1 101 x\r\n\r\n");
    add("a field without colon", ok + "x\r\n\r\n");
    add("a first field that goes on", ok + " X: a\r\n\r\n");
    add("a name with a blank", ok + "Content-Length : 3\r\n\r\nabc");
    add("a zero byte", ok + QByteArray("X: a\0b\r\n\r\n", 10));
    add("a negative length", ok + "Content-Length: -1\r\n\r\n");
    add("a length with a sign", ok + "Content-Length: +1\r\n\r\n");
    add("two lengths", ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n");
    add("a length without end", ok + "Content-Length: 99999999999999999999\r\n\r\n");
    add("another coding", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n");
    add("a chunk of letters", ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n");
    add("a negative chunk", ok + "Transfer-Encoding: chunked\r\n\r\n-5\r\n");
    add("a huge chunk", ok + "Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n");
    add("a chunk with a wrong end", ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc");
    add("too many fields", ok + QByteArray("A: b\r\n").repeated(201) + "\r\n");
    add("many answers on the way", QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(101),
        State::TooLarge);
    add("many lines behind the body",
        ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + QByteArray("A: b\r\n").repeated(101),
        State::TooLarge);
    add("the smallest chunks",
        ok + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray("1\r\nx\r\n").repeated(300'000),
        State::TooLarge);
    add("a head without end", ok + "X: " + QByteArray(70'000, 'x'), State::TooLarge);
    add("a length beyond the limit", ok + "Content-Length: 9000000\r\n\r\n", State::TooLarge);
}

void TestHttpAnswerReader::whatIsNoAnswer()
{
    QFETCH(const QByteArray, text);
    HttpAnswerReader reader;
    reader.feed(text);
    QTEST(reader.state(), "state");
    reader.feed(sized);
    QTEST(reader.state(), "state");
}

void TestHttpAnswerReader::connectionsThatStay_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("stays");
    const auto withField = [](const QByteArray &field) {
        return QByteArray(sized).replace("\r\n\r\n", "\r\n" + field + "\r\n\r\n");
    };
    QTest::newRow("as usual") << sized << true;
    QTest::newRow("said to close") << withField("Connection: Close") << false;
    QTest::newRow("said in a list") << withField("Connection: x, close") << false;
    QTest::newRow("an old server") << QByteArray(sized).replace("HTTP/1.1", "HTTP/1.0") << false;
    QTest::newRow("an old server that keeps it")
        << withField("Connection: keep-alive").replace("HTTP/1.1", "HTTP/1.0") << true;
    QTest::newRow("until closed") << untilClosed << false;
    QTest::newRow("more than was asked for") << sized + "HTTP/1.1 200 OK\r\n" << false;
}

void TestHttpAnswerReader::connectionsThatStay()
{
    QFETCH(const QByteArray, text);
    HttpAnswerReader reader;
    reader.feed(text);
    reader.end();
    QCOMPARE(reader.state(), State::Complete);
    QTEST(reader.keepsConnection(), "stays");
}

void TestHttpAnswerReader::aBodyHasALimit()
{
    HttpAnswerReader reader;
    reader.feed("HTTP/1.1 200 OK\r\n\r\n");
    const QByteArray megabyte(1024 * 1024, 'x');
    for (int i = 0; i < 20 && reader.state() == State::Reading; ++i)
        reader.feed(megabyte);
    QCOMPARE(reader.state(), State::TooLarge);
    QVERIFY(reader.body().size() <= ExchangeLimits::AnswerSize + megabyte.size());
}

QTEST_GUILESS_MAIN(TestHttpAnswerReader)
#include "tst_httpanswerreader.moc"
