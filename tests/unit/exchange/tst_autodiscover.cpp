// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "exchange/autodiscovercandidates.h"
#include "exchange/autodiscoversettings.h"
#include "unit/exchange/fakedoor.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Setup;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Reply = FakeReply<ExchangeAnswer>;
// What each address ("https://host/path", suffix .xml, .svc or .json) answers; the method stands before it.
using Site = QHash<QString, Reply>;

const QString rootGet = u"GET https://contoso.test/autodiscover/autodiscover.xml"_s;
const QString hostGet = u"GET https://autodiscover.contoso.test/autodiscover/autodiscover.xml"_s;
const QString httpGet = u"GET http://autodiscover.contoso.test/autodiscover/autodiscover.xml"_s;
const QString hostJson = u"GET https://autodiscover.contoso.test/autodiscover/autodiscover.json"_s;
const QString rootJson = u"GET https://contoso.test/autodiscover/autodiscover.json"_s;
const QString mailGet = u"GET https://mail.contoso.test/autodiscover/autodiscover.xml"_s;
const QString firstGet = u"GET https://first.contoso.test/autodiscover/autodiscover.xml"_s;
const QString hostSoap = u"POST https://autodiscover.contoso.test/autodiscover/autodiscover.svc"_s;
const QString hostPox = u"POST https://autodiscover.contoso.test/autodiscover/autodiscover.xml"_s;
const QString rootSoap = u"POST https://contoso.test/autodiscover/autodiscover.svc"_s;
const QString mailSoap = u"POST https://mail.contoso.test/autodiscover/autodiscover.svc"_s;

QString keyOf(const ExchangeQuery &query)
{
    QString path = query.url.path();
    const qsizetype json = path.indexOf("autodiscover.json"_L1);
    if (json >= 0)
        path = path.left(json) + u"autodiscover.json"_s;
    return QString::fromLatin1(query.method) + u' ' + query.url.scheme() + u"://"_s + query.url.host() + path;
}

Reply exchange401()
{
    return {httpAnswer(401, {},
                       {{"WWW-Authenticate", "Negotiate"},
                        {"WWW-Authenticate", "Basic realm=\"x\""},
                        {"X-SOAP-Enabled", "True"},
                        {"X-FEServer", "EX1"}})};
}

Reply plain401()
{
    return {httpAnswer(401, {}, {{"WWW-Authenticate", "Basic realm=\"staging\""}})};
}
// What any server of a Windows domain offers.
Reply windows401()
{
    return {httpAnswer(401, {},
                       {{"WWW-Authenticate", "Negotiate"},
                        {"WWW-Authenticate", "NTLM"},
                        {"WWW-Authenticate", "Basic realm=\"contoso\""}})};
}
Reply json(const QByteArray &host)
{
    return {httpAnswer(200, "{\"Protocol\":\"EWS\",\"Url\":\"https://" + host + "/EWS/Exchange.asmx\"}")};
}
Reply page(int status)
{
    return {httpAnswer(status, "<html></html>")};
}
Reply to(const QByteArray &location)
{
    return {httpAnswer(302, {}, {{"Location", location}})};
}
Reply problem(QLatin1StringView code)
{
    return {Problem{code, {}, {}}};
}
Reply silent()
{
    return {{}, 0ms, true};
}

QByteArray soapAnswer(const QByteArray &user)
{
    return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header><h:ServerVersionInfo "
           "xmlns:h='x'>"
           "<h:MajorVersion>15</h:MajorVersion><h:MinorVersion>2</h:MinorVersion><h:MajorBuildNumber>1748</"
           "h:MajorBuildNumber>"
           "<h:MinorBuildNumber>10</h:MinorBuildNumber></h:ServerVersionInfo></"
           "s:Header><s:Body><GetUserSettingsResponseMessage><Response>"
           "<ErrorCode>NoError</ErrorCode><UserResponses><UserResponse>"
        + user
        + "</UserResponse></UserResponses></Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>";
}

Reply settings(const QByteArray &host)
{
    return {httpAnswer(
        200,
        soapAnswer("<ErrorCode>NoError</ErrorCode><UserSettings><UserSetting><Name>ExternalEwsUrl</"
                   "Name><Value>https://"
                   + host + "/EWS/Exchange.asmx</Value></UserSetting></UserSettings>"),
        {{"request-id", "id"}})};
}

Reply insecureSettings()
{
    return {httpAnswer(
        200,
        soapAnswer("<UserSettings><UserSetting><Name>ExternalEwsUrl</Name><Value>http://mail.contoso.test/EWS"
                   "</Value></UserSetting></UserSettings>"))};
}

Reply userError(const QByteArray &code, const QByteArray &target = {})
{
    return {httpAnswer(
        200,
        soapAnswer("<ErrorCode>" + code + "</ErrorCode><RedirectTarget>" + target + "</RedirectTarget>"))};
}

Reply poxSettings(const QByteArray &host)
{
    return {httpAnswer(200,
                       "<Autodiscover><Response><Account><Action>settings</Action><Protocol><Type>EXCH</"
                       "Type><EwsUrl>https://"
                           + host
                           + "/EWS/Exchange.asmx</EwsUrl></Protocol></Account></Response></Autodiscover>")};
}

Reply poxRedirect(const QByteArray &kind, const QByteArray &element, const QByteArray &target)
{
    return {httpAnswer(200,
                       "<Autodiscover><Response><Account><Action>" + kind + "</Action><" + element + ">"
                           + target + "</" + element + "></Account></Response></Autodiscover>")};
}

} // namespace

