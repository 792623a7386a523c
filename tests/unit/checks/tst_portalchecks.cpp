// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/checkids.h"
#include "checks/checkrunner.h"
#include "checks/microsoftfacts.h"
#include "core/problemcodes.h"
#include "core/randomsource.h"
#include "core/utctime.h"
#include "net/recordingdoor.h"
#include "net/replaydoor.h"
#include "portal/portalpass.h"
#include "secrets/memorysecretstore.h"
#include "unit/portal/portalworld.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

using Reply = FakeReply<ExchangeAnswer>;

QJsonObject discoveryJson()
{
    return {{u"version"_s, 1},
            {u"region"_s, u"eu"_s},
            {u"api"_s, u"https://portal.askcody.test/api/v1"_s},
            {u"issuer"_s, u"https://login.askcody.test/"_s},
            {u"clientId"_s, u"setup"_s},
            {u"scopes"_s, QJsonArray{u"openid"_s, u"integrations"_s}},
            {u"keys"_s, u"https://api.askcody.test/v1/keys"_s}};
}

QJsonObject issuerJson()
{
    return {{u"issuer"_s, u"https://login.askcody.test/"_s},
            {u"authorization_endpoint"_s, u"https://login.askcody.test/authorize"_s},
            {u"token_endpoint"_s, u"https://login.askcody.test/token"_s},
            {u"jwks_uri"_s, u"https://login.askcody.test/keys"_s}};
}

QJsonObject pageJson(const QJsonArray &items)
{
    return {{u"items"_s, items}};
}

QJsonObject rung(const QString &id, const QString &status, const QString &code = {})
{
    QJsonObject json = rungJson(id, status);
    if (!code.isEmpty())
        json.insert(u"code"_s, code);
    return json;
}

QJsonArray healthyRungs()
{
    return {rungJson(u"net.dns"_s, u"pass"_s), rungJson(u"net.tcp"_s, u"pass"_s),
            rungJson(u"net.tls"_s, u"pass"_s), rungJson(u"http.endpoint"_s, u"pass"_s)};
}

const QString fabrikam = u"f4b10000-0000-4000-8000-00000000fab1"_s;

// What Microsoft says of the domain, later than the portal has answered.
class KnownTenant : public Check
{
public:
    explicit KnownTenant(bool isKnown)
        : m_isKnown(isKnown)
    {
        m_pause.setSingleShot(true);
        m_pause.setInterval(150);
        connect(&m_pause, &QTimer::timeout, this, &KnownTenant::say);
    }
    void start(const CheckContext &) override { m_pause.start(); }
    void cancel() override { m_pause.stop(); }

private:
    void say()
    {
        CheckOutcome outcome;
        if (m_isKnown) {
            TenantAnswer tenant;
            tenant.exists = true;
            tenant.tenantId = fabrikam;
            outcome.facts.set(TenantFacts{tenant});
        } else {
            outcome.status = FindingStatus::Fail;
            outcome.problem = Problem{Code::HttpTimeout, {}, {}};
        }
        emit finished(outcome);
    }

    bool m_isKnown;
    QTimer m_pause;
};

// The rows of the portal, of which the last does not wait for the way to Exchange.
QList<CheckDefinition> portalRows()
{
    QList<CheckDefinition> rows = allChecks();
    rows.removeIf([](const CheckDefinition &row) { return !row.id.startsWith("portal."_L1); });
    rows.last().needs = [](const RunInput &) { return CheckNeeds{{CheckId::PortalSignIn}, {}, {}}; };
    return rows;
}

QList<CheckDefinition> rowsWithTenant(bool isKnown)
{
    QList<CheckDefinition> rows = portalRows();
    const QList<CheckDefinition> all = allChecks();
    for (const CheckDefinition &row : all)
        if (row.id == CheckId::Tenant)
            rows.prepend(row);
    rows.first().make = [isKnown] { return std::make_unique<KnownTenant>(isKnown); };
    return rows;
}

