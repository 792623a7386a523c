// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "net/guarddoor.h"
#include "net/recordingdoor.h"
#include "net/replaydoor.h"
#include "net/worlddoor.h"
#include "support/loopbackworld.h"
#include "support/outcome.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const SystemClock wall;

const QString account = u"svc@contoso.test"_s;

ExchangeQuery loginQuery(const QString &path = u"/EWS/Exchange.asmx"_s)
{
    ExchangeQuery query;
    query.method = "POST";
    query.url = QUrl(u"https://mail.contoso.test"_s + path);
    query.body = "<question/>";
    query.credential = Credential{Credential::Scheme::Basic, account, account, Secret("secret")};
    query.deadline = std::chrono::seconds(5);
    return query;
}

const QByteArray soap = R"(<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>)";

SimReply exchangeReply(int status, const QByteArray &body = soap)
{
    SimReply reply = simReply(status, "text/xml", body);
    reply.headers += SimHeader{"X-FEServer", "EX1"};
    return reply;
}

SimReply faulty(SimReply::Fault fault)
{
    SimReply reply = exchangeReply(200);
    reply.fault = fault;
    return reply;
}

// A guarded world whose server answers what "reply" holds at the moment.
struct Guarded
{
    explicit Guarded(int allowedRejections = 1)
        : world([this](const SimRequest &request) {
            inFlight = qMax(inFlight, ++current);
            --current;
            return answer ? answer(request) : exchangeReply(200);
        })
        , door(world.table)
        , hosts(u"contoso.test"_s)
        , gate(allowedRejections)
        , guard(door, hosts, gate)
    {}

    Result<ExchangeAnswer> ask(const ExchangeQuery &query = loginQuery())
    {
        return outcomeOf<ExchangeAnswer>(*guard.exchange(query));
    }

    LoopbackServer::Handler answer;
    int current = 0;
    int inFlight = 0;
    LoopbackWorld world;
    WorldDoor door;
    ConfirmedHosts hosts;
    LoginGate gate;
    GuardDoor guard;
};

} // namespace

class TestGuardDoor : public QObject
{
    Q_OBJECT

private slots:
    void unconfirmedHostsGetNothing();
    void hostsMayBeConfirmedBeforeTheStart();
    void aPortalsHostGetsTokensAlone();
    void loginsTravelOnlyByHttpsAndPost_data();
    void loginsTravelOnlyByHttpsAndPost();
    void tokensTravelByTheMethodsOfThePortal_data();
    void tokensTravelByTheMethodsOfThePortal();
    void aRefusedTokenClosesNoGate();
    void withoutALoginEverythingPasses();
    void whereNoTimeIsLeftNothingIsSent();
    void answersDecideTheGate_data();
    void answersDecideTheGate();
    void aRejectionClosesTheGate();
    void threeSpellingsMayBeTried();
    void onlyOneIsInFlightUntilTheFirstIsAccepted();
    void afterAcceptanceTheySpreadOut();
    void whoNeverGotThroughCostsNothing_data();
    void whoNeverGotThroughCostsNothing();
    void aDyingServerGetsThePasswordOnce_data();
    void aDyingServerGetsThePasswordOnce();
    void theCaFileVouchesForConfirmedHostsOnly_data();
    void theCaFileVouchesForConfirmedHostsOnly();
    void aReplayClosesTheGateWhereTheRunDid();
    void silenceOnAKeptConnectionCounts_data();
    void silenceOnAKeptConnectionCounts();
    void silenceAfterAcceptanceCostsNothing();
    void waitingAtTheGateHasAnEnd();
    void cancelledInFlightCounts();
    void cancelledBeforeTheStartOfTheConnectionIsUndecided();
    void cancelledWhileWaitingIsSilent();
    void aWrongPasswordCostsOneAttemptWhateverTheLoad();
};

void TestGuardDoor::unconfirmedHostsGetNothing()
{
    Guarded guarded;
    ExchangeQuery query = loginQuery();
    query.url.setHost(u"mail.fabrikam.test"_s);
    const auto result = guarded.ask(query);
    QCOMPARE(codeOf(result), u"HOST_NOT_CONFIRMED"_s);
    QCOMPARE(result.problem().facts.value("host"_L1).toString(), u"mail.fabrikam.test"_s);
    QCOMPARE(result.problem().facts.value("mailDomain"_L1).toString(), u"contoso.test"_s);
    QCOMPARE(guarded.world.server.connectionCount(), 0);
    QVERIFY(!guarded.gate.isClosed(account));
}

