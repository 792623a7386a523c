// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/ewsconsole.h"
#include "checks/lateunsubscribe.h"
#include "checks/roomreader.h"
#include "core/clock.h"
#include "core/problemcodes.h"
#include "core/randomsource.h"
#include "exchange/ewslimiter.h"
#include "net/logingate.h"
#include "support/operationcontract.h"
#include "unit/exchange/fakedoor.h"

#include <QSignalSpy>

using namespace Setup;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Soon = 120ms;

using Reply = FakeReply<ExchangeAnswer>;

Reply response(const QByteArray &operation, const QByteArray &inside)
{
    return {httpAnswer(200,
                       "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><" + operation
                           + "Response ResponseClass='Success'><ResponseCode>NoError</ResponseCode>" + inside
                           + "</" + operation + "Response></s:Body></s:Envelope>")};
}

// Two lists with a room each; every subscription is granted.
Reply healthy(const ExchangeQuery &query)
{
    if (query.body.contains("GetRoomLists"))
        return response(
            "GetRoomLists",
            "<RoomLists><Address><Name>a</Name><EmailAddress>a@contoso.test</EmailAddress></Address>"
            "<Address><Name>b</Name><EmailAddress>b@contoso.test</EmailAddress></Address>"
            "</RoomLists>");
    if (query.body.contains("GetRooms"))
        return response("GetRooms",
                        "<Rooms><Room><Id><Name>r</Name><EmailAddress>r@contoso.test</EmailAddress>"
                        "</Id></Room></Rooms>");
    if (query.body.contains("GetStreamingEvents") || query.body.contains("Unsubscribe"))
        return response("Unsubscribe", {});
    return {
        httpAnswer(200,
                   "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
                   "<SubscribeResponse><ResponseMessages><SubscribeResponseMessage ResponseClass='Success'>"
                   "<ResponseCode>NoError</ResponseCode><SubscriptionId>s1</SubscriptionId>"
                   "</SubscribeResponseMessage></ResponseMessages></SubscribeResponse></s:Body>"
                   "</s:Envelope>")};
}

} // namespace

// The contract of operations, clause by clause, for those that stand beside the checks.
class TestCheckOperations : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void roomReader_data();
    void roomReader();
    void roomsThatDoNotComeLeaveTheOthers();
    void lateUnsubscribe();
    void lateUnsubscribeEndsWhatWasMade();
    void consoleFarewell();

private:
    EwsContext context(Door &door, std::chrono::milliseconds overall = 5s);
    std::unique_ptr<LateUnsubscribe> farewell(Door &door, std::chrono::milliseconds overall = 5s);

    std::unique_ptr<FakeDoor> m_answering;
    std::unique_ptr<FakeDoor> m_silent;
    EwsLimiter m_limiter{40};
    SystemRandomSource m_random;
};

void TestCheckOperations::init()
{
    m_answering = std::make_unique<FakeDoor>();
    m_answering->onExchange = healthy;
    m_silent = std::make_unique<FakeDoor>();
    m_silent->onExchange = [](const ExchangeQuery &) { return Reply{{}, 0ms, true}; };
}

EwsContext TestCheckOperations::context(Door &door, std::chrono::milliseconds overall)
{
    EwsContext context{door, m_limiter, m_random, QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s), {}};
    context.credential = Credential{Credential::Scheme::Basic, u"svc"_s, u"svc"_s, Secret("canary")};
    context.overall = overall;
    return context;
}

std::unique_ptr<LateUnsubscribe> TestCheckOperations::farewell(Door &door, std::chrono::milliseconds overall)
{
    const QString mailbox = u"room1@contoso.test"_s;
    auto subscribing =
        std::make_unique<EwsCall>(context(door, overall), EwsRequest{Ews::Subscribe{}, mailbox, {}});
    subscribing->start();
    return std::make_unique<LateUnsubscribe>(std::move(subscribing), context(door, overall), mailbox);
}

void TestCheckOperations::roomReader_data()
{
    QTest::addColumn<bool>("isHealthy");
    QTest::newRow("two lists") << true;
    QTest::newRow("a problem") << false;
}

void TestCheckOperations::roomReader()
{
    QFETCH(const bool, isHealthy);
    if (!isHealthy)
        m_answering->onExchange = [](const ExchangeQuery &) {
            return Reply{Problem{Code::TcpReset, {}, {}}};
        };
    const OperationContract<RoomReader> contract{
        [this] { return std::make_unique<RoomReader>(context(*m_answering)); },
        [this] { return std::make_unique<RoomReader>(context(*m_silent, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestCheckOperations::roomsThatDoNotComeLeaveTheOthers()
{
    m_answering->onExchange = [](const ExchangeQuery &query) {
        const bool isSecond = query.body.contains("GetRooms>") && query.body.contains("b@contoso.test");
        return isSecond ? Reply{{}, 0ms, true} : healthy(query);
    };
    RoomReader reader(context(*m_answering, 200ms));
    QSignalSpy finished(&reader, &RoomReader::finished);
    reader.start();
    QVERIFY(finished.wait());
    const auto result = finished.first().first().value<Result<RoomDirectory>>();
    QVERIFY(result);
    QCOMPARE(result->lists.size(), 2);
    QCOMPARE(result->lists.first().rooms.size(), 1);
    QVERIFY(!result->lists.first().problem);
    QCOMPARE(result->lists.last().problem->code, QString(Code::HttpTimeout));
}

void TestCheckOperations::lateUnsubscribe()
{
    const OperationContract<LateUnsubscribe> contract{[this] { return farewell(*m_answering); },
                                                      [this] { return farewell(*m_silent, Soon); }};
    contract.verify(u"(a value)"_s); // no subscription came of it, so there is none to end
}

void TestCheckOperations::lateUnsubscribeEndsWhatWasMade()
{
    const auto operation = farewell(*m_answering);
    QSignalSpy finished(operation.get(), &LateUnsubscribe::finished);
    operation->start();
    QVERIFY(finished.wait());
    QCOMPARE(m_answering->exchanges.size(), 2);
    QVERIFY(m_answering->exchanges.last().body.contains("s1"));
}

void TestCheckOperations::consoleFarewell()
{
    const SystemClock clock;
    const auto farewell = [&](const std::function<Reply(const ExchangeQuery &)> &answers) {
        const auto door = std::make_shared<FakeDoor>();
        door->onExchange = answers;
        const ConsoleWays ways{door, std::make_shared<LoginGate>(), clock, m_random};
        const EwsRequest ending{Ews::Unsubscribe{u"s1"_s}, {}, {}};
        return std::make_unique<ConsoleFarewell>(ways, context(*door), QList{ending, ending});
    };
    const auto late = [](const ExchangeQuery &) { return Reply{Problem{Code::HttpTimeout, {}, {}}, Soon}; };
    const OperationContract<ConsoleFarewell> contract{[&] { return farewell(healthy); },
                                                      [&] { return farewell(late); }};
    contract.verify(u"(a value)"_s); // what it is answered does not matter
}

QTEST_GUILESS_MAIN(TestCheckOperations)
#include "tst_checkoperations.moc"
