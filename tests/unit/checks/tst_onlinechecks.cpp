// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/checkrunner.h"
#include "checks/signindesk.h"
#include "core/problemcodes.h"
#include "core/utctime.h"
#include "secrets/memorysecretstore.h"
#include "unit/microsoft/entradouble.h"

#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QString globalAdministrator = u"62e90394-69f5-4237-9190-012177145e10"_s;
const QString askcody = u"5b0c1f9e-0000-4000-8000-00000000de31"_s;

ExchangeAnswer xml(const QByteArray &inside)
{
    return {200,
            {},
            {{"Content-Type", "text/xml"}, {"request-id", "r-1"}},
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + inside
                + "</s:Body></s:Envelope>",
            true,
            {}};
}

ExchangeAnswer message(const QByteArray &responseClass, const QByteArray &code)
{
    return xml("<m:GetFolderResponse xmlns:m='http://schemas.microsoft.com/exchange/services/2006/messages'>"
               "<m:ResponseMessages><m:GetFolderResponseMessage ResponseClass='"
               + responseClass + "'><m:ResponseCode>" + code
               + "</m:ResponseCode></m:GetFolderResponseMessage></m:ResponseMessages></m:GetFolderResponse>");
}

ExchangeAnswer policy(const QByteArray &reason)
{
    return {403, {}, {{"request-id", "r-2"}, {"X-EWS-Policy-Reason", reason}}, {}, true, {}};
}

// Microsoft, an administrator with a browser, and one run of the checks after the other.
struct OnlineWorld
{
    EntraDouble entra;
    MicrosoftBrowser browser;
    SignInDesk desk;
    MemorySecretStore secrets;
    RunInput input;
    ExchangeAnswer ews = message("Success", "NoError");
    std::function<ExchangeAnswer(const ExchangeQuery &)> graph = [](const ExchangeQuery &query) {
        if (query.url.path().endsWith(u"getSchedule"_s))
            return EntraDouble::json({{u"value"_s,
                                       QJsonArray{QJsonObject{{u"scheduleId"_s, u"room1@fabrikam.test"_s},
                                                              {u"availabilityView"_s, u"000222000"_s}}}}});
        return EntraDouble::json({{u"value"_s,
                                   QJsonArray{QJsonObject{{u"displayName"_s, u"Room 1"_s},
                                                          {u"emailAddress"_s, u"room1@fabrikam.test"_s}}}}});
    };
    QJsonValue wids = QJsonArray{globalAdministrator};
    QString username = u"Admin@Fabrikam.test"_s;
    bool hasDesk = true;

    OnlineWorld()
    {
        ExchangeOnline online;
        online.email = u"admin@fabrikam.test"_s;
        online.clientId = EntraDouble::clientId();
        input.integration.exchange = online;
        entra.tokenAnswer = [this] {
            QJsonObject claims = entra.claims();
            claims.insert(u"wids"_s, wids);
            claims.insert(u"preferred_username"_s, username);
            return EntraDouble::json(entra.tokens(claims));
        };
        entra.otherAnswer = [this](const ExchangeQuery &query) -> Result<ExchangeAnswer> {
            return query.url.path() == u"/EWS/Exchange.asmx"_s ? ews : graph(query);
        };
        const auto page = browser.page;
        browser.page = [this, page](const QUrlQuery &asked) {
            entra.nonce = asked.queryItemValue(u"nonce"_s, QUrl::FullyDecoded).toLatin1();
            return page(asked);
        };
        QObject::connect(&desk, &SignInDesk::browserNeeded, &browser, &MicrosoftBrowser::visit);
    }

    ExchangeOnline &online() { return *input.integration.online(); }