void TestGuardDoor::hostsMayBeConfirmedBeforeTheStart()
{
    Guarded guarded;
    guarded.world.table.loopbackPorts.insert(u"mail.fabrikam.test:443"_s, 1);
    ExchangeQuery query = loginQuery();
    query.url.setHost(u"mail.fabrikam.test"_s);
    const auto exchange = guarded.guard.exchange(query);
    QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*exchange)), u"HOST_NOT_CONFIRMED"_s);
    guarded.hosts.accept(u"mail.fabrikam.test"_s);
    QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*exchange)), u"DNS_NXDOMAIN"_s); // it went out
}

void TestGuardDoor::aPortalsHostGetsTokensAlone()
{
    Guarded guarded;
    guarded.hosts.acceptForTokens(u"Portal.AskCody.test"_s);
    QVERIFY(guarded.hosts.takesTokens(u"portal.askcody.test."_s));
    QVERIFY(!guarded.hosts.contains(u"portal.askcody.test"_s)); // nor does a CA file vouch for it
    ExchangeQuery query = loginQuery();
    query.url.setHost(u"portal.askcody.test"_s);
    QCOMPARE(codeOf(guarded.ask(query)), u"HOST_NOT_CONFIRMED"_s);
    query.credential->scheme = Credential::Scheme::Bearer;
    QCOMPARE(codeOf(guarded.ask(query)), u"DNS_NXDOMAIN"_s); // it went out
    query.url.setHost(u"api.askcody.test"_s);
    QCOMPARE(codeOf(guarded.ask(query)), u"HOST_NOT_CONFIRMED"_s);
}

void TestGuardDoor::loginsTravelOnlyByHttpsAndPost_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("withoutSecrets");
    QTest::addColumn<QString>("code");
    const QString https = u"https://mail.contoso.test/"_s;
    const QString internal = Code::InternalError;
    const QString insecure = Code::InputUrlInsecure;
    QTest::newRow("GET") << QByteArray("GET") << https << false << internal;
    QTest::newRow("PUT") << QByteArray("PUT") << https << false << internal;
    QTest::newRow("lower case") << QByteArray("post") << https << false << internal;
    QTest::newRow("http") << QByteArray("POST") << u"http://mail.contoso.test/"_s << false << insecure;
    QTest::newRow("without secrets") << QByteArray("POST") << https << true << internal;
}

void TestGuardDoor::loginsTravelOnlyByHttpsAndPost()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, url);
    QFETCH(const bool, withoutSecrets);
    Guarded guarded;
    ExchangeQuery query = loginQuery();
    query.method = method;
    query.url = QUrl(url);
    query.withoutSecrets = withoutSecrets;
    QTEST(codeOf(guarded.ask(query)), "code");
    QCOMPARE(guarded.world.server.connectionCount(), 0);
}

void TestGuardDoor::tokensTravelByTheMethodsOfThePortal_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("goes");
    for (const char *method : {"GET", "POST", "PATCH", "DELETE"})
        QTest::newRow(method) << QByteArray(method) << true;
    for (const char *method : {"PUT", "OPTIONS", "TRACE", "get", "HEAD"})
        QTest::newRow(method) << QByteArray(method) << false;
}

void TestGuardDoor::tokensTravelByTheMethodsOfThePortal()
{
    QFETCH(const QByteArray, method);
    QFETCH(const bool, goes);
    Guarded guarded;
    ExchangeQuery query = loginQuery();
    query.method = method;
    query.body.clear();
    query.credential = Credential{Credential::Scheme::Bearer, account, {}, Secret("token")};
    const auto result = guarded.ask(query);
    QCOMPARE(codeOf(result), goes ? QString() : QString(Code::InternalError));
    QCOMPARE(guarded.world.server.requestCount(), goes ? 1 : 0);
    query.url = QUrl(u"https://mail.fabrikam.test/"_s);
    QCOMPARE(codeOf(guarded.ask(query)), goes ? u"HOST_NOT_CONFIRMED"_s : u"INTERNAL_ERROR"_s);
    query.url = QUrl(u"http://mail.contoso.test/"_s);
    QVERIFY(!guarded.ask(query).hasValue());
    QCOMPARE(guarded.world.server.requestCount(), goes ? 1 : 0);
}

