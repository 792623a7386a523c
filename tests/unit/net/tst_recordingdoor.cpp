// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/utctime.h"
#include "net/guarddoor.h"
#include "net/recordingdoor.h"
#include "net/replaydoor.h"
#include "support/operationcontract.h"
#include "support/outcome.h"
#include "support/scripteddoor.h"

#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SystemClock wall;

const OperationTag tag{u"net.tls"_s, 1};

ScriptedDoor world()
{
    const Stamp stamp{QDateTime::fromString(u"2026-11-23T09:00:00.123Z"_s, Qt::ISODateWithMs), 42ms,
                      u"proxy.test:3128"_s, u"192.0.2.7"_s};
    ScriptedDoor door;
    door.route = Route{Route::Kind::HttpProxy, u"proxy.test"_s, 3128, u"system"_s, stamp};
    door.records = LookUpAnswer{{{u"192.0.2.7"_s, 0, 0, 0}, {u"mail.contoso.test"_s, 10, 5, 443}}, stamp};
    door.connected = ConnectAnswer{stamp};
    door.secured = HandshakeAnswer{u"TLSv1.3"_s, u"TLS_AES_256_GCM_SHA384"_s, u"http/1.1"_s,
                                   {},           {{Code::TlsCertExpired, 0}}, TrustOrigin::System,
                                   stamp};
    return door;
}

ScriptedDoor brokenWorld(const Problem &problem)
{
    ScriptedDoor door;
    door.route = problem;
    door.records = problem;
    door.connected = problem;
    door.secured = problem;
    door.answer = [problem](const ExchangeQuery &) { return problem; };
    return door;
}

ExchangeQuery ewsQuery(const QByteArray &operation = "GetRoomLists", std::chrono::milliseconds deadline = 1s)
{
    ExchangeQuery query;
    query.deadline = deadline;
    query.tag = tag;
    query.method = "POST";
    query.url = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    query.headers = {{"Content-Type", "text/xml; charset=utf-8"}};
    query.body = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><m:" + operation
        + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\"/></s:Body></s:Envelope>";
    query.bodyKind = BodyKind::Ews;
    return query;
}

template<typename Operation>
std::unique_ptr<Operation> make(Door &door, std::chrono::milliseconds deadline = 1s)
{
    if constexpr (std::is_same_v<Operation, RouteFinder>)
        return door.findRoute({tag, QUrl(u"https://mail.contoso.test/"_s), deadline});
    else if constexpr (std::is_same_v<Operation, LookUp>)
        return door.lookUp({tag, u"mail.contoso.test"_s, RecordType::Srv, deadline});
    else if constexpr (std::is_same_v<Operation, Connect>)
        return door.connectTo({tag, u"mail.contoso.test"_s, u"192.0.2.7"_s, 443, deadline});
    else if constexpr (std::is_same_v<Operation, Handshake>)
        return door.handshake({tag, u"mail.contoso.test"_s, 443, {}, {}, {}, deadline});
    else
        return door.exchange(ewsQuery("GetRoomLists", deadline));
}

// The clauses that every operation keeps, for one of any door. What is silent has a deadline of its own.
template<typename Operation>
void keepsTheContract(Door &answering, Door &silent, QLatin1StringView overdueCode)
{
    OperationContract<Operation>([&] { return make<Operation>(answering); },
                                 [&] { return make<Operation>(silent, 150ms); })
        .verify(QString(overdueCode));
}

// The same for a door where nothing is silent.
template<typename Operation>
void keepsTheContract(Door &answering)
{
    OperationContract<Operation>([&] { return make<Operation>(answering); }).verify();
}

template<typename Operation>
void startAndCancel(Door &door)
{
    const auto operation = make<Operation>(door);
    operation->start();
    operation->cancel();
}

void startAndCancelAll(Door &door)
{
    startAndCancel<RouteFinder>(door);
    startAndCancel<LookUp>(door);
    startAndCancel<Connect>(door);
    startAndCancel<Handshake>(door);
    startAndCancel<Exchange>(door);
}

enum class Kind { Route, LookUp, Connect, Handshake, Exchange };