    void run()
    {
        CheckRunner runner(allChecks(),
                           {entra, entra.clock, entra.random, secrets, nullptr, hasDesk ? &desk : nullptr});
        QSignalSpy ended(&runner, &CheckRunner::finished);
        runner.start(input);
        QVERIFY(ended.wait(15'000));
        findings = runner.findings();
        verdict = runner.verdict();
    }

    Finding finding(QLatin1StringView id) const
    {
        for (const Finding &one : findings)
            if (one.checkId == id)
                return one;
        return {};
    }

    // "fail EWS_NOT_ON_LIST", "pass", "skipped microsoft.signin" …
    QString said(QLatin1StringView id) const
    {
        const Finding one = finding(id);
        const QString more = one.problem ? one.problem->code : one.notTested + one.skippedBecause;
        return (toString(one.status) + u' ' + more).trimmed();
    }

    QList<Finding> findings;
    Verdict verdict = Verdict::Incomplete;
};

} // namespace

// The checks of Exchange Online against a Microsoft that a test scripts.
class TestOnlineChecks : public QObject
{
    Q_OBJECT

private slots:
    void anAdministratorSignsIn();
    void noCallImpersonates();
    void withoutAnApplicationNothingIsTested();
    void thePortalsApplicationComesFirst();
    void withoutADeskNobodyIsAsked();
    void aSecondRunOpensNoBrowser();
    void tenants_data();
    void tenants();
    void roles_data();
    void roles();
    void policies_data();
    void policies();
    void whoHasNoMailbox();
    void nobodyElseIsNamed();
    void anotherAccountsMailboxProvesNothing();
    void aRefusedTokenIsNoPolicy();
    void consents_data();
    void consents();
    void graphTellsWhatWouldRemain_data();
    void graphTellsWhatWouldRemain();
    void graphIsAskedForWhereItIsWanted_data();
    void graphIsAskedForWhereItIsWanted();
    void whoWantsNotToBeAskedIsNotAsked();
    void aServersTenantIsInformation();
};

void TestOnlineChecks::anAdministratorSignsIn()
{
    OnlineWorld world;
    world.run();
    QCOMPARE(world.said("discover.tenant"_L1), u"pass"_s);
    QCOMPARE(world.said("microsoft.signin"_L1), u"pass"_s);
    QCOMPARE(world.said("microsoft.role"_L1), u"pass"_s);
    QCOMPARE(world.said("microsoft.mailbox"_L1), u"pass"_s);
    QCOMPARE(world.said("microsoft.ewspolicy"_L1), u"notTested EWS_ASKCODY_ID_UNKNOWN"_s);
    QCOMPARE(world.said("microsoft.consent"_L1), u"notTested CONSENT_ON_PORTAL"_s);
    QCOMPARE(world.said("graph.rooms"_L1), u"pass"_s);
    QCOMPARE(toString(world.verdict), toString(Verdict::Pass));
    QCOMPARE(world.findings.size(), 9);
    QCOMPARE(world.finding("microsoft.mailbox"_L1).requestIds, QStringList{u"r-1"_s});
    QCOMPARE(world.browser.visits.first().queryItemValue(u"login_hint"_s, QUrl::FullyDecoded),
             u"admin@fabrikam.test"_s);
}

void TestOnlineChecks::noCallImpersonates()
{
    OnlineWorld world;
    world.run();
    int calls = 0;
    for (const ExchangeQuery &query : std::as_const(world.entra.asked)) {
        QVERIFY(!query.body.contains("ExchangeImpersonation"));
        if (query.url.host() != EntraDouble::cloud().ewsHost)
            continue;
        ++calls;
        QVERIFY(query.credential && query.credential->scheme == Credential::Scheme::Bearer);
        QVERIFY(!query.headers.contains("X-AnchorMailbox"));
    }
    QCOMPARE(calls, 2);
}

void TestOnlineChecks::withoutAnApplicationNothingIsTested()
{
    OnlineWorld world;
    world.online().clientId.clear();
    world.run();
    QCOMPARE(world.said("microsoft.signin"_L1), u"notTested MICROSOFT_CLIENT_UNKNOWN"_s);
    QCOMPARE(world.said("microsoft.mailbox"_L1), u"skipped microsoft.signin"_s);
    // The sign-in is what a check of Exchange Online is asked for.
    QCOMPARE(toString(world.verdict), toString(Verdict::Incomplete));
    QVERIFY(world.browser.visits.isEmpty());
}

void TestOnlineChecks::thePortalsApplicationComesFirst()
{
    OnlineWorld world;
    world.online().clientId = u"5b0c1f9e-0000-4000-8000-00000000de32"_s;
    world.input.online.signInClientId = EntraDouble::clientId();
    world.run();
    QCOMPARE(world.finding("microsoft.signin"_L1).facts[u"clientId"_s].toString(), EntraDouble::clientId());
    QCOMPARE(world.finding("microsoft.signin"_L1).facts[u"clientFrom"_s].toString(), u"portal"_s);
}

void TestOnlineChecks::withoutADeskNobodyIsAsked()
{
    OnlineWorld world;
    world.hasDesk = false;
    world.run();
    QCOMPARE(world.said("microsoft.signin"_L1), u"notTested MICROSOFT_NOT_SIGNED_IN"_s);
}

void TestOnlineChecks::aSecondRunOpensNoBrowser()
{
    OnlineWorld world;
    QSignalSpy kept(&world.desk, &SignInDesk::kept);
    world.run();
    QCOMPARE(world.browser.visits.size(), 1);
    QVERIFY(!kept.isEmpty());
    world.run();
    QCOMPARE(world.said("microsoft.signin"_L1), u"pass"_s);
    QCOMPARE(world.browser.visits.size(), 1);

    // With the access token gone, the refresh token does it.
    const QString key = world.desk.key();
    world.desk.restore(key, Secret("refresh-2"), u"adele"_s);
    world.run();
    QCOMPARE(world.said("microsoft.signin"_L1), u"pass"_s);
    QCOMPARE(world.browser.visits.size(), 1);

    world.desk.forget();
    world.run();
    QCOMPARE(world.browser.visits.size(), 2);
}

void TestOnlineChecks::tenants_data()
{
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QString>("cloud");
    QTest::addColumn<bool>("exists");
    QTest::addColumn<QString>("said");
    QTest::newRow("found by the domain") << QString() << QString() << true << u"pass"_s;
    QTest::newRow("named by its id") << EntraDouble::tenant() << u"worldwide"_s << true << u"pass"_s;
    QTest::newRow("another one") << u"f4b10000-0000-4000-8000-00000000fab2"_s << QString() << true
                                 << u"fail MICROSOFT_FOREIGN_TENANT"_s;
    QTest::newRow("another cloud") << QString() << u"dod"_s << true << u"fail MICROSOFT_OTHER_CLOUD"_s;
    QTest::newRow("nowhere") << QString() << QString() << false << u"fail MICROSOFT_TENANT_NOT_FOUND"_s;
}

void TestOnlineChecks::tenants()
{
    QFETCH(const QString, tenant);
    QFETCH(const QString, cloud);
    QFETCH(const bool, exists);
    QFETCH(const QString, said);
    OnlineWorld world;
    world.online().tenant = tenant;
    world.online().cloud = cloud;
    if (!exists)
        world.entra.metadataAnswer = [](const ExchangeQuery &) {
            return EntraDouble::refusal(u"invalid_tenant"_s, 90002);
        };
    world.run();
    QCOMPARE(world.said("discover.tenant"_L1), said);
    QCOMPARE(world.browser.visits.isEmpty(), said != u"pass"_s);
}

void TestOnlineChecks::roles_data()
{
    QTest::addColumn<QJsonValue>("wids");
    QTest::addColumn<QString>("said");
    QTest::newRow("not told") << QJsonValue() << u"notTested MICROSOFT_ROLE_UNKNOWN"_s;
    QTest::newRow("a member") << QJsonValue(QJsonArray{u"b79fbf4d-3ef9-4689-8143-76b194e85509"_s})
                              << u"warn MICROSOFT_ROLE_MISSING"_s;
    QTest::newRow("an administrator") << QJsonValue(QJsonArray{globalAdministrator}) << u"pass"_s;
}

void TestOnlineChecks::roles()
{
    QFETCH(const QJsonValue, wids);
    QFETCH(const QString, said);
    OnlineWorld world;
    world.wids = wids;
    world.run();
    QCOMPARE(world.said("microsoft.role"_L1), said);
    QVERIFY(world.verdict == Verdict::Pass || world.verdict == Verdict::Warn); // never a gate
    QCOMPARE(world.said("microsoft.mailbox"_L1), u"pass"_s);
}

void TestOnlineChecks::policies_data()
{
    QTest::addColumn<QString>("answer"); // "open", "disabled", "blocked", "forbidden"
    QTest::addColumn<QString>("organization");
    QTest::addColumn<QString>("mailbox");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("mailboxCheck");
    const QString on = u"EwsEnabled : True\n"_s;
    const QString listed = on + u"EwsAllowedAppIDs : 11111111-1111-4111-8111-111111111111,"_s + askcody;
    const QString unlisted = on + u"EwsAllowedAppIDs : 11111111-1111-4111-8111-111111111111"_s;
    QTest::newRow("open") << u"open"_s << QString() << QString() << u"notTested EWS_ASKCODY_NOT_TESTED"_s
                          << u"pass"_s;
    QTest::newRow("open, listed") << u"open"_s << listed << QString() << u"warn EWS_ALLOWED_UNTIL"_s
                                  << u"pass"_s;
    QTest::newRow("open, not listed")
        << u"open"_s << unlisted << QString() << u"fail EWS_NOT_ON_LIST"_s << u"pass"_s;
    // Two statements that differ: nothing that Exchange Online had said.
    const QString off = u"EwsEnabled : False"_s;
    QTest::newRow("open, pasted: off")
        << u"open"_s << off << QString() << u"warn EWS_SETTINGS_DIFFER"_s << u"pass"_s;
    QTest::newRow("open, pasted: off for the mailbox")
        << u"open"_s << QString() << off << u"warn EWS_SETTINGS_DIFFER"_s << u"pass"_s;
    QTest::newRow("blocked, pasted: off") << u"blocked"_s << off << QString() << u"warn EWS_SETTINGS_DIFFER"_s
                                          << u"notTested HTTP_403_EWS_BLOCKED_BY_POLICY"_s;
    QTest::newRow("disabled, pasted: off")
        << u"disabled"_s << off << QString() << u"fail HTTP_403_EWS_DISABLED"_s
        << u"notTested HTTP_403_EWS_DISABLED"_s;
    QTest::newRow("disabled, pasted: off for the mailbox")
        << u"disabled"_s << QString() << off << u"fail EWS_MAILBOX_OFF"_s
        << u"notTested HTTP_403_EWS_DISABLED"_s;
    QTest::newRow("blocked") << u"blocked"_s << QString() << QString()
                             << u"warn HTTP_403_EWS_BLOCKED_BY_POLICY"_s
                             << u"notTested HTTP_403_EWS_BLOCKED_BY_POLICY"_s;
    QTest::newRow("disabled") << u"disabled"_s << QString() << QString() << u"fail HTTP_403_EWS_DISABLED"_s
                              << u"notTested HTTP_403_EWS_DISABLED"_s;
    QTest::newRow("the mailbox's own switch")
        << u"disabled"_s << on << u"EwsEnabled : False"_s << u"fail EWS_MAILBOX_OFF"_s
        << u"notTested HTTP_403_EWS_DISABLED"_s;
    QTest::newRow("only the licence is left")
        << u"disabled"_s << on << u"EwsEnabled : True"_s << u"fail HTTP_403_LICENCE"_s
        << u"notTested HTTP_403_EWS_DISABLED"_s;
    QTest::newRow("forbidden without a reason")
        << u"forbidden"_s << QString() << QString() << u"fail HTTP_403_NO_REASON"_s
        << u"fail HTTP_403_NO_REASON"_s;
}

void TestOnlineChecks::policies()
{
    QFETCH(const QString, answer);
    QFETCH(const QString, organization);
    QFETCH(const QString, mailbox);
    QFETCH(const QString, said);
    QFETCH(const QString, mailboxCheck);
    OnlineWorld world;
    // Before the end of EWS.
    world.entra.clock = FixedClock(inUtc({2026, 12, 1}, {12, 0}));
    world.input.online.exchangeAppId = askcody;
    if (!organization.isEmpty())
        world.input.online.organization = *ewsSettingsFromText(organization);
    if (!mailbox.isEmpty())
        world.input.online.mailbox = ewsSettingsFromText(mailbox)->ewsEnabled;
    if (answer == u"disabled"_s)
        world.ews = policy("EWS is disabled for this user or tenant");
    else if (answer == u"blocked"_s)
        world.ews = policy("EWS is blocked by policy for this user or tenant");
    else if (answer == u"forbidden"_s)
        world.ews = {403, {}, {{"request-id", "r-3"}}, {}, true, {}};
    world.entra.tokenAnswer = [&world] {
        QJsonObject claims = world.entra.claims();
        const qint64 now = world.entra.clock.now().toSecsSinceEpoch();
        claims.insert(u"iat"_s, now);
        claims.insert(u"exp"_s, now + 600);
        claims.insert(u"preferred_username"_s, world.username);
        return EntraDouble::json(world.entra.tokens(claims));
    };
    world.run();
    QCOMPARE(world.said("microsoft.ewspolicy"_L1), said);
    QCOMPARE(world.said("microsoft.mailbox"_L1), mailboxCheck);
}

void TestOnlineChecks::whoHasNoMailbox()
{
    OnlineWorld world;
    world.ews = message("Error", "ErrorNonExistentMailbox");
    world.run();
    QCOMPARE(world.said("microsoft.mailbox"_L1), u"fail MICROSOFT_MAILBOX_MISSING"_s);
    QCOMPARE(world.said("microsoft.ewspolicy"_L1),
             u"notTested EWS_ASKCODY_ID_UNKNOWN"_s); // EWS itself answered
}

// Another account of the organisation was signed in, in the browser: the one that was typed has nothing to do
// with what its mailbox is like.
void TestOnlineChecks::nobodyElseIsNamed()
{
    OnlineWorld world;
    world.ews = message("Error", "ErrorNonExistentMailbox");
    for (const bool isTyped : {true, false}) {
        world.username = isTyped ? u"Admin@Fabrikam.test"_s : u"second@fabrikam.test"_s;
        world.desk.forget();
        world.run();
        QCOMPARE(world.finding("microsoft.signin"_L1).facts["accountIsTyped"_L1], QJsonValue(isTyped));
        const Finding mailbox = world.finding("microsoft.mailbox"_L1);
        QCOMPARE(mailbox.facts["mailbox"_L1].toString(), isTyped ? u"admin@fabrikam.test"_s : QString());
        QCOMPARE(world.said("microsoft.mailbox"_L1), u"fail MICROSOFT_MAILBOX_MISSING"_s);
        const QString told = QString::fromUtf8(QJsonDocument(toJson(mailbox)).toJson());
        QCOMPARE(told.contains("admin@fabrikam.test"_L1), isTyped);
    }
}

// What goes to the portal is the typed address, whose mailbox nobody has looked at.
void TestOnlineChecks::anotherAccountsMailboxProvesNothing()
{
    OnlineWorld world;
    world.run();
    QCOMPARE(world.said("microsoft.mailbox"_L1), u"pass"_s);
    world.username = u"second@fabrikam.test"_s;
    world.desk.forget();
    world.run();
    QCOMPARE(world.said("microsoft.mailbox"_L1), u"warn MICROSOFT_MAILBOX_OTHER"_s);
    QVERIFY(world.verdict == Verdict::Warn);
    world.ews = policy("EWS is disabled for this user or tenant");
    world.run();
    QCOMPARE(world.said("microsoft.mailbox"_L1), u"notTested HTTP_403_EWS_DISABLED"_s); // that says more
}

void TestOnlineChecks::aRefusedTokenIsNoPolicy()
{
    OnlineWorld world;
    world.ews = {401,
                 {},
                 {{"request-id", "r-4"},
                  {"x-ms-diagnostics",
                   "2000008;reason=\"The token contains no permissions.\";error_category=\"invalid_grant\""}},
                 {},
                 true,
                 {}};
    world.run();
    QCOMPARE(world.said("microsoft.ewspolicy"_L1), u"fail DIAGNOSTICS_2000008"_s);
    QCOMPARE(world.finding("microsoft.ewspolicy"_L1).problem->facts[u"reason"_s].toString(),
             u"The token contains no permissions."_s);
    world.ews.headers = {{"request-id", "r-4"}};
    world.run();
    QCOMPARE(world.said("microsoft.ewspolicy"_L1), u"fail HTTP_401_BEARER"_s); // also when asked again
}

void TestOnlineChecks::consents_data()
{
    QTest::addColumn<QString>("app");
    QTest::addColumn<int>("consent");
    QTest::addColumn<bool>("proved");
    QTest::addColumn<QString>("said");
    const auto number = [](OnlineInput::Consent consent) { return static_cast<int>(consent); };
    const int notAsked = number(OnlineInput::Consent::NotAsked);
    const int saidYes = number(OnlineInput::Consent::SaidYes);
    const int refused = number(OnlineInput::Consent::Refused);
    const int unanswered = number(OnlineInput::Consent::Unanswered);
    QTest::newRow("by the portal's button")
        << QString() << notAsked << false << u"notTested CONSENT_ON_PORTAL"_s;
    QTest::newRow("not asked") << askcody << notAsked << false << u"notTested CONSENT_NOT_ASKED"_s;
    QTest::newRow("said and not proved") << askcody << saidYes << false << u"notTested CONSENT_NOT_PROVED"_s;
    QTest::newRow("refused") << askcody << refused << false << u"fail AADSTS65004"_s;
    QTest::newRow("no answer") << askcody << unanswered << false << u"notTested CONSENT_UNANSWERED"_s;
    QTest::newRow("no answer, and proved") << askcody << unanswered << true << u"pass"_s;
    QTest::newRow("proved") << askcody << saidYes << true << u"pass"_s;
    QTest::newRow("refused once, and proved since") << askcody << refused << true << u"pass"_s;
}

void TestOnlineChecks::consents()
{
    QFETCH(const QString, app);
    QFETCH(const int, consent);
    QFETCH(const bool, proved);
    QFETCH(const QString, said);
    OnlineWorld world;
    world.input.online.exchangeAppId = app;
    world.input.online.consent = static_cast<OnlineInput::Consent>(consent);
    world.input.online.provedByPortal = proved;
    if (world.input.online.consent == OnlineInput::Consent::Refused)
        world.input.online.consentProblem = Problem{u"AADSTS65004"_s, {}, {}};
    if (world.input.online.consent == OnlineInput::Consent::Unanswered)
        world.input.online.consentProblem = Problem{Code::LoopbackNoCallback, {}, {}};
    world.run();
    if (world.input.online.consent == OnlineInput::Consent::Unanswered && !proved)
        QCOMPARE(world.finding("microsoft.consent"_L1).facts["silence"_L1],
                 QJsonValue(Code::LoopbackNoCallback));
    QCOMPARE(world.said("microsoft.consent"_L1), said);
}

void TestOnlineChecks::graphTellsWhatWouldRemain_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("said");
    QTest::newRow("no permission for places") << u"forbidden"_s << u"warn GRAPH_ROOMS_UNREADABLE"_s;
    QTest::newRow("a token that is no good")
        << u"unauthorized"_s << u"warn GRAPH_InvalidAuthenticationToken"_s;
    QTest::newRow("no rooms") << u"none"_s << u"warn GRAPH_ROOMS_NONE"_s;
    QTest::newRow("broken") << u"broken"_s << u"warn HTTP_UNEXPECTED_STATUS"_s;
    QTest::newRow("a room without a mailbox") << u"room"_s << u"warn ErrorMailRecipientNotFound"_s;
    QTest::newRow("no token") << u"token"_s << u"notTested GRAPH_NOT_TESTED"_s;
    QTest::newRow("no lasting sign-in") << u"refresh"_s << u"notTested GRAPH_NOT_TESTED"_s;
}

