// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/randomsource.h"
#include "exchange/ewscall.h"
#include "exchange/ewslimiter.h"
#include "exchange/ewsquery.h"
#include "exchange/versionsearch.h"
#include "unit/exchange/fakedoor.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Answers = QList<FakeReply<ExchangeAnswer>>;

QByteArray soap(const QByteArray &body)
{
    return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + body
        + "</s:Body></s:Envelope>";
}

QByteArray message(const QByteArray &code, const QByteArray &inside = {})
{
    const QByteArray kind = code == "NoError" ? "Success" : "Error";
    return soap("<GetFolderResponse><ResponseMessages><GetFolderResponseMessage ResponseClass='" + kind
                + "'><ResponseCode>" + code + "</ResponseCode>" + inside
                + "</GetFolderResponseMessage></ResponseMessages></GetFolderResponse>");
}

FakeReply<ExchangeAnswer> ok()
{
    return {httpAnswer(200, message("NoError"), {{"request-id", "id-ok"}})};
}

FakeReply<ExchangeAnswer> inner(const QByteArray &code, const QByteArray &inside = {})
{
    return {httpAnswer(200, message(code, inside), {{"request-id", "id-inner"}})};
}

FakeReply<ExchangeAnswer> fault(const QByteArray &code, int backOff = -1, int status = 500)
{
    const QByteArray values = backOff < 0 ? QByteArray()
                                          : "<MessageXml><Value Name='BackOffMilliseconds'>"
            + QByteArray::number(backOff) + "</Value></MessageXml>";
    return {httpAnswer(
        status,
        soap("<s:Fault><detail><ResponseCode>" + code + "</ResponseCode>" + values + "</detail></s:Fault>"),
        {{"request-id", "id-fault"}})};
}

// Still on its way when a test looks again.
FakeReply<ExchangeAnswer> slow(FakeReply<ExchangeAnswer> reply)
{
    reply.after = 80ms;
    return reply;
}

FakeReply<ExchangeAnswer> page(int status, const HttpHeaders &headers = {})
{
    return {httpAnswer(status, "<html></html>", headers)};
}

} // namespace

class TestEwsCall : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void retries_data();
    void retries();
    void waitsAsLongAsTold();
    void theBudgetIsSharedByTheCallsOfACheck();
    void whatIsNoSoapIsAProblem_data();
    void whatIsNoSoapIsAProblem();
    void resultTellsRequestIdsAndRetries();
    void aProblemTellsThemToo();
    void headersOfEveryCall();
    void affinityIsKept();
    void atMostFourAtATime();
    void overallDeadlineEndsTheQueue();
    void cancelSilences();
    void cancelSilencesAWait();
    void destructionSilencesAndFreesThePlace();
    void canBeStartedAgainFromFinished();
    void canBeDeletedFromFinished();
    void streamingEndsAtTheFirstSignOfLife_data();
    void streamingEndsAtTheFirstSignOfLife();
    void streamingThatStaysSilentSaysSo();
    void streamingKeepsTheContract();
    void versions_data();
    void versions();
    void aFoundVersionStands_data();
    void aFoundVersionStands();
    void versionSearchKeepsTheContract();

private:
    EwsContext context();
    Result<EwsAnswer> run(const Answers &answers, bool *done = nullptr);

    std::unique_ptr<FakeDoor> m_door;
    std::unique_ptr<EwsLimiter> m_limiter;
    SystemRandomSource m_random;
};

void TestEwsCall::init()
{
    m_limiter = std::make_unique<EwsLimiter>();
    m_door = std::make_unique<FakeDoor>();
    m_door->onExchange = [](const ExchangeQuery &) { return ok(); };
}

EwsContext TestEwsCall::context()
{
    EwsContext context{*m_door, *m_limiter, m_random, QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s),
                       Credential{Credential::Scheme::Basic, u"a"_s, u"a@contoso.test"_s, Secret("x")}};
    return context;
}

