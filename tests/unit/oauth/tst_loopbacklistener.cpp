// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/callbackconnection.h"
#include "oauth/callbackrequest.h"
#include "oauth/loopbacklistener.h"

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// What a program on this computer says to the port, and what it hears.
class Caller : public QTcpSocket
{
public:
    Caller(quint16 port, const QByteArray &text, QHostAddress::SpecialAddress to = QHostAddress::LocalHost)
    {
        setProxy(QNetworkProxy::NoProxy);
        connectToHost(QHostAddress(to), port);
        write(text);
    }

    bool isClosed() const { return state() == UnconnectedState; }

    QByteArray answer()
    {
        if (!QTest::qWaitFor([this] { return isClosed(); }, 5000))
            return "still open";
        return readAll();
    }
};

LoopbackListener::Settings settings()
{
    return {"the-state", u"127.0.0.1"_s, u"/back"_s, std::chrono::milliseconds(300),
            std::chrono::milliseconds(80)};
}

QByteArray get(const LoopbackListener &listener, const QByteArray &target, const QByteArray &host = {})
{
    const QByteArray ours = "127.0.0.1:" + QByteArray::number(listener.port());
    return "GET " + target + " HTTP/1.1\r\nHost: " + (host.isEmpty() ? ours : host) + "\r\n\r\n";
}

} // namespace

class TestLoopbackListener : public QObject
{
    Q_OBJECT

private slots:
    void takesTheAnswerAndLeadsTheBrowserAway();
    void takesErrorsToo();
    void doesNotWaitForABrowserThatStays();
    void listensOnBothAddressesAlone();
    void everybodyElseGetsNothing_data();
    void everybodyElseGetsNothing();
    void secondAnswerIsRefused();
    void pageRepeatsNothing();
    void slowAndHugeRequestsStopNothing();
    void crowdDoesNotKeepTheBrowserOut();
    void crowdAtItsHeelsDoesNotPushTheBrowserOut();
    void afterTheEndNobodyListens();
    void closingEndsConnections();
    void requestsAreReadStrictly_data();
    void requestsAreReadStrictly();
};

void TestLoopbackListener::takesTheAnswerAndLeadsTheBrowserAway()
{
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    QCOMPARE(listener.redirectUri(), QUrl(u"http://127.0.0.1:%1/back"_s.arg(listener.port())));
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    const QByteArray first =
        Caller(listener.port(), get(listener, "/back?code=a%2Fb+c&state=the-state&iss=https%3A%2F%2Fid%2F"))
            .answer();
    QVERIFY2(first.startsWith("HTTP/1.1 303 "), first.constData());
    QVERIFY(first.contains("\r\nLocation: /signed-in\r\n"));
    QVERIFY(first.contains("\r\nReferrer-Policy: no-referrer\r\n"));
    QCOMPARE(answered.size(), 0); // the browser has no page yet
    const QByteArray second = Caller(listener.port(), get(listener, "/signed-in")).answer();
    QVERIFY2(second.startsWith("HTTP/1.1 200 "), second.constData());
    QVERIFY(second.contains("\r\nCache-Control: no-store\r\n"));
    QVERIFY(second.contains("\r\nContent-Security-Policy: default-src 'none';"));
    QTRY_COMPARE(answered.size(), 1);
    const auto query = answered[0][0].value<QHash<QString, QString>>();
    QCOMPARE(query[u"code"_s], u"a/b c"_s);
    QCOMPARE(query[u"iss"_s], u"https://id/"_s);
}

void TestLoopbackListener::takesErrorsToo()
{
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    Caller caller(listener.port(),
                  get(listener, "/back?error=access_denied&error_description=No%21&state=the-state"));
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE((answered[0][0].value<QHash<QString, QString>>()[u"error_description"_s]), u"No!"_s);
}

void TestLoopbackListener::doesNotWaitForABrowserThatStays()
{
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    Caller caller(listener.port(), get(listener, "/back?code=c&state=the-state"));
    QTRY_COMPARE(answered.size(), 1); // nobody fetched the last page
}

void TestLoopbackListener::listensOnBothAddressesAlone()
{
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    QTcpServer other;
    QVERIFY(!other.listen(QHostAddress(QHostAddress::LocalHost), listener.port()));
    if (!listener.hasIpv6())
        QSKIP("there is no IPv6 on this computer");
    QVERIFY(!other.listen(QHostAddress(QHostAddress::LocalHostIPv6), listener.port()));
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    const QByteArray host = "localhost:" + QByteArray::number(listener.port());
    Caller caller(listener.port(), get(listener, "/back?code=c&state=the-state", host),
                  QHostAddress::LocalHostIPv6);
    QVERIFY(caller.answer().startsWith("HTTP/1.1 303 "));
    QTRY_COMPARE(answered.size(), 1);
}