void TestOnlineChecks::graphTellsWhatWouldRemain()
{
    QFETCH(const QString, graph);
    QFETCH(const QString, said);
    OnlineWorld world;
    const auto healthy = world.graph;
    world.graph = [&graph, healthy](const ExchangeQuery &query) {
        if (graph == u"forbidden"_s)
            return EntraDouble::json({{u"error"_s, QJsonObject{{u"code"_s, u"ErrorAccessDenied"_s}}}}, 403);
        if (graph == u"unauthorized"_s)
            return EntraDouble::json(
                {{u"error"_s, QJsonObject{{u"code"_s, u"InvalidAuthenticationToken"_s}}}}, 401);
        if (graph == u"broken"_s)
            return EntraDouble::json({}, 500);
        if (graph == u"none"_s)
            return EntraDouble::json({{u"value"_s, QJsonArray()}});
        if (graph == u"room"_s && query.method == "POST")
            return EntraDouble::json(
                {{u"value"_s,
                  QJsonArray{QJsonObject{
                      {u"scheduleId"_s, u"room1@fabrikam.test"_s},
                      {u"error"_s, QJsonObject{{u"responseCode"_s, u"ErrorMailRecipientNotFound"_s}}}}}}});
        return healthy(query);
    };
    world.entra.tokenAnswer = [&world, &graph]() -> Result<ExchangeAnswer> {
        const bool isForGraph = world.entra.asked.last().body.contains("graph.microsoft.com");
        if (graph == u"token"_s && isForGraph)
            return EntraDouble::refusal(u"invalid_grant"_s, 65001);
        QJsonObject tokens = world.entra.tokens(world.entra.claims());
        if (graph == u"refresh"_s)
            tokens.remove(u"refresh_token"_s);
        return EntraDouble::json(tokens);
    };
    world.run();
    QCOMPARE(world.said("graph.rooms"_L1), said);
    QVERIFY(world.verdict == Verdict::Pass || world.verdict == Verdict::Warn);
    const QJsonObject facts = world.finding("graph.rooms"_L1).facts;
    QCOMPARE(facts["refusal"_L1].toString(), graph == u"token"_s ? u"AADSTS65001"_s : QString());
    for (const auto &id : {"traceId"_L1, "correlationId"_L1, "timestamp"_L1})
        QCOMPARE(facts.contains(id), graph == u"token"_s);
}