Result<EwsAnswer> TestEwsCall::run(const Answers &answers, bool *done)
{
    m_door->onExchange = [answers, this](const ExchangeQuery &) {
        return answers.at(std::min<qsizetype>(m_door->exchanges.size(), answers.size()) - 1);
    };
    EwsCall call(context(), {Ews::GetFolder(), {}, {}});
    QSignalSpy spy(&call, &EwsCall::finished);
    call.start();
    const bool early = spy.count() > 0;
    const bool came = spy.wait(8'000);
    if (done)
        *done = came && !early && spy.count() == 1;
    return came ? spy.first().first().value<Result<EwsAnswer>>()
                : Result<EwsAnswer>(Problem{u"none"_s, {}, {}});
}

void TestEwsCall::retries_data()
{
    QTest::addColumn<Answers>("answers");
    QTest::addColumn<int>("sends");
    QTest::addColumn<QString>("code"); // empty: success
    const HttpHeaders soon{{"Retry-After", "0"}};
    const HttpHeaders errorPage{{"Location", "/ews/genericerrorpage.htm?aspxerrorpath=/EWS/Exchange.asmx"}};
    QTest::newRow("healthy") << Answers{ok()} << 1 << QString();
    QTest::newRow("busy fault") << Answers{fault("ErrorServerBusy", 5), ok()} << 2 << QString();
    QTest::newRow("busy fault with status 200")
        << Answers{fault("ErrorServerBusy", 5, 200), ok()} << 2 << QString();
    QTest::newRow("busy inside") << Answers{
        inner("ErrorServerBusy", "<MessageXml><Value Name='BackOffMilliseconds'>5</Value></MessageXml>"),
        ok()} << 2 << QString();
    QTest::newRow("busy three times") << Answers{fault("ErrorServerBusy", 5), fault("ErrorServerBusy", 5),
                                                 fault("ErrorServerBusy", 5), ok()}
                                      << 4 << QString();
    QTest::newRow("busy for ever") << Answers{fault("ErrorServerBusy", 5)} << 5 << u"ErrorServerBusy"_s;
    QTest::newRow("busy for too long")
        << Answers{fault("ErrorServerBusy", 30'001)} << 1 << u"ErrorServerBusy"_s;
    QTest::newRow("transient") << Answers{inner("ErrorMailboxStoreUnavailable"), ok()} << 2 << QString();
    QTest::newRow("transient fault") << Answers{fault("ErrorInternalServerTransientError"), ok()} << 2
                                     << QString();
    QTest::newRow("transient for ever")
        << Answers{inner("ErrorADUnavailable")} << 2 << u"ErrorADUnavailable"_s;
    QTest::newRow("transient and busy")
        << Answers{inner("ErrorADUnavailable"), fault("ErrorServerBusy", 5), inner("ErrorADUnavailable")} << 3
        << u"ErrorADUnavailable"_s;
    QTest::newRow("permanent") << Answers{inner("ErrorAccessDenied")} << 1 << u"ErrorAccessDenied"_s;
    QTest::newRow("503 with Retry-After") << Answers{page(503, soon), ok()} << 2 << QString();
    QTest::newRow("429 with Retry-After") << Answers{page(429, soon), ok()} << 2 << QString();
    QTest::newRow("429 for ever") << Answers{page(429, soon)} << 2 << QString(Code::Http429);
    QTest::newRow("429 without") << Answers{page(429)} << 1 << QString(Code::Http429);
    QTest::newRow("503 for ever") << Answers{page(503, soon)} << 2 << QString(Code::Http503);
    QTest::newRow("503 without") << Answers{page(503)} << 1 << QString(Code::Http503);
    QTest::newRow("503 much later") << Answers{page(503, {{"Retry-After", "31"}})} << 1
                                    << QString(Code::Http503);
    QTest::newRow("503 with a date") << Answers{
        page(503,
             {{"Date", "Mon, 23 Nov 2026 10:00:00 GMT"}, {"Retry-After", "Mon, 23 Nov 2026 10:00:00 GMT"}}),
        ok()} << 2 << QString();
    QTest::newRow("503 in an hour that summer time skips") << Answers{
        page(503,
             {{"Date", "Sun, 29 Mar 2026 02:30:00 GMT"}, {"Retry-After", "Sun, 29 Mar 2026 02:30:00 GMT"}}),
        ok()} << 2 << QString();
    QTest::newRow("503 with nonsense")
        << Answers{page(503, {{"Retry-After", "soon"}})} << 1 << QString(Code::Http503);
    QTest::newRow("generic error page") << Answers{page(302, errorPage), ok()} << 2 << QString();
    QTest::newRow("generic error page twice")
        << Answers{page(302, errorPage)} << 2 << QString(Code::Http302GenericError);
    QTest::newRow("one more try of all kinds")
        << Answers{page(302, errorPage), page(503, soon)} << 2 << QString(Code::Http503);
    QTest::newRow("401") << Answers{page(401,
                                         {{"WWW-Authenticate", "Basic realm=\"x\""}, {"Retry-After", "0"}})}
                         << 1 << QString(Code::Http401BasicRejected);
    QTest::newRow("connection lost") << Answers{{Problem{Code::HttpConnectionClosed, {}, {}}}} << 1
                                     << QString(Code::HttpConnectionClosed);
}

void TestEwsCall::retries()
{
    QFETCH(Answers, answers);
    QFETCH(int, sends);
    QFETCH(QString, code);
    bool done = false;
    const auto result = run(answers, &done);
    QVERIFY(done);
    QCOMPARE(m_door->exchanges.size(), sends);
    const auto problem = problemOf(result);
    QCOMPARE(problem ? problem->code : QString(), code);
    QCOMPARE(m_limiter->inFlight(), 0);
}

void TestEwsCall::waitsAsLongAsTold()
{
    QElapsedTimer clock;
    clock.start();
    const auto result = run({fault("ErrorServerBusy", 400), ok()});
    QVERIFY(clock.elapsed() >= 395);
    QCOMPARE(result->retries, (QList<EwsRetry>{{u"ErrorServerBusy"_s, 400ms}}));
    QVERIFY(result->duration >= 395ms);
}

void TestEwsCall::theBudgetIsSharedByTheCallsOfACheck()
{
    EwsContext shared = context();
    shared.waits->left = 60ms;
    m_door->onExchange = [this](const ExchangeQuery &) {
        return m_door->exchanges.size() % 2 == 1 ? fault("ErrorServerBusy", 50) : ok();
    };
    const EwsContext copy = shared;
    EwsCall first(shared, {Ews::GetFolder(), {}, {}});
    QSignalSpy firstSpy(&first, &EwsCall::finished);
    first.start();
    QVERIFY(firstSpy.wait());
    QVERIFY(!problemOf(firstSpy.first().first().value<Result<EwsAnswer>>()));
    EwsCall second(copy, {Ews::GetFolder(), {}, {}});
    QSignalSpy secondSpy(&second, &EwsCall::finished);
    second.start();
    QVERIFY(secondSpy.wait());
    QCOMPARE(problemOf(secondSpy.first().first().value<Result<EwsAnswer>>())->code, u"ErrorServerBusy"_s);
    QCOMPARE(m_door->exchanges.size(), 3);
}

void TestEwsCall::whatIsNoSoapIsAProblem_data()
{
    QTest::addColumn<Answers>("answers");
    QTest::addColumn<QString>("code");
    QTest::newRow("page") << Answers{page(200)} << QString(Code::Http200Html);
    QTest::newRow("empty") << Answers{{httpAnswer(200)}} << QString(Code::AnswerEmpty);
    QTest::newRow("cut") << Answers{{httpAnswer(200, message("NoError").chopped(9))}}
                         << QString(Code::AnswerTruncated);
    QTest::newRow("other XML") << Answers{{httpAnswer(200, "<Autodiscover/>")}}
                               << QString(Code::AnswerUnexpected);
    QTest::newRow("door") << Answers{{Problem{Code::TlsSelfSigned, {}, {}}}} << QString(Code::TlsSelfSigned);
    QTest::newRow("gate") << Answers{{Problem{Code::LoginGateClosed, {}, {}}}}
                          << QString(Code::LoginGateClosed);
}

void TestEwsCall::whatIsNoSoapIsAProblem()
{
    QFETCH(Answers, answers);
    QFETCH(QString, code);
    bool done = false;
    const auto result = run(answers, &done);
    QVERIFY(done);
    QVERIFY(!result);
    QCOMPARE(result.problem().code, code);
    QCOMPARE(m_door->exchanges.size(), 1);
}

void TestEwsCall::resultTellsRequestIdsAndRetries()
{
    const auto result = run({fault("ErrorServerBusy", 5), ok()});
    QCOMPARE(result->requestIds, (QStringList{u"id-fault"_s, u"id-ok"_s}));
    QCOMPARE(result->retries.size(), 1);
    QCOMPARE(result->status, 200);
}

void TestEwsCall::aProblemTellsThemToo()
{
    const auto result = run({fault("ErrorServerBusy", 5), page(404, {{"request-id", "id-404"}})});
    QCOMPARE(result.problem().code, QString(Code::Http404));
    QCOMPARE(result.problem().facts[u"requestIds"_s].toArray(), (QJsonArray{u"id-fault"_s, u"id-404"_s}));
    QCOMPARE(result.problem().facts[u"retries"_s].toArray().size(), 1);
}

void TestEwsCall::headersOfEveryCall()
{
    EwsCall call(context(), {Ews::GetFolder(), u"room1@contoso.test\r\nX-Evil: 1"_s, {}});
    QSignalSpy spy(&call, &EwsCall::finished);
    call.start();
    QVERIFY(spy.wait());
    const ExchangeQuery query = m_door->exchanges.first();
    QCOMPARE(query.method, "POST");
    QCOMPARE(query.headers.value("Content-Type"), "text/xml; charset=utf-8");
    QVERIFY(query.headers.value("User-Agent").startsWith("AskCodyExchangeSetup/"));
    QCOMPARE(query.headers.value("client-request-id").size(), 36);
    QCOMPARE(query.headers.value("return-client-request-id"), "true");
    QCOMPARE(query.headers.value("X-AnchorMailbox"), "room1@contoso.testX-Evil:1");
    QVERIFY(!query.headers.contains("Authorization"));
    QVERIFY(!query.headers.contains("X-PreferServerAffinity"));
    QVERIFY(query.credential.has_value());
}

void TestEwsCall::affinityIsKept()
{
    m_door->onExchange = [](const ExchangeQuery &) {
        return FakeReply<ExchangeAnswer>{
            httpAnswer(200, message("NoError"),
                       {{"Set-Cookie", "exchangecookie=1; path=/"},
                        {"Set-Cookie", "X-BackEndOverrideCookie=abc~1; path=/EWS; secure"}})};
    };
    EwsCall subscribe(context(), {Ews::Subscribe(), u"r@contoso.test"_s, {}});
    QSignalSpy spy(&subscribe, &EwsCall::finished);
    subscribe.start();
    QVERIFY(spy.wait());
    const auto answer = spy.first().first().value<Result<EwsAnswer>>();
    QCOMPARE(answer->affinityCookie, "X-BackEndOverrideCookie=abc~1");
    EwsCall unsubscribe(context(), {Ews::Unsubscribe{u"id"_s}, u"r@contoso.test"_s, answer->affinityCookie});
    QSignalSpy second(&unsubscribe, &EwsCall::finished);
    unsubscribe.start();
    QVERIFY(second.wait());
    QCOMPARE(m_door->exchanges.last().headers.value("Cookie"), "X-BackEndOverrideCookie=abc~1");
    QCOMPARE(m_door->exchanges.last().headers.value("X-PreferServerAffinity"), "true");
}

void TestEwsCall::atMostFourAtATime()
{
    m_door->onExchange = [](const ExchangeQuery &) {
        auto reply = ok();
        reply.after = 20ms;
        return reply;
    };
    std::vector<std::unique_ptr<EwsCall>> calls;
    int finished = 0;
    int most = 0;
    for (int i = 0; i < 10; ++i) {
        calls.push_back(std::make_unique<EwsCall>(context(), EwsRequest{Ews::GetFolder(), {}, {}}));
        connect(calls.back().get(), &EwsCall::finished, this, [&] {
            ++finished;
            most = std::max(most, m_limiter->inFlight());
        });
        calls.back()->start();
    }
    QCOMPARE(m_door->exchanges.size(), 0);
    QTRY_COMPARE(m_door->exchanges.size(), 4);
    QTRY_COMPARE(finished, 10);
    QVERIFY(most <= 4);
    QCOMPARE(m_limiter->inFlight(), 0);
}

void TestEwsCall::overallDeadlineEndsTheQueue()
{
    m_limiter = std::make_unique<EwsLimiter>(1);
    m_door->onExchange = [](const ExchangeQuery &) { return FakeReply<ExchangeAnswer>{{}, 0ms, true}; };
    EwsCall first(context(), {Ews::GetFolder(), {}, {}});
    first.start();
    EwsContext impatient = context();
    impatient.overall = 50ms;
    EwsCall second(impatient, {Ews::GetFolder(), {}, {}});
    QSignalSpy spy(&second, &EwsCall::finished);
    second.start();
    QVERIFY(spy.wait());
    QCOMPARE(spy.first().first().value<Result<EwsAnswer>>().problem().code, QString(Code::HttpTimeout));
    QCOMPARE(m_door->exchanges.size(), 1);
}

void TestEwsCall::cancelSilences()
{
    m_door->onExchange = [](const ExchangeQuery &) { return slow(ok()); };
    EwsCall call(context(), {Ews::GetFolder(), {}, {}});
    QSignalSpy spy(&call, &EwsCall::finished);
    call.start();
    call.cancel(); // still in the queue
    QVERIFY(!spy.wait(50));
    QCOMPARE(m_door->exchanges.size(), 0);
    call.start();
    QTRY_COMPARE(m_door->exchanges.size(), 1);
    call.cancel(); // in flight
    QVERIFY(!spy.wait(120));
    QCOMPARE(m_limiter->inFlight(), 0);
    call.start();
    QVERIFY(spy.wait());
}

void TestEwsCall::cancelSilencesAWait()
{
    m_door->onExchange = [](const ExchangeQuery &) { return fault("ErrorServerBusy", 60); };
    EwsCall call(context(), {Ews::GetFolder(), {}, {}});
    QSignalSpy spy(&call, &EwsCall::finished);
    call.start();
    QTRY_COMPARE(m_door->exchanges.size(), 1);
    QTest::qWait(20);
    call.cancel();
    QVERIFY(!spy.wait(120));
    QCOMPARE(m_door->exchanges.size(), 1);
}

void TestEwsCall::destructionSilencesAndFreesThePlace()
{
    m_limiter = std::make_unique<EwsLimiter>(1);
    m_door->onExchange = [](const ExchangeQuery &) { return slow(ok()); };
    bool called = false;
    auto call = std::make_unique<EwsCall>(context(), EwsRequest{Ews::GetFolder(), {}, {}});
    connect(call.get(), &EwsCall::finished, this, [&called] { called = true; });
    call->start();
    QTRY_COMPARE(m_door->exchanges.size(), 1);
    call.reset();
    QCOMPARE(m_limiter->inFlight(), 0);
    EwsCall next(context(), {Ews::GetFolder(), {}, {}});
    QSignalSpy spy(&next, &EwsCall::finished);
    next.start();
    QVERIFY(spy.wait());
    QVERIFY(!called);
}

void TestEwsCall::canBeStartedAgainFromFinished()
{
    EwsCall call(context(), {Ews::GetFolder(), {}, {}});
    int finished = 0;
    connect(&call, &EwsCall::finished, this, [&] {
        if (++finished == 1)
            call.start();
    });
    call.start();
    QTRY_COMPARE(finished, 2);
    QCOMPARE(m_door->exchanges.size(), 2);
}

void TestEwsCall::canBeDeletedFromFinished()
{
    auto *call = new EwsCall(context(), {Ews::GetFolder(), {}, {}});
    bool finished = false;
    connect(call, &EwsCall::finished, this, [&finished, call] {
        finished = true;
        delete call;
    });
    call->start();
    QTRY_VERIFY(finished);
}

void TestEwsCall::streamingEndsAtTheFirstSignOfLife_data()
{
    QTest::addColumn<QList<QByteArray>>("pieces");
    QTest::addColumn<qsizetype>("used"); // pieces read before the exchange was ended
    const QByteArray head =
        "<s:Envelope "
        "xmlns:s='http://schemas.xmlsoap.org/soap/envelope/"
        "'><s:Body><GetStreamingEventsResponse><ResponseMessages>"
        "<GetStreamingEventsResponseMessage ResponseClass='Success'><ResponseCode>NoError</ResponseCode>";
    const QByteArray tail = "</GetStreamingEventsResponseMessage></ResponseMessages></"
                            "GetStreamingEventsResponse></s:Body></s:Envelope>";
    const QByteArray status = head + "<ConnectionStatus>OK</ConnectionStatus>" + tail;
    const QByteArray nothing = head + tail;
    QTest::newRow("status at once") << QList<QByteArray>{status, nothing} << qsizetype(1);
    QTest::newRow("in crumbs") << QList<QByteArray>{status.left(3), status.mid(3, 200), status.mid(203),
                                                    nothing}
                               << qsizetype(3);
    QTest::newRow("after an empty one") << QList<QByteArray>{nothing, status, nothing} << qsizetype(2);
    QTest::newRow("two in one piece")
        << QList<QByteArray>{nothing + status.left(40), status.mid(40), nothing} << qsizetype(2);
    QTest::newRow("fault") << QList<QByteArray>{
        soap("<s:Fault><detail><ResponseCode>ErrorSubscriptionNotFound</ResponseCode></detail></s:Fault>"),
        nothing} << qsizetype(1);
}

void TestEwsCall::streamingEndsAtTheFirstSignOfLife()
{
    QFETCH(QList<QByteArray>, pieces);
    QFETCH(qsizetype, used);
    m_door->onExchange = [&](const ExchangeQuery &) {
        return FakeReply<ExchangeAnswer>{httpAnswer(200), 0ms, false, pieces};
    };
    EwsCall call(context(), {Ews::GetStreamingEvents{u"id"_s, 1}, u"r@contoso.test"_s, {}});
    QSignalSpy spy(&call, &EwsCall::finished);
    call.start();
    QCOMPARE(spy.count(), 0);
    QVERIFY(spy.wait());
    const auto result = spy.first().first().value<Result<EwsAnswer>>();
    QVERIFY(result.hasValue());
    QVERIFY(result->isFault || result->connectionStatus == QStringList{u"OK"_s});
    QCOMPARE(result->messages.size(),
             qsizetype(pieces.first().contains("NoError") && !pieces.first().contains("<ConnectionStatus")
                               && used == 2
                           ? 2
                           : 1));
    QCOMPARE(m_door->exchanges.size(), 1);
    QCOMPARE(m_limiter->inFlight(), 0);
}

void TestEwsCall::streamingThatStaysSilentSaysSo()
{
    m_door->onExchange = [](const ExchangeQuery &) {
        return FakeReply<ExchangeAnswer>{Problem{Code::HttpTimeout, {}, {}}};
    };
    EwsCall call(context(), {Ews::GetStreamingEvents{u"id"_s, 1}, {}, {}});
    QSignalSpy spy(&call, &EwsCall::finished);
    call.start();
    QVERIFY(spy.wait());
    QCOMPARE(spy.first().first().value<Result<EwsAnswer>>().problem().code,
             QString(Code::NotificationsSilent));
}

void TestEwsCall::streamingKeepsTheContract()
{
    m_door->onExchange = [](const ExchangeQuery &) { return slow(ok()); };
    auto call = std::make_unique<EwsCall>(context(), EwsRequest{Ews::GetStreamingEvents{u"id"_s, 1}, {}, {}});
    int finished = 0;
    connect(call.get(), &EwsCall::finished, this, [&finished] { ++finished; });
    call->start();
    call->cancel();
    QTest::qWait(30);
    QCOMPARE(finished, 0);
    call->start();
    QTRY_COMPARE(m_door->exchanges.size(), 1);
    call->cancel();
    QTest::qWait(100);
    QCOMPARE(finished, 0);
    call->start();
    QTRY_COMPARE(finished, 1);
    call->start();
    QTRY_COMPARE(m_door->exchanges.size(), 3);
    call.reset();
    QTest::qWait(30);
    QCOMPARE(finished, 1);
    QCOMPARE(m_limiter->inFlight(), 0);
}

void TestEwsCall::versions_data()
{
    QTest::addColumn<QStringList>("known");
    QTest::addColumn<QString>("pinned");
    QTest::addColumn<QString>("found"); // empty: none
    QTest::addColumn<int>("sends");
    const QStringList old{u"Exchange2010_SP2"_s, u"Exchange2010_SP1"_s, u"Exchange2010"_s,
                          u"Exchange2007_SP1"_s};
    QTest::newRow("2013 SP1 and later")
        << QStringList{u"Exchange2013_SP1"_s} << QString() << u"Exchange2013_SP1"_s << 1;
    QTest::newRow("2013 without SP1")
        << QStringList{u"Exchange2013"_s} + old << QString() << u"Exchange2013"_s << 3;
    QTest::newRow("2010 SP3") << old << QString() << u"Exchange2010_SP2"_s << 3;
    QTest::newRow("2010 SP1") << old.mid(1) << QString() << u"Exchange2010_SP1"_s << 3;
    QTest::newRow("2010 without a service pack") << old.mid(2) << QString() << u"Exchange2010"_s << 5;
    QTest::newRow("2007") << old.mid(3) << QString() << u"Exchange2007_SP1"_s << 5;
    QTest::newRow("none") << QStringList() << QString() << QString() << 4;
    QTest::newRow("pinned and known") << old << u"Exchange2010"_s << u"Exchange2010"_s << 1;
    QTest::newRow("pinned and unknown") << old << u"Exchange2016"_s << QString() << 1;
}

void TestEwsCall::versions()
{
    QFETCH(QStringList, known);
    QFETCH(QString, pinned);
    QFETCH(QString, found);
    QFETCH(int, sends);
    m_door->onExchange = [&known](const ExchangeQuery &query) {
        const bool knows = std::any_of(known.begin(), known.end(), [&query](const QString &version) {
            return query.body.contains("\"" + version.toUtf8() + "\"");
        });
        return knows ? ok() : fault("ErrorInvalidServerVersion");
    };
    VersionSearch search(context(), {Ews::ResolveNames{u"smtp:a@contoso.test"_s}, {}, {}},
                         exchangeVersionFromString(pinned));
    QSignalSpy spy(&search, &VersionSearch::finished);
    search.start();
    QCOMPARE(spy.count(), 0);
    QVERIFY(spy.wait());
    const auto result = spy.first().first().value<Result<VersionedAnswer>>();
    QCOMPARE(m_door->exchanges.size(), sends);
    QCOMPARE(result.hasValue(), !found.isEmpty());
    if (result) {
        QCOMPARE(toString(result->version), found);
        for (const ExchangeVersion version : result->refused)
            QVERIFY2(!known.contains(toString(version)), qPrintable(toString(version)));
        for (const QString &version : known) // the newest of them
            QVERIFY(!pinned.isEmpty() || *exchangeVersionFromString(version) <= result->version);
    } else {
        QCOMPARE(result.problem().code, u"ErrorInvalidServerVersion"_s);
        QCOMPARE(result.problem().facts[u"refused"_s].toArray().size(), sends);
    }
}

// The question for more is a spare one: whatever becomes of it, what was found stands.
void TestEwsCall::aFoundVersionStands_data()
{
    QTest::addColumn<FakeReply<ExchangeAnswer>>("spare");
    QTest::newRow("not in the recording") << FakeReply<ExchangeAnswer>{Problem{Code::NotInRecording, {}, {}}};
    QTest::newRow("no answer") << FakeReply<ExchangeAnswer>{Problem{Code::HttpTimeout, {}, {}}};
    QTest::newRow("a page") << page(404);
    QTest::newRow("another error") << inner("ErrorAccessDenied");
    QTest::newRow("refused") << fault("ErrorInvalidServerVersion");
}

void TestEwsCall::aFoundVersionStands()
{
    QFETCH(FakeReply<ExchangeAnswer>, spare);
    m_door->onExchange = [this, &spare](const ExchangeQuery &) {
        const qsizetype number = m_door->exchanges.size();
        return number == 1 ? fault("ErrorInvalidServerVersion") : number == 2 ? ok() : spare;
    };
    VersionSearch search(context(), {Ews::ResolveNames{u"smtp:a@contoso.test"_s}, {}, {}});
    QSignalSpy spy(&search, &VersionSearch::finished);
    search.start();
    QVERIFY(spy.wait());
    const auto result = spy.first().first().value<Result<VersionedAnswer>>();
    QVERIFY(result.hasValue());
    QCOMPARE(toString(result->version), u"Exchange2010_SP2"_s);
    QVERIFY(!result->answer.problem());
    QCOMPARE(m_door->exchanges.size(), 3);
}

void TestEwsCall::versionSearchKeepsTheContract()
{
    m_door->onExchange = [this](const ExchangeQuery &) {
        return slow(m_door->exchanges.size() % 2 == 1 ? fault("ErrorInvalidServerVersion") : ok());
    };
    auto search = std::make_unique<VersionSearch>(context(), EwsRequest{Ews::GetRoomLists(), {}, {}});
    int finished = 0;
    connect(search.get(), &VersionSearch::finished, this, [&finished] { ++finished; });
    search->start();
    QTRY_COMPARE(m_door->exchanges.size(), 1);
    search->cancel();
    QTest::qWait(100);
    QCOMPARE(finished, 0);
    m_door->exchanges.clear();
    search->start();
    QTRY_COMPARE(finished, 1);
    search->start();
    search.reset();
    QTest::qWait(30);
    QCOMPARE(finished, 1);
    QCOMPARE(m_limiter->inFlight(), 0);
}

QTEST_GUILESS_MAIN(TestEwsCall)
#include "tst_ewscall.moc"