void TestGuardDoor::aRefusedTokenClosesNoGate()
{
    Guarded guarded;
    guarded.answer = [](const SimRequest &) { return exchangeReply(401); };
    ExchangeQuery query = loginQuery();
    query.credential = Credential{Credential::Scheme::Bearer, account, {}, Secret("token")};
    for (int i = 0; i < 3; ++i) {
        const auto result = guarded.ask(query);
        QVERIFY(result && result->status == 401);
    }
    QVERIFY(!guarded.gate.isClosed(account));
    QCOMPARE(guarded.world.server.requestCount(), 3);
    QCOMPARE(guarded.ask(loginQuery())->status, 401); // the password has its chance
    QVERIFY(guarded.gate.isClosed(account));
}

void TestGuardDoor::withoutALoginEverythingPasses()
{
    Guarded guarded;
    guarded.answer = [](const SimRequest &) { return exchangeReply(401); };
    ExchangeQuery query = loginQuery();
    query.credential.reset();
    for (int i = 0; i < 3; ++i) {
        const auto result = guarded.ask(query);
        QVERIFY(result && result->status == 401);
    }
    QVERIFY(!guarded.gate.isClosed(account));
    QCOMPARE(guarded.world.server.requestCount(), 3);
}

void TestGuardDoor::whereNoTimeIsLeftNothingIsSent()
{
    Guarded guarded;
    ExchangeQuery query = loginQuery();
    query.deadline = std::chrono::milliseconds(50);
    const auto exchange = guarded.guard.exchange(query);
    QString code;
    connect(exchange.get(), &Exchange::finished, this,
            [&code](const Result<ExchangeAnswer> &result) { code = codeOf(result); });
    exchange->start();
    QTest::qSleep(100); // as a computer does
    QTRY_COMPARE(code, u"HTTP_TIMEOUT"_s);
    QCOMPARE(guarded.world.server.requestCount(), 0);
    QCOMPARE(guarded.gate.rejections(account), 0);
    QVERIFY(guarded.ask());
}

void TestGuardDoor::answersDecideTheGate_data()
{
    QTest::addColumn<SimReply>("reply");
    QTest::addColumn<QString>("outcome");
    const auto plain = [](int status) { return simReply(status, "text/html", "<html>"); };
    const auto row = [](const QByteArray &name, const SimReply &reply, const QString &outcome) {
        QTest::newRow(name.constData()) << reply << outcome;
    };
    const QString accepted = u"accepted"_s;
    const QString rejected = u"rejected"_s;
    const QString unanswered = u"unanswered"_s;
    const QString undecided = u"undecided"_s;
    row("200 of EWS", exchangeReply(200), accepted);
    row("200 of EWS, headers stripped", simReply(200, "text/xml; charset=utf-8", soap), accepted);
    row("200 of Autodiscover", exchangeReply(200, R"(<?xml version="1.0"?><Autodiscover xmlns="a"/>)"),
        accepted);
    row("a fault of EWS", exchangeReply(500), accepted);
    SimReply page = plain(200);
    page.headers += SimHeader{"X-FEServer", "EX1"};
    page.headers += SimHeader{"request-id", "1"};
    row("a sign-in page of Exchange", page, undecided);
    row("a sign-in page that says it is XML",
        exchangeReply(200, R"(<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>)"),
        undecided);
    row("an Envelope of somebody else", exchangeReply(200, "<Envelope xmlns='urn:else'/>"), undecided);
    row("a document with a DTD", exchangeReply(200, "<!DOCTYPE Autodiscover><Autodiscover/>"), undecided);
    row("200 and nothing", exchangeReply(200, {}), undecided);
    row("200 HTML of somebody", plain(200), undecided);
    row("401 of Exchange", exchangeReply(401), rejected);
    row("401 of somebody", plain(401), rejected);
    row("403 of Exchange", exchangeReply(403), undecided);
    row("403 of a firewall", plain(403), undecided);
    row("404 of Exchange", exchangeReply(404), undecided);
    row("500 of somebody", plain(500), undecided);
    row("502 of a balancer", plain(502), unanswered);
    row("504 of a balancer", plain(504), unanswered);
    row("503 of Exchange", exchangeReply(503), undecided);
    row("503 of somebody", plain(503), undecided);
    row("429", exchangeReply(429), undecided);
    row("407", plain(407), undecided);
    row("302 to a logon page", exchangeReply(302), undecided);
    row("closed", faulty(SimReply::Fault::CloseBeforeAnswer), unanswered);
    row("silent", faulty(SimReply::Fault::Silent), unanswered);
    SimReply cut = exchangeReply(200);
    cut.cutAfter = 20;
    row("cut", cut, unanswered);
    row("reset", faulty(SimReply::Fault::Reset), unanswered);
}

