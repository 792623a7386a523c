// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "net/guarddoor.h"
#include "net/recordingdoor.h"
#include "net/replaydoor.h"
#include "net/worlddoor.h"
#include "simulators/simntlm.h"
#include "support/loopbackworld.h"
#include "support/operationcontract.h"
#include "support/outcome.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

using Stage = NtlmTalk::Stage;
using Answers = ScenarioNtlm::Answers;
using Protection = ScenarioNtlm::Protection;

namespace {

const SystemClock wall;

const QString account = u"askcody@contoso.test"_s;

ExchangeQuery loginQuery(const QByteArray &password = "Correct-Horse-7!")
{
    ExchangeQuery query;
    query.method = "POST";
    query.url = LoopbackWorld::url();
    query.headers = {{"Content-Type", "text/xml; charset=utf-8"}};
    query.body = "<question/>";
    query.credential = Credential{Credential::Scheme::Ntlm, account, account, Secret(password)};
    query.deadline = std::chrono::seconds(5);
    return query;
}

const QByteArray soap = R"(<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>)";

QByteArray messageIn(const SimRequest &request)
{
    return QByteArray::fromBase64(request.header("Authorization").split(' ').value(1));
}

// A server that knows one account by NTLM. What it does with a login can be changed.
struct NtlmWorld
{
    explicit NtlmWorld(ScenarioNtlm settings = {})
        : ntlm(settings, ScenarioAccount(), u"contoso.test"_s)
        , world([this](const SimRequest &request) { return answer(request); })
        , door(world.table)
    {}

    SimReply answer(const SimRequest &request)
    {
        const QByteArray message = messageIn(request);
        if (SimNtlm::isFirst(message) && ntlm.isOn())
            return ntlm.challenge(request, request.header("Authorization").split(' ').first(), message);
        if (SimNtlm::isThird(message)) {
            ++presented;
            bodies.append(request.body);
            if (toLogin.fault != SimReply::Fault::None || toLogin.status != 200)
                return toLogin;
            if (ntlm.accepts(request, message))
                return simReply(200, "text/xml", soap);
        }
        SimReply reply = simReply(401, "text/html", "no");
        reply.headers.append(SimHeader{"WWW-Authenticate", "NTLM"});
        return reply;
    }

    Result<ExchangeAnswer> ask(const ExchangeQuery &query)
    {
        return outcomeOf<ExchangeAnswer>(*door.exchange(query));
    }

    SimNtlm ntlm;
    LoopbackWorld world;
    WorldDoor door;
    SimReply toLogin; // in place of a verdict
    int presented = 0;
    QList<QByteArray> bodies;
};

ScenarioNtlm protection(Protection protection, bool tlsEndsElsewhere = false)
{
    ScenarioNtlm settings;
    settings.protection = protection;
    settings.tlsEndsElsewhere = tlsEndsElsewhere;
    return settings;
}

ScenarioNtlm answering(Answers answers)
{
    ScenarioNtlm settings;
    settings.answers = answers;
    return settings;
}

} // namespace

Q_DECLARE_METATYPE(Setup::ScenarioNtlm)
Q_DECLARE_METATYPE(Setup::SimReply)

class TestNtlmExchange : public QObject
{
    Q_OBJECT

private slots:
    void theLoginIsJudged_data();
    void theLoginIsJudged();
    void bothNamesOfTheScheme();
    void howFarItCame_data();
    void howFarItCame();
    void whateverHappensTheLoginGoesOnce_data();
    void whateverHappensTheLoginGoesOnce();
    void theLoginGoesOnAFreshConnectionThatIsClosedAfterIt();
    void nothingGoesToACertificateThatNobodyTrusts();
    void theGateCountsPresentationsAlone();
    void aRecordingKeepsHowItWentAndNoMessage();
    void keepsTheContract();
};

void TestNtlmExchange::theLoginIsJudged_data()
{
    QTest::addColumn<ScenarioNtlm>("settings");
    QTest::addColumn<bool>("saysBinding");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("status");
    const QByteArray right = "Correct-Horse-7!";
    const auto add = [](const char *name, const ScenarioNtlm &settings, bool binding,
                        const QByteArray &password,
                        int status) { QTest::newRow(name) << settings << binding << password << status; };
    add("no protection, bound", protection(Protection::Off), true, right, 200);
    add("no protection, unbound", protection(Protection::Off), false, right, 200);
    add("allowed, bound", protection(Protection::Allow), true, right, 200);
    add("allowed, unbound", protection(Protection::Allow), false, right, 200);
    add("required, bound", protection(Protection::Require), true, right, 200);
    add("required, unbound", protection(Protection::Require), false, right, 401);
    add("allowed, TLS ends elsewhere, bound", protection(Protection::Allow, true), true, right, 401);
    add("allowed, TLS ends elsewhere, unbound", protection(Protection::Allow, true), false, right, 200);
    add("required, TLS ends elsewhere, bound", protection(Protection::Require, true), true, right, 401);
    add("required, TLS ends elsewhere, unbound", protection(Protection::Require, true), false, right, 401);
    add("no protection, TLS ends elsewhere, bound", protection(Protection::Off, true), true, right, 200);
    add("a wrong password", protection(Protection::Allow), true, "Wrong-Horse-7!", 401);
    add("an empty password", protection(Protection::Allow), true, "", 401);
    add("a blank as password", protection(Protection::Allow), true, " ", 401);
    ScenarioNtlm blocked;
    blocked.blocked = true;
    add("NTLM blocked", blocked, true, right, 401);
}

