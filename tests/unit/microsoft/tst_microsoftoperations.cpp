// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "microsoft/adminconsent.h"
#include "microsoft/graphplacesreader.h"
#include "microsoft/graphschedulereader.h"
#include "microsoft/microsoftsignin.h"
#include "microsoft/tenantdiscovery.h"
#include "support/operationcontract.h"
#include "support/outcome.h"
#include "unit/microsoft/entradouble.h"

using namespace Setup;
using namespace Qt::StringLiterals;

using std::chrono::milliseconds;

namespace {

constexpr milliseconds Soon{120};

struct MuteEntra : EntraDouble
{
    MuteEntra()
    {
        delay = [] { return std::chrono::hours(1); };
    }
};

MicrosoftSignInQuery signInQuery()
{
    return {EntraDouble::issuer(), EntraDouble::tenant(), EntraDouble::clientId(), {u"openid"_s}};
}

// A consent that brings its browser along.
class BrowsedConsent : public AdminConsent
{
public:
    explicit BrowsedConsent(RandomSource &random)
        : AdminConsent(random, {{u"login.microsoftonline.com"_s, EntraDouble::tenant(), u"app"_s, u"s"_s}})
    {
        m_browser.page = [](const QUrlQuery &) { return QUrlQuery{{u"admin_consent"_s, u"True"_s}}; };
        connect(this, &AdminConsent::browserNeeded, &m_browser, &MicrosoftBrowser::visit);
    }

private:
    MicrosoftBrowser m_browser;
};

} // namespace