void keepsTheContract(Kind kind, Door &answering, Door &silent, QLatin1StringView overdueCode)
{
    switch (kind) {
    case Kind::Route:
        return keepsTheContract<RouteFinder>(answering, silent, overdueCode);
    case Kind::LookUp:
        return keepsTheContract<LookUp>(answering, silent, overdueCode);
    case Kind::Connect:
        return keepsTheContract<Connect>(answering, silent, overdueCode);
    case Kind::Handshake:
        return keepsTheContract<Handshake>(answering, silent, overdueCode);
    case Kind::Exchange:
        return keepsTheContract<Exchange>(answering, silent, overdueCode);
    }
}

void keepsTheContract(Kind kind, Door &answering)
{
    switch (kind) {
    case Kind::Route:
        return keepsTheContract<RouteFinder>(answering);
    case Kind::LookUp:
        return keepsTheContract<LookUp>(answering);
    case Kind::Connect:
        return keepsTheContract<Connect>(answering);
    case Kind::Handshake:
        return keepsTheContract<Handshake>(answering);
    case Kind::Exchange:
        return keepsTheContract<Exchange>(answering);
    }
}

template<typename Operation, typename Answer>
void replaysEqually(Door &live, const Result<Answer> &expected)
{
    Recording recording;
    RecordingDoor recorder(live, recording, wall);
    auto recorded = make<Operation>(recorder);
    const auto passed = outcomeOf<Answer>(*recorded);
    QCOMPARE(passed, expected);

    const auto har = recording.toHar();
    QVERIFY(har);
    const auto loaded = Recording::fromHar(*har);
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.problem().facts["where"_L1].toString()));
    ReplayDoor replay(*loaded);
    auto replayed = make<Operation>(replay);
    const auto again = outcomeOf<Answer>(*replayed);
    QCOMPARE(again, expected);
    const auto missing = outcomeOf<Answer>(*replayed); // the second one was never recorded
    QVERIFY(!missing);
    QCOMPARE(missing.problem().code, Code::NotInRecording);
}

} // namespace

Q_DECLARE_METATYPE(Kind)

class TestRecordingDoor : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void recordingKeepsTheContract_data() { kinds(); }
    void recordingKeepsTheContract();
    void replayKeepsTheContract_data() { kinds(); }
    void replayKeepsTheContract();
    void anAnswerReplaysEqually();
    void aProblemReplaysEqually();
    void everyEndIsRecorded();
    void replayDoesNotDependOnTheOrder();
    void operationsAtOneAddressAreTold();
    void whatWasCancelledComesLast();
    void whatWasCancelledCanBeCancelled();
    void onlyTheRunAskedForIsReplayed();
    void theLastAttemptIsReplayed();
    void timesAreThoseOfTheClock();
    void portsPassBothDoors();
    void portsReplay();
    void replayedRandomnessRepeats();

private:
    static void kinds();
};

void TestRecordingDoor::kinds()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("route") << Kind::Route;
    QTest::newRow("look up") << Kind::LookUp;
    QTest::newRow("connect") << Kind::Connect;
    QTest::newRow("handshake") << Kind::Handshake;
    QTest::newRow("exchange") << Kind::Exchange;
}

void TestRecordingDoor::recordingKeepsTheContract()
{
    QFETCH(const Kind, kind);
    ScriptedDoor live = world();
    ScriptedDoor dead = brokenWorld({Code::TcpTimeout, {}, {}});
    dead.delay = [] { return 150ms; };
    Recording recording;
    RecordingDoor door(live, recording, wall);
    RecordingDoor silent(dead, recording, wall);
    keepsTheContract(kind, door, silent, Code::TcpTimeout);
}

void TestRecordingDoor::replayKeepsTheContract()
{
    QFETCH(const Kind, kind);
    ScriptedDoor live = world();
    Recording cancelled;
    RecordingDoor door(live, cancelled, wall);
    for (int i = 0; i < 20; ++i)
        startAndCancelAll(door);
    ReplayDoor empty{Recording()};
    keepsTheContract(kind, empty);
    ReplayDoor givenUp(cancelled);
    keepsTheContract(kind, givenUp);
}