RunInput askingInput()
{
    ExchangeServer server;
    server.email = u"askcody@contoso.com"_s;
    server.ewsUrl = QUrl(u"https://mail.contoso.com/EWS/Exchange.asmx"_s);
    RunInput input;
    input.integration.id = QUuid(u"11111111-8b86-4d01-b42d-00cf4fc964ff"_s);
    input.integration.name = u"New York"_s;
    input.integration.portal = QUrl(u"https://portal.askcody.test"_s);
    input.integration.exchange = server;
    input.asksPortal = true;
    return input;
}

// Shared with the pass of a run, which may outlive a test's own object elsewhere.
std::shared_ptr<FakeTokens> signedIn()
{
    return std::make_shared<FakeTokens>();
}

// A portal with its identity provider: what a test does not change is in order.
struct World
{
    World()
    {
        answers = {{u"/.well-known/askcody-setup"_s, {jsonAnswer(200, discoveryJson())}},
                   {u"/.well-known/openid-configuration"_s, {jsonAnswer(200, issuerJson())}},
                   {u"/api/v1/me"_s, {jsonAnswer(200, accountJson())}},
                   {u"/api/v1/integrations"_s, {jsonAnswer(200, pageJson({}))}},
                   {u"/api/v1/probe"_s, {jsonAnswer(200, cloudJson(healthyRungs()))}}};
        door.onExchange = [this](const ExchangeQuery &query) {
            return answers.value(query.url.path(), Reply{Problem{Code::InternalError, {}, {}}});
        };
    }

    CheckServices services(Door &with) { return {with, clock, random, secrets, &pass}; }

    // Runs to the end and says what there is to say.
    QList<Finding> run(const RunInput &input = askingInput(),
                       const QList<CheckDefinition> &rows = portalRows())
    {
        recording = Recording();
        recording.beginRun({clock.now(), {}, {}, {}});
        RecordingDoor noted(door, recording, clock);
        CheckRunner runner(rows, services(noted));
        return runToEnd(runner, input);
    }

    // Once more, from what was written down.
    QList<Finding> replay(const RunInput &input = askingInput())
    {
        ReplayDoor replayed(*Recording::fromHar(*recording.toHar()));
        const PortalPass nobody{pass.site, nullptr, Problem{Code::NotInRecording, {}, {}}};
        CheckRunner runner(portalRows(),
                           {replayed, replayed.clock(), replayed.randomSource(), secrets, &nobody});
        return runToEnd(runner, input);
    }