class TestAutodiscover : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void candidates_data();
    void candidates();
    void anyOrderDecidesAlike();
    void aStandstillIsNobodysSilence();
    void blackHolesCostLittle_data();
    void blackHolesCostLittle();
    void aBlackHoleInARecordCostsLittle();
    void anAliveHostIsWaitedFor();
    void windowsAuthenticationAloneEndsNoSearch();
    void onlyBlackHolesEndWithThePatience();
    void aPublicSuffixIsNotAsked();
    void theAddressIsToldToNobodyWhileTyping();
    void microsoftIsAskedOnlyWhenWanted();
    void microsoftIsSparedWhereverARedirectLeads();
    void candidatesKeepTheContract();
    void settings_data();
    void settings();
    void aRejectedLoginIsNotRepeatedAtTheSameHost();
    void whatIsNoExchangeGetsNoLogin();
    void windowsAuthenticationGetsTheLoginWhereNoExchangeIsKnown();
    void whereAnExchangeLeadsIsBelieved();
    void basicGoesOnlyWhereItIsOffered();
    void anotherAddressBeginsAnew();
    void settingsKeepTheContract();
    void aRunawayChainEnds();

private:
    Reply answer(const ExchangeQuery &query) const;
    QStringList asked() const;
    CandidatesQuery candidatesQuery() const;
    SettingsQuery settingsQuery() const;
    Result<CandidatesAnswer> find(const CandidatesQuery &query);
    Result<SettingsAnswer> fetch(const SettingsQuery &query);

    std::unique_ptr<FakeDoor> m_door;
    Site m_site;
    QList<DnsRecord> m_records;
};

using Outcome = AutodiscoverAttempt::Outcome;

void TestAutodiscover::init()
{
    m_site.clear();
    m_records.clear();
    m_door = std::make_unique<FakeDoor>();
    m_door->onExchange = [this](const ExchangeQuery &query) { return answer(query); };
    m_door->onLookUp = [this](const LookUpQuery &) {
        return m_records.isEmpty() ? FakeReply<LookUpAnswer>{Problem{Code::DnsNxdomain, {}, {}}}
                                   : FakeReply<LookUpAnswer>{LookUpAnswer{m_records, {}}};
    };
    m_door->onConnect = [this](const ConnectQuery &query) {
        const QString scheme = query.port == 80 ? u"http"_s : u"https"_s;
        const bool dark =
            m_site.value(u"GET "_s + scheme + u"://"_s + query.host + u"/autodiscover/autodiscover.xml"_s)
                .silent;
        return dark ? FakeReply<ConnectAnswer>{{}, 0ms, true} : FakeReply<ConnectAnswer>{ConnectAnswer()};
    };
}

Reply TestAutodiscover::answer(const ExchangeQuery &query) const
{
    return m_site.value(keyOf(query), problem(Code::DnsNxdomain));
}

QStringList TestAutodiscover::asked() const
{
    QStringList keys;
    for (const ExchangeQuery &query : m_door->exchanges)
        keys.append(keyOf(query));
    return keys;
}

CandidatesQuery TestAutodiscover::candidatesQuery() const
{
    CandidatesQuery query;
    query.domain = u"contoso.test"_s;
    query.email = u"room@contoso.test"_s;
    query.patience = 600ms;
    query.overall = 3'000ms;
    return query;
}

Result<CandidatesAnswer> TestAutodiscover::find(const CandidatesQuery &query)
{
    AutodiscoverCandidates operation(*m_door, query);
    QSignalSpy spy(&operation, &AutodiscoverCandidates::finished);
    operation.start();
    if (!spy.isEmpty() || !spy.wait())
        return Problem{u"no result, or from inside start()"_s, {}, {}};
    return spy.first().first().value<Result<CandidatesAnswer>>();
}

SettingsQuery TestAutodiscover::settingsQuery() const
{
    AutodiscoverCandidate candidate;
    candidate.url = QUrl(u"https://autodiscover.contoso.test/autodiscover/autodiscover.xml"_s);
    candidate.offers.offers = {{u"Basic"_s, {}, {}}};
    candidate.isExchange = true;
    SettingsQuery query;
    query.email = u"room@contoso.test"_s;
    query.credential = {Credential::Scheme::Basic, u"svc"_s, u"svc@contoso.test"_s, Secret("canary")};
    query.candidates = {candidate};
    return query;
}

Result<SettingsAnswer> TestAutodiscover::fetch(const SettingsQuery &query)
{
    AutodiscoverSettings operation(*m_door, query);
    QSignalSpy spy(&operation, &AutodiscoverSettings::finished);
    operation.start();
    if (!spy.isEmpty() || !spy.wait())
        return Problem{u"no result, or from inside start()"_s, {}, {}};
    return spy.first().first().value<Result<SettingsAnswer>>();
}