// The contract of operations, clause by clause, for every operation of this layer; and what Graph is asked.
class TestMicrosoftOperations : public QObject
{
    Q_OBJECT

private slots:
    void tenantDiscovery();
    void signInThatNobodyAnswers();
    void signInWithAKeptToken();
    void adminConsent();
    void places();
    void schedules();
    void placesAreReadPageByPage();
    void pagesWithoutEndAreGivenUp();
    void schedulesAskForDigitsAlone();

private:
    GraphContext graph(Door &door, milliseconds deadline = milliseconds(5'000))
    {
        return {door, u"graph.microsoft.com"_s, u"admin@fabrikam.test"_s, Secret("token"), {}, deadline};
    }

    EntraDouble m_door;
    MuteEntra m_mute;
    SystemRandomSource m_random;
};

void TestMicrosoftOperations::tenantDiscovery()
{
    OperationContract<TenantOperation> contract{
        [this] { return std::make_unique<TenantDiscovery>(m_door, TenantQuery{u"fabrikam.test"_s}); },
        [this] {
            return std::make_unique<TenantDiscovery>(m_mute, TenantQuery{u"fabrikam.test"_s, {}, {}, Soon});
        }};
    contract.verify(Code::HttpTimeout);
}

void TestMicrosoftOperations::signInThatNobodyAnswers()
{
    EntraDouble door;
    door.tokenAnswer = [] { return EntraDouble::refusal(u"unauthorized_client"_s, 700016); };
    MicrosoftSignInQuery kept = signInQuery();
    kept.refreshToken = Secret("refresh-1");
    MicrosoftSignInQuery brief = signInQuery();
    brief.deadline = Soon;
    OperationContract<TokenOperation> contract{
        [&] { return std::make_unique<MicrosoftSignIn>(door.context(), kept); },
        [&] { return std::make_unique<MicrosoftSignIn>(m_mute.context(), brief); }};
    contract.verify(Code::LoopbackNoCallback);
}

void TestMicrosoftOperations::signInWithAKeptToken()
{
    MicrosoftSignInQuery kept = signInQuery();
    kept.refreshToken = Secret("refresh-1");
    MicrosoftSignInQuery brief = kept;
    brief.deadline = Soon;
    OperationContract<TokenOperation> contract{
        [&] { return std::make_unique<MicrosoftSignIn>(m_door.context(), kept); },
        [&] { return std::make_unique<MicrosoftSignIn>(m_mute.context(), brief); }};
    contract.verify(Code::LoopbackNoCallback);
}

void TestMicrosoftOperations::adminConsent()
{
    ConsentQuery brief{{u"login.microsoftonline.com"_s, EntraDouble::tenant(), u"app"_s, u"s"_s}};
    brief.deadline = Soon;
    OperationContract<ConsentOperation> contract{
        [this] { return std::make_unique<BrowsedConsent>(m_random); },
        [&] { return std::make_unique<AdminConsent>(m_random, brief); }};
    contract.verify(Code::LoopbackNoCallback);
}

void TestMicrosoftOperations::places()
{
    OperationContract<PlacesOperation> contract{
        [this] { return std::make_unique<GraphPlacesReader>(graph(m_door)); },
        [this] { return std::make_unique<GraphPlacesReader>(graph(m_mute, Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestMicrosoftOperations::schedules()
{
    const QStringList rooms{u"room1@fabrikam.test"_s};
    OperationContract<ScheduleOperation> contract{
        [&] { return std::make_unique<GraphScheduleReader>(graph(m_door), rooms, m_door.clock.now()); },
        [&] {
            return std::make_unique<GraphScheduleReader>(graph(m_mute, Soon), rooms, m_door.clock.now());
        }};
    contract.verify(Code::HttpTimeout);
}

void TestMicrosoftOperations::placesAreReadPageByPage()
{
    EntraDouble door;
    door.otherAnswer = [](const ExchangeQuery &query) {
        const QString number = QUrlQuery(query.url).queryItemValue(u"$skip"_s);
        const bool isList = query.url.path().endsWith(u"roomlist"_s);
        QJsonObject page{{u"value"_s,
                          QJsonArray{QJsonObject{{u"displayName"_s, u"R"_s},
                                                 {u"emailAddress"_s, u"r%1@fabrikam.test"_s.arg(number)}}}}};
        if (!isList && number.isEmpty())
            page.insert(u"@odata.nextLink"_s,
                        u"https://graph.microsoft.com/v1.0/places/microsoft.graph.room?$skip=1"_s);
        return EntraDouble::json(page);
    };
    GraphPlacesReader reader(graph(door));
    const auto places = outcomeOf<GraphPlaces>(reader);
    QVERIFY(places);
    QCOMPARE(places->lists.size(), 1);
    QCOMPARE(places->rooms.size(), 2);
    QVERIFY(!places->mayHaveMore);
    for (const ExchangeQuery &query : std::as_const(door.asked))
        QVERIFY(query.credential->scheme == Credential::Scheme::Bearer);
}

void TestMicrosoftOperations::pagesWithoutEndAreGivenUp()
{
    EntraDouble door;
    door.otherAnswer = [](const ExchangeQuery &query) {
        return EntraDouble::json({{u"value"_s, QJsonArray()}, {u"@odata.nextLink"_s, query.url.toString()}});
    };
    GraphPlacesReader reader(graph(door));
    const auto places = outcomeOf<GraphPlaces>(reader);
    QVERIFY(places && places->mayHaveMore);
    QCOMPARE(door.asked.size(), 2 * GraphPlacesReader::MostPages);
}

void TestMicrosoftOperations::schedulesAskForDigitsAlone()
{
    EntraDouble door;
    QStringList many;
    for (int i = 0; i < 30; ++i)
        many.append(u"room%1@fabrikam.test"_s.arg(i));
    GraphScheduleReader reader(graph(door), many, door.clock.now());
    const auto schedules = outcomeOf<QList<GraphSchedule>>(reader);
    QVERIFY(schedules);
    QCOMPARE(schedules->size(), GraphScheduleReader::MostMailboxes);
    const QJsonObject body = QJsonDocument::fromJson(door.asked.first().body).object();
    QCOMPARE(body[u"startTime"_s][u"timeZone"_s].toString(), u"UTC"_s);
    QCOMPARE(body[u"endTime"_s][u"dateTime"_s].toString(), u"2027-01-16T08:00:00"_s);
    QCOMPARE(door.asked.first().url.path(), u"/v1.0/me/calendar/getSchedule"_s);
}

QTEST_GUILESS_MAIN(TestMicrosoftOperations)
#include "tst_microsoftoperations.moc"