    static QList<Finding> runToEnd(CheckRunner &runner, const RunInput &input)
    {
        QSignalSpy finished(&runner, &CheckRunner::finished);
        runner.start(input);
        if (!finished.wait(10'000))
            return {};
        verdict = runner.verdict();
        QList<Finding> findings = runner.findings();
        for (Finding &finding : findings)
            finding.duration = {};
        return findings;
    }

    static inline Verdict verdict = Verdict::Cancelled;
    QMap<QString, Reply> answers;
    FakeDoor door;
    Recording recording;
    FixedClock clock{inUtc({2026, 11, 24}, {9, 0})};
    SystemRandomSource random;
    MemorySecretStore secrets;
    std::shared_ptr<FakeTokens> tokens = signedIn();
    PortalPass pass{PortalWorld::knownSite(), tokens, {}};
};

Finding of(const QList<Finding> &findings, QLatin1StringView id)
{
    for (const Finding &finding : findings)
        if (finding.checkId == id)
            return finding;
    return {};
}

// "portal.role fail PORTAL_ROLE_MISSING" for each that neither passed nor was skipped.
QStringList notes(const QList<Finding> &findings)
{
    QStringList notes;
    for (const Finding &finding : findings)
        if (finding.status != FindingStatus::Pass && finding.status != FindingStatus::Skipped)
            notes.append(u"%1 %2 %3"_s.arg(finding.checkId, toString(finding.status),
                                           finding.problem ? finding.problem->code : finding.notTested));
    return notes;
}

QStringList skipped(const QList<Finding> &findings)
{
    QStringList ids;
    for (const Finding &finding : findings)
        if (finding.status == FindingStatus::Skipped)
            ids.append(finding.checkId);
    return ids;
}

} // namespace

Q_DECLARE_METATYPE(Reply)

class TestPortalChecks : public QObject
{
    Q_OBJECT

private slots:
    void withoutAPortalNothingIsAsked();
    void allIsWell();
    void outcomes_data();
    void outcomes();
    void aPortalWithoutAnInterfaceIsAWarning();
    void anUnconfirmedPortalGetsNothingOfWorth();
    void nobodySignedInIsNotTested();
    void anEndedSignInIsNotTested();
    void aRefusedTokenIsRenewedOnce();
    void aSignInThatFailedIsTold();
    void theRoleIsJudged_data();
    void theRoleIsJudged();
    void duplicates_data();
    void duplicates();
    void theTenantIsComparedToo_data();
    void theTenantIsComparedToo();
    void theProbeAsksForTheAddressAndNothingElse();
    void everyOutcomeReplays_data();
    void everyOutcomeReplays();
    void theRecordingHoldsNoToken();
    void aRecordingWithoutAPortalIsNotTested();
    void keepsTheContract_data();
    void keepsTheContract();
};

void TestPortalChecks::withoutAPortalNothingIsAsked()
{
    World world;
    RunInput input = askingInput();
    input.asksPortal = false;
    QCOMPARE(world.run(input), QList<Finding>());
    QVERIFY(world.door.exchanges.isEmpty());
}

void TestPortalChecks::allIsWell()
{
    World world;
    const auto findings = world.run();
    QCOMPARE(notes(findings), QStringList());
    QCOMPARE(findings.size(), 5);
    QVERIFY(World::verdict == Verdict::Pass);
    QCOMPARE(of(findings, CheckId::PortalDiscovery).facts["region"_L1].toString(), u"eu"_s);
    QCOMPARE(of(findings, CheckId::PortalDiscovery).requestIds, QStringList{u"req-4711"_s});
    QCOMPARE(of(findings, CheckId::PortalSignIn).facts["organisation"_L1].toString(), u"Contoso"_s);
    QCOMPARE(of(findings, CheckId::PortalRole).facts["has"_L1].toArray(), QJsonArray{u"owner"_s});
    QCOMPARE(of(findings, CheckId::PortalDuplicate).facts["count"_L1].toInt(-1), 0);
    QCOMPARE(of(findings, CheckId::PortalProbe).facts["rungs"_L1].toArray().size(), 4);
    for (const ExchangeQuery &query : world.door.exchanges) {
        const bool isApi = query.url.path().startsWith("/api/"_L1);
        QCOMPARE(query.credential.has_value(), isApi); // a token goes to the API and nowhere else
    }
}

void TestPortalChecks::outcomes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &path, const Reply &reply, const QString &note) {
        QTest::newRow(name) << path << reply << QStringList{note};
    };
    const QString discovery = u"/.well-known/askcody-setup"_s;
    row("certificate", discovery, {Problem{Code::TlsUnknownIssuer, {}, {}}},
        u"portal.discovery fail TLS_UNKNOWN_ISSUER"_s);
    row("no such name", discovery, {Problem{Code::DnsNxdomain, {}, {}}},
        u"portal.discovery fail DNS_NXDOMAIN"_s);
    row("captive", discovery, {page(200, "<html><title>Guest Wi-Fi</title></html>")},
        u"portal.discovery fail PORTAL_CAPTIVE_PAGE"_s);
    row("maintenance", discovery, {page(503, "<html></html>")},
        u"portal.discovery fail PORTAL_MAINTENANCE"_s);
    row("newer", discovery, {jsonAnswer(200, withMember(discoveryJson(), u"version"_s, 2))},
        u"portal.discovery fail PORTAL_VERSION_UNKNOWN"_s);
    row("another region", discovery, {jsonAnswer(200, withMember(discoveryJson(), u"region"_s, u"us"_s))},
        u"portal.discovery fail PORTAL_WRONG_REGION"_s);
    row("somebody else's keys", discovery,
        {jsonAnswer(200, withMember(discoveryJson(), u"keys"_s, u"https://evil.test/keys"_s))},
        u"portal.discovery fail PORTAL_DISCOVERY_UNUSABLE"_s);
    row("no issuer", u"/.well-known/openid-configuration"_s, {page(500, {})},
        u"portal.signin fail ISSUER_METADATA_UNUSABLE"_s);
    row("an issuer of another name", u"/.well-known/openid-configuration"_s,
        {jsonAnswer(200, withMember(issuerJson(), u"issuer"_s, u"https://other.test/"_s))},
        u"portal.signin fail ISSUER_METADATA_UNUSABLE"_s);
    row("single sign-on", u"/api/v1/me"_s, {page(200, "<html><title>Sign in</title></html>")},
        u"portal.signin fail PORTAL_SINGLE_SIGN_ON"_s);
    row("too many requests", u"/api/v1/me"_s, {problemAnswer(429, u"too_many_requests"_s)},
        u"portal.signin fail PORTAL_TOO_MANY_REQUESTS"_s);
    row("no account", u"/api/v1/me"_s, {jsonAnswer(200, {})}, u"portal.signin fail ANSWER_MALFORMED"_s);
    row("firewall", u"/api/v1/integrations"_s, {page(403, "<html></html>")},
        u"portal.duplicate fail PORTAL_WAF"_s);
    row("the cloud asks for a role", u"/api/v1/probe"_s, {problemAnswer(403, u"missing_role"_s)},
        u"portal.probe notTested PORTAL_ROLE_MISSING"_s);
    row("the cloud fails", u"/api/v1/probe"_s, {problemAnswer(500, u"internal"_s)},
        u"portal.probe fail PORTAL_FAILED"_s);
    row("the cloud is stopped", u"/api/v1/probe"_s,
        {jsonAnswer(
            200,
            cloudJson({rung(u"net.dns"_s, u"pass"_s), rung(u"net.tcp"_s, u"fail"_s, u"TCP_TIMEOUT"_s)}))},
        u"portal.probe fail PORTAL_PROBE_FAILED"_s);
    row("the cloud doubts", u"/api/v1/probe"_s,
        {jsonAnswer(200, cloudJson({rung(u"net.tls"_s, u"warn"_s, u"TLS_CERT_EXPIRES_SOON"_s)}))},
        u"portal.probe warn PORTAL_PROBE_FAILED"_s);
    row("the cloud did not try", u"/api/v1/probe"_s,
        {jsonAnswer(200, cloudJson({rung(u"net.dns"_s, u"notTested"_s, u"NOT_ASKED_FOR"_s)}))},
        u"portal.probe warn PORTAL_PROBE_FAILED"_s);
}

