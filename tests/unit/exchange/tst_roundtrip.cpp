// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "core/randomsource.h"
#include "exchange/autodiscovercandidates.h"
#include "exchange/autodiscoversettings.h"
#include "exchange/ewslimiter.h"
#include "exchange/ewsquery.h"
#include "exchange/exchangeproduct.h"
#include "exchange/httpverdict.h"
#include "exchange/ntlm.h"
#include "exchange/versionsearch.h"
#include "net/guarddoor.h"
#include "net/worlddoor.h"
#include "simulators/simulatedworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// A simulated Exchange on loopback, and the way to it that checks have: guarded, over TLS.
struct Journey
{
    explicit Journey(const QString &scenario)
        : world(*Scenario::load(scenario))
        , live(world.table())
        , hosts(u"contoso.test"_s)
        , door(live, hosts, gate)
    {}

    EwsContext context()
    {
        return {door, limiter, random, QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s), credential()};
    }
    static Credential credential()
    {
        return {Credential::Scheme::Basic, u"askcody"_s, SimulatedWorld::email(), SimulatedWorld::password()};
    }
    Result<EwsAnswer> call(const EwsRequest &request)
    {
        EwsCall operation(context(), request);
        return outcome<EwsAnswer>(operation);
    }
    Result<ExchangeAnswer> ask(const ExchangeQuery &query)
    {
        const auto operation = door.exchange(query);
        return outcome<ExchangeAnswer>(*operation);
    }
    Result<SettingsAnswer> settings(const QList<AutodiscoverCandidate> &candidates)
    {
        SettingsQuery query;
        query.email = SimulatedWorld::email();
        query.credential = credential();
        query.candidates = candidates;
        AutodiscoverSettings operation(door, query);
        return outcome<SettingsAnswer>(operation);
    }
    Result<CandidatesAnswer> candidates()
    {
        CandidatesQuery query;
        query.domain = u"contoso.test"_s;
        query.email = SimulatedWorld::email();
        AutodiscoverCandidates operation(door, query);
        return outcome<CandidatesAnswer>(operation);
    }
    template<typename T, typename Operation>
    static Result<T> outcome(Operation &operation)
    {
        QSignalSpy spy(&operation, &Operation::finished);
        operation.start();
        if (!spy.wait(20'000))
            return Problem{u"nothing came"_s, {}, {}};
        return spy.first().first().template value<Result<T>>();
    }

    SimulatedWorld world;
    WorldDoor live;
    ConfirmedHosts hosts;
    LoginGate gate;
    GuardDoor door;
    EwsLimiter limiter;
    SystemRandomSource random;
};

QString codeOf(const Result<EwsAnswer> &result)
{
    const auto problem = problemOf(result);
    return problem ? problem->code : QString();
}

} // namespace

class TestRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void everyOperationWorks();
    void streamingSubscribesListensAndUnsubscribes();
    void autodiscoverFindsAndAsks();
    void discoveries_data();
    void discoveries();
    void theEndpointOffersALogin();
    void ntlmTellsTheDomainWithoutALogin();
    void versions_data();
    void versions();
    void troubles_data();
    void troubles();
};

void TestRoundTrip::everyOperationWorks()
{
    Journey journey(u"healthy"_s);
    const QString room = SimDirectory::roomAddress(1);
    const auto resolved = journey.call({Ews::ResolveNames{u"smtp:"_s + SimulatedWorld::email()}});
    QCOMPARE(codeOf(resolved), QString());
    QCOMPARE(resolved->resolutions.size(), 1);
    QVERIFY(resolved->build.has_value());
    QCOMPARE(ExchangeProducts().productOf(*resolved->build).name, u"Exchange Server SE"_s);
    QVERIFY(!resolved->requestIds.isEmpty());
    const auto folder = journey.call({Ews::GetFolder(), room});
    QCOMPARE(codeOf(folder), QString());
    QVERIFY(folder->folderFound);
    const auto lists = journey.call({Ews::GetRoomLists()});
    QCOMPARE(codeOf(lists), QString());
    QCOMPARE(lists->roomLists.size(), 1);
    const auto rooms = journey.call({Ews::GetRooms{lists->roomLists.first().address}});
    QCOMPARE(codeOf(rooms), QString());
    QCOMPARE(rooms->rooms.size(), 3);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto busy = journey.call({Ews::GetUserAvailability{{room}, now, now.addDays(1)}});
    QCOMPARE(codeOf(busy), QString());
    QVERIFY(!busy->freeBusy.first().merged.isEmpty());
    QCOMPARE(codeOf(journey.call({Ews::GetFolder(), SimDirectory::forbiddenAddress()})),
             u"ErrorImpersonateUserDenied"_s);
}

