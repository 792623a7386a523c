// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "net/guarddoor.h"
#include "net/worlddoor.h"
#include "oauth/issuerdiscovery.h"
#include "portal/credentialsealer.h"
#include "portal/portaldiscovery.h"
#include "portal/portaltokens.h"
#include "simulators/simulatedworld.h"
#include "support/outcome.h"

#include <QJsonDocument>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// The simulated portal on loopback, over TLS, and an unattended client of it, behind the door of checks.
class Journey
{
public:
    explicit Journey(const QString &name)
        : world(scenario(name))
        , live(world.table())
        , hosts({}, {SimulatedPortal::host(), SimulatedIssuer::host()})
        , door(live, hosts, gate)
    {
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Accepted;
    }

    static Scenario scenario(const QString &name)
    {
        Scenario scenario = *Scenario::load(name);
        scenario.issuer.clientCredentials = true;
        return scenario;
    }

    Result<DiscoveredPortal> discover()
    {
        PortalDiscovery discovery(door, site, {u"portal.discovery"_s, 1});
        auto found = outcomeOf<DiscoveredPortal>(discovery);
        if (found && found->description)
            description = *found->description;
        return found;
    }

    // Discovery and a sign-in without a person.
    bool arrive()
    {
        if (!discover())
            return false;
        IssuerDiscovery discovery(oauth(), {description.issuer, {}});
        const auto issuer = outcomeOf<IssuerMetadata>(discovery);
        if (!issuer)
            return false;
        const SimClient client = SimClient::automation();
        tokens = std::make_unique<PortalTokens>(
            oauth(),
            PortalTokens::Client{*issuer, {client.id, Secret(client.secret.toUtf8())}, client.scopes});
        return true;
    }

    PortalClient client() { return PortalClient(context()); }
    PortalContext context() { return {door, *tokens, clock, site, description, {u"portal.test"_s, 1}}; }
    OAuthContext oauth() { return {door, clock, random, keys, {u"portal.signin"_s, 1}}; }

    Result<SealedCredential> seal(const QString &refusedKid = {})
    {
        const WantedIntegration integration = wanted();
        CredentialSealer sealer(context(),
                                {integration.username, SimulatedWorld::password(), integration.ewsUrl,
                                 integration.clientReference, refusedKid});
        return outcomeOf<SealedCredential>(sealer);
    }
    Submission submission() { return makeSubmission(wanted(), seal()->jwe, random); }
    Result<PortalIntegration> create(const Submission &with)
    {
        const auto made = outcomeOf<CreatedIntegration>(*client().createIntegration(with));
        if (!made)
            return made.problem();
        return made->integration;
    }
    Result<QList<PortalIntegration>> find()
    {
        return outcomeOf<QList<PortalIntegration>>(*client().findByReference(wanted().clientReference));
    }

    static WantedIntegration wanted()
    {
        return {QUuid(u"6f9619ff-8b86-4d01-b42d-00cf4fc964ff"_s),
                u"HQ"_s,
                u"default"_s,
                SimulatedWorld::email(),
                QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s),
                u"Exchange2013_SP1"_s,
                SimulatedWorld::email()};
    }

    SimulatedWorld world;
    WorldDoor live;
    ConfirmedHosts hosts;
    LoginGate gate;
    GuardDoor door;
    SystemClock clock;
    SystemRandomSource random;
    JwkCache keys;
    PortalSite site;
    PortalDescription description;
    std::unique_ptr<PortalTokens> tokens;
};

} // namespace

class TestPortalRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void anIntegrationLivesAndGoes();
    void aSecondSubmissionMakesNoSecondIntegration();
    void anotherAddressNeedsThePassword();
    void rotatedKeysAreSealedForAnew();
    void substitutedKeysAreRefusedByThePortal();
    void signedKeysAreProved();
    void lostAnswersLeaveTheOutcomeOpen();
    void deviationsAreToldApart_data();
    void deviationsAreToldApart();
    void noDiscoveryIsTheHandOff();
    void hostsMustBeConfirmedAtTheDoorToo();
};