void TestRecordingDoor::anAnswerReplaysEqually()
{
    ScriptedDoor live = world();
    replaysEqually<RouteFinder, Route>(live, live.route);
    replaysEqually<LookUp, LookUpAnswer>(live, live.records);
    replaysEqually<Connect, ConnectAnswer>(live, live.connected);
    replaysEqually<Handshake, HandshakeAnswer>(live, live.secured);
    const ExchangeAnswer answer{
        200,
        "OK",
        {{"Content-Type", "text/xml"}, {"request-id", "4711"}},
        "<Envelope><Body><GetRoomListsResponse ResponseClass=\"Success\">"
        "<ResponseCode>NoError</ResponseCode></GetRoomListsResponse></Body></Envelope>",
        false,
        live.route->stamp};
    live.answer = [answer](const ExchangeQuery &) { return answer; };
    replaysEqually<Exchange, ExchangeAnswer>(live, answer);
}

void TestRecordingDoor::aProblemReplaysEqually()
{
    const Problem problem{Code::TcpTimeout, u"no answer"_s, {{u"address"_s, u"192.0.2.7"_s}}};
    ScriptedDoor live = brokenWorld(problem);
    replaysEqually<RouteFinder, Route>(live, problem);
    replaysEqually<LookUp, LookUpAnswer>(live, problem);
    replaysEqually<Connect, ConnectAnswer>(live, problem);
    replaysEqually<Handshake, HandshakeAnswer>(live, problem);
    replaysEqually<Exchange, ExchangeAnswer>(live, problem);
}

void TestRecordingDoor::everyEndIsRecorded()
{
    ScriptedDoor live = world();
    Recording recording;
    RecordingDoor door(live, recording, wall);
    auto connect = make<Connect>(door);
    connect->start();
    QCOMPARE(recording.observations().size(), 0);
    connect->cancel();
    QCOMPARE(recording.observations().size(), 1);
    QCOMPARE(recording.observations().at(0).outcome, Outcome(Cancelled()));
    connect->start();
    connect.reset();
    QCOMPARE(recording.observations().size(), 2);
    QCOMPARE(recording.observations().at(1).key.nth, 2);
    QCOMPARE(recording.observations().at(1).outcome, Outcome(Cancelled()));
    make<Connect>(door).reset(); // never started
    QCOMPARE(recording.observations().size(), 2);
}

// Three exchanges with one key are recorded ending in one order and replayed ending in others.
void TestRecordingDoor::replayDoesNotDependOnTheOrder()
{
    ScriptedDoor live = world();
    int made = 0;
    live.delay = [&made] { return std::chrono::milliseconds(60 - 20 * made++); };
    int answered = 0;
    live.answer = [&answered](const ExchangeQuery &) {
        return ExchangeAnswer{200 + answered++, {}, {}, {}, true, {}};
    };
    Recording recording;
    RecordingDoor door(live, recording, wall);
    std::vector<std::unique_ptr<Exchange>> operations;
    int ended = 0;
    for (int i = 0; i < 3; ++i) {
        operations.push_back(door.exchange(ewsQuery()));
        connect(operations.back().get(), &Exchange::finished, this, [&ended] { ++ended; });
        operations.back()->start();
    }
    QTRY_COMPARE(ended, 3);
    QCOMPARE(recording.observations().at(0).key.nth, 3); // the last one started ended first

    ReplayDoor replay(recording);
    QList<int> statuses;
    for (int i = 0; i < 3; ++i) {
        auto operation = replay.exchange(ewsQuery());
        const auto result = outcomeOf<ExchangeAnswer>(*operation);
        QVERIFY(result);
        statuses.append(result->status);
    }
    QCOMPARE(statuses, QList<int>({202, 201, 200}));
}