void TestRoundTrip::streamingSubscribesListensAndUnsubscribes()
{
    for (const auto &scenario : {u"healthy"_s, u"streaming-split"_s}) {
        Journey journey(scenario);
        const QString room = SimDirectory::roomAddress(1);
        const auto subscribed = journey.call({Ews::Subscribe(), room});
        QCOMPARE(codeOf(subscribed), QString());
        QVERIFY(!subscribed->subscriptionId.isEmpty());
        EwsRequest listen{Ews::GetStreamingEvents{subscribed->subscriptionId, 1}, room,
                          subscribed->affinityCookie};
        const auto heard = journey.call(listen);
        QCOMPARE(codeOf(heard), QString());
        QVERIFY(heard->connectionStatus.contains(u"OK"_s) || heard->notifications > 0);
        const auto ended =
            journey.call({Ews::Unsubscribe{subscribed->subscriptionId}, room, subscribed->affinityCookie});
        QCOMPARE(codeOf(ended), QString());
    }
}

void TestRoundTrip::autodiscoverFindsAndAsks()
{
    Journey journey(u"healthy"_s);
    const auto found = journey.candidates();
    QVERIFY2(found.hasValue(), found ? "" : qPrintable(found.problem().code));
    QCOMPARE(found->candidates.first().url.host(), u"autodiscover.contoso.test"_s);
    QVERIFY(found->candidates.first().isExchange);
    QCOMPARE(found->ewsUrl().host(), u"mail.contoso.test"_s);
    QCOMPARE(journey.world.exchange().acceptedLogins(), 0);
    const auto told = journey.settings(found->candidates);
    QVERIFY2(told.hasValue(), told ? "" : qPrintable(told.problem().code));
    QCOMPARE(told->ewsUrl(), QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s));
    QVERIFY(told->build.has_value());
    QCOMPARE(journey.world.exchange().acceptedLogins(), 1);
}

void TestRoundTrip::discoveries_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("candidate"); // host; empty: none found
    QTest::addColumn<QString>("ews"); // host; empty: see code
    QTest::addColumn<QString>("code"); // of the settings
    QTest::newRow("missing") << u"autodiscover-missing"_s << QString() << QString() << QString();
    QTest::newRow("wrong site") << u"autodiscover-wrong-site"_s << QString() << QString() << QString();
    QTest::newRow("service record") << u"autodiscover-srv-only"_s << u"mail.contoso.test"_s
                                    << u"mail.contoso.test"_s << QString();
    QTest::newRow("internal address only")
        << u"autodiscover-only-internal-url"_s << u"autodiscover.contoso.test"_s << u"exch01.contoso.local"_s
        << QString();
    QTest::newRow("foreign host") << u"autodiscover-redirect-foreign-host"_s << u"autodiscover.hoster.test"_s
                                  << QString() << QString(Code::HostNotConfirmed);
    QTest::newRow("loop") << u"autodiscover-redirect-loop"_s << u"autodiscover.contoso.test"_s << QString()
                          << QString(Code::HttpTooManyRedirects);
    QTest::newRow("wrong password") << u"wrong-password"_s << u"autodiscover.contoso.test"_s << QString()
                                    << QString(Code::Http401BasicRejected);
    QTest::newRow("Basic off on EWS only")
        << u"basic-off"_s << u"autodiscover.contoso.test"_s << u"mail.contoso.test"_s << QString();
}

void TestRoundTrip::discoveries()
{
    QFETCH(QString, scenario);
    QFETCH(QString, candidate);
    QFETCH(QString, ews);
    QFETCH(QString, code);
    Journey journey(scenario);
    const auto found = journey.candidates();
    QCOMPARE(found ? found->candidates.first().url.host() : QString(), candidate);
    QCOMPARE(journey.world.exchange().acceptedLogins(), 0);
    if (!found) {
        QCOMPARE(found.problem().code, QString(Code::AutodiscoverNotFound));
        return;
    }
    const auto told = journey.settings(found->candidates);
    QCOMPARE(told ? told->ewsUrl().host() : QString(), ews);
    QCOMPARE(told ? QString() : told.problem().code, code);
}

void TestRoundTrip::theEndpointOffersALogin()
{
    Journey journey(u"healthy"_s);
    const EwsContext context = journey.context();
    const auto answer = journey.ask(endpointQuery(context));
    QVERIFY(answer.hasValue());
    const HttpVerdict verdict = judgeHttp(context.url, *answer, LoginSent::No);
    QVERIFY(verdict.kind == HttpVerdict::Kind::LoginOffered);
    QVERIFY(verdict.isExchange);
    QVERIFY(!needsBasic(verdict));
}

