// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/randomsource.h"
#include "exchange/autodiscovercandidates.h"
#include "exchange/autodiscoverprobe.h"
#include "exchange/autodiscoversettings.h"
#include "exchange/consolecall.h"
#include "exchange/ewscall.h"
#include "exchange/ewslimiter.h"
#include "exchange/ewssearch.h"
#include "exchange/ntlmprobe.h"
#include "exchange/versionsearch.h"
#include "support/operationcontract.h"
#include "support/outcome.h"
#include "unit/exchange/fakedoor.h"

using namespace Setup;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Soon = 120ms;

const QByteArray soap =
    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
    "<GetFolderResponse><ResponseMessages><GetFolderResponseMessage ResponseClass='Error'>"
    "<ResponseCode>%1</ResponseCode></GetFolderResponseMessage></ResponseMessages>"
    "</GetFolderResponse></s:Body></s:Envelope>";

using Reply = FakeReply<ExchangeAnswer>;

Reply says(const QByteArray &code)
{
    QByteArray body = soap;
    return {httpAnswer(200, body.replace("%1", code))};
}

Reply offersLogin()
{
    return {httpAnswer(401, {}, {{"WWW-Authenticate", "Basic"}, {"X-FEServer", "EX1"}})};
}

// What answers at once, and what never answers.
struct Doors
{
    explicit Doors(const Reply &reply)
    {
        answering.onExchange = [reply](const ExchangeQuery &) { return reply; };
        answering.onLookUp = [](const LookUpQuery &) {
            return FakeReply<LookUpAnswer>{Problem{Code::DnsNxdomain, {}, {}}};
        };
        answering.onConnect = [](const ConnectQuery &) { return FakeReply<ConnectAnswer>{ConnectAnswer()}; };
        silent.onExchange = [](const ExchangeQuery &) { return Reply{{}, 0ms, true}; };
        silent.onLookUp = [](const LookUpQuery &) { return FakeReply<LookUpAnswer>{{}, 0ms, true}; };
        silent.onConnect = [](const ConnectQuery &) { return FakeReply<ConnectAnswer>{{}, 0ms, true}; };
    }

    EwsContext context(Door &door, std::chrono::milliseconds overall = 5s)
    {
        EwsContext context{door, limiter, random, QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s), {}};
        context.credential = Credential{Credential::Scheme::Basic, u"svc"_s, u"svc"_s, Secret("canary")};
        context.overall = overall;
        return context;
    }

    FakeDoor answering;
    FakeDoor silent;
    EwsLimiter limiter{40}; // what a test cancels must not keep others waiting
    SystemRandomSource random;
};

// A door keeps its exchange's deadline; some operations have no other.
void keepDeadline(FakeDoor &door)
{
    door.onExchange = [](const ExchangeQuery &) { return Reply{Problem{Code::HttpTimeout, {}, {}}, Soon}; };
}

EwsRequest request()
{
    return {Ews::GetRoomLists{}, {}, {}};
}

// The part of the discovery that has no finished(): it is over when it says so.
class ProbeOperation : public QObject
{
    Q_OBJECT

public:
    ProbeOperation(Door &door, std::chrono::milliseconds overall)
        : m_door(door)
    {
        m_query.domain = u"contoso.test"_s;
        m_query.overall = overall;
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            m_probe->giveUp();
            tell();
        });
    }

    void start()
    {
        cancel();
        m_probe = std::make_unique<AutodiscoverProbe>(m_door, m_query, AutodiscoverMethod::RootDomain);
        connect(m_probe.get(), &AutodiscoverProbe::progressed, this, &ProbeOperation::tell);
        m_deadline.start(m_query.overall);
        m_probe->start();
    }
    void cancel()
    {
        m_deadline.stop();
        if (!m_probe)
            return;
        m_probe->giveUp();
        m_spent = std::move(m_probe);
    }

signals:
    void finished(const Setup::Result<Setup::Done> &result);