void TestGuardDoor::answersDecideTheGate()
{
    QFETCH(const SimReply, reply);
    Guarded guarded(3);
    guarded.answer = [&reply](const SimRequest &) { return reply; };
    ExchangeQuery query = loginQuery();
    query.deadline = std::chrono::milliseconds(400);
    (void)guarded.ask(query);
    const bool isUnanswered = guarded.gate.unanswered(account) == 1;
    const bool isRejected = guarded.gate.rejections(account) == 1;
    // Only after an acceptance does the first rejection close a gate that allows three.
    QObject next;
    guarded.gate.enter(account, LoginGate::placeOf(loginQuery().url), &next, [](bool) {});
    QTest::qWait(1);
    guarded.gate.leave(account, &next, LoginGate::Outcome::Rejected);
    const bool isAccepted = guarded.gate.isClosed(account);
    QTEST(isUnanswered     ? u"unanswered"_s
              : isRejected ? u"rejected"_s
              : isAccepted ? u"accepted"_s
                           : u"undecided"_s,
          "outcome");
}

void TestGuardDoor::whoNeverGotThroughCostsNothing_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<CertificateFlaw>("flaw");
    QTest::addColumn<QString>("code");
    const QString mail = u"mail.contoso.test"_s;
    QTest::newRow("no such name") << u"nowhere.contoso.test"_s << CertificateFlaw::None
                                  << QString(Code::DnsNxdomain);
    QTest::newRow("refused") << u"closed.contoso.test"_s << CertificateFlaw::None
                             << QString(Code::TcpConnectionRefused);
    QTest::newRow("no answer to the connection")
        << u"hole.contoso.test"_s << CertificateFlaw::None << QString(Code::TcpTimeout);
    QTest::newRow("an expired certificate")
        << mail << CertificateFlaw::Expired << QString(Code::TlsCertExpired);
    QTest::newRow("a wrong name") << mail << CertificateFlaw::OtherName << QString(Code::TlsHostnameMismatch);
}

void TestGuardDoor::whoNeverGotThroughCostsNothing()
{
    QFETCH(const QString, host);
    QFETCH(const CertificateFlaw, flaw);
    LoopbackWorld world([](const SimRequest &) { return exchangeReply(200); }, flaw);
    world.table.blackHoles.append(u"hole.contoso.test:443"_s);
    world.table.dns.insert(u"closed.contoso.test"_s, {{u"A"_s, u"192.0.2.11"_s}});
    world.table.loopbackPorts.insert(u"closed.contoso.test:443"_s, 1);
    WorldDoor door(world.table);
    ConfirmedHosts hosts(u"contoso.test"_s);
    LoginGate gate;
    GuardDoor guard(door, hosts, gate);
    ExchangeQuery query = loginQuery();
    query.url.setHost(host);
    query.deadline = std::chrono::milliseconds(300);
    QTEST(codeOf(outcomeOf<ExchangeAnswer>(*guard.exchange(query))), "code");
    QCOMPARE(gate.rejections(account), 0);
    QVERIFY(!gate.isClosed(account));
    QCOMPARE(world.server.requestCount(), 0);
}

// The defect of old: a server that takes the login and dies was asked again and again in one press.
void TestGuardDoor::aDyingServerGetsThePasswordOnce_data()
{
    QTest::addColumn<SimReply>("reply");
    QTest::newRow("closes") << faulty(SimReply::Fault::CloseBeforeAnswer);
    QTest::newRow("is silent") << faulty(SimReply::Fault::Silent);
    QTest::newRow("resets") << faulty(SimReply::Fault::Reset);
    QTest::newRow("is behind a gateway") << simReply(504, "text/html", "<html>");
}

