// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/integrationfile.h"
#include "core/problemcodes.h"
#include "diagnosis/explainer.h"
#include "setup/mailboxhome.h"
#include "setup/onlinerecord.h"
#include "setup/pushrules.h"
#include "setup/report.h"
#include "unit/setup/onlinebench.h"

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QString askcody = u"5b0c1f9e-0000-4000-8000-00000000de31"_s;

QList<Finding> withoutDurations(QList<Finding> findings)
{
    for (Finding &finding : findings)
        finding.duration = {};
    return findings;
}

Finding found(const QList<Finding> &findings, QLatin1StringView id)
{
    for (const Finding &finding : findings)
        if (finding.checkId == id)
            return finding;
    return {};
}

} // namespace

// A session of Exchange Online: sign-in, keychain, consent, recording, and what goes to the portal.
class TestOnlineSession : public QObject
{
    Q_OBJECT

private slots:
    void tokensAreNowhereButInMemory();
    void aWantedSignInIsKeptAndForgotten();
    void aKeptSignInSparesTheBrowserAfterARestart();
    void forgottenStaysForgotten_data();
    void forgottenStaysForgotten();
    void aRecordingReplaysToEqualFindings();
    void aReplayOfTheSecondRunNeedsNoLoginEither();
    void pastedSettingsAreReadOrRefused();
    void thePortalNamesTheApplications();
    void consentIsAskedWhereTheTenantIsKnown();
    void theCloudsCheckProvesTheConsent();
    void whatTheCloudHasProvedIsNotUntested();
    void oneAddressOfSeveralIsNotAllOfThem();
    void checkedSurvivesAResumeWhileNothingChanged();
    void anotherPortalsApplicationsAreForgotten();
    void theMissingSignInAloneStopsNoPush_data();
    void theMissingSignInAloneStopsNoPush();
    void whatGoesToThePortal();
    void inputsOfARunAreKeptInItsRecording();
    void whereTheMailboxesLive_data();
    void whereTheMailboxesLive();
    void filesOfTheOtherKindAreRefused_data();
    void filesOfTheOtherKindAreRefused();
};

void TestOnlineSession::tokensAreNowhereButInMemory()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    session->setIntegration(OnlineBench::integration());
    bench.follow(*session);
    QSignalSpy loaded(session.get(), &Session::keptPasswordLoaded);
    session->loadKeptPassword();
    QVERIFY(loaded.wait());
    OnlineBench::run(*session);
    QVERIFY(session->microsoft().isSignedIn());
    QVERIFY(bench.secrets.names()->isEmpty());
    const auto har = session->recording();
    QVERIFY(har);
    for (const QByteArray &secret : {QByteArray("access-1"), QByteArray("refresh-2"), QByteArray("the-code")})
        QVERIFY2(!har->contains(secret), secret.constData());
    QVERIFY(har->contains("f4b10000-0000-4000-8000-00000000fab1"));
}

void TestOnlineSession::aWantedSignInIsKeptAndForgotten()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    session->setIntegration(OnlineBench::integration());
    bench.follow(*session);
    session->setKeepPassword(true);
    QSignalSpy kept(session.get(), &Session::passwordKept);
    OnlineBench::run(*session);
    QTRY_VERIFY(!kept.isEmpty() && !session->isStoringPassword());
    const QString name = SecretStore::microsoftSignInName(session->integration().id);
    QCOMPARE(*bench.workbench.keptSecrets(), QStringList{name});
    QSignalSpy forgotten(&session->microsoft(), &MicrosoftAccess::forgotten);
    session->microsoft().forget();
    QVERIFY(forgotten.wait());
    QVERIFY(bench.workbench.keptSecrets()->isEmpty());
    QVERIFY(!session->microsoft().isSignedIn());
}

void TestOnlineSession::aKeptSignInSparesTheBrowserAfterARestart()
{
    OnlineBench bench;
    QUuid id;
    {
        const auto session = bench.workbench.newSession();
        session->setIntegration(OnlineBench::integration());
        id = session->integration().id;
        bench.follow(*session);
        session->setKeepPassword(true);
        QSignalSpy kept(session.get(), &Session::passwordKept);
        OnlineBench::run(*session);
        QTRY_VERIFY(!kept.isEmpty() && !session->isStoringPassword());
    }
    QCOMPARE(bench.browser.visits.size(), 1);
    const auto resumed = bench.workbench.resume(id);
    QVERIFY(resumed);
    bench.follow(**resumed);
    QSignalSpy loaded(resumed->get(), &Session::keptPasswordLoaded);
    QVERIFY(loaded.wait());
    OnlineBench::run(**resumed);
    QVERIFY(found((*resumed)->findings(), "microsoft.signin"_L1).status == FindingStatus::Pass);
    QCOMPARE(bench.browser.visits.size(), 1);
    // Unwanted from now on: it goes.
    QSignalSpy removed(resumed->get(), &Session::passwordKept);
    (*resumed)->setKeepPassword(false);
    QVERIFY(removed.wait());
    QVERIFY(bench.workbench.keptSecrets()->isEmpty());
}