void TestAutodiscover::candidates_data()
{
    QTest::addColumn<Site>("site");
    QTest::addColumn<QList<DnsRecord>>("records");
    QTest::addColumn<QStringList>("hosts"); // of the candidates, in order
    QTest::addColumn<QString>("ews");
    const QList<DnsRecord> none;
    const QString host = u"autodiscover.contoso.test"_s;
    QTest::newRow("the usual host, with version 2")
        << Site{{rootGet, page(404)}, {hostGet, exchange401()}, {hostJson, json("mail.contoso.test")}} << none
        << QStringList{host} << u"mail.contoso.test"_s;
    QTest::newRow("without version 2")
        << Site{{hostGet, exchange401()}, {hostJson, page(404)}} << none << QStringList{host} << QString();
    QTest::newRow("both") << Site{{rootGet, exchange401()}, {hostGet, exchange401()}} << none
                          << QStringList{u"contoso.test"_s, host} << QString();
    QTest::newRow("a staging site at the root") << Site{{rootGet, plain401()}, {hostGet, exchange401()}}
                                                << none << QStringList{host, u"contoso.test"_s} << QString();
    QTest::newRow("an intranet site with Windows authentication at the root")
        << Site{{rootGet, windows401()}, {rootJson, page(401)}, {hostGet, exchange401()}} << none
        << QStringList{host, u"contoso.test"_s} << QString();
    QTest::newRow("Windows authentication stands before Basic alone")
        << Site{{rootGet, plain401()}, {hostGet, windows401()}, {hostJson, page(401)}} << none
        << QStringList{host, u"contoso.test"_s} << QString();
    QTest::newRow("version 2 shows an Exchange without its headers")
        << Site{{rootGet, windows401()},
                {rootJson, json("mail.contoso.test")},
                {hostGet, exchange401()},
                {hostJson, page(404)}}
        << none << QStringList{u"contoso.test"_s, host} << u"mail.contoso.test"_s;
    QTest::newRow("a wrong certificate at the root")
        << Site{{rootGet, problem(Code::TlsHostnameMismatch)}, {hostGet, exchange401()}} << none
        << QStringList{host} << QString();
    QTest::newRow("redirect from http")
        << Site{{httpGet, to("https://mail.contoso.test/autodiscover/autodiscover.xml")},
                {mailGet, exchange401()}}
        << none << QStringList{u"mail.contoso.test"_s} << QString();
    QTest::newRow("redirect from https")
        << Site{{hostGet, to("https://mail.contoso.test/Autodiscover/Autodiscover.xml")},
                {u"GET https://mail.contoso.test/Autodiscover/Autodiscover.xml"_s, exchange401()}}
        << none << QStringList{u"mail.contoso.test"_s} << QString();
    QTest::newRow("redirect to plain http")
        << Site{{httpGet, to("http://mail.contoso.test/autodiscover/autodiscover.xml")},
                {mailGet, exchange401()}}
        << none << QStringList() << QString();
    QTest::newRow("redirect to a sign-in page")
        << Site{{hostGet, to("https://adfs.contoso.test/adfs/ls/?x")}} << none << QStringList() << QString();
    QTest::newRow("redirect to itself")
        << Site{{hostGet, to("https://autodiscover.contoso.test/autodiscover/autodiscover.xml")}} << none
        << QStringList() << QString();
    QTest::newRow("a login offered over http is not believed")
        << Site{{httpGet, exchange401()}} << none << QStringList() << QString();
    QTest::newRow("service record") << Site{{mailGet, exchange401()}}
                                    << QList<DnsRecord>{{u"mail.contoso.test"_s, 0, 0, 443}}
                                    << QStringList{u"mail.contoso.test"_s} << QString();
    QTest::newRow("service record with another port")
        << Site{{mailGet, exchange401()}} << QList<DnsRecord>{{u"mail.contoso.test"_s, 0, 0, 8443}}
        << QStringList() << QString();
    const QList<DnsRecord> two{{u"first.contoso.test"_s, 0, 0, 443}, {u"mail.contoso.test"_s, 10, 0, 443}};
    for (const auto code : {Code::TcpConnectionRefused, Code::TlsSelfSigned, Code::DnsNxdomain})
        QTest::newRow(qPrintable(u"the first of two service records is of no use, "_s + code))
            << Site{{firstGet, problem(code)}, {mailGet, exchange401()}} << two
            << QStringList{u"mail.contoso.test"_s} << QString();
    QTest::newRow("both service records are of use, by priority")
        << Site{{firstGet, exchange401()}, {mailGet, exchange401()}} << two
        << QStringList{u"first.contoso.test"_s, u"mail.contoso.test"_s} << QString();
    QTest::newRow("service records that name others twice")
        << Site{{hostGet, exchange401()}, {mailGet, exchange401()}}
        << QList<DnsRecord>{{u"mail.contoso.test"_s, 0, 0, 443},
                            {u"mail.contoso.test"_s, 5, 0, 443},
                            {host, 10, 0, 443},
                            {u"autodiscover.outlook.com"_s, 20, 0, 443}}
        << QStringList{host, u"mail.contoso.test"_s} << QString();
    QTest::newRow("a service record to Microsoft's redirector, and one that is of use")
        << Site{{mailGet, exchange401()}}
        << QList<DnsRecord>{{u"autodiscover.outlook.com"_s, 0, 0, 443}, {u"mail.contoso.test"_s, 9, 0, 443}}
        << QStringList{u"mail.contoso.test"_s} << QString();
    QTest::newRow("no more than four service records are asked")
        << Site{{mailGet, exchange401()}}
        << QList<DnsRecord>{{u"a.contoso.test"_s, 0, 0, 443},
                            {u"b.contoso.test"_s, 1, 0, 443},
                            {u"c.contoso.test"_s, 2, 0, 443},
                            {u"d.contoso.test"_s, 3, 0, 443},
                            {u"mail.contoso.test"_s, 4, 0, 443}}
        << QStringList() << QString();
    QTest::newRow("service record to Microsoft's redirector")
        << Site() << QList<DnsRecord>{{u"autodiscover.outlook.com"_s, 0, 0, 443}} << QStringList()
        << QString();
    QTest::newRow("service record to the usual host")
        << Site{{hostGet, exchange401()}} << QList<DnsRecord>{{host, 0, 0, 443}} << QStringList{host}
        << QString();
    QTest::newRow("an Autodiscover document for everybody")
        << Site{{hostGet,
                 {httpAnswer(200,
                             "<?xml "
                             "version='1.0'?><Autodiscover><Response><Error><ErrorCode>600</ErrorCode></"
                             "Error></Response></Autodiscover>")}}}
        << none << QStringList{host} << QString();
    QTest::newRow("nothing at all") << Site() << none << QStringList() << QString();
    QTest::newRow("web pages everywhere")
        << Site{{rootGet, page(200)}, {hostGet, page(200)}, {httpGet, page(200)}} << none << QStringList()
        << QString();
}