private:
    void tell()
    {
        const bool isOver = m_probe->isOver();
        const auto outcome = m_probe->attempts().last().outcome;
        if (!isOver)
            return;
        m_deadline.stop();
        emit finished(outcome == AutodiscoverAttempt::Outcome::NoAnswerYet
                          ? Result<Done>(Problem{Code::HttpTimeout, {}, {}})
                          : Result<Done>(Done{}));
    }

    Door &m_door;
    CandidatesQuery m_query;
    QTimer m_deadline;
    std::unique_ptr<AutodiscoverProbe> m_probe;
    std::unique_ptr<AutodiscoverProbe> m_spent;
};

SettingsQuery settingsQuery(std::chrono::milliseconds overall)
{
    SettingsQuery query;
    query.email = u"svc@contoso.test"_s;
    query.credential = {Credential::Scheme::Basic, u"svc"_s, u"svc@contoso.test"_s, Secret("canary")};
    query.overall = overall;
    AutodiscoverCandidate candidate;
    candidate.url = QUrl(u"https://autodiscover.contoso.test/autodiscover/autodiscover.xml"_s);
    candidate.offers.offers = {{u"Basic"_s, {}, {}}};
    candidate.isExchange = true;
    query.candidates = {candidate};
    return query;
}

} // namespace

// The contract of operations, clause by clause.
class TestExchangeOperations : public QObject
{
    Q_OBJECT

private slots:
    void ewsCall_data();
    void ewsCall();
    void ewsCallInTheQueue();
    void consoleCall_data();
    void consoleCall();
    void onlyAStreamThatWasAskedForIsSilent();
    void ntlmProbe_data();
    void ntlmProbe();
    void streamingEwsCall();
    void versionSearch_data();
    void versionSearch();
    void allVersionsTogetherHaveOneDeadline();
    void candidates_data();
    void candidates();
    void probe();
    void ewsSearch_data();
    void ewsSearch();
    void ewsSearchesTogetherHaveOneDeadline();
    void settings_data();
    void settings();
    void limiterMayGoFirst();
    void limiterLetsWhoIsAdmittedChangeTheQueue();
};

void TestExchangeOperations::ewsCall_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::newRow("success") << says("NoError");
    QTest::newRow("an error") << says("ErrorAccessDenied");
    QTest::newRow("a page") << Reply{httpAnswer(200, "<html></html>")};
    QTest::newRow("a problem") << Reply{Problem{Code::TcpReset, {}, {}}};
}

void TestExchangeOperations::ewsCall()
{
    QFETCH(const Reply, reply);
    Doors doors(reply);
    const OperationContract<EwsCall> contract{
        [&] { return std::make_unique<EwsCall>(doors.context(doors.answering), request()); },
        [&] { return std::make_unique<EwsCall>(doors.context(doors.silent, Soon), request()); }};
    contract.verify(Code::HttpTimeout);
}

void TestExchangeOperations::ewsCallInTheQueue()
{
    Doors doors(says("NoError"));
    EwsLimiter full(0);
    EwsContext waiting{doors.answering, full, doors.random, QUrl(u"https://mail.contoso.test/"_s), {}};
    waiting.overall = Soon;
    const OperationContract<EwsCall> contract{
        [&] { return std::make_unique<EwsCall>(doors.context(doors.answering), request()); },
        [&] { return std::make_unique<EwsCall>(waiting, request()); }};
    contract.verify(Code::HttpTimeout);
}

void TestExchangeOperations::consoleCall_data()
{
    ewsCall_data();
}

void TestExchangeOperations::consoleCall()
{
    QFETCH(const Reply, reply);
    Doors doors(reply);
    keepDeadline(doors.silent);
    const ConsoleRequest asked{"<Envelope/>", u"GetRoomLists"_s, {}};
    const auto call = [&](Door &door) {
        return std::make_unique<ConsoleCall>(doors.context(door), asked, QString(), QByteArray());
    };
    OperationContract<ConsoleCall>([&] { return call(doors.answering); }, [&] { return call(doors.silent); })
        .verify(Code::HttpTimeout);
}