void TestOnlineSession::forgottenStaysForgotten_data()
{
    QTest::addColumn<bool>("unwanted");
    QTest::addColumn<bool>("forgotten");
    QTest::newRow("unwanted") << true << false;
    QTest::newRow("forgotten") << false << true;
    QTest::newRow("both") << true << true;
}

// The keychain had not answered yet when it was not to be kept any more.
void TestOnlineSession::forgottenStaysForgotten()
{
    QFETCH(const bool, unwanted);
    QFETCH(const bool, forgotten);
    OnlineBench bench;
    QUuid id;
    TokenSet tokens;
    tokens.accessToken = Secret("access");
    tokens.refreshToken = Secret("refresh-1");
    {
        const auto session = bench.workbench.newSession();
        session->setIntegration(OnlineBench::integration());
        id = session->integration().id;
        session->setKeepPassword(true);
        session->microsoft().desk()->keep(u"https://issuer client"_s, tokens);
        QTRY_VERIFY(!session->isStoringPassword());
        QVERIFY(!bench.secrets.names()->isEmpty());
    }
    const auto resumed = bench.workbench.resume(id);
    QVERIFY(resumed);
    Session &session = **resumed;
    QVERIFY(session.keepsPassword());
    QSignalSpy loaded(&session, &Session::keptPasswordLoaded);
    if (unwanted)
        session.setKeepPassword(false);
    if (forgotten)
        session.microsoft().forget();
    QVERIFY(loaded.wait()); // whoever waits for the keychain is not left waiting
    QTest::qWait(100);
    QCOMPARE(loaded.size(), 1);
    QVERIFY(session.microsoft().desk()->key().isEmpty());
    QTRY_VERIFY(bench.secrets.names()->isEmpty());
    session.microsoft().desk()->keep(u"https://issuer client"_s, tokens); // somebody signs in anew
    QTest::qWait(100);
    QVERIFY(bench.secrets.names()->isEmpty());
}

void TestOnlineSession::aRecordingReplaysToEqualFindings()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    session->setIntegration(OnlineBench::integration());
    bench.follow(*session);
    OnlineBench::run(*session);
    const QString path = bench.folder.filePath(u"bundle.har"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(*session->recording());
    file.close();
    const auto replay = bench.workbench.openBundle(path);
    QVERIFY(replay);
    OnlineBench::run(**replay);
    QCOMPARE(bench.browser.visits.size(), 1);
    const auto then = withoutDurations(session->findings());
    const auto now = withoutDurations((*replay)->findings());
    QCOMPARE(now.size(), then.size());
    for (qsizetype i = 0; i < then.size(); ++i)
        QCOMPARE(QJsonDocument(toJson(now.at(i))).toJson(), QJsonDocument(toJson(then.at(i))).toJson());
}

void TestOnlineSession::aReplayOfTheSecondRunNeedsNoLoginEither()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    session->setIntegration(OnlineBench::integration());
    bench.follow(*session);
    OnlineBench::run(*session);
    OnlineBench::run(*session); // with the login that is held
    QCOMPARE(bench.browser.visits.size(), 1);
    const QString path = bench.folder.filePath(u"bundle.har"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(*session->recording());
    file.close();
    const auto replay = bench.workbench.openBundle(path);
    QVERIFY(replay);
    OnlineBench::run(**replay);
    QVERIFY(withoutDurations((*replay)->findings()) == withoutDurations(session->findings()));
}