void TestAutodiscover::candidates()
{
    QFETCH(QStringList, hosts);
    QFETCH(QString, ews);
    QFETCH(Site, site);
    m_site = site;
    QFETCH(QList<DnsRecord>, records);
    m_records = records;
    const auto result = find(candidatesQuery());
    QCOMPARE(result.hasValue(), !hosts.isEmpty());
    if (!result) {
        static const QHash<QString, QLatin1StringView> told{
            {u"redirect to plain http"_s, Code::Http302Insecure},
            {u"redirect to a sign-in page"_s, Code::Http302Preauth},
            {u"service record to Microsoft's redirector"_s, Code::DnsSrvToM365Redirector}};
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        QCOMPARE(result.problem().code, QString(told.value(tag, Code::AutodiscoverNotFound)));
        QVERIFY(result.problem().facts[u"attempts"_s].toArray().size() >= 4);
        return;
    }
    QStringList found;
    for (const AutodiscoverCandidate &candidate : result->candidates)
        found.append(candidate.url.host());
    QCOMPARE(found, hosts);
    QCOMPARE(result->ewsUrl().host(), ews);
    for (const ExchangeQuery &query : m_door->exchanges) {
        QVERIFY(!query.credential);
        QVERIFY(query.url.host() == u"contoso.test" || query.url.host().endsWith(u".contoso.test"));
        QCOMPARE(query.withoutSecrets, query.url.scheme() == u"http");
    }
    const QStringList keys = asked();
    QCOMPARE(keys.size(), QSet<QString>(keys.begin(), keys.end()).size()); // nothing twice
}

void TestAutodiscover::aStandstillIsNobodysSilence()
{
    m_site = {{rootGet, to("https://mail.contoso.test/autodiscover/autodiscover.xml")},
              {mailGet, exchange401()},
              {u"GET https://mail.contoso.test/autodiscover/autodiscover.json"_s, page(404)},
              {hostGet, exchange401()},
              {hostJson, page(404)}};
    m_site[rootGet].after = 30ms;
    CandidatesQuery query = candidatesQuery();
    query.throughProxy = true; // who has not answered by the end of the grace is given up
    QTimer::singleShot(20ms, this, [] { QThread::msleep(100); });
    const auto result = find(query);
    QVERIFY(result.hasValue());
    QCOMPARE(result->candidates.first().url.host(), u"mail.contoso.test"_s);
}

void TestAutodiscover::anyOrderDecidesAlike()
{
    const Site healthy{{rootGet, exchange401()},
                       {rootJson, json("root.contoso.test")},
                       {hostGet, exchange401()},
                       {hostJson, json("mail.contoso.test")},
                       {httpGet, to("https://mail.contoso.test/autodiscover/autodiscover.xml")},
                       {mailGet, exchange401()},
                       {u"GET https://mail.contoso.test/autodiscover/autodiscover.json"_s, page(404)}};
    std::optional<CandidatesAnswer> first;
    for (quint32 seed = 1; seed <= 20; ++seed) {
        init();
        m_records = {{u"srv.contoso.test"_s, 0, 0, 443}};
        QRandomGenerator random(seed);
        m_site = healthy;
        for (Reply &reply : m_site)
            reply.after = std::chrono::milliseconds(random.bounded(10)); // all within the shortest grace
        auto result = find(candidatesQuery());
        QVERIFY(result.hasValue());
        result->duration = 0ms;
        for (AutodiscoverAttempt &attempt : result->attempts)
            attempt.duration = 0ms;
        if (!first)
            first = *result;
        QCOMPARE(toJson(result->attempts), toJson(first->attempts));
        QVERIFY(*result == *first);
    }
    QCOMPARE(first->ewsUrl().host(), u"root.contoso.test"_s);
}

void TestAutodiscover::blackHolesCostLittle_data()
{
    QTest::addColumn<QStringList>("dark");
    QTest::newRow("root and http") << QStringList{rootGet, httpGet};
    QTest::newRow("root and a service record's host") << QStringList{rootGet, mailGet};
    QTest::newRow("root alone") << QStringList{rootGet};
}

// Every answer takes 150 ms; the other host's silence may add a fifth.
void TestAutodiscover::blackHolesCostLittle()
{
    QFETCH(QStringList, dark);
    m_site = {{rootGet, page(404)},
              {hostGet, exchange401()},
              {hostJson, json("mail.contoso.test")},
              {httpGet, page(404)},
              {mailGet, page(404)}};
    for (Reply &reply : m_site)
        reply.after = 150ms;
    m_records = {{u"mail.contoso.test"_s, 0, 0, 443}};
    const auto healthy = find(candidatesQuery());
    for (const QString &key : dark)
        m_site[key] = silent();
    const auto holed = find(candidatesQuery());
    QVERIFY(healthy.hasValue() && holed.hasValue());
    QCOMPARE(holed->candidates, healthy->candidates);
    QVERIFY2(holed->duration <= healthy->duration * 6 / 5 + 20ms,
             qPrintable(u"%1 against %2 ms"_s.arg(holed->duration.count()).arg(healthy->duration.count())));
    const auto waiting =
        std::count_if(holed->attempts.begin(), holed->attempts.end(), [](const AutodiscoverAttempt &attempt) {
            return attempt.outcome == Outcome::NoAnswerYet;
        });
    QCOMPARE(waiting, dark.size());
}