void TestLoopbackListener::everybodyElseGetsNothing_data()
{
    QTest::addColumn<QByteArray>("request"); // PORT stands for ours
    QTest::addColumn<QByteArray>("status");
    const QByteArray host = "\r\nHost: 127.0.0.1:PORT\r\n\r\n";
    const QByteArray good = "GET /back?code=c&state=the-state HTTP/1.1";
    QTest::newRow("another state") << "GET /back?code=c&state=the-stats HTTP/1.1" + host << QByteArray("400");
    QTest::newRow("the beginning of the state")
        << "GET /back?code=c&state=the-stat HTTP/1.1" + host << QByteArray("400");
    QTest::newRow("no state") << "GET /back?code=c HTTP/1.1" + host << QByteArray("400");
    QTest::newRow("two states") << "GET /back?code=c&state=the-state&state=x HTTP/1.1" + host
                                << QByteArray("400");
    QTest::newRow("two codes") << "GET /back?code=c&code=d&state=the-state HTTP/1.1" + host
                               << QByteArray("400");
    QTest::newRow("two codes, one in disguise")
        << "GET /back?code=c&%63ode=d&state=the-state HTTP/1.1" + host << QByteArray("400");
    QTest::newRow("code and error") << "GET /back?code=c&error=e&state=the-state HTTP/1.1" + host
                                    << QByteArray("400");
    QTest::newRow("neither code nor error")
        << "GET /back?state=the-state HTTP/1.1" + host << QByteArray("400");
    QTest::newRow("another path") << "GET /backwards?code=c&state=the-state HTTP/1.1" + host
                                  << QByteArray("404");
    QTest::newRow("the path in disguise")
        << "GET /b%61ck?code=c&state=the-state HTTP/1.1" + host << QByteArray("404");
    QTest::newRow("the path with a slash")
        << "GET /back/?code=c&state=the-state HTTP/1.1" + host << QByteArray("404");
    QTest::newRow("the last page too early") << "GET /signed-in HTTP/1.1" + host << QByteArray("404");
    QTest::newRow("favicon") << "GET /favicon.ico HTTP/1.1" + host << QByteArray("404");
    QTest::newRow("POST") << "POST /back?code=c&state=the-state HTTP/1.1" + host << QByteArray("405");
    QTest::newRow("HEAD") << "HEAD /back?code=c&state=the-state HTTP/1.1" + host << QByteArray("405");
    QTest::newRow("OPTIONS") << "OPTIONS /back HTTP/1.1" + host << QByteArray("405");
    QTest::newRow("no Host") << good + "\r\n\r\n" << QByteArray("400");
    QTest::newRow("two Hosts") << good + "\r\nHost: 127.0.0.1:PORT" + host << QByteArray("400");
    QTest::newRow("another name") << good + "\r\nHost: evil.test:PORT\r\n\r\n" << QByteArray("400");
    QTest::newRow("another port") << good + "\r\nHost: 127.0.0.1:1\r\n\r\n" << QByteArray("400");
    QTest::newRow("no port") << good + "\r\nHost: 127.0.0.1\r\n\r\n" << QByteArray("400");
    QTest::newRow("HTTP/1.0") << "GET /back?code=c&state=the-state HTTP/1.0" + host << QByteArray("400");
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\n") << QByteArray("400");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\r\n\r\n") << QByteArray("400");
    QTest::newRow("the whole address")
        << "GET http://127.0.0.1:PORT/back?code=c&state=the-state HTTP/1.1" + host << QByteArray("400");
}

void TestLoopbackListener::everybodyElseGetsNothing()
{
    QFETCH(QByteArray, request);
    QFETCH(const QByteArray, status);
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    const QByteArray answer =
        Caller(listener.port(), request.replace("PORT", QByteArray::number(listener.port()))).answer();
    QVERIFY2(answer.startsWith("HTTP/1.1 " + status), answer.constData());
    // No body at all, or what every tab of another attempt is told, with nothing of the request in it.
    const QByteArray body = answer.mid(answer.indexOf("\r\n\r\n") + 4);
    QVERIFY2(body.isEmpty() || (body.contains("belongs to another attempt") && !body.contains("the-sta")),
             body.constData());
    // The right one still comes through.
    QVERIFY(Caller(listener.port(), get(listener, "/back?code=c&state=the-state"))
                .answer()
                .startsWith("HTTP/1.1 303"));
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE((answered[0][0].value<QHash<QString, QString>>()[u"code"_s]), u"c"_s);
}

void TestLoopbackListener::secondAnswerIsRefused()
{
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    QVERIFY(Caller(listener.port(), get(listener, "/back?code=first&state=the-state"))
                .answer()
                .startsWith("HTTP/1.1 303"));
    QVERIFY(Caller(listener.port(), get(listener, "/back?code=second&state=the-state"))
                .answer()
                .startsWith("HTTP/1.1 400"));
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE((answered[0][0].value<QHash<QString, QString>>()[u"code"_s]), u"first"_s);
}