void TestPortalChecks::outcomes()
{
    QFETCH(QString, path);
    QFETCH(Reply, reply);
    QFETCH(QStringList, expected);
    World world;
    world.answers.insert(path, reply);
    const auto findings = world.run();
    QCOMPARE(notes(findings), expected);
    QCOMPARE(findings.size(), 5);
    if (of(findings, CheckId::PortalProbe).status == FindingStatus::Fail && path.endsWith("/probe"_L1)
        && reply.result->status == 200)
        QCOMPARE(of(findings, CheckId::PortalProbe).problem->facts["reason"_L1].toString(), u"TCP_TIMEOUT"_s);
}

// How AskCody's own portals are today: whatever else is asked of them is left out, and nothing is missing.
void TestPortalChecks::aPortalWithoutAnInterfaceIsAWarning()
{
    World world;
    world.answers.insert(u"/.well-known/askcody-setup"_s, {page(404, "<html></html>")});
    const auto findings = world.run();
    QCOMPARE(notes(findings), QStringList{u"portal.discovery warn PORTAL_NO_INTERFACE"_s});
    QCOMPARE(skipped(findings).size(), 4);
    QVERIFY(World::verdict == Verdict::Warn);
}

void TestPortalChecks::anUnconfirmedPortalGetsNothingOfWorth()
{
    World world;
    world.pass.site.trust = PortalSite::Trust::Unconfirmed;
    const auto findings = world.run();
    QCOMPARE(notes(findings), QStringList{u"portal.discovery warn PORTAL_NOT_CONFIRMED"_s});
    QCOMPARE(world.door.exchanges.size(), 1);
    QVERIFY(!world.door.exchanges.first().credential);
}

void TestPortalChecks::nobodySignedInIsNotTested()
{
    World world;
    world.pass.tokens = nullptr;
    world.pass.missing = Problem{Code::SignInRequired, {}, {}};
    const auto findings = world.run();
    QCOMPARE(notes(findings), QStringList{u"portal.signin notTested SIGN_IN_REQUIRED"_s});
    QCOMPARE(skipped(findings).size(), 3);
    QVERIFY(World::verdict == Verdict::Incomplete);
    for (const ExchangeQuery &query : world.door.exchanges)
        QVERIFY(!query.url.path().startsWith("/api/"_L1)); // nothing goes there without a token
}