void TestGuardDoor::aDyingServerGetsThePasswordOnce()
{
    QFETCH(const SimReply, reply);
    Guarded guarded;
    guarded.answer = [&reply](const SimRequest &) { return reply; };
    ExchangeQuery query = loginQuery();
    query.deadline = std::chrono::milliseconds(400);
    for (int i = 0; i < 4; ++i) {
        const auto result = guarded.ask(query);
        QCOMPARE(codeOf(result) == Code::LoginGateClosed, i > 0);
        if (i > 0)
            QVERIFY(result.problem().facts.value("unanswered"_L1).toBool());
    }
    QCOMPARE(guarded.world.server.requestCount(), 1);
}

void TestGuardDoor::theCaFileVouchesForConfirmedHostsOnly_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isTrusted");
    QTest::addColumn<QString>("code"); // where it is not trusted
    const QString unconfirmed = Code::HostNotConfirmed;
    QTest::newRow("below the mail domain") << u"mail.contoso.test"_s << true << QString();
    QTest::newRow("accepted") << u"mail.fabrikam.test"_s << true << QString();
    QTest::newRow("another") << u"mail.example.test"_s << false << unconfirmed;
    QTest::newRow("Microsoft") << u"outlook.office365.com"_s << false << QString(Code::TlsUnknownIssuer);
    QTest::newRow("Microsoft, accepted")
        << u"autodiscover-s.outlook.com"_s << false << QString(Code::TlsUnknownIssuer);
}

void TestGuardDoor::theCaFileVouchesForConfirmedHostsOnly()
{
    QFETCH(const QString, host);
    QFETCH(const bool, isTrusted);
    QFETCH(const QString, code);
    LoopbackServer server(
        [](const SimRequest &) { return exchangeReply(200); },
        TlsSettings{LoopbackWorld::authority().issue({host}, CertificateFlaw::UnknownIssuer),
                    TlsProtocols::Current});
    WorldTable table;
    table.dns.insert(host, {{u"A"_s, u"192.0.2.10"_s}});
    table.loopbackPorts.insert(host + u":443"_s, server.serverPort());
    table.publicCaPem = LoopbackWorld::authority().rootPem();
    WorldDoor door(table);
    ConfirmedHosts hosts(u"contoso.test"_s, {u"mail.fabrikam.test"_s, u"autodiscover-s.outlook.com"_s});
    LoginGate gate;
    GuardDoor guard(door, hosts, gate);
    ExchangeQuery query = loginQuery();
    query.url.setHost(host);
    query.extraRoot = LoopbackWorld::authority().unknownRootPem();

    QCOMPARE(outcomeOf<ExchangeAnswer>(*guard.exchange(query)).hasValue(), isTrusted);
    query.credential.reset();
    QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*guard.exchange(query))), code);
    if (!isTrusted) { // nor for one that gets tokens and nothing else
        hosts.acceptForTokens(host);
        query.credential = Credential{Credential::Scheme::Bearer, {}, {}, Secret("token")};
        const auto withToken = outcomeOf<ExchangeAnswer>(*guard.exchange(query));
        QCOMPARE(codeOf(withToken), QString(Code::TlsUnknownIssuer));
        QCOMPARE(server.requestCount(), 0);
    }
    HandshakeQuery handshake{{}, host, 443, {}, {}, query.extraRoot, std::chrono::seconds(5)};
    const auto secured = outcomeOf<HandshakeAnswer>(*guard.handshake(handshake));
    if (code == Code::HostNotConfirmed)
        QCOMPARE(codeOf(secured), code);
    else
        QCOMPARE(secured->isTrusted(), isTrusted);
}