void TestOnlineSession::pastedSettingsAreReadOrRefused()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    MicrosoftAccess &microsoft = session->microsoft();
    QSignalSpy changed(&microsoft, &MicrosoftAccess::changed);
    QCOMPARE(microsoft.setOrganizationSettings(u"nothing of it"_s).problem().code,
             Code::EwsSettingsUnreadable);
    QVERIFY(changed.isEmpty());
    // Of the one where those of the other belong.
    QCOMPARE(
        microsoft.setOrganizationSettings(u"PrimarySmtpAddress : admin@fabrikam.test\nEwsEnabled : False"_s)
            .problem()
            .code,
        Code::EwsSettingsOfMailbox);
    QCOMPARE(microsoft.setMailboxSettings(u"EwsEnabled : True\nEwsAllowedAppIDs :"_s).problem().code,
             Code::EwsSettingsOfOrganization);
    QVERIFY(changed.isEmpty());
    QVERIFY(microsoft.setOrganizationSettings(u"EwsEnabled : False"_s));
    QVERIFY(microsoft.setMailboxSettings(u"EwsEnabled : True"_s));
    QCOMPARE(changed.size(), 2);
    QVERIFY(microsoft.input().organization.ewsEnabled == EwsSettings::Switch::Off);
    QVERIFY(microsoft.input().mailbox == EwsSettings::Switch::On);
}

void TestOnlineSession::thePortalNamesTheApplications()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    PortalDescription portal;
    portal.signInClientId = EntraDouble::clientId();
    portal.exchangeApp = ExchangeApp{askcody, u"AskCody"_s, u"worldwide"_s, true};
    session->microsoft().setPortal(portal);
    QCOMPARE(session->microsoft().input().signInClientId, EntraDouble::clientId());
    QCOMPARE(session->microsoft().input().exchangeAppId, askcody);
    session->microsoft().setPortal(std::nullopt);
    QVERIFY(session->microsoft().input().signInClientId.isEmpty());
    QVERIFY(!session->microsoft().exchangeApp());
}

void TestOnlineSession::consentIsAskedWhereTheTenantIsKnown()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    MicrosoftAccess &microsoft = session->microsoft();
    QCOMPARE(microsoft.askConsent({}).problem().code, Code::MicrosoftClientUnknown);
    PortalDescription portal;
    portal.exchangeApp = ExchangeApp{askcody, u"AskCody"_s, u"worldwide"_s, true};
    microsoft.setPortal(portal);
    QCOMPARE(microsoft.askConsent({}).problem().code, Code::MicrosoftTenantNotFound);
    Finding tenant;
    tenant.checkId = u"discover.tenant"_s;
    tenant.facts = {
        {u"exists"_s, true}, {u"cloud"_s, u"worldwide"_s}, {u"tenantId"_s, EntraDouble::tenant()}};
    // The application is of one cloud and the tenant of another: no page there would send anything back.
    Finding elsewhere = tenant;
    elsewhere.facts.insert(u"cloud"_s, u"gccHigh"_s);
    const auto refused = microsoft.askConsent({elsewhere});
    QCOMPARE(refused.problem().code, Code::MicrosoftOtherCloud);
    QVERIFY(!microsoft.isAskingConsent());
    const Explanation explained = Explainer().explain(refused.problem(), {}, {});
    QVERIFY(explained.owner == Owner::Askcody);
    QVERIFY2(explained.what.contains(u"gccHigh"_s), qPrintable(explained.what));
    bench.browser.page = [](const QUrlQuery &) {
        return QUrlQuery{{u"admin_consent"_s, u"True"_s},
                         {u"error"_s, u"access_denied"_s},
                         {u"error_description"_s, u"AADSTS65004%3A%20Declined"_s}};
    };
    bench.follow(*session);
    QSignalSpy finished(&microsoft, &MicrosoftAccess::consentFinished);
    QVERIFY(microsoft.askConsent({tenant}));
    QVERIFY(finished.wait());
    QCOMPARE(bench.browser.visits.first().queryItemValue(u"client_id"_s), askcody);
    QVERIFY(microsoft.input().consent == OnlineInput::Consent::Refused);
    QCOMPARE(microsoft.input().consentProblem->code, u"AADSTS65004"_s);
    bench.browser.page = [](const QUrlQuery &) { return QUrlQuery{{u"admin_consent"_s, u"True"_s}}; };
    QVERIFY(microsoft.askConsent({tenant}));
    QVERIFY(finished.wait());
    QVERIFY(microsoft.input().consent == OnlineInput::Consent::SaidYes);
    QVERIFY(!microsoft.input().provedByPortal); // said, and not believed
}

