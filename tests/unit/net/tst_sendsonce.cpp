// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/worlddoor.h"
#include "support/loopbackworld.h"
#include "support/outcome.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

using Fault = SimReply::Fault;
using Afterwards = SimReply::Afterwards;

namespace {

ExchangeQuery loginQuery()
{
    ExchangeQuery query;
    query.method = "POST";
    query.url = LoopbackWorld::url();
    query.headers = {{"Content-Type", "text/xml; charset=utf-8"}};
    query.body = "<soap>question</soap>";
    query.credential =
        Credential{Credential::Scheme::Basic, u"svc"_s, u"svc@contoso.test"_s, Secret("secret")};
    query.deadline = std::chrono::seconds(5);
    return query;
}

ExchangeQuery anonymousQuery(const QByteArray &method)
{
    ExchangeQuery query;
    query.method = method;
    query.url = LoopbackWorld::url();
    if (method == "POST")
        query.body = "<soap>question</soap>";
    query.deadline = std::chrono::seconds(5);
    return query;
}

} // namespace

// QNetworkAccessManager repeats requests on its own; here the sends are counted where they arrive.
class TestSendsOnce : public QObject
{
    Q_OBJECT

private slots:
    void aRefusedLoginIsSentOnce_data();
    void aRefusedLoginIsSentOnce();
    void aRefusedBearerIsSentOnce_data();
    void aRefusedBearerIsSentOnce();
    void anAnonymousRequestIsSentOnce_data();
    void anAnonymousRequestIsSentOnce();
    void aConnectionThatFailsIsNotTriedAgain_data();
    void aConnectionThatFailsIsNotTriedAgain();
    void aKeptConnectionThatClosesIsNotTriedAgain_data();
    void aKeptConnectionThatClosesIsNotTriedAgain();
    void aConnectionClosedWhileIdleIsReplaced();
    void loginsNeverShareAConnection();
    void sameLoginKeepsItsConnection();
};

void TestSendsOnce::aRefusedLoginIsSentOnce_data()
{
    QTest::addColumn<QList<QByteArray>>("offers");
    QTest::addColumn<bool>("inOneLine");
    const QByteArrayList all{R"(Basic realm="mail.contoso.test")", "NTLM", "Negotiate",
                             R"(Digest realm="contoso", nonce="abc", qop="auth")",
                             R"(Bearer client_id="00000002-0000-0ff1-ce00-000000000000")"};
    for (int set = 0; set < 1 << all.size(); ++set) {
        QByteArrayList offers;
        QByteArrayList names;
        for (int i = 0; i < all.size(); ++i) {
            if ((set & (1 << i)) == 0)
                continue;
            offers.append(all.at(i));
            names.append(all.at(i).split(' ').first());
        }
        const QByteArray name = names.isEmpty() ? "none" : names.join('+');
        QTest::newRow(name.constData()) << QList<QByteArray>(offers) << false;
        if (offers.size() == all.size())
            QTest::newRow("all in one line") << QList<QByteArray>(offers) << true;
    }
}

void TestSendsOnce::aRefusedLoginIsSentOnce()
{
    QFETCH(const QList<QByteArray>, offers);
    QFETCH(const bool, inOneLine);
    LoopbackWorld world([&](const SimRequest &) {
        SimReply reply = simReply(401, "text/html", "You are not authorized");
        if (inOneLine)
            reply.headers.append({"WWW-Authenticate", QByteArrayList(offers).join(", ")});
        else
            for (const QByteArray &offer : offers)
                reply.headers.append({"WWW-Authenticate", offer});
        return reply;
    });
    WorldDoor door(world.table);
    const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(loginQuery()));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(result->status, 401);
    QCOMPARE(result->body, QByteArray("You are not authorized"));
    for (const QByteArray &offer : offers)
        QVERIFY2(result->headers.value("WWW-Authenticate").contains(offer), offer.constData());
    QTest::qWait(30);
    QCOMPARE(world.server.requestCount(), 1);
    const SimRequest &request = world.server.requests().first();
    QCOMPARE(request.header("Authorization"), "Basic " + QByteArray("svc@contoso.test:secret").toBase64());
    QCOMPARE(request.headerValues("Authorization").size(), 1);
    QCOMPARE(request.body, QByteArray("<soap>question</soap>"));
    QCOMPARE(request.header("Content-Length"), QByteArray("21"));
    QVERIFY(request.header("Transfer-Encoding").isEmpty());
}

void TestSendsOnce::aRefusedBearerIsSentOnce_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *method : {"GET", "POST", "PATCH", "DELETE"})
        QTest::newRow(method) << QByteArray(method);
}

void TestSendsOnce::aRefusedBearerIsSentOnce()
{
    QFETCH(const QByteArray, method);
    LoopbackWorld world([](const SimRequest &) {
        SimReply reply = simReply(401, "text/plain", "no");
        reply.headers = {{"WWW-Authenticate", "Bearer error=\"invalid_token\""},
                         {"WWW-Authenticate", "NTLM"}};
        return reply;
    });
    WorldDoor door(world.table);
    ExchangeQuery query = loginQuery();
    query.method = method;
    query.credential = Credential{Credential::Scheme::Bearer, u"svc"_s, {}, Secret("ey.token")};
    const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(query));
    QVERIFY(result && result->status == 401);
    QCOMPARE(world.server.requestCount(), 1);
    QCOMPARE(world.server.requests().first().header("Authorization"), QByteArray("Bearer ey.token"));
}

void TestSendsOnce::anAnonymousRequestIsSentOnce_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("offer");
    for (const char *method : {"GET", "POST", "OPTIONS"})
        for (const char *offer :
             {"", "Basic realm=\"x\"", "NTLM", "Negotiate", "Digest realm=\"x\", nonce=\"y\""})
            QTest::addRow("%s, offered %s", method, offer) << QByteArray(method) << QByteArray(offer);
}