// A service record's host that swallows connections is not waited for before the next one is asked.
void TestAutodiscover::aBlackHoleInARecordCostsLittle()
{
    m_site = {{rootGet, page(404)},
              {hostGet, page(404)},
              {httpGet, page(404)},
              {firstGet, page(404)},
              {mailGet, exchange401()}};
    m_records = {{u"first.contoso.test"_s, 0, 0, 443}, {u"mail.contoso.test"_s, 10, 0, 443}};
    for (Reply &reply : m_site)
        reply.after = 150ms;
    const auto healthy = find(candidatesQuery());
    for (const QString &key : {rootGet, firstGet})
        m_site[key] = silent();
    const auto holed = find(candidatesQuery());
    QVERIFY(healthy.hasValue() && holed.hasValue());
    QCOMPARE(holed->candidates, healthy->candidates);
    QCOMPARE(holed->candidates.size(), 1);
    QVERIFY2(holed->duration <= healthy->duration * 6 / 5 + 50ms,
             qPrintable(u"%1 against %2 ms"_s.arg(holed->duration.count()).arg(healthy->duration.count())));
    // One that is slow and there decides all the same.
    m_site[firstGet] = exchange401();
    m_site[firstGet].after = 350ms;
    QCOMPARE(find(candidatesQuery())->candidates.first().url.host(), u"first.contoso.test"_s);
}

void TestAutodiscover::anAliveHostIsWaitedFor()
{
    m_site = {{rootGet, exchange401()}, {hostGet, exchange401()}};
    m_site[rootGet].after = 350ms; // far beyond the grace, but its connection stands
    const auto result = find(candidatesQuery());
    QVERIFY(result.hasValue());
    QCOMPARE(result->candidates.first().url.host(), u"contoso.test"_s);
    QVERIFY(m_door->connects >= 1);
}

// An intranet site that answers first is no reason to let the Exchange go.
void TestAutodiscover::windowsAuthenticationAloneEndsNoSearch()
{
    m_site = {{rootGet, windows401()}, {rootJson, page(401)}, {hostGet, exchange401()}};
    m_site[hostGet].after = 350ms;
    const auto result = find(candidatesQuery());
    QVERIFY(result.hasValue());
    QCOMPARE(result->candidates.first().url.host(), u"autodiscover.contoso.test"_s);
    QVERIFY(result->candidates.first().isExchange);
    QVERIFY(!result->candidates.last().isExchange && result->candidates.last().mayBeExchange());
}