void TestOnlineSession::theCloudsCheckProvesTheConsent()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    Finding rung;
    rung.checkId = u"auth.login"_s;
    rung.status = FindingStatus::Pass;
    Finding mailbox;
    mailbox.checkId = u"ews.impersonation"_s;
    mailbox.status = FindingStatus::Fail;
    mailbox.problem = Problem{Code::Http403EwsBlockedByPolicy, {}, {}};
    session->setCloudResult({u"eu"_s, {}, {}, {rung, mailbox}});
    QVERIFY(session->microsoft().input().provedByPortal);
    QVERIFY(session->microsoft().input().seenByPortal == EwsSeen::BlockedByPolicy);
}

void TestOnlineSession::whatTheCloudHasProvedIsNotUntested()
{
    const auto finding = [](const QString &id, FindingStatus status) {
        Finding made;
        made.checkId = id;
        made.status = status;
        return made;
    };
    const QList<Finding> ours{finding(u"microsoft.consent"_s, FindingStatus::NotTested),
                              finding(u"graph.rooms"_s, FindingStatus::NotTested)};
    const auto explain = [](const Finding &one) {
        Explanation explanation;
        explanation.what = one.checkId;
        return explanation;
    };
    const QStringList before = notTestedSentences(ours, {}, explain);
    QCOMPARE(before.size(), 3); // and what only AskCody can test
    QVERIFY(before.last() != notTestedSentences(ours, {}, explain, true).last()); // it is about to
    CloudResult cloud;
    cloud.rungs = {finding(u"microsoft.consent"_s, FindingStatus::Pass),
                   finding(u"graph.rooms"_s, FindingStatus::Fail)};
    QCOMPARE(notTestedSentences(ours, cloud, explain), before.mid(1, 1));
}

void TestOnlineSession::oneAddressOfSeveralIsNotAllOfThem()
{
    const auto sentences = [](const QJsonArray &addresses) {
        Finding dns;
        dns.checkId = u"net.dns"_s;
        dns.facts = {{u"addresses"_s, addresses}};
        Finding endpoint;
        endpoint.checkId = u"http.endpoint"_s;
        endpoint.status = FindingStatus::Pass;
        return notTestedSentences({dns, endpoint}, {}, [](const Finding &) { return Explanation(); })
            .filter(u"each of the server's addresses"_s)
            .size();
    };
    QCOMPARE(sentences({u"203.0.113.10"_s, u"203.0.113.11"_s}), 1);
    QCOMPARE(sentences({u"203.0.113.10"_s, u"2001:db8::10"_s}), 0);
    QCOMPARE(sentences({u"203.0.113.10"_s}), 0);
}

void TestOnlineSession::checkedSurvivesAResumeWhileNothingChanged()
{
    OnlineBench bench;
    PortalDescription portal;
    portal.signInClientId = EntraDouble::clientId();
    portal.exchangeApp = ExchangeApp{askcody, u"AskCody"_s, u"worldwide"_s, true};
    QUuid id;
    {
        const auto session = bench.workbench.newSession();
        session->setIntegration(OnlineBench::integration());
        id = session->integration().id;
        bench.follow(*session);
        session->microsoft().setPortal(portal);
        QVERIFY(session->microsoft().setMailboxSettings(u"EwsEnabled : True"_s));
        OnlineBench::run(*session);
        QVERIFY(session->state() == Session::State::Checked);
    }
    const auto resumed = bench.workbench.resume(id);
    QVERIFY(resumed);
    Session &session = **resumed;
    const qsizetype found = session.findings().size();
    QVERIFY(session.microsoft().input().mailbox == EwsSettings::Switch::On);
    session.microsoft().setPortal(portal); // it says what it said
    QVERIFY(session.state() == Session::State::Checked);
    QCOMPARE(session.findings().size(), found);
    portal.exchangeApp->clientId = u"5b0c1f9e-0000-4000-8000-00000000de39"_s;
    session.microsoft().setPortal(portal);
    QVERIFY(session.state() == Session::State::Draft);
    QVERIFY(session.findings().isEmpty());
}

void TestOnlineSession::anotherPortalsApplicationsAreForgotten()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    Integration integration = OnlineBench::integration();
    integration.portal = QUrl(u"https://one.askcody.test"_s);
    session->setIntegration(integration);
    PortalDescription portal;
    portal.exchangeApp = ExchangeApp{askcody, u"AskCody"_s, u"worldwide"_s, true};
    session->microsoft().setPortal(portal);
    integration.name = u"Renamed"_s;
    session->setIntegration(integration);
    QCOMPARE(session->microsoft().input().exchangeAppId, askcody);
    integration.portal = QUrl(u"https://other.askcody.test"_s);
    session->setIntegration(integration);
    QVERIFY(session->microsoft().input().exchangeAppId.isEmpty());
}