void TestPortalChecks::anEndedSignInIsNotTested()
{
    World world;
    world.answers.insert(u"/api/v1/me"_s, {problemAnswer(401, u"invalid_token"_s)});
    world.tokens->next = [] {
        return Problem{Code::SignInRequired, {}, {{u"reason"_s, Code::OauthInvalidGrant}}};
    };
    const auto findings = world.run();
    QCOMPARE(notes(findings), QStringList{u"portal.signin notTested SIGN_IN_REQUIRED"_s});
    QCOMPARE(of(findings, CheckId::PortalSignIn).facts["reason"_L1].toString(), u"invalid_grant"_s);
}

void TestPortalChecks::aRefusedTokenIsRenewedOnce()
{
    World world;
    world.door.onExchange = [&world](const ExchangeQuery &query) {
        const bool isOld = query.credential && query.credential->secret.bytes() == QByteArrayView("token-1");
        return isOld ? Reply{problemAnswer(401, u"invalid_token"_s)} : world.answers.value(query.url.path());
    };
    const auto findings = world.run();
    QCOMPARE(notes(findings), QStringList());
    QVERIFY(!world.tokens->refused.isEmpty());
    QCOMPARE(world.replay(), findings);
}

void TestPortalChecks::aSignInThatFailedIsTold()
{
    World world;
    world.pass.tokens = nullptr;
    world.pass.missing = Problem{Code::OauthTemporarilyUnavailable, {}, {{u"status"_s, 503}}};
    const auto findings = world.run();
    QCOMPARE(notes(findings), QStringList{u"portal.signin fail temporarily_unavailable"_s});
}

void TestPortalChecks::theRoleIsJudged_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<QJsonArray>("roles");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("integrations administrator")
        << u"eu"_s << QJsonArray{u"userAdministrator"_s, u"integrationsAdministrator"_s} << QStringList();
    QTest::newRow("no role") << u"eu"_s << QJsonArray()
                             << QStringList{u"portal.role fail PORTAL_ROLE_MISSING"_s};
    QTest::newRow("another role") << u"eu"_s << QJsonArray{u"resourceAdministrator"_s}
                                  << QStringList{u"portal.role fail PORTAL_ROLE_MISSING"_s};
    QTest::newRow("another region") << u"us"_s << QJsonArray{u"owner"_s}
                                    << QStringList{u"portal.role fail PORTAL_WRONG_REGION"_s};
}

void TestPortalChecks::theRoleIsJudged()
{
    QFETCH(QString, region);
    QFETCH(QJsonArray, roles);
    QFETCH(QStringList, expected);
    World world;
    world.answers.insert(
        u"/api/v1/me"_s,
        {jsonAnswer(200, withMember(withMember(accountJson(), u"region"_s, region), u"roles"_s, roles))});
    const auto findings = world.run();
    QCOMPARE(notes(findings), expected);
    // The probe needs a sign-in, not the role.
    QVERIFY(of(findings, CheckId::PortalProbe).status == FindingStatus::Pass);
}

void TestPortalChecks::duplicates_data()
{
    QTest::addColumn<QJsonObject>("there");
    QTest::addColumn<QString>("code");
    const QJsonObject other = withMember(
        withMember(withMember(integrationJson(), u"email"_s, u"other@contoso.com"_s), u"name"_s, u"Other"_s),
        u"ewsUrl"_s, u"https://other.contoso.com/EWS/Exchange.asmx"_s);
    QTest::newRow("another one") << withMember(other, u"identificationCode"_s, u"remote"_s) << QString();
    QTest::newRow("the same account")
        << withMember(other, u"email"_s, u"AskCody@contoso.com"_s) << QString(Code::PortalDuplicate);
    QTest::newRow("the same address")
        << withMember(other, u"ewsUrl"_s, u"https://MAIL.contoso.com:443/EWS/Exchange.asmx"_s)
        << QString(Code::PortalDuplicate);
    QTest::newRow("the same name") << withMember(other, u"name"_s, u"new york"_s)
                                   << QString(Code::PortalDuplicate);
    QTest::newRow("made by hand") << withMember(integrationJson(), u"clientReference"_s, QJsonValue::Null)
                                  << QString(Code::PortalDuplicate);
    QTest::newRow("the same code") << other << QString(Code::PortalCodeTaken);
    QTest::newRow("itself") << withMember(integrationJson(), u"clientReference"_s,
                                          askingInput().integration.id.toString(QUuid::WithoutBraces))
                            << QString();
}