// In the order of the product: the guard before the recording. A replay closes the gate where the run did.
void TestGuardDoor::aReplayClosesTheGateWhereTheRunDid()
{
    LoopbackWorld world([](const SimRequest &) { return faulty(SimReply::Fault::CloseBeforeAnswer); });
    WorldDoor live(world.table);
    ConfirmedHosts hosts(u"contoso.test"_s);
    Recording recording;
    RecordingDoor recorder(live, recording, wall);
    const auto codes = [&hosts](Door &door) {
        LoginGate gate;
        GuardDoor guard(door, hosts, gate);
        QStringList all;
        for (int i = 0; i < 2; ++i)
            all.append(codeOf(outcomeOf<ExchangeAnswer>(*guard.exchange(loginQuery()))));
        return all;
    };
    const QStringList expected{Code::HttpConnectionClosed, Code::LoginGateClosed};
    QCOMPARE(codes(recorder), expected);
    ReplayDoor replay(*Recording::fromHar(*recording.toHar()));
    QCOMPARE(codes(replay), expected);
}

// Of a connection that was kept, Qt tells little: silence on it counts all the same.
void TestGuardDoor::silenceOnAKeptConnectionCounts_data()
{
    aDyingServerGetsThePasswordOnce_data();
}

void TestGuardDoor::silenceOnAKeptConnectionCounts()
{
    QFETCH(const SimReply, reply);
    Guarded guarded;
    guarded.answer = [](const SimRequest &) { return simReply(503, "text/html", "busy"); };
    QVERIFY(guarded.ask());
    QCOMPARE(guarded.gate.rejections(account), 0);
    guarded.answer = [&reply](const SimRequest &) { return reply; };
    ExchangeQuery query = loginQuery();
    query.deadline = std::chrono::milliseconds(400);
    (void)guarded.ask(query);
    QCOMPARE(guarded.gate.unanswered(account), 1);
    QVERIFY(guarded.gate.isClosed(account));
}

void TestGuardDoor::silenceAfterAcceptanceCostsNothing()
{
    Guarded guarded;
    QVERIFY(guarded.ask());
    guarded.answer = [](const SimRequest &) { return faulty(SimReply::Fault::Silent); };
    ExchangeQuery query = loginQuery();
    query.deadline = std::chrono::milliseconds(200);
    QCOMPARE(codeOf(guarded.ask(query)), u"HTTP_TIMEOUT"_s);
    QVERIFY(!guarded.gate.isClosed(account));
    guarded.answer = nullptr;
    QVERIFY(guarded.ask());
}