void TestOnlineSession::theMissingSignInAloneStopsNoPush_data()
{
    QTest::addColumn<QString>("notTested"); // of portal.signin; empty: it passed
    QTest::addColumn<bool>("failed"); // discover.tenant's clock, say: something that nobody has decided about
    QTest::addColumn<bool>("online");
    QTest::addColumn<QString>("code");
    QTest::newRow("the sign-in at Microsoft alone") << QString() << false << true << QString();
    QTest::newRow("the sign-in to the portal as well")
        << QString(Code::SignInRequired) << false << true << QString(Code::PushNotChecked);
    QTest::newRow("a failure beside it") << QString() << true << true << QString(Code::PushDecisionMissing);
    QTest::newRow("a server has a password") << QString() << false << false << QString(Code::PushNotChecked);
}

void TestOnlineSession::theMissingSignInAloneStopsNoPush()
{
    QFETCH(const QString, notTested);
    QFETCH(const bool, failed);
    QFETCH(const bool, online);
    QFETCH(const QString, code);
    const auto finding = [](const QString &id, FindingStatus status, const QString &why = {}) {
        Finding made;
        made.checkId = id;
        made.status = status;
        if (status == FindingStatus::NotTested)
            made.notTested = why;
        if (status == FindingStatus::Fail)
            made.problem = Problem{Code::ClockSkew, {}, {}};
        return made;
    };
    Draft draft;
    draft.integration = OnlineBench::integration();
    draft.integration.portal = QUrl(u"https://portal.askcody.test"_s);
    if (!online)
        draft.integration.exchange = ExchangeServer{};
    draft.state = Session::State::Checked;
    draft.verdict = Verdict::Incomplete;
    Finding tenant = finding(u"discover.tenant"_s, FindingStatus::Pass);
    tenant.facts = {{u"tenantId"_s, EntraDouble::tenant()}};
    draft.findings = {
        tenant, finding(u"workstation.clock"_s, failed ? FindingStatus::Fail : FindingStatus::Pass),
        finding(u"microsoft.signin"_s, FindingStatus::NotTested, Code::MicrosoftClientUnknown),
        finding(u"portal.signin"_s, notTested.isEmpty() ? FindingStatus::Pass : FindingStatus::NotTested,
                notTested)};
    PortalSite site;
    site.origin = u"https://portal.askcody.test"_s;
    site.trust = PortalSite::Trust::Known;
    const auto blocker = pushBlocker(draft, site);
    QCOMPARE(blocker ? blocker->code : QString(), code);
}

void TestOnlineSession::whatGoesToThePortal()
{
    Draft draft;
    draft.integration = OnlineBench::integration();
    QCOMPARE(wantedIntegration(draft).problem().facts[u"field"_s].toString(), u"tenant"_s);
    Finding tenant;
    tenant.checkId = u"discover.tenant"_s;
    tenant.facts = {{u"tenantId"_s, EntraDouble::tenant()}};
    draft.findings = {tenant};
    const auto wanted = wantedIntegration(draft);
    QVERIFY(wanted);
    QVERIFY(!wanted->hasSecret());
    QCOMPARE(wanted->tenant, EntraDouble::tenant());
    const QJsonObject body = QJsonDocument::fromJson(newIntegrationBody(*wanted, {})).object();
    QCOMPARE(body[u"type"_s].toString(), u"exchangeOnline"_s);
    QCOMPARE(body[u"tenant"_s].toString(), EntraDouble::tenant());
    QCOMPARE(body[u"identificationCode"_s].toString(), u"remote"_s);
    for (const auto &member : {u"credential"_s, u"username"_s, u"ewsUrl"_s, u"exchangeVersion"_s})
        QVERIFY2(!body.contains(member), qPrintable(member));
    PortalIntegration there;
    there.kind = PortalIntegration::Kind::ExchangeOnline;
    there.name = wanted->name;
    there.identificationCode = wanted->identificationCode;
    there.email = wanted->email;
    there.tenant = wanted->tenant;
    QCOMPARE(differences(*wanted, there), QStringList());
    there.tenant = u"f4b10000-0000-4000-8000-00000000fab2"_s;
    QCOMPARE(differences(*wanted, there), QStringList{u"tenant"_s});
    there.kind = PortalIntegration::Kind::ExchangeServer;
    QCOMPARE(differences(*wanted, there), (QStringList{u"type"_s, u"tenant"_s}));
}