void TestRecordingDoor::operationsAtOneAddressAreTold()
{
    ScriptedDoor live;
    live.answer = [](const ExchangeQuery &query) {
        return ExchangeAnswer{query.body.contains("GetRooms") ? 200 : 500, {}, {}, {}, true, {}};
    };
    Recording recording;
    RecordingDoor door(live, recording, wall);
    for (const auto *operation : {"GetRooms", "GetFolder"}) {
        auto exchange = door.exchange(ewsQuery(operation));
        QVERIFY((outcomeOf<ExchangeAnswer>(*exchange)));
    }
    ReplayDoor replay(recording);
    auto folder = replay.exchange(ewsQuery("GetFolder")); // asked first this time
    QCOMPARE((outcomeOf<ExchangeAnswer>(*folder)->status), 500);
    auto rooms = replay.exchange(ewsQuery("GetRooms"));
    QCOMPARE((outcomeOf<ExchangeAnswer>(*rooms)->status), 200);

    ExchangeQuery other = ewsQuery("GetRooms");
    other.headers.append("X-AnchorMailbox", "room2@contoso.test");
    QVERIFY(targetOf(other) != targetOf(ewsQuery("GetRooms")));
    other.headers.set("client-request-id", "volatile");
    other.headers.set("X-AnchorMailbox", "ROOM2@contoso.test");
    QCOMPARE(targetOf(other),
             u"POST https://mail.contoso.test/EWS/Exchange.asmx GetRooms room2@contoso.test"_s);
    const RouteQuery session{{}, QUrl(u"https://u:p@h.test/a/../b/;jsessionid=T/c?token=T#token=T"_s)};
    QCOMPARE(targetOf(session), u"https://h.test/b//c"_s);
}

void TestRecordingDoor::whatWasCancelledComesLast()
{
    ScriptedDoor live = world();
    Recording recording;
    RecordingDoor door(live, recording, wall);
    startAndCancel<Connect>(door);
    QVERIFY(outcomeOf<LookUpAnswer>(*make<LookUp>(door)));
    const ExchangeQuery query = ewsQuery("GetRooms");
    QVERIFY(outcomeOf<ExchangeAnswer>(*door.exchange(query)));

    ReplayDoor replay(recording);
    const auto cancelled = make<Connect>(replay, 1h);
    const auto lookUp = make<LookUp>(replay);
    const auto exchange = replay.exchange(query);
    QStringList order;
    QEventLoop loop;
    connect(cancelled.get(), &Connect::finished, &loop, [&](const Result<ConnectAnswer> &result) {
        QVERIFY(!result);
        order.append(result.problem().code);
        loop.quit();
    });
    connect(lookUp.get(), &LookUp::finished, &loop, [&] {
        order.append(u"look-up"_s);
        // As a step that needs the one before it, and begins from the event loop.
        QTimer::singleShot(0, exchange.get(), [&] { exchange->start(); });
    });
    connect(exchange.get(), &Exchange::finished, &loop, [&] { order.append(u"exchange"_s); });
    cancelled->start();
    lookUp->start();
    QTimer::singleShot(5s, &loop, &QEventLoop::quit);
    loop.exec();
    const QStringList expected{u"look-up"_s, u"exchange"_s, QString(Code::NotInRecording)};
    QCOMPARE(order, expected);
}

void TestRecordingDoor::whatWasCancelledCanBeCancelled()
{
    ScriptedDoor live = world();
    Recording recording;
    RecordingDoor door(live, recording, wall);
    startAndCancel<Connect>(door);
    startAndCancel<Connect>(door);
    std::unique_ptr<Connect> survivor;
    {
        ReplayDoor replay(recording);
        const auto operation = make<Connect>(replay, 1h);
        const QSignalSpy spy(operation.get(), &Connect::finished);
        operation->start();
        operation->cancel();
        QTest::qWait(20);
        QCOMPARE(spy.count(), 0);
        survivor = make<Connect>(replay, 1h);
        survivor->start();
    }
    // The last answer of a door that is gone.
    QSignalSpy spy(survivor.get(), &Connect::finished);
    QTRY_COMPARE(spy.count(), 1);
}

void TestRecordingDoor::onlyTheRunAskedForIsReplayed()
{
    const auto day = [](int number) { return inUtc(QDate(2026, 11, number), QTime(9, 0)); };
    ScriptedDoor live = world();
    Recording recording;
    RecordingDoor door(live, recording, wall);
    QCOMPARE(recording.beginRun({day(1), u"Europe/Copenhagen"_s, {}, {}}), 1);
    auto connection = make<Connect>(door);
    QVERIFY((outcomeOf<ConnectAnswer>(*connection)));
    QCOMPARE(recording.beginRun({day(2), u"Europe/Copenhagen"_s, {}, {}}), 2);

    ReplayDoor last(recording);
    QCOMPARE(last.clock().now(), day(2));
    auto missing = make<Connect>(last);
    QVERIFY(!(outcomeOf<ConnectAnswer>(*missing)));
    ReplayDoor first(recording, 1);
    QCOMPARE(first.clock().now(), day(1));
    QCOMPARE(first.run().timeZone, u"Europe/Copenhagen"_s);
    auto found = make<Connect>(first);
    QVERIFY((outcomeOf<ConnectAnswer>(*found)));
}