void TestNtlmExchange::theLoginIsJudged()
{
    QFETCH(const ScenarioNtlm, settings);
    QFETCH(const bool, saysBinding);
    QFETCH(const QByteArray, password);
    NtlmWorld world(settings);
    ExchangeQuery query = loginQuery(password);
    query.credential->saysBinding = saysBinding;
    const auto result = world.ask(query);
    QVERIFY2(result, qPrintable(codeOf(result)));
    QTEST(result->status, "status");
    QVERIFY(result->ntlm.has_value());
    QVERIFY(result->ntlm->stage == Stage::Presented);
    QCOMPARE(result->ntlm->names.netbiosDomain, u"CONTOSO"_s);
    QCOMPARE(result->ntlm->names.dnsDomain, u"contoso.test"_s);
    QCOMPARE(world.presented, 1);
    QCOMPARE(world.bodies, QList<QByteArray>{"<question/>"});
    QCOMPARE(world.world.server.requestCount(), 2);
    QCOMPARE(world.world.server.requests().first().body, QByteArray());
}

void TestNtlmExchange::bothNamesOfTheScheme()
{
    NtlmWorld world;
    ExchangeQuery query = loginQuery();
    query.credential->scheme = Credential::Scheme::NtlmInNegotiate;
    const auto result = world.ask(query);
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(result->status, 200);
    for (const SimRequest &request : world.world.server.requests())
        QVERIFY(request.header("Authorization").startsWith("Negotiate TlRM"));
}

void TestNtlmExchange::howFarItCame_data()
{
    QTest::addColumn<ScenarioNtlm>("settings");
    QTest::addColumn<Stage>("stage");
    QTest::newRow("taken up") << answering(Answers::Challenge) << Stage::Presented;
    QTest::newRow("not taken up") << answering(Answers::Refuses) << Stage::NoChallenge;
    QTest::newRow("closed") << answering(Answers::Closes) << Stage::NotKept;
    QTest::newRow("no challenge") << answering(Answers::Garbage) << Stage::Unusable;
}

void TestNtlmExchange::howFarItCame()
{
    QFETCH(const ScenarioNtlm, settings);
    QFETCH(const Stage, stage);
    NtlmWorld world(settings);
    const auto exchange = world.door.exchange(loginQuery());
    bool wasSent = false;
    connect(exchange.get(), &Exchange::sending, exchange.get(), [&wasSent] { wasSent = true; });
    const auto result = outcomeOf<ExchangeAnswer>(*exchange);
    QVERIFY2(result, qPrintable(codeOf(result)));
    QVERIFY(result->ntlm.has_value());
    QCOMPARE(toString(result->ntlm->stage), toString(stage));
    QCOMPARE(world.presented, stage == Stage::Presented ? 1 : 0);
    QCOMPARE(wasSent, stage == Stage::Presented);
}

void TestNtlmExchange::whateverHappensTheLoginGoesOnce_data()
{
    QTest::addColumn<SimReply>("toLogin");
    QTest::addColumn<QString>("code");
    const auto add = [](const char *name, const SimReply &reply, const QString &code) {
        QTest::newRow(name) << reply << code;
    };
    SimReply reply;
    reply.fault = SimReply::Fault::CloseBeforeAnswer;
    add("closed without an answer", reply, Code::HttpConnectionClosed);
    reply.fault = SimReply::Fault::Reset;
    add("reset", reply, Code::HttpConnectionClosed);
    reply.fault = SimReply::Fault::Silent;
    add("silent", reply, Code::HttpTimeout);
    reply = simReply(401, "text/html", "no");
    reply.headers = {{"WWW-Authenticate", "Negotiate"},
                     {"WWW-Authenticate", "NTLM"},
                     {"WWW-Authenticate", "Basic realm=\"x\""}};
    add("refused with all offers", reply, {});
    reply.headers = {{"WWW-Authenticate", "NTLM TlRMTVNTUAACAAAAAAAAADgAAAAFgokC"}};
    add("refused with another challenge", reply, {});
    reply = simReply(302, "text/html", "elsewhere");
    reply.headers = {{"Location", "https://mail.contoso.test/EWS/Exchange.asmx"}};
    add("redirected", reply, {});
    add("overloaded", simReply(503, "text/html", "busy"), {});
    reply = simReply(500, "text/xml", soap);
    reply.cutAfter = 20;
    add("cut", reply, Code::AnswerTruncated);
    reply = simReply(401, "text/html", "no such login");
    reply.cutAfter = 2;
    add("refused and cut", reply, {});
    reply.cutAfter.reset();
    reply.headers = {{"Content-Encoding", "gzip"}};
    add("refused and damaged", reply, {});
    reply.contentLength = 9'000'000;
    add("refused at length", reply, {});
    reply = simReply(500, "text/xml", "x");
    reply.contentLength = 9'000'000;
    add("announced too large", reply, Code::AnswerTooLarge);
    reply = simReply(500, "text/xml", soap);
    reply.dribbleBytes = 30;
    add("in small pieces", reply, {});
}