void TestPortalChecks::duplicates()
{
    QFETCH(QJsonObject, there);
    QFETCH(QString, code);
    World world;
    world.answers.insert(u"/api/v1/integrations"_s, {jsonAnswer(200, pageJson({there}))});
    RunInput input = askingInput();
    input.integration.identificationCode = u"default"_s;
    const auto findings = world.run(input);
    QCOMPARE(notes(findings),
             code.isEmpty() ? QStringList() : QStringList{u"portal.duplicate warn "_s + code});
    const Finding finding = of(findings, CheckId::PortalDuplicate);
    QCOMPARE(finding.facts["isThere"_L1].toBool(),
             there["clientReference"_L1].toString().startsWith("11111111"_L1));
    QCOMPARE(world.replay(input), findings);
}

void TestPortalChecks::theTenantIsComparedToo_data()
{
    QTest::addColumn<QJsonObject>("there");
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<QString>("code");
    QJsonObject other{{u"id"_s, u"int_2"_s},
                      {u"clientReference"_s, u"6f9619ff-8b86-4d01-b42d-00cf4fc964ff"_s},
                      {u"name"_s, u"Other"_s},
                      {u"type"_s, u"exchangeOnline"_s},
                      {u"identificationCode"_s, u"there"_s},
                      {u"email"_s, u"another.admin@fabrikam.test"_s},
                      {u"tenant"_s, fabrikam.toUpper()}};
    for (const auto &member : {u"state"_s, u"createdAt"_s, u"changedAt"_s, u"etag"_s})
        other.insert(member, integrationJson().value(member));
    const QString duplicate(Code::PortalDuplicate);
    const auto row = [](const char *name, const QJsonObject &there, const QString &code,
                        bool isKnown = true) { QTest::newRow(name) << there << isKnown << code; };
    const QJsonObject elsewhere = withMember(other, u"tenant"_s, u"ada70000-0000-4000-8000-00000000ada7"_s);
    row("several of one tenant", other, duplicate);
    row("several tenants", elsewhere, {});
    row("several tenants, one account", withMember(elsewhere, u"email"_s, u"Admin@fabrikam.test"_s),
        duplicate);
    row("a tenant that nobody knows", other, {}, false);
    row("one account, and a tenant that nobody knows",
        withMember(other, u"email"_s, u"admin@fabrikam.test"_s), duplicate, false);
    QJsonObject server = integrationJson();
    server.insert(u"email"_s, u"admin@fabrikam.test"_s);
    row("the half on the server, with the same account", server, {});
    row("a server without a code, with the same account",
        withMember(server, u"identificationCode"_s, QString()), duplicate);
}

// For an integration of Exchange Online, the tenant is what counts: any of its administrators may make one.
void TestPortalChecks::theTenantIsComparedToo()
{
    QFETCH(QJsonObject, there);
    QFETCH(bool, isKnown);
    QFETCH(QString, code);
    World world;
    world.answers.insert(u"/api/v1/integrations"_s, {jsonAnswer(200, pageJson({there}))});
    RunInput input = askingInput();
    input.integration.identificationCode = u"remote"_s;
    ExchangeOnline online;
    online.email = u"admin@fabrikam.test"_s;
    input.integration.exchange = online;
    const auto findings = world.run(input, rowsWithTenant(isKnown));
    const Finding finding = of(findings, CheckId::PortalDuplicate);
    QCOMPARE(finding.problem ? finding.problem->code : QString(), code);
    QVERIFY(finding.status == (code.isEmpty() ? FindingStatus::Pass : FindingStatus::Warn));
    if (!code.isEmpty()) {
        const QString named = finding.problem->facts["names"_L1].toArray().first().toString();
        QVERIFY2(named.startsWith(there["name"_L1].toString()), qPrintable(named));
    }
}