void TestOnlineSession::inputsOfARunAreKeptInItsRecording()
{
    OnlineInput input;
    input.signInClientId = EntraDouble::clientId();
    input.exchangeAppId = askcody;
    input.consent = OnlineInput::Consent::Refused;
    input.consentProblem = Problem{u"AADSTS65004"_s, {}, {}};
    input.provedByPortal = true;
    input.seenByPortal = EwsSeen::Disabled;
    input.organization = *ewsSettingsFromText(u"EwsEnabled : True\nEwsAllowedAppIDs : "_s + askcody);
    input.mailbox = EwsSettings::Switch::Off;
    input.asksGraph = true;
    QVERIFY(onlineInputFromJson(toJson(input)) == input);
    QVERIFY(onlineInputFromJson({}) == OnlineInput());
    QVERIFY(onlineInputFromJson({{u"consent"_s, 99}, {u"organization"_s, 3}}) == OnlineInput());
}

void TestOnlineSession::whereTheMailboxesLive_data()
{
    QTest::addColumn<QJsonObject>("tenant");
    QTest::addColumn<QJsonObject>("candidates");
    QTest::addColumn<QString>("location");
    const QJsonObject exists{{u"exists"_s, true}, {u"realm"_s, u"managed"_s}};
    const QJsonObject absent{{u"exists"_s, false}};
    const QJsonObject microsoft{{u"microsoftUrl"_s, u"https://outlook.office365.com/EWS/Exchange.asmx"_s}};
    const QJsonObject own{{u"ewsUrl"_s, u"https://mail.contoso.test/EWS/Exchange.asmx"_s},
                          {u"ownExchange"_s, true}};
    QTest::newRow("nothing") << QJsonObject() << QJsonObject() << u"unknown"_s;
    QTest::newRow("on-premises") << absent << own << u"server"_s;
    QTest::newRow("on-premises, and Microsoft guesses") << absent << microsoft << u"server"_s;
    QTest::newRow("online") << exists << microsoft << u"online"_s;
    QTest::newRow("a tenant for Teams") << exists << own << u"server"_s;
    QJsonObject hybrid = microsoft;
    hybrid.insert(u"ownExchange"_s, true);
    QTest::newRow("hybrid") << exists << hybrid << u"both"_s;
}

void TestOnlineSession::whereTheMailboxesLive()
{
    QFETCH(const QJsonObject, tenant);
    QFETCH(const QJsonObject, candidates);
    QFETCH(const QString, location);
    Finding one;
    one.checkId = u"discover.tenant"_s;
    one.facts = tenant;
    Finding other;
    other.checkId = u"discover.candidates"_s;
    other.facts = candidates;
    const MailboxLocation judged = locationIn({one, other});
    QCOMPARE(toString(judged.verdict), location);
    QCOMPARE(sentencesOf(judged).size(), judged.reasons.size());
    for (const QString &sentence : sentencesOf(judged))
        QVERIFY2(!sentence.contains(u"%1"_s), qPrintable(sentence));
}

void TestOnlineSession::filesOfTheOtherKindAreRefused_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("code");
    QTest::newRow("online") << QByteArray(R"("type":"exchangeOnline","cloud":"dod")") << QString();
    QTest::newRow("online with a login")
        << QByteArray(R"("type":"exchangeOnline","username":"a")") << QString(Code::OnlineNeedsModern);
    QTest::newRow("online with an address")
        << QByteArray(R"("type":"exchangeOnline","ewsUrl":"https://mail.contoso.test/EWS/Exchange.asmx")")
        << QString(Code::OnlineNeedsModern);
    QTest::newRow("server with a tenant") << QByteArray(R"("type":"exchangeServer","tenant":"contoso.test")")
                                          << QString(Code::ServerNeedsBasic);
    QTest::newRow("an id that is none")
        << QByteArray(R"("type":"exchangeOnline","clientId":"AskCody")") << QString(Code::InputClientId);
    QTest::newRow("a cloud that is none")
        << QByteArray(R"("type":"exchangeOnline","cloud":"mars")") << QString(Code::InputCloud);
}

void TestOnlineSession::filesOfTheOtherKindAreRefused()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const QString, code);
    const auto read = integrationFromJson(R"({"integration":{"email":"a@contoso.test",)" + fields + "}}");
    QCOMPARE(read ? QString() : read.problem().code, code);
}

QTEST_GUILESS_MAIN(TestOnlineSession)
#include "tst_onlinesession.moc"