void TestPortalRoundTrip::anIntegrationLivesAndGoes()
{
    Journey journey(u"healthy"_s);
    QVERIFY(journey.arrive());
    const auto account = outcomeOf<PortalAccount>(*journey.client().readAccount());
    QVERIFY2(account.hasValue(), qPrintable(codeOf(account)));
    QVERIFY(judgeAccount(*account, journey.description.region).hasValue());
    const auto probe = outcomeOf<CloudResult>(*journey.client().probePath(Journey::wanted().ewsUrl));
    QVERIFY2(probe.hasValue(), qPrintable(codeOf(probe)));
    QVERIFY(!probe->rungs.isEmpty());
    QVERIFY(journey.find()->isEmpty());

    const auto made = journey.create(journey.submission());
    QVERIFY2(made.hasValue(), qPrintable(codeOf(made)));
    QVERIFY(differences(Journey::wanted(), *made).isEmpty());
    QCOMPARE(journey.find()->size(), 1);
    QCOMPARE(outcomeOf<QList<PortalIntegration>>(*journey.client().listIntegrations())->size(), 1);
    const auto check = outcomeOf<CloudResult>(*journey.client().checkIntegration(made->id));
    QVERIFY2(check.hasValue(), qPrintable(codeOf(check)));
    for (const Finding &rung : check->rungs)
        QVERIFY2(rung.status == FindingStatus::Pass, qPrintable(rung.checkId));
    const auto read = outcomeOf<PortalIntegration>(*journey.client().readIntegration(made->id));
    QVERIFY(read->state == PortalIntegration::State::Connected);

    const auto early = outcomeOf<Done>(*journey.client().removeIntegration(made->id, u"\"old\""_s));
    QCOMPARE(codeOf(early), u"PORTAL_CHANGED_MEANWHILE"_s);
    QVERIFY(outcomeOf<Done>(*journey.client().removeIntegration(made->id, read->etag)).hasValue());
    QVERIFY(journey.find()->isEmpty());
}

void TestPortalRoundTrip::aSecondSubmissionMakesNoSecondIntegration()
{
    Journey journey(u"healthy"_s);
    QVERIFY(journey.arrive());
    const Submission once = journey.submission();
    const auto made = journey.create(once);
    QCOMPARE(journey.create(once)->id, made->id); // the same key and bytes
    QCOMPARE(journey.create(journey.submission())->id, made->id); // the same reference
    Submission other = once;
    other.body.replace("\"HQ\"", "\"H2\"");
    const auto reused = journey.create(other);
    QCOMPARE(codeOf(reused), u"PORTAL_KEY_REUSED"_s);
    QVERIFY(outcomeOf(reused.problem()) == CallOutcome::Refused);
    QCOMPARE(journey.find()->size(), 1);
}

void TestPortalRoundTrip::anotherAddressNeedsThePassword()
{
    Journey journey(u"healthy"_s);
    QVERIFY(journey.arrive());
    const auto made = journey.create(journey.submission());
    IntegrationChange rename;
    rename.name = u"HQ 2"_s;
    const auto renamed = outcomeOf<PortalIntegration>(
        *journey.client().changeIntegration(made->id, made->etag, *changeBody(rename)));
    QVERIFY2(renamed.hasValue(), qPrintable(codeOf(renamed)));
    QCOMPARE(renamed->name, u"HQ 2"_s);
    // Ours would not send it; whoever does is refused.
    const auto moved = outcomeOf<PortalIntegration>(
        *journey.client().changeIntegration(made->id, renamed->etag, R"({"username":"somebody else"})"));
    QCOMPARE(codeOf(moved), u"PORTAL_CREDENTIAL_REQUIRED"_s);
}

void TestPortalRoundTrip::rotatedKeysAreSealedForAnew()
{
    Journey journey(u"portal/rotated-keys"_s);
    QVERIFY(journey.arrive());
    const auto first = journey.seal();
    const auto refused = journey.create(makeSubmission(Journey::wanted(), first->jwe, journey.random));
    QCOMPARE(codeOf(refused), u"PORTAL_SEALING_KEY_UNKNOWN"_s);
    const auto second = journey.seal(first->kid);
    QVERIFY2(second.hasValue(), qPrintable(codeOf(second)));
    QVERIFY(journey.create(makeSubmission(Journey::wanted(), second->jwe, journey.random)).hasValue());
}