void TestPortalChecks::theProbeAsksForTheAddressAndNothingElse()
{
    World world;
    RunInput input = askingInput();
    input.password = Secret("Canary-9!");
    (void)world.run(input);
    const auto probe =
        std::find_if(world.door.exchanges.cbegin(), world.door.exchanges.cend(),
                     [](const ExchangeQuery &query) { return query.url.path().endsWith("/probe"_L1); });
    QVERIFY(probe != world.door.exchanges.cend());
    QCOMPARE(QJsonDocument::fromJson(probe->body).object(),
             (QJsonObject{{u"ewsUrl"_s, u"https://mail.contoso.com/EWS/Exchange.asmx"_s}}));
    for (const ExchangeQuery &query : world.door.exchanges)
        QVERIFY(!query.body.contains("Canary"));
}

void TestPortalChecks::everyOutcomeReplays_data()
{
    outcomes_data();
    QTest::newRow("all is well") << u"/nothing"_s << Reply{} << QStringList();
}

void TestPortalChecks::everyOutcomeReplays()
{
    QFETCH(QString, path);
    QFETCH(Reply, reply);
    World world;
    world.answers.insert(path, reply);
    const auto then = world.run();
    const auto now = world.replay();
    QCOMPARE(now.size(), then.size());
    for (qsizetype i = 0; i < then.size(); ++i)
        QCOMPARE(QJsonDocument(toJson(now.at(i))).toJson(), QJsonDocument(toJson(then.at(i))).toJson());
}

void TestPortalChecks::theRecordingHoldsNoToken()
{
    World world;
    (void)world.run();
    const QByteArray har = *world.recording.toHar();
    for (const auto &secret : {"token-1", "owner@contoso.com", "Owner of Contoso"})
        QVERIFY2(!har.contains(secret), secret);
    QVERIFY(har.contains("portal.token"));
}

void TestPortalChecks::aRecordingWithoutAPortalIsNotTested()
{
    World world;
    (void)world.run();
    ReplayDoor replayed(*Recording::fromHar(*world.recording.toHar()));
    CheckRunner runner(portalRows(), {replayed, replayed.clock(), replayed.randomSource(), world.secrets});
    const auto findings = World::runToEnd(runner, askingInput());
    QCOMPARE(notes(findings), QStringList{u"portal.discovery notTested NOT_IN_RECORDING"_s});
}

void TestPortalChecks::keepsTheContract_data()
{
    QTest::addColumn<QString>("id");
    for (const CheckDefinition &row : portalRows())
        QTest::newRow(qPrintable(row.id)) << row.id;
}

// Once, never from inside start(), never after cancel(), and again; the runner sees to the deadline.
void TestPortalChecks::keepsTheContract()
{
    QFETCH(QString, id);
    World world;
    RunInput input = askingInput();
    CheckRunner before(portalRows(), world.services(world.door));
    (void)World::runToEnd(before, input);
    EwsLimiter limiter;
    Cleanup cleanup;
    const QSet<QString> readable{CheckId::PortalDiscovery, CheckId::PortalSignIn, CheckId::PortalRole};
    const CheckContext context{
        input, FactReader(before.facts(), readable), world.services(world.door), limiter, cleanup, 1};
    const auto rows = portalRows();
    const auto row = std::find_if(rows.begin(), rows.end(), [&id](const auto &one) { return one.id == id; });
    const auto check = row->make();
    QSignalSpy finished(check.get(), &Check::finished);
    check->start(context);
    QCOMPARE(finished.count(), 0);
    QVERIFY(finished.wait());
    QTest::qWait(25);
    QCOMPARE(finished.count(), 1);
    check->start(context);
    check->start(context);
    QVERIFY(finished.wait());
    QTest::qWait(25);
    QCOMPARE(finished.count(), 2);
    check->start(context);
    check->cancel();
    QTest::qWait(50);
    QCOMPARE(finished.count(), 2);
    QVERIFY(cleanup.isEmpty());
}

QTEST_GUILESS_MAIN(TestPortalChecks)
#include "tst_portalchecks.moc"