void TestRecordingDoor::theLastAttemptIsReplayed()
{
    Recording recording;
    recording.addPortValue({u"repeated"_s, 1}, u"keychain"_s, u"KEYCHAIN_LOCKED"_s, wall.now());
    recording.addPortValue({u"repeated"_s, 2}, u"keychain"_s, u"open"_s, wall.now());
    recording.addPortValue({u"once"_s, 1}, u"keychain"_s, u"first"_s, wall.now());
    ReplayDoor replay(recording);
    QCOMPARE(**replay.recordedPort({u"repeated"_s, 1}, u"keychain"_s), QJsonValue(u"open"_s));
    QCOMPARE(**replay.recordedPort({u"once"_s, 1}, u"keychain"_s), QJsonValue(u"first"_s));
    QCOMPARE(replay.recordedPort({u"repeated"_s, 2}, u"keychain"_s)->problem().code, Code::NotInRecording);
}

void TestRecordingDoor::timesAreThoseOfTheClock()
{
    const FixedClock clock(inUtc({2026, 11, 23}, {9, 0}));
    ScriptedDoor live = world();
    Recording recording;
    RecordingDoor door(live, recording, clock);
    QVERIFY(outcomeOf<Route>(*make<RouteFinder>(door)));
    startAndCancel<Exchange>(door);
    door.keepPort(tag, u"keychain"_s, true);
    recording.addDecision(tag, u"accepted"_s, true, clock.now());
    QCOMPARE(recording.observations().size(), 4);
    for (const Observation &observation : recording.observations())
        QCOMPARE(observation.startedAt, clock.now());
    QCOMPARE(recording.runs().first().startedAt, clock.now());
}

void TestRecordingDoor::portsPassBothDoors()
{
    Recording recording;
    recording.addPortValue(tag, u"keychain"_s, u"first"_s, wall.now());
    ReplayDoor replay(recording);
    Recording again;
    RecordingDoor recorder(replay, again, wall);
    ConfirmedHosts hosts;
    LoginGate gate;
    GuardDoor guard(recorder, hosts, gate);
    QCOMPARE(**guard.recordedPort(tag, u"keychain"_s), QJsonValue(u"first"_s));
    QCOMPARE(**ReplayDoor(again).recordedPort(tag, u"keychain"_s), QJsonValue(u"first"_s));
    ScriptedDoor live = world();
    RecordingDoor fresh(live, again, wall);
    QVERIFY(!fresh.recordedPort(tag, u"keychain"_s)); // the world is live: ask it
}

void TestRecordingDoor::portsReplay()
{
    Recording recording;
    recording.addPortValue(tag, u"keychain"_s, u"KEYCHAIN_LOCKED"_s, wall.now());
    recording.addPortValue(tag, u"keychain"_s, true, wall.now());
    recording.addDecision(tag, u"acceptHost"_s, QJsonObject{{u"host"_s, u"mail.contoso.test"_s}}, wall.now());
    const auto loaded = Recording::fromHar(*recording.toHar());
    QVERIFY(loaded);
    ReplayDoor replay(*loaded);
    QCOMPARE(**replay.recordedPort(tag, u"keychain"_s), QJsonValue(u"KEYCHAIN_LOCKED"_s));
    QCOMPARE(**replay.recordedPort(tag, u"keychain"_s), QJsonValue(true));
    QCOMPARE(replay.recordedPort(tag, u"keychain"_s)->problem().code, Code::NotInRecording);
    QCOMPARE(replay.recordedPort({u"other"_s, 1}, u"keychain"_s)->problem().code, Code::NotInRecording);
}

void TestRecordingDoor::replayedRandomnessRepeats()
{
    ReplayDoor first{Recording()};
    ReplayDoor second{Recording()};
    const QByteArray bytes = first.randomSource().bytes(100);
    QCOMPARE(bytes.size(), 100);
    QCOMPARE(second.randomSource().bytes(100), bytes);
    QVERIFY(first.randomSource().bytes(100) != bytes);
}

QTEST_GUILESS_MAIN(TestRecordingDoor)
#include "tst_recordingdoor.moc"