void TestExchangeOperations::onlyAStreamThatWasAskedForIsSilent()
{
    for (const bool leaves : {false, true}) {
        Doors doors(says("NoError"));
        FakeDoor door;
        door.onExchange = [leaves](const ExchangeQuery &) {
            FakeReply<ExchangeAnswer> reply{Problem{Code::HttpTimeout, {}, {}}};
            reply.leaves = leaves;
            return reply;
        };
        ConsoleCall call(doors.context(door), {"<Envelope/>", u"GetStreamingEvents"_s, {}}, {}, {});
        const auto result = outcomeOf<ConsoleAnswer>(call);
        QCOMPARE(codeOf(result), QString(leaves ? Code::NotificationsSilent : Code::HttpTimeout));
    }
}

void TestExchangeOperations::ntlmProbe_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<bool>("mayTryTwice");
    QTest::newRow("accepted") << says("NoError") << false;
    QTest::newRow("rejected twice") << offersLogin() << true;
    QTest::newRow("a problem") << Reply{Problem{Code::TcpReset, {}, {}}} << true;
}

void TestExchangeOperations::ntlmProbe()
{
    QFETCH(const Reply, reply);
    QFETCH(const bool, mayTryTwice);
    Doors doors(reply);
    keepDeadline(doors.silent);
    const auto probe = [&](Door &door) {
        return std::make_unique<NtlmProbe>(doors.context(door), request(), mayTryTwice);
    };
    // What went wrong is the attempt's result.
    OperationContract<NtlmProbe>([&] { return probe(doors.answering); }, [&] { return probe(doors.silent); })
        .verify(u"(a value)");
}

void TestExchangeOperations::streamingEwsCall()
{
    Doors doors(says("NoError"));
    const EwsRequest listen{Ews::GetStreamingEvents{u"id"_s, 1}, {}, {}};
    const OperationContract<EwsCall> contract{
        [&] { return std::make_unique<EwsCall>(doors.context(doors.answering), listen); },
        [&] { return std::make_unique<EwsCall>(doors.context(doors.silent, Soon), listen); }};
    contract.verify(Code::HttpTimeout);
}

void TestExchangeOperations::versionSearch_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::newRow("the first") << says("NoError");
    QTest::newRow("none") << says("ErrorInvalidServerVersion");
    QTest::newRow("a problem") << Reply{Problem{Code::TcpReset, {}, {}}};
}

void TestExchangeOperations::versionSearch()
{
    QFETCH(const Reply, reply);
    Doors doors(reply);
    const OperationContract<VersionSearch> contract{
        [&] { return std::make_unique<VersionSearch>(doors.context(doors.answering), request()); },
        [&] { return std::make_unique<VersionSearch>(doors.context(doors.silent, Soon), request()); }};
    contract.verify(Code::HttpTimeout);
}

void TestExchangeOperations::allVersionsTogetherHaveOneDeadline()
{
    Reply refusal = says("ErrorInvalidServerVersion");
    refusal.after = 90ms;
    Doors doors(refusal);
    VersionSearch search(doors.context(doors.answering, 200ms), request());
    QString code;
    connect(&search, &VersionSearch::finished, this, [&code](const Result<VersionedAnswer> &result) {
        code = result ? u"(a value)"_s : result.problem().code;
    });
    search.start();
    QTRY_VERIFY(!code.isEmpty());
    QCOMPARE(code, QString(Code::HttpTimeout));
    QVERIFY(doors.answering.exchanges.size() < exchangeVersionChain().size());
}

void TestExchangeOperations::candidates_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("domain");
    QTest::newRow("found") << offersLogin() << u"contoso.test"_s;
    QTest::newRow("not found") << Reply{httpAnswer(404)} << u"contoso.test"_s;
    QTest::newRow("nothing to ask") << offersLogin() << u"co.uk"_s;
}

void TestExchangeOperations::candidates()
{
    QFETCH(const Reply, reply);
    QFETCH(const QString, domain);
    Doors doors(reply);
    CandidatesQuery query;
    query.domain = domain;
    CandidatesQuery hasty;
    hasty.domain = u"contoso.test"_s;
    hasty.overall = Soon;
    const OperationContract<AutodiscoverCandidates> contract{
        [&] { return std::make_unique<AutodiscoverCandidates>(doors.answering, query); },
        [&] { return std::make_unique<AutodiscoverCandidates>(doors.silent, hasty); }};
    contract.verify(Code::TcpTimeout);
}