void TestPortalRoundTrip::substitutedKeysAreRefusedByThePortal()
{
    Journey journey(u"portal/substituted-keys"_s);
    QVERIFY(journey.arrive());
    const auto refused = journey.create(journey.submission());
    QCOMPARE(codeOf(refused), u"PORTAL_CREDENTIAL_REFUSED"_s);
    QCOMPARE(refused.problem().facts["reason"_L1].toString(), u"undecipherable"_s);
    QVERIFY(journey.find()->isEmpty());
}

void TestPortalRoundTrip::signedKeysAreProved()
{
    Journey journey(u"portal/signed-keys"_s);
    QVERIFY(journey.arrive());
    const auto keys = outcomeOf<SealingKeys>(*journey.client().fetchKeys());
    QCOMPARE(keys->unsignedBecause, u"unknownSigner"_s);
    const auto answer = outcomeOf<ExchangeAnswer>(*journey.door.exchange([&journey] {
        ExchangeQuery query;
        query.url = journey.description.keys;
        return query;
    }()));
    const QJsonObject signer = QJsonDocument::fromJson(answer->body)["signer"_L1].toObject();
    journey.site.keySigners = {QString::fromLatin1(thumbprint(*parseJwk(signer)))};
    const auto sealed = journey.seal();
    QVERIFY2(sealed.hasValue(), qPrintable(codeOf(sealed)));
    QVERIFY(sealed->keyIsSigned);
}

void TestPortalRoundTrip::lostAnswersLeaveTheOutcomeOpen()
{
    Journey journey(u"portal/lost-answer"_s);
    QVERIFY(journey.arrive());
    const Submission once = journey.submission();
    const auto lost = journey.create(once);
    QCOMPARE(codeOf(lost), u"PORTAL_OUTCOME_UNKNOWN"_s);
    QVERIFY(outcomeOf(lost.problem()) == CallOutcome::Unknown);
    const auto again = journey.create(once);
    QVERIFY2(again.hasValue(), qPrintable(codeOf(again)));
    QCOMPARE(journey.find()->size(), 1);
}

void TestPortalRoundTrip::deviationsAreToldApart_data()
{
    QTest::addColumn<QString>("code");
    const auto row = [](const char *scenario, QLatin1StringView code) {
        QTest::newRow(scenario) << QString(code);
    };
    row("portal/waf-block", Code::PortalWaf);
    row("portal/maintenance", Code::PortalMaintenance);
    row("portal/maintenance-page", Code::PortalMaintenance);
    row("portal/wrong-region", Code::PortalWrongRegion);
    row("portal/missing-role", Code::PortalRoleMissing);
    row("portal/single-sign-on", Code::PortalSingleSignOn);
    row("portal/captive", Code::PortalCaptivePage);
    row("portal/too-many-requests", Code::PortalTooManyRequests);
    row("portal/quota", Code::PortalQuotaExceeded);
    row("portal/still-working", Code::PortalSubmissionInProgress);
}

// Wherever on the way it shows.
void TestPortalRoundTrip::deviationsAreToldApart()
{
    Journey journey(QString::fromLatin1(QTest::currentDataTag()));
    const auto found = journey.discover();
    QString code = codeOf(found);
    if (found && found->description && journey.arrive()) {
        const auto sealed = journey.seal();
        code = sealed ? codeOf(journey.create(makeSubmission(Journey::wanted(), sealed->jwe, journey.random)))
                      : codeOf(sealed);
    }
    QTEST(code, "code");
}

void TestPortalRoundTrip::noDiscoveryIsTheHandOff()
{
    Journey journey(u"portal/no-discovery"_s);
    const auto found = journey.discover();
    QVERIFY(found && !found->description);
    QCOMPARE(found->handOffBecause, u"notFound"_s);
}

void TestPortalRoundTrip::hostsMustBeConfirmedAtTheDoorToo()
{
    Journey journey(u"healthy"_s);
    QVERIFY(journey.arrive());
    journey.hosts = ConfirmedHosts({}, {SimulatedIssuer::host()});
    QCOMPARE(codeOf(outcomeOf<PortalAccount>(*journey.client().readAccount())), u"HOST_NOT_CONFIRMED"_s);
}

QTEST_GUILESS_MAIN(TestPortalRoundTrip)
#include "tst_portalroundtrip.moc"