void TestLoopbackListener::pageRepeatsNothing()
{
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    const QByteArray first =
        Caller(listener.port(), get(listener, "/back?code=c4n4ry&state=the-state&x=%0d%0aX-Evil:1")).answer();
    QVERIFY(first.startsWith("HTTP/1.1 303"));
    const QByteArray second = Caller(listener.port(), get(listener, "/signed-in?c4n4ry")).answer();
    QVERIFY(second.startsWith("HTTP/1.1 200"));
    QVERIFY(!(first + second).contains("c4n4ry"));
    QVERIFY(!(first + second).contains("Evil"));
}

void TestLoopbackListener::slowAndHugeRequestsStopNothing()
{
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    Caller slow(listener.port(), "GET /back?code=");
    Caller huge(listener.port(), "GET /" + QByteArray(1 << 20, 'x'));
    Caller headers(listener.port(),
                   "GET / HTTP/1.1\r\nX: " + QByteArray(CallbackConnection::LargestRequest, 'x')
                       + "\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(slow.isClosed() && huge.isClosed() && headers.isClosed(), 3000);
    QCOMPARE(slow.readAll(), QByteArray());
    QVERIFY(Caller(listener.port(), get(listener, "/back?code=c&state=the-state"))
                .answer()
                .startsWith("HTTP/1.1 303"));
    QTRY_COMPARE(answered.size(), 1);
}

void TestLoopbackListener::crowdDoesNotKeepTheBrowserOut()
{
    LoopbackListener::Settings patient = settings();
    patient.patience = std::chrono::seconds(30);
    LoopbackListener listener(patient);
    QVERIFY(listener.listen());
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    std::vector<std::unique_ptr<Caller>> crowd;
    for (int i = 0; i < 50; ++i)
        crowd.push_back(std::make_unique<Caller>(listener.port(), "GET /"));
    const auto open = [&crowd] {
        return std::count_if(crowd.begin(), crowd.end(), [](const auto &one) { return !one->isClosed(); });
    };
    QTRY_COMPARE(open(), LoopbackListener::MostConnections);
    QVERIFY(Caller(listener.port(), get(listener, "/back?code=c&state=the-state"))
                .answer()
                .startsWith("HTTP/1.1 303"));
    QTRY_COMPARE(answered.size(), 1);
}

// All of them stand in line before the listener looks for the first time.
void TestLoopbackListener::crowdAtItsHeelsDoesNotPushTheBrowserOut()
{
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    Caller browser(listener.port(), get(listener, "/back?code=c&state=the-state"));
    std::vector<std::unique_ptr<Caller>> crowd;
    for (int i = 0; i < 40; ++i)
        crowd.push_back(std::make_unique<Caller>(listener.port(), QByteArray()));
    QTRY_COMPARE(answered.size(), 1);
}

void TestLoopbackListener::afterTheEndNobodyListens()
{
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    const quint16 port = listener.port();
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    Caller caller(port, get(listener, "/back?code=c&state=the-state"));
    QTRY_COMPARE(answered.size(), 1);
    Caller late(port, "GET /");
    QTRY_COMPARE(late.error(), QAbstractSocket::ConnectionRefusedError);
}

void TestLoopbackListener::closingEndsConnections()
{
    LoopbackListener listener(settings());
    QVERIFY(listener.listen());
    QSignalSpy answered(&listener, &LoopbackListener::answered);
    Caller accepted(listener.port(), get(listener, "/back?code=c&state=the-state"));
    QVERIFY(accepted.answer().startsWith("HTTP/1.1 303"));
    listener.close();
    QVERIFY(!answered.wait(150)); // the grace of a closed listener tells nothing
}

void TestLoopbackListener::requestsAreReadStrictly_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("usual") << QByteArray("GET /a?b=c HTTP/1.1\r\nHost: h:1\r\nX: y") << true;
    QTest::newRow("without a query") << QByteArray("GET /a HTTP/1.1\r\nhost:h:1") << true;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("two words") << QByteArray("GET /a\r\nHost: h:1") << false;
    QTest::newRow("four words") << QByteArray("GET /a b HTTP/1.1\r\nHost: h:1") << false;
    QTest::newRow("a field without a colon") << QByteArray("GET /a HTTP/1.1\r\nHost") << false;
    QTest::newRow("a name twice") << QByteArray("GET /a?x&x HTTP/1.1\r\nHost: h:1") << false;
}

void TestLoopbackListener::requestsAreReadStrictly()
{
    QFETCH(const QByteArray, head);
    QFETCH(const bool, isGood);
    const auto request = parseCallbackRequest(head);
    QCOMPARE(request.has_value(), isGood);
    if (request)
        QCOMPARE(request->host, QByteArray("h:1"));
}

QTEST_GUILESS_MAIN(TestLoopbackListener)
#include "tst_loopbacklistener.moc"