void TestSendsOnce::anAnonymousRequestIsSentOnce()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, offer);
    LoopbackWorld world([&](const SimRequest &) {
        SimReply reply = simReply(401, "text/plain", "who?");
        if (!offer.isEmpty())
            reply.headers.append({"WWW-Authenticate", offer});
        return reply;
    });
    WorldDoor door(world.table);
    const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(anonymousQuery(method)));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(result->status, 401);
    QTest::qWait(20);
    QCOMPARE(world.server.requestCount(), 1);
    QVERIFY(world.server.requests().first().header("Authorization").isEmpty());
    QCOMPARE(world.server.requests().first().method, method);
}

void TestSendsOnce::aConnectionThatFailsIsNotTriedAgain_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("withLogin");
    QTest::newRow("closed, login") << Fault::CloseBeforeAnswer << QByteArray("POST") << true;
    QTest::newRow("closed, POST") << Fault::CloseBeforeAnswer << QByteArray("POST") << false;
    QTest::newRow("closed, DELETE") << Fault::CloseBeforeAnswer << QByteArray("DELETE") << false;
    QTest::newRow("closed, PATCH") << Fault::CloseBeforeAnswer << QByteArray("PATCH") << false;
    QTest::newRow("closed, GET") << Fault::CloseBeforeAnswer << QByteArray("GET") << false;
    QTest::newRow("reset, login") << Fault::Reset << QByteArray("POST") << true;
    QTest::newRow("reset, POST") << Fault::Reset << QByteArray("POST") << false;
    QTest::newRow("reset, GET") << Fault::Reset << QByteArray("GET") << false;
}

void TestSendsOnce::aConnectionThatFailsIsNotTriedAgain()
{
    QFETCH(const Fault, fault);
    QFETCH(const QByteArray, method);
    QFETCH(const bool, withLogin);
    LoopbackWorld world([fault](const SimRequest &) {
        SimReply reply;
        reply.fault = fault;
        return reply;
    });
    WorldDoor door(world.table);
    const auto result =
        outcomeOf<ExchangeAnswer>(*door.exchange(withLogin ? loginQuery() : anonymousQuery(method)));
    QCOMPARE(codeOf(result), u"HTTP_CONNECTION_CLOSED"_s);
    QTest::qWait(50);
    QCOMPARE(world.server.requestCount(), 1);
}

void TestSendsOnce::aKeptConnectionThatClosesIsNotTriedAgain_data()
{
    aConnectionThatFailsIsNotTriedAgain_data();
}

void TestSendsOnce::aKeptConnectionThatClosesIsNotTriedAgain()
{
    QFETCH(const Fault, fault);
    QFETCH(const QByteArray, method);
    QFETCH(const bool, withLogin);
    LoopbackWorld world([fault](const SimRequest &request) {
        SimReply reply = simReply(200, "text/plain", "well");
        if (request.onConnection > 1)
            reply.fault = fault;
        return reply;
    });
    WorldDoor door(world.table);
    const ExchangeQuery query = withLogin ? loginQuery() : anonymousQuery(method);
    QVERIFY(outcomeOf<ExchangeAnswer>(*door.exchange(query)));
    const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(query));
    QCOMPARE(codeOf(result), u"HTTP_CONNECTION_CLOSED"_s);
    QTest::qWait(50);
    QCOMPARE(world.server.requestCount(), 2);
    QCOMPARE(world.server.connectionCount(), 1);
}

// The server's idle time is over between two requests: the second one goes over a new connection, once.
void TestSendsOnce::aConnectionClosedWhileIdleIsReplaced()
{
    LoopbackWorld world([](const SimRequest &) {
        SimReply reply = simReply(200, "text/plain", "well");
        reply.afterwards = Afterwards::CloseUnannounced;
        return reply;
    });
    WorldDoor door(world.table);
    QVERIFY(outcomeOf<ExchangeAnswer>(*door.exchange(loginQuery())));
    QTest::qWait(50);
    const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(loginQuery()));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(world.server.requestCount(), 2);
    QCOMPARE(world.server.connectionCount(), 2);
}

void TestSendsOnce::loginsNeverShareAConnection()
{
    LoopbackWorld world([](const SimRequest &) { return simReply(200, "text/plain", "well"); });
    WorldDoor door(world.table);
    QList<ExchangeQuery> queries(5, loginQuery());
    queries[1].credential->account = u"other"_s;
    queries[2].credential->username = u"CONTOSO\\svc"_s;
    queries[3].credential->secret = Secret("another");
    queries[4].credential.reset();
    for (const ExchangeQuery &query : queries)
        QVERIFY(outcomeOf<ExchangeAnswer>(*door.exchange(query)));
    QCOMPARE(world.server.connectionCount(), 5);
    door.beginRun();
    QVERIFY(outcomeOf<ExchangeAnswer>(*door.exchange(queries.first())));
    QCOMPARE(world.server.connectionCount(), 6);
}

void TestSendsOnce::sameLoginKeepsItsConnection()
{
    LoopbackWorld world([](const SimRequest &) { return simReply(200, "text/plain", "well"); });
    WorldDoor door(world.table);
    for (int i = 0; i < 3; ++i)
        QVERIFY(outcomeOf<ExchangeAnswer>(*door.exchange(loginQuery())));
    QCOMPARE(world.server.connectionCount(), 1);
    QCOMPARE(world.server.requestCount(), 3);
}

QTEST_GUILESS_MAIN(TestSendsOnce)
#include "tst_sendsonce.moc"