void TestRoundTrip::ntlmTellsTheDomainWithoutALogin()
{
    Journey journey(u"healthy"_s);
    const EwsContext context = journey.context();
    const auto answer = journey.ask(ntlmQuery(context));
    QVERIFY2(answer.hasValue(), answer ? "" : qPrintable(answer.problem().detail));
    const auto names = Ntlm::targetNames(AuthOffers::fromHeaders(answer->headers));
    QVERIFY(names.has_value());
    QCOMPARE(names->netbiosDomain, u"CONTOSO"_s);
    QCOMPARE(journey.world.requestCount(), 1);
}

void TestRoundTrip::versions_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("product");
    QTest::newRow("2007") << u"version-2007"_s << u"Exchange2007_SP1"_s << u"Exchange Server 2007"_s;
    QTest::newRow("2010 RTM") << u"version-2010-rtm"_s << u"Exchange2010"_s << u"Exchange Server 2010"_s;
    QTest::newRow("2013 CU3") << u"version-2013-cu3"_s << u"Exchange2013"_s << u"Exchange Server 2013"_s;
    QTest::newRow("2010") << u"version-2010"_s << u"Exchange2010_SP2"_s << u"Exchange Server 2010"_s;
    QTest::newRow("2013") << u"version-2013"_s << u"Exchange2013_SP1"_s << u"Exchange Server 2013"_s;
    QTest::newRow("2016") << u"version-2016"_s << u"Exchange2013_SP1"_s << u"Exchange Server 2016"_s;
    QTest::newRow("2019") << u"version-2019"_s << u"Exchange2013_SP1"_s << u"Exchange Server 2019"_s;
}

void TestRoundTrip::versions()
{
    QFETCH(QString, scenario);
    QFETCH(QString, version);
    QFETCH(QString, product);
    Journey journey(scenario);
    VersionSearch search(journey.context(), {Ews::ResolveNames{u"smtp:"_s + SimulatedWorld::email()}});
    const auto found = Journey::outcome<VersionedAnswer>(search);
    QVERIFY2(found.hasValue(), found ? "" : qPrintable(found.problem().code));
    QCOMPARE(Setup::toString(found->version), version);
    QVERIFY(found->answer.build.has_value());
    const QString name = ExchangeProducts().productOf(*found->answer.build).name;
    QVERIFY2(name.startsWith(product), qPrintable(name));
}

void TestRoundTrip::troubles_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("code"); // empty: a retry repaired it
    QTest::newRow("wrong password") << u"wrong-password"_s << QString(Code::Http401BasicRejected);
    QTest::newRow("Basic off") << u"basic-off"_s << QString(Code::Http401BasicNotOffered);
    QTest::newRow("busy once") << u"busy-once"_s << QString();
    QTest::newRow("busy inside") << u"busy-inner"_s << QString();
    QTest::newRow("busy always") << u"busy-always"_s << u"ErrorServerBusy"_s;
    QTest::newRow("generic error once") << u"generic-error-once"_s << QString();
    QTest::newRow("503 once") << u"service-unavailable-once"_s << QString();
    QTest::newRow("login page") << u"login-page"_s << QString(Code::Http200Preauth);
    QTest::newRow("OWA") << u"owa-redirect"_s << QString(Code::Http302Owa);
    QTest::newRow("pre-authentication") << u"preauth-redirect"_s << QString(Code::Http302Preauth);
    QTest::newRow("403") << u"ews-disabled-403"_s << QString(Code::Http403EwsDisabled);
    QTest::newRow("404") << u"not-found-404"_s << QString(Code::Http404);
    QTest::newRow("IIS page") << u"iis-500-html"_s << QString(Code::Http500Aspnet);
    QTest::newRow("firewall") << u"waf-block"_s << QString(Code::Http403IpOrWaf);
    QTest::newRow("proxy") << u"proxy-block-page"_s << QString(Code::ProxyBlockPage);
    QTest::newRow("DTD") << u"dtd-answer"_s << QString(Code::AnswerDtd);
    QTest::newRow("empty") << u"empty-answer"_s << QString(Code::AnswerEmpty);
    QTest::newRow("too large") << u"huge-answer"_s << QString(Code::AnswerTooLarge);
    QTest::newRow("cut") << u"truncated-answer"_s << QString(Code::AnswerTruncated);
    QTest::newRow("certificate") << u"cert-expired"_s << QString(Code::TlsCertExpired);
}

void TestRoundTrip::troubles()
{
    QFETCH(QString, scenario);
    QFETCH(QString, code);
    Journey journey(scenario);
    const EwsRequest resolve{Ews::ResolveNames{u"smtp:"_s + SimulatedWorld::email()}};
    const EwsRequest folder{Ews::GetFolder(), SimDirectory::roomAddress(1)};
    const auto result = journey.call(scenario == u"busy-inner" ? folder : resolve);
    const QString got = codeOf(result);
    QVERIFY2(got == code, qPrintable(got));
    QVERIFY(!code.isEmpty() || !result->retries.isEmpty());
}

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_roundtrip.moc"