void TestOnlineChecks::graphIsAskedForWhereItIsWanted_data()
{
    QTest::addColumn<bool>("wanted");
    QTest::addColumn<bool>("consented"); // before
    QTest::addColumn<bool>("allowed"); // on the page
    QTest::addColumn<int>("visits");
    QTest::addColumn<QString>("said");
    QTest::newRow("nobody wants it") << false << false << true << 1 << u"notTested GRAPH_NOT_TESTED"_s;
    QTest::newRow("allowed before") << true << true << true << 1 << u"pass"_s;
    QTest::newRow("allowed now") << true << false << true << 2 << u"pass"_s;
    QTest::newRow("declined") << true << false << false << 2 << u"warn AADSTS65004"_s;
}

void TestOnlineChecks::graphIsAskedForWhereItIsWanted()
{
    QFETCH(const bool, wanted);
    QFETCH(const bool, consented);
    QFETCH(const bool, allowed);
    QFETCH(const int, visits);
    QFETCH(const QString, said);
    OnlineWorld world;
    world.input.online.asksGraph = wanted;
    bool isConsented = consented;
    const auto page = world.browser.page;
    world.browser.page = [&](const QUrlQuery &asked) {
        const bool isForGraph =
            asked.queryItemValue(u"scope"_s, QUrl::FullyDecoded).contains("Place.Read.All"_L1);
        if (isForGraph && !allowed)
            return QUrlQuery{{u"error"_s, u"access_denied"_s},
                             {u"error_description"_s, u"AADSTS65004%3A%20Declined"_s}};
        isConsented = isConsented || isForGraph;
        return page(asked);
    };
    world.entra.tokenAnswer = [&]() -> Result<ExchangeAnswer> {
        if (!isConsented && world.entra.asked.last().body.contains("Place.Read.All"))
            return EntraDouble::refusal(u"invalid_grant"_s, 65001);
        return EntraDouble::json(world.entra.tokens(world.entra.claims()));
    };
    world.run();
    QCOMPARE(world.browser.visits.size(), visits);
    QCOMPARE(world.said("graph.rooms"_L1), said);
    // Nothing else is asked of whoever signs in for EWS.
    QVERIFY(!world.browser.visits.first().toString().contains("Place.Read.All"_L1));
    QVERIFY(world.verdict == Verdict::Pass || world.verdict == Verdict::Warn);
}