void TestGuardDoor::waitingAtTheGateHasAnEnd()
{
    Guarded guarded;
    guarded.answer = [](const SimRequest &) { return faulty(SimReply::Fault::Silent); };
    const auto first = guarded.guard.exchange(loginQuery());
    first->start();
    QTRY_COMPARE(guarded.world.server.requestCount(), 1);
    ExchangeQuery query = loginQuery();
    query.deadline = std::chrono::milliseconds(200);
    QElapsedTimer elapsed;
    elapsed.start();
    QCOMPARE(codeOf(guarded.ask(query)), u"HTTP_TIMEOUT"_s);
    QVERIFY(elapsed.elapsed() < 1'000);
    QCOMPARE(guarded.world.server.requestCount(), 1);
    QCOMPARE(guarded.gate.rejections(account), 0);
}

void TestGuardDoor::aRejectionClosesTheGate()
{
    Guarded guarded;
    guarded.answer = [](const SimRequest &) { return exchangeReply(401); };
    const auto first = guarded.ask();
    QVERIFY(first && first->status == 401);
    const auto second = guarded.ask();
    QCOMPARE(codeOf(second), u"LOGIN_GATE_CLOSED"_s);
    QCOMPARE(second.problem().facts.value("account"_L1).toString(), account);
    QCOMPARE(guarded.world.server.requestCount(), 1);
}

void TestGuardDoor::threeSpellingsMayBeTried()
{
    Guarded guarded(3);
    guarded.answer = [](const SimRequest &) { return exchangeReply(401); };
    for (const QString &name : {account, u"CONTOSO\\svc"_s, u"svc"_s}) {
        ExchangeQuery query = loginQuery();
        query.credential->username = name;
        const auto result = guarded.ask(query);
        QVERIFY(result && result->status == 401);
    }
    QCOMPARE(codeOf(guarded.ask()), u"LOGIN_GATE_CLOSED"_s);
    QCOMPARE(guarded.world.server.requestCount(), 3);
}

void TestGuardDoor::onlyOneIsInFlightUntilTheFirstIsAccepted()
{
    Guarded guarded;
    guarded.answer = [](const SimRequest &) {
        SimReply reply = simReply(503, "text/html", "busy"); // undecided
        reply.delay = std::chrono::milliseconds(20);
        return reply;
    };
    std::vector<std::unique_ptr<Exchange>> exchanges;
    int done = 0;
    for (int i = 0; i < 4; ++i) {
        exchanges.push_back(guarded.guard.exchange(loginQuery()));
        connect(exchanges.back().get(), &Exchange::finished, this, [&done, &guarded] {
            ++done;
            QCOMPARE(guarded.world.server.requestCount(), done); // the next one was not sent before
        });
        exchanges.back()->start();
    }
    QTRY_COMPARE(done, 4);
    QVERIFY(!QTest::currentTestFailed());
}

void TestGuardDoor::afterAcceptanceTheySpreadOut()
{
    Guarded guarded;
    QVERIFY(guarded.ask());
    guarded.answer = [](const SimRequest &) {
        SimReply reply;
        reply.fault = SimReply::Fault::Silent;
        return reply;
    };
    std::vector<std::unique_ptr<Exchange>> exchanges;
    for (int i = 0; i < 4; ++i) {
        exchanges.push_back(guarded.guard.exchange(loginQuery()));
        exchanges.back()->start();
    }
    QTRY_COMPARE(guarded.world.server.requestCount(), 5); // none of the four was answered
}

void TestGuardDoor::cancelledInFlightCounts()
{
    Guarded guarded;
    guarded.answer = [](const SimRequest &) { return faulty(SimReply::Fault::Silent); };
    auto exchange = guarded.guard.exchange(loginQuery());
    exchange->start();
    QTRY_COMPARE(guarded.world.server.requestCount(), 1);
    exchange.reset();
    guarded.answer = nullptr;
    QCOMPARE(codeOf(guarded.ask()), u"LOGIN_GATE_CLOSED"_s);
    QCOMPARE(guarded.world.server.requestCount(), 1);
    guarded.gate.reopen(); // the button is pressed again
    QVERIFY(guarded.ask());
}

void TestGuardDoor::cancelledBeforeTheStartOfTheConnectionIsUndecided()
{
    Guarded guarded;
    const auto exchange = guarded.guard.exchange(loginQuery());
    exchange->start();
    exchange->cancel();
    QCOMPARE(guarded.gate.rejections(account), 0);
    QVERIFY(guarded.ask());
}

void TestGuardDoor::cancelledWhileWaitingIsSilent()
{
    Guarded guarded;
    guarded.answer = [](const SimRequest &) {
        SimReply reply;
        reply.fault = SimReply::Fault::Silent;
        return reply;
    };
    const auto first = guarded.guard.exchange(loginQuery());
    const auto waiting = guarded.guard.exchange(loginQuery());
    int outcomes = 0;
    connect(waiting.get(), &Exchange::finished, this, [&outcomes] { ++outcomes; });
    first->start();
    waiting->start();
    QTRY_COMPARE(guarded.world.server.requestCount(), 1);
    waiting->cancel();
    first->cancel(); // gives its place back, and nobody waits for it
    QTest::qWait(100);
    QCOMPARE(outcomes, 0);
    QCOMPARE(guarded.world.server.requestCount(), 1);
}

void TestGuardDoor::aWrongPasswordCostsOneAttemptWhateverTheLoad()
{
    Guarded guarded;
    guarded.answer = [](const SimRequest &) { return exchangeReply(401); };
    std::vector<std::unique_ptr<Exchange>> exchanges;
    QStringList codes;
    for (int i = 0; i < 10; ++i) {
        exchanges.push_back(guarded.guard.exchange(loginQuery()));
        connect(exchanges.back().get(), &Exchange::finished, this,
                [&codes](const Result<ExchangeAnswer> &result) { codes.append(codeOf(result)); });
        exchanges.back()->start();
    }
    QTRY_COMPARE(codes.size(), 10);
    QCOMPARE(codes.count(u"LOGIN_GATE_CLOSED"_s), 9);
    QCOMPARE(guarded.world.server.requestCount(), 1);
}

QTEST_GUILESS_MAIN(TestGuardDoor)
#include "tst_guarddoor.moc"