void TestNtlmExchange::whateverHappensTheLoginGoesOnce()
{
    QFETCH(const SimReply, toLogin);
    NtlmWorld world;
    world.toLogin = toLogin;
    ExchangeQuery query = loginQuery();
    query.deadline = std::chrono::milliseconds(1'500);
    const auto exchange = world.door.exchange(query);
    bool wasSent = false;
    connect(exchange.get(), &Exchange::sending, exchange.get(), [&wasSent] { wasSent = true; });
    const auto result = outcomeOf<ExchangeAnswer>(*exchange);
    QTEST(codeOf(result), "code");
    QVERIFY(wasSent);
    QTest::qWait(50);
    QCOMPARE(world.presented, 1);
    QCOMPARE(world.world.server.requestCount(), 2);
    QCOMPARE(world.world.server.connectionCount(), 1);
}

void TestNtlmExchange::theLoginGoesOnAFreshConnectionThatIsClosedAfterIt()
{
    NtlmWorld world;
    for (int i = 1; i <= 2; ++i) {
        QVERIFY(world.ask(loginQuery()));
        QCOMPARE(world.world.server.connectionCount(), i);
        QTRY_COMPARE(world.world.server.openConnectionCount(), 0);
    }
    const QList<SimRequest> &requests = world.world.server.requests();
    QCOMPARE(requests.size(), 4);
    QCOMPARE(requests.at(0).connection, requests.at(1).connection);
    QCOMPARE(requests.at(2).connection, requests.at(3).connection);
}

void TestNtlmExchange::nothingGoesToACertificateThatNobodyTrusts()
{
    LoopbackWorld world([](const SimRequest &) { return SimReply(); }, CertificateFlaw::SelfSigned);
    WorldDoor door(world.table);
    const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(loginQuery()));
    QCOMPARE(codeOf(result), QString(Code::TlsSelfSigned));
    QCOMPARE(world.server.requestCount(), 0);
}

void TestNtlmExchange::theGateCountsPresentationsAlone()
{
    for (const auto answers : {Answers::Refuses, Answers::Closes, Answers::Garbage, Answers::Challenge}) {
        NtlmWorld world(answering(answers));
        ConfirmedHosts hosts(u"contoso.test"_s);
        hosts.accept(LoopbackWorld::name());
        LoginGate gate;
        GuardDoor guard(world.door, hosts, gate);
        const bool isRejected = answers == Answers::Challenge;
        for (int i = 0; i < 3; ++i)
            (void)outcomeOf<ExchangeAnswer>(*guard.exchange(loginQuery("wrong")));
        QCOMPARE(gate.rejections(account), isRejected ? 1 : 0);
        QCOMPARE(gate.isClosed(account), isRejected);
        QCOMPARE(world.presented, isRejected ? 1 : 0);
    }
}

void TestNtlmExchange::aRecordingKeepsHowItWentAndNoMessage()
{
    NtlmWorld world;
    Recording recording;
    recording.beginRun({wall.now(), u"Europe/Copenhagen"_s, {}, {}});
    RecordingDoor recorder(world.door, recording, wall);
    const auto live = outcomeOf<ExchangeAnswer>(*recorder.exchange(loginQuery("wrong")));
    QVERIFY(live);
    const auto har = recording.toHar();
    QVERIFY2(har, qPrintable(codeOf(har)));
    QVERIFY(!har->contains("TlRMTVNTUAAD"));
    const auto read = Recording::fromHar(*har);
    QVERIFY2(read, qPrintable(codeOf(read)));
    ReplayDoor replay(*read);
    const auto exchange = replay.exchange(loginQuery("wrong"));
    bool wasSent = false;
    connect(exchange.get(), &Exchange::sending, exchange.get(), [&wasSent] { wasSent = true; });
    const auto replayed = outcomeOf<ExchangeAnswer>(*exchange);
    QVERIFY2(replayed, qPrintable(codeOf(replayed)));
    QCOMPARE(replayed->status, 401);
    QVERIFY(replayed->ntlm == live->ntlm);
    QVERIFY(wasSent);
}

void TestNtlmExchange::keepsTheContract()
{
    NtlmWorld answering;
    LoopbackWorld silent([](const SimRequest &) {
        SimReply reply;
        reply.fault = SimReply::Fault::Silent;
        return reply;
    });
    WorldDoor silentDoor(silent.table);
    ExchangeQuery hurried = loginQuery();
    hurried.deadline = std::chrono::milliseconds(120);
    const OperationContract<Exchange> contract([&] { return answering.door.exchange(loginQuery()); },
                                               [&] { return silentDoor.exchange(hurried); });
    contract.verify(Code::HttpTimeout);
}

QTEST_GUILESS_MAIN(TestNtlmExchange)
#include "tst_ntlmexchange.moc"