void TestOnlineChecks::whoWantsNotToBeAskedIsNotAsked()
{
    OnlineWorld world;
    world.input.online.asksGraph = true;
    world.desk.setMayAsk(false);
    world.run();
    QCOMPARE(world.said("microsoft.signin"_L1), u"notTested MICROSOFT_NOT_SIGNED_IN"_s);
    QCOMPARE(toString(world.verdict), toString(Verdict::Incomplete));
    QVERIFY(world.browser.visits.isEmpty());
    // What is held counts all the same.
    world.desk.setMayAsk(true);
    world.run();
    world.desk.setMayAsk(false);
    const qsizetype before = world.browser.visits.size();
    world.run();
    QCOMPARE(world.said("microsoft.signin"_L1), u"pass"_s);
    QCOMPARE(world.browser.visits.size(), before);
}

void TestOnlineChecks::aServersTenantIsInformation()
{
    OnlineWorld world;
    ExchangeServer server;
    server.email = u"askcody@contoso.test"_s;
    world.input.integration.exchange = server;
    world.input.only = {u"discover.tenant"_s};
    world.run();
    QCOMPARE(world.said("discover.tenant"_L1), u"pass"_s);
    world.entra.metadataAnswer = [](const ExchangeQuery &) -> Result<ExchangeAnswer> {
        return Problem{Code::TcpTimeout, {}, {}};
    };
    world.run();
    QCOMPARE(world.said("discover.tenant"_L1), u"notTested MICROSOFT_NOT_ASKED"_s);
    QCOMPARE(world.finding("discover.tenant"_L1).facts[u"problem"_s].toString(), QString(Code::TcpTimeout));
}

QTEST_GUILESS_MAIN(TestOnlineChecks)
#include "tst_onlinechecks.moc"