void TestExchangeOperations::probe()
{
    Doors doors(offersLogin());
    const OperationContract<ProbeOperation> contract{
        [&] { return std::make_unique<ProbeOperation>(doors.answering, 5s); },
        [&] { return std::make_unique<ProbeOperation>(doors.silent, Soon); }};
    contract.verify(Code::HttpTimeout);
}

void TestExchangeOperations::ewsSearch_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::newRow("found") << offersLogin();
    QTest::newRow("not there") << Reply{httpAnswer(404)};
    QTest::newRow("a problem") << Reply{Problem{Code::TcpReset, {}, {}}};
}

void TestExchangeOperations::ewsSearch()
{
    QFETCH(const Reply, reply);
    Doors doors(reply);
    const auto search = [&doors](Door &door, std::chrono::milliseconds overall) {
        return std::make_unique<EwsSearch>(
            doors.context(door, overall),
            QList<QUrl>{QUrl(u"https://a.contoso.test/"_s), QUrl(u"https://b.contoso.test/"_s)});
    };
    OperationContract<EwsSearch>([&] { return search(doors.answering, 5s); },
                                 [&] { return search(doors.silent, Soon); })
        .verify(Code::HttpTimeout);
    for (const ExchangeQuery &query : doors.answering.exchanges)
        QVERIFY(!query.credential);
}

void TestExchangeOperations::ewsSearchesTogetherHaveOneDeadline()
{
    Reply refusal{httpAnswer(404)};
    refusal.after = 90ms;
    Doors doors(refusal);
    EwsSearch search(doors.context(doors.answering, 200ms),
                     QList<QUrl>(5, QUrl(u"https://mail.contoso.test/"_s)));
    QString code;
    connect(&search, &EwsSearch::finished, this, [&code](const Result<FoundEws> &result) {
        code = result ? u"(a value)"_s : result.problem().code;
    });
    search.start();
    QTRY_COMPARE(code, QString(Code::HttpTimeout));
    QVERIFY(doors.answering.exchanges.size() < 5);
}

void TestExchangeOperations::settings_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::newRow("rejected") << offersLogin();
    QTest::newRow("not there") << Reply{httpAnswer(404)};
    QTest::newRow("a problem") << Reply{Problem{Code::TcpReset, {}, {}}};
}

void TestExchangeOperations::settings()
{
    QFETCH(const Reply, reply);
    Doors doors(reply);
    const OperationContract<AutodiscoverSettings> contract{
        [&] { return std::make_unique<AutodiscoverSettings>(doors.answering, settingsQuery(5s)); },
        [&] { return std::make_unique<AutodiscoverSettings>(doors.silent, settingsQuery(Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestExchangeOperations::limiterMayGoFirst()
{
    auto limiter = std::make_unique<EwsLimiter>();
    QObject first;
    QObject second;
    int admitted = 0;
    limiter->enter(&first, [&] {
        ++admitted;
        limiter.reset();
    });
    limiter->enter(&second, [&] { ++admitted; });
    QTRY_VERIFY(!limiter);
    QTest::qWait(10);
    QCOMPARE(admitted, 1);
}

void TestExchangeOperations::limiterLetsWhoIsAdmittedChangeTheQueue()
{
    EwsLimiter limiter(1);
    auto first = std::make_unique<QObject>();
    auto second = std::make_unique<QObject>();
    QObject third;
    QStringList order;
    limiter.enter(first.get(), [&] {
        order.append(u"first"_s);
        second.reset();
        limiter.enter(&third, [&] { order.append(u"third"_s); });
        first.reset();
    });
    limiter.enter(second.get(), [&] { order.append(u"second"_s); });
    QTRY_COMPARE(order, (QStringList{u"first"_s, u"third"_s}));
    QCOMPARE(limiter.inFlight(), 1);
}

QTEST_GUILESS_MAIN(TestExchangeOperations)
#include "tst_exchangeoperations.moc"