void TestAutodiscover::onlyBlackHolesEndWithThePatience()
{
    m_site = {{rootGet, silent()}, {hostGet, silent()}, {httpGet, silent()}};
    QElapsedTimer clock;
    clock.start();
    const auto result = find(candidatesQuery());
    QVERIFY(!result);
    QVERIFY(clock.elapsed() < 1'500);
    QCOMPARE(result.problem().code, QString(Code::TcpTimeout));
    QCOMPARE(result.problem().facts[u"host"_s].toString(), u"autodiscover.contoso.test"_s);
}

void TestAutodiscover::aPublicSuffixIsNotAsked()
{
    for (const QString &domain : {u"co.uk"_s, u"com"_s, QString()}) {
        CandidatesQuery query = candidatesQuery();
        query.domain = domain;
        const auto result = find(query);
        QVERIFY(!result);
        QCOMPARE(result.problem().code, QString(Code::AutodiscoverNotFound));
    }
    QCOMPARE(m_door->exchanges.size(), 0);
    QCOMPARE(m_door->lookUps, 0);
}

void TestAutodiscover::theAddressIsToldToNobodyWhileTyping()
{
    m_site = {{hostGet, exchange401()}, {hostJson, json("mail.contoso.test")}};
    CandidatesQuery query = candidatesQuery();
    query.email.clear();
    query.askMicrosoft = true;
    const auto result = find(query);
    QVERIFY(result.hasValue());
    QVERIFY(!asked().contains(hostJson));
    for (const ExchangeQuery &sent : m_door->exchanges)
        QVERIFY(!sent.url.toString().contains(u"outlook") && !sent.body.contains("room"));
}

void TestAutodiscover::microsoftIsAskedOnlyWhenWanted()
{
    const QString microsoft = u"GET https://outlook.office365.com/autodiscover/autodiscover.json"_s;
    m_site = {{hostGet, exchange401()}, {microsoft, json("outlook.office365.com")}};
    QVERIFY(find(candidatesQuery()).hasValue());
    QVERIFY(!asked().contains(microsoft));
    CandidatesQuery query = candidatesQuery();
    query.askMicrosoft = true;
    const auto result = find(query);
    QCOMPARE(result->microsoftUrl.host(), u"outlook.office365.com"_s);
    for (const QJsonValue &attempt : toJson(result->attempts))
        QVERIFY(!attempt[u"url"_s].toString().contains(u"room@"));
}

void TestAutodiscover::microsoftIsSparedWhereverARedirectLeads()
{
    const QString microsoft = u"https://autodiscover-s.outlook.com/autodiscover/autodiscover."_s;
    m_site = {{httpGet, to(microsoft.toLatin1() + "xml")},
              {u"GET "_s + microsoft + u"xml"_s, exchange401()},
              {u"GET "_s + microsoft + u"json"_s, json("outlook.office365.com")}};
    CandidatesQuery query = candidatesQuery();
    query.sparesMicrosoft = true;
    const auto result = find(query);
    QCOMPARE(result->candidates.size(), 1); // it is found, and not told the address
    QVERIFY(!asked().contains(u"GET "_s + microsoft + u"json"_s));
    m_door->exchanges.clear();
    query.sparesMicrosoft = false;
    QVERIFY(find(query).hasValue());
    QVERIFY(asked().contains(u"GET "_s + microsoft + u"json"_s));
}

void TestAutodiscover::candidatesKeepTheContract()
{
    m_site = {{hostGet, exchange401()}};
    m_site[hostGet].after = 60ms;
    auto operation = std::make_unique<AutodiscoverCandidates>(*m_door, candidatesQuery());
    int finished = 0;
    bool again = true;
    connect(operation.get(), &AutodiscoverCandidates::finished, this, [&] {
        ++finished;
        if (std::exchange(again, false))
            operation->start(); // from inside finished
    });
    operation->start();
    operation->cancel();
    QTest::qWait(150);
    QCOMPARE(finished, 0);
    operation->start();
    QTRY_COMPARE(finished, 2);
    operation->start();
    operation.reset();
    QTest::qWait(150);
    QCOMPARE(finished, 2);
    auto *heap = new AutodiscoverCandidates(*m_door, candidatesQuery());
    connect(heap, &AutodiscoverCandidates::finished, this, [&finished, heap] {
        ++finished;
        delete heap;
    });
    heap->start();
    QTRY_COMPARE(finished, 3);
}

void TestAutodiscover::settings_data()
{
    QTest::addColumn<Site>("site");
    QTest::addColumn<QString>("ews");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("logins"); // presentations
    const QByteArray mail = "https://mail.contoso.test/autodiscover/autodiscover.xml";
    QTest::newRow("SOAP") << Site{{hostSoap, ::settings("mail.contoso.test")}} << u"mail.contoso.test"_s
                          << QString() << 1;
    QTest::newRow("older dialect after 404")
        << Site{{hostSoap, page(404)}, {hostPox, poxSettings("pox.contoso.test")}} << u"pox.contoso.test"_s
        << QString() << 2;
    QTest::newRow("older dialect after an error")
        << Site{{hostSoap, userError("InternalServerError")}, {hostPox, poxSettings("pox.contoso.test")}}
        << u"pox.contoso.test"_s << QString() << 2;
    QTest::newRow("user unknown") << Site{{hostSoap, userError("InvalidUser")}, {hostPox, page(404)}}
                                  << QString() << QString(Code::AutodiscoverInvalidUser) << 2;
    QTest::newRow("unknown code") << Site{{hostSoap, userError("Surprise")}, {hostPox, page(404)}}
                                  << QString() << QString(Code::AutodiscoverOther) << 2;
    QTest::newRow("wrong password") << Site{{hostSoap, plain401()}} << QString()
                                    << QString(Code::Http401BasicRejected) << 1;
    QTest::newRow("gate closed") << Site{{hostSoap, problem(Code::LoginGateClosed)}} << QString()
                                 << QString(Code::LoginGateClosed) << 1;
    // The gate lets no second one through: what tells the administrator something is the silence before it.
    QTest::newRow("no answer to the login")
        << Site{{hostSoap, page(502)}, {hostPox, problem(Code::LoginGateClosed)}} << QString()
        << QString(Code::Http502) << 2;
    QTest::newRow("redirect to what is no Exchange")
        << Site{{hostSoap, to(mail)}, {mailGet, plain401()}} << QString()
        << QString(Code::HttpNoExchangeHeaders) << 1;
    QTest::newRow("redirect by URL") << Site{{hostSoap, userError("RedirectUrl", mail)},
                                             {mailGet, exchange401()},
                                             {mailSoap, ::settings("x.contoso.test")}}
                                     << u"x.contoso.test"_s << QString() << 2;
    QTest::newRow("redirect by HTTP")
        << Site{{hostSoap, to(mail)}, {mailGet, exchange401()}, {mailSoap, ::settings("x.contoso.test")}}
        << u"x.contoso.test"_s << QString() << 2;
    QTest::newRow("redirect by the older dialect")
        << Site{{hostSoap, page(404)},
                {hostPox, poxRedirect("redirectUrl", "RedirectUrl", mail)},
                {mailGet, exchange401()},
                {mailSoap, ::settings("x.contoso.test")}}
        << u"x.contoso.test"_s << QString() << 3;
    QTest::newRow("redirect to an unconfirmed host") << Site{{hostSoap, userError("RedirectUrl", mail)},
                                                             {mailGet, exchange401()},
                                                             {mailSoap, problem(Code::HostNotConfirmed)}}
                                                     << QString() << QString(Code::HostNotConfirmed) << 2;
    QTest::newRow("redirect to http")
        << Site{{hostSoap,
                 userError("RedirectUrl", "http://mail.contoso.test/autodiscover/autodiscover.xml")}}
        << QString() << QString(Code::AutodiscoverRedirectUnsafe) << 1;
    QTest::newRow("redirect to another path")
        << Site{{hostSoap, userError("RedirectUrl", "https://mail.contoso.test/collect")}} << QString()
        << QString(Code::AutodiscoverRedirectUnsafe) << 1;
    QTest::newRow("redirect to itself")
        << Site{{hostSoap,
                 userError("RedirectUrl", "https://autodiscover.contoso.test/autodiscover/autodiscover.xml")}}
        << QString() << QString(Code::HttpTooManyRedirects) << 1;
    QTest::newRow("redirect without a target")
        << Site{{hostSoap, userError("RedirectUrl")}, {hostPox, page(404)}} << QString()
        << QString(Code::AutodiscoverOther) << 2;
    QTest::newRow("mailbox in the cloud")
        << Site{{hostSoap, userError("RedirectAddress", "room@contoso.mail.onmicrosoft.com")}} << QString()
        << QString(Code::MailboxInTheCloud) << 1;
    QTest::newRow("redirect to the same address")
        << Site{{hostSoap, userError("RedirectAddress", "ROOM@contoso.test")}} << QString()
        << QString(Code::HttpTooManyRedirects) << 1;
    QTest::newRow("redirect to no address") << Site{{hostSoap, userError("RedirectAddress", "nobody")}}
                                            << QString() << QString(Code::AutodiscoverRedirectUnsafe) << 1;
    QTest::newRow("no address of EWS") << Site{{hostSoap, userError("NoError")}, {hostPox, page(404)}}
                                       << QString() << QString(Code::PoxNoEwsUrl) << 2;
    QTest::newRow("EWS over http is no address") << Site{{hostSoap, insecureSettings()}, {hostPox, page(404)}}
                                                 << QString() << QString(Code::PoxNoEwsUrl) << 2;
    QTest::newRow("login page") << Site{{hostSoap, page(200)}, {hostPox, page(200)}} << QString()
                                << QString(Code::Http200Html) << 2;
    QTest::newRow("certificate") << Site{{hostSoap, problem(Code::TlsSelfSigned)}} << QString()
                                 << QString(Code::TlsSelfSigned) << 1;
    QTest::newRow("DTD") << Site{{hostSoap,
                                  {httpAnswer(200, "<?xml version='1.0'?><!DOCTYPE x><Envelope/>")}},
                                 {hostPox, page(404)}}
                         << QString() << QString(Code::AnswerDtd) << 2;
}

void TestAutodiscover::settings()
{
    QFETCH(QString, ews);
    QFETCH(QString, code);
    QFETCH(int, logins);
    QFETCH(Site, site);
    m_site = site;
    const auto result = fetch(settingsQuery());
    const auto presented =
        std::count_if(m_door->exchanges.begin(), m_door->exchanges.end(),
                      [](const ExchangeQuery &query) { return query.credential.has_value(); });
    QCOMPARE(presented, logins);
    QCOMPARE(result.hasValue(), code.isEmpty());
    if (result) {
        QCOMPARE(result->ewsUrl().host(), ews);
        QVERIFY(result->attempts.last().outcome == Outcome::Found);
    } else {
        QCOMPARE(result.problem().code, code);
        QVERIFY(!result.problem().facts[u"attempts"_s].toArray().isEmpty());
    }
    for (const ExchangeQuery &query : m_door->exchanges)
        QVERIFY(!query.credential || (query.method == "POST" && query.url.scheme() == u"https"));
}

void TestAutodiscover::aRejectedLoginIsNotRepeatedAtTheSameHost()
{
    SettingsQuery query = settingsQuery();
    AutodiscoverCandidate root = query.candidates.first();
    root.url = QUrl(u"https://contoso.test/autodiscover/autodiscover.xml"_s);
    query.candidates.prepend(root);
    m_site = {{rootSoap, plain401()}, {hostSoap, ::settings("mail.contoso.test")}};
    QCOMPARE(fetch(query).problem().code, QString(Code::Http401BasicRejected));
    QCOMPARE(asked(), QStringList{rootSoap}); // what one Exchange says of the account, all say
    query.candidates.clear();
    QCOMPARE(fetch(query).problem().code, QString(Code::AutodiscoverNotFound));
}

void TestAutodiscover::whatIsNoExchangeGetsNoLogin()
{
    SettingsQuery query = settingsQuery();
    AutodiscoverCandidate staging = query.candidates.first();
    staging.url = QUrl(u"https://contoso.test/autodiscover/autodiscover.xml"_s);
    staging.isExchange = false;
    query.candidates.prepend(staging);
    m_site = {{rootSoap, ::settings("evil.contoso.test")}, {hostSoap, ::settings("mail.contoso.test")}};
    const auto result = fetch(query);
    QVERIFY(result.hasValue());
    QCOMPARE(result->ewsUrl().host(), u"mail.contoso.test"_s);
    QCOMPARE(asked(), QStringList{hostSoap});
    QCOMPARE(result->attempts.first().problem->code, QString(Code::HttpNoExchangeHeaders));
    query.candidates = {staging};
    const Problem refused = fetch(query).problem();
    QCOMPARE(refused.code, QString(Code::HttpNoExchangeHeaders));
    QCOMPARE(refused.facts.value("host"_L1).toString(), u"contoso.test"_s);
    QCOMPARE(refused.facts.value("offers"_L1).toArray(), QJsonArray{u"Basic"_s});
    QCOMPARE(asked(), QStringList{hostSoap});
}

void TestAutodiscover::windowsAuthenticationGetsTheLoginWhereNoExchangeIsKnown()
{
    SettingsQuery query = settingsQuery();
    AutodiscoverCandidate intranet = query.candidates.first();
    intranet.url = QUrl(u"https://contoso.test/autodiscover/autodiscover.xml"_s);
    intranet.offers.offers = {{u"Negotiate"_s, {}, {}}, {u"Basic"_s, {}, {}}};
    intranet.isExchange = false;
    query.candidates.prepend(intranet);
    // Not even where the Exchange is of no use.
    m_site = {{rootSoap, ::settings("evil.contoso.test")}, {hostSoap, page(404)}, {hostPox, page(404)}};
    QCOMPARE(fetch(query).problem().code, QString(Code::Http404));
    QCOMPARE(asked(), (QStringList{hostSoap, hostPox}));
    query.candidates = {intranet};
    QCOMPARE(fetch(query)->ewsUrl().host(), u"evil.contoso.test"_s);
    // Its refusal is told as what it is, and does not speak for the next one.
    m_site = {{rootSoap, windows401()}, {hostSoap, ::settings("mail.contoso.test")}};
    const Problem refused = fetch(query).problem();
    QCOMPARE(refused.code, QString(Code::Http401BasicRejected));
    QVERIFY(refused.facts.value("noSignOfExchange"_L1).toBool());
    QCOMPARE(refused.facts.value("host"_L1).toString(), u"contoso.test"_s);
    AutodiscoverCandidate other = intranet;
    other.url = settingsQuery().candidates.first().url;
    query.candidates.append(other);
    QCOMPARE(fetch(query)->ewsUrl().host(), u"mail.contoso.test"_s);
    // That of an Exchange is.
    m_site[rootSoap] = exchange401();
    const Problem proper = fetch(query).problem();
    QCOMPARE(proper.code, QString(Code::Http401BasicRejected));
    QVERIFY(!proper.facts.contains("noSignOfExchange"_L1));
}

void TestAutodiscover::whereAnExchangeLeadsIsBelieved()
{
    m_site = {{hostSoap, userError("RedirectUrl", "https://mail.contoso.test/autodiscover/autodiscover.xml")},
              {mailGet, windows401()},
              {mailSoap, ::settings("x.contoso.test")}};
    QCOMPARE(fetch(settingsQuery())->ewsUrl().host(), u"x.contoso.test"_s);
    m_site[mailSoap] = windows401();
    QVERIFY(!fetch(settingsQuery()).problem().facts.contains("noSignOfExchange"_L1));
}

void TestAutodiscover::basicGoesOnlyWhereItIsOffered()
{
    SettingsQuery query = settingsQuery();
    query.candidates[0].offers.offers = {{u"NTLM"_s, {}, {}}};
    QCOMPARE(fetch(query).problem().code, QString(Code::Http401BasicNotOffered));
    query.candidates[0].offers.offers = {{u"Basic"_s, {}, {}}};
    query.candidates[0].url = QUrl(u"https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml"_s);
    QCOMPARE(fetch(query).problem().code, QString(Code::MailboxInTheCloud));
    QCOMPARE(m_door->exchanges.size(), 0);
    query = settingsQuery();
    m_site = {{hostSoap, to("https://mail.contoso.test/autodiscover/autodiscover.xml")},
              {mailGet, {httpAnswer(401, {}, {{"WWW-Authenticate", "NTLM"}})}}};
    QCOMPARE(fetch(query).problem().code, QString(Code::Http401BasicNotOffered));
    QVERIFY(!asked().contains(mailSoap));
}

void TestAutodiscover::anotherAddressBeginsAnew()
{
    m_site = {{hostSoap, userError("RedirectAddress", "room@fabrikam.test")},
              {u"GET https://autodiscover.fabrikam.test/autodiscover/autodiscover.xml"_s, exchange401()},
              {u"POST https://autodiscover.fabrikam.test/autodiscover/autodiscover.svc"_s,
               ::settings("mail.fabrikam.test")}};
    const auto result = fetch(settingsQuery());
    QVERIFY(result.hasValue());
    QCOMPARE(result->ewsUrl().host(), u"mail.fabrikam.test"_s);
    QVERIFY(m_door->exchanges.last().body.contains("room@fabrikam.test"));
    QVERIFY(result->attempts.size() >= 6);
    // A to B to A is a loop (test vector T19).
    m_site[u"POST https://autodiscover.fabrikam.test/autodiscover/autodiscover.svc"_s] =
        userError("RedirectAddress", "room@contoso.test");
    QCOMPARE(fetch(settingsQuery()).problem().code, QString(Code::HttpTooManyRedirects));
}

void TestAutodiscover::aRunawayChainEnds()
{
    m_door->onExchange = [this](const ExchangeQuery &query) {
        if (query.method == "GET")
            return exchange401();
        return userError("RedirectUrl",
                         "https://h" + QByteArray::number(m_door->exchanges.size())
                             + ".contoso.test/autodiscover/autodiscover.xml");
    };
    const auto result = fetch(settingsQuery());
    QCOMPARE(result.problem().code, QString(Code::HttpTooManyRedirects));
    QCOMPARE(m_door->exchanges.size(), 1 + 2 * RedirectTrail::Maximum);
}

void TestAutodiscover::settingsKeepTheContract()
{
    m_site = {{hostSoap, ::settings("mail.contoso.test")}};
    m_site[hostSoap].after = 60ms;
    auto operation = std::make_unique<AutodiscoverSettings>(*m_door, settingsQuery());
    int finished = 0;
    bool again = true;
    connect(operation.get(), &AutodiscoverSettings::finished, this, [&] {
        ++finished;
        if (std::exchange(again, false))
            operation->start();
    });
    operation->start();
    operation->cancel();
    QTest::qWait(100);
    operation->start();
    QTest::qWait(20);
    operation->cancel();
    QTest::qWait(120);
    QCOMPARE(finished, 0);
    operation->start();
    QTRY_COMPARE(finished, 2);
    operation->start();
    operation.reset();
    QTest::qWait(120);
    QCOMPARE(finished, 2);
    SettingsQuery impatient = settingsQuery();
    impatient.overall = 30ms;
    const auto late = fetch(impatient);
    QVERIFY(!late);
}

QTEST_GUILESS_MAIN(TestAutodiscover)
#include "tst_autodiscover.moc"
