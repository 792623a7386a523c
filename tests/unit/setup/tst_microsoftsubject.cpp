// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "setup/draft.h"
#include "setup/portalaccess.h"
#include "unit/setup/onlinebench.h"

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QString askcody = u"5b0c1f9e-0000-4000-8000-00000000de31"_s;
const QString otherClient = u"5b0c1f9e-0000-4000-8000-00000000de33"_s;

using Edit = void (*)(Integration &);

PortalDescription portalNaming(const QString &application)
{
    PortalDescription portal;
    portal.exchangeApp = ExchangeApp{application, u"AskCody"_s, u"worldwide"_s, true};
    return portal;
}

// Somebody is signed in, the consent was declined, the portal's cloud has looked, and settings are pasted.
struct ToldBench : OnlineBench
{
    std::unique_ptr<Session> session = workbench.newSession();
    MicrosoftAccess &microsoft = session->microsoft();

    explicit ToldBench(bool keeps = false)
    {
        session->setIntegration(integration());
        microsoft.setPortal(portalNaming(askcody));
        follow(*session);
        session->setKeepPassword(keeps);
        run(*session);
        QTRY_VERIFY(!session->isStoringPassword());
        hearNoConsent(u"error"_s, u"access_denied"_s);
        tell();
    }

    // Microsoft's page of the consent comes back with this.
    void hearNoConsent(const QString &name, const QString &value)
    {
        const auto before = browser.page;
        browser.page = [&](const QUrlQuery &) { return QUrlQuery{{name, value}}; };
        QSignalSpy finished(&microsoft, &MicrosoftAccess::consentFinished);
        QVERIFY(microsoft.askConsent(session->findings()));
        QVERIFY(finished.wait());
        browser.page = before;
    }

    void tell()
    {
        Finding login;
        login.checkId = u"auth.login"_s;
        login.status = FindingStatus::Pass;
        Finding mailbox;
        mailbox.checkId = u"ews.impersonation"_s;
        mailbox.status = FindingStatus::Fail;
        mailbox.problem = Problem{Code::Http403EwsBlockedByPolicy, {}, {}};
        session->setCloudResult({u"eu"_s, {}, {}, {login, mailbox}});
        QVERIFY(microsoft.setOrganizationSettings(u"EwsEnabled : False"_s));
        QVERIFY(microsoft.setMailboxSettings(u"EwsEnabled : False"_s));
        microsoft.setAsksGraph(true);
        QVERIFY(holdsOfOrganization() && holdsOfMailbox() && microsoft.isSignedIn());
    }

    bool holdsOfOrganization() const
    {
        const OnlineInput &told = microsoft.input();
        return told.consent == OnlineInput::Consent::Refused && told.consentProblem && told.provedByPortal
            && told.seenByPortal == EwsSeen::BlockedByPolicy
            && told.organization.ewsEnabled == EwsSettings::Switch::Off;
    }
    bool knowsNothingOfOrganization() const
    {
        const OnlineInput &told = microsoft.input();
        return told.consent == OnlineInput::Consent::NotAsked && !told.consentProblem && !told.provedByPortal
            && told.seenByPortal == EwsSeen::NotTested && !told.organization.isKnown();
    }
    bool holdsOfMailbox() const { return microsoft.input().mailbox == EwsSettings::Switch::Off; }
    void edit(Edit how)
    {
        Integration integration = session->integration();
        how(integration);
        session->setIntegration(integration);
    }
    QString entry() const { return SecretStore::microsoftSignInName(session->integration().id); }
    bool isInKeychain() const { return secrets.names()->contains(entry()); }
};

} // namespace

// Whom a session's side towards Microsoft is about, and what goes with that.
class TestMicrosoftSubject : public QObject
{
    Q_OBJECT

private slots:
    void whatHoldsForAnotherOne_data();
    void whatHoldsForAnotherOne();
    void anotherPortalsApplicationHasNoAnswers();
    void theSameApplicationKeepsItsAnswers();
    void nothingOfTheOtherOneComesBackAfterARestart();
    void theOtherOnesResultIsInNoReport();
    void anotherPortalThatIsLentSaysNothing();
    void aKeptSignInGoesWithItsAccount_data();
    void aKeptSignInGoesWithItsAccount();
    void theWishOutlivesARestart();
    void aFileOfAnotherAccountFindsNoSignIn_data();
    void aFileOfAnotherAccountFindsNoSignIn();
    void aTriedServerLeavesNoSignInBehind();
    void eachSecretHasAWishOfItsOwn();
    void aRemovedDraftLeavesNoSignInBehind();
    void aDraftOfBeforeKeepsItsOwnSecret_data();
    void aDraftOfBeforeKeepsItsOwnSecret();
    void aKeptSignInOfAnotherApplicationIsNone();
    void silenceIsNoRefusal();
    void whoStopsWaitingMayHaveAccepted();
    void theConsentIsAskedForAfterAnEdit();
    void theRolesAreThoseOfWhoeverIsSignedIn();
};

void TestMicrosoftSubject::whatHoldsForAnotherOne_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<bool>("organization");
    QTest::addColumn<bool>("mailbox");
    QTest::addColumn<bool>("login");
    const auto row = [](const char *name, Edit edit, bool organization, bool mailbox, bool login) {
        QTest::newRow(name) << edit << organization << mailbox << login;
    };
    row(
        "another name", [](Integration &one) { one.name = u"Renamed"_s; }, true, true, true);
    row(
        "another code", [](Integration &one) { one.identificationCode = u"default"_s; }, true, true, true);
    row(
        "a room", [](Integration &one) { one.online()->testMailboxes = {u"room1@fabrikam.test"_s}; }, true,
        true, true);
    row(
        "capital letters", [](Integration &one) { one.online()->email = u"Admin@Fabrikam.test"_s; }, true,
        true, true);
    row(
        "another account", [](Integration &one) { one.online()->email = u"second@fabrikam.test"_s; }, true,
        false, false);
    row(
        "another application", [](Integration &one) { one.online()->clientId = otherClient; }, true, true,
        false);
    row(
        "another organisation", [](Integration &one) { one.online()->email = u"admin@adatum.test"_s; }, false,
        false, false);
    row(
        "another tenant", [](Integration &one) { one.online()->tenant = u"adatum.test"_s; }, false, false,
        false);
    row(
        "another cloud", [](Integration &one) { one.online()->cloud = u"dod"_s; }, false, false, false);
}

void TestMicrosoftSubject::whatHoldsForAnotherOne()
{
    QFETCH(const Edit, edit);
    QFETCH(const bool, organization);
    QFETCH(const bool, mailbox);
    QFETCH(const bool, login);
    ToldBench bench;
    bench.edit(edit);
    QCOMPARE(bench.holdsOfOrganization(), organization);
    QCOMPARE(bench.knowsNothingOfOrganization(), !organization);
    QCOMPARE(bench.holdsOfMailbox(), mailbox);
    QCOMPARE(bench.microsoft.isSignedIn(), login);
    QCOMPARE(bench.microsoft.account().has_value(), login);
    QCOMPARE(bench.microsoft.input().exchangeAppId, askcody); // the portal is the same one
    QVERIFY(bench.microsoft.input().asksGraph); // a wish
}

void TestMicrosoftSubject::anotherPortalsApplicationHasNoAnswers()
{
    ToldBench bench;
    bench.microsoft.setPortal(portalNaming(otherClient));
    QVERIFY(bench.microsoft.input().consent == OnlineInput::Consent::NotAsked);
    QVERIFY(!bench.microsoft.input().provedByPortal);
    QVERIFY(bench.microsoft.input().seenByPortal == EwsSeen::NotTested);
    QVERIFY(bench.microsoft.input().organization.isKnown()); // it is the same organisation
    QVERIFY(bench.microsoft.isSignedIn());
}

void TestMicrosoftSubject::theSameApplicationKeepsItsAnswers()
{
    ToldBench bench;
    bench.microsoft.setPortal(portalNaming(askcody));
    QVERIFY(bench.holdsOfOrganization());
}

void TestMicrosoftSubject::nothingOfTheOtherOneComesBackAfterARestart()
{
    ToldBench bench;
    const QUuid id = bench.session->integration().id;
    OnlineBench::run(*bench.session);
    bench.edit([](Integration &one) { one.online()->email = u"admin@adatum.test"_s; });
    OnlineBench::run(*bench.session);
    QVERIFY(bench.session->state() == Session::State::Checked);
    bench.session.reset();
    const auto resumed = bench.workbench.resume(id);
    QVERIFY(resumed);
    const OnlineInput &told = (*resumed)->microsoft().input();
    QCOMPARE(told.exchangeAppId, askcody);
    QVERIFY(told.consent == OnlineInput::Consent::NotAsked);
    QVERIFY(!told.provedByPortal && !told.organization.isKnown());
}

void TestMicrosoftSubject::theOtherOnesResultIsInNoReport()
{
    ToldBench bench;
    bench.edit([](Integration &one) { one.online()->testMailboxes = {u"room1@fabrikam.test"_s}; });
    QVERIFY(bench.session->cloudResult());
    bench.edit([](Integration &one) { one.online()->email = u"admin@adatum.test"_s; });
    QVERIFY(!bench.session->cloudResult());
}

void TestMicrosoftSubject::anotherPortalThatIsLentSaysNothing()
{
    ToldBench bench;
    bench.edit([](Integration &one) { one.portal = QUrl(u"https://one.askcody.test"_s); });
    bench.microsoft.setPortal(portalNaming(askcody));
    PortalSite site;
    site.origin = u"https://other.askcody.test"_s;
    site.trust = PortalSite::Trust::Known;
    PortalDirectory directory;
    directory.add(site);
    bench.workbench.setPortals(directory, [](const QUrl &url) { return url; });
    bench.entra.otherAnswer = [](const ExchangeQuery &) {
        return ExchangeAnswer{404, {}, {{"Content-Type", "text/html"}}, "<html></html>", true, {}};
    };
    const auto other = bench.workbench.portal(QUrl(site.origin));
    QVERIFY(other);
    QSignalSpy opened(other->get(), &PortalAccess::opened);
    (*other)->open();
    QVERIFY(opened.wait());
    QVERIFY((*other)->offer()); // it offers nothing, and names no application
    bench.session->setPortal(*other);
    QCOMPARE(bench.microsoft.input().exchangeAppId, askcody);
}

void TestMicrosoftSubject::aKeptSignInGoesWithItsAccount_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<bool>("stays");
    QTest::newRow("another organisation")
        << Edit([](Integration &one) { one.online()->email = u"admin@adatum.test"_s; }) << false;
    QTest::newRow("another account") << Edit([](Integration &one) {
        one.online()->email = u"second@fabrikam.test"_s;
    }) << false;
    QTest::newRow("another application")
        << Edit([](Integration &one) { one.online()->clientId = otherClient; }) << false;
    QTest::newRow("another name") << Edit([](Integration &one) { one.name = u"Renamed"_s; }) << true;
}

void TestMicrosoftSubject::aKeptSignInGoesWithItsAccount()
{
    QFETCH(const Edit, edit);
    QFETCH(const bool, stays);
    ToldBench bench(true);
    QVERIFY(bench.isInKeychain());
    bench.edit(edit);
    if (stays)
        QTest::qWait(100);
    QTRY_COMPARE(bench.isInKeychain(), stays);
    QVERIFY(bench.session->keepsPassword()); // that of the next one
}

void TestMicrosoftSubject::theWishOutlivesARestart()
{
    ToldBench bench(true);
    const QUuid id = bench.session->integration().id;
    bench.edit([](Integration &one) { one.online()->email = u"second@fabrikam.test"_s; });
    QTRY_VERIFY(!bench.isInKeychain());
    bench.session.reset();
    const auto resumed = bench.workbench.resume(id);
    QVERIFY(resumed);
    QVERIFY((*resumed)->keepsPassword());
    bench.follow(**resumed);
    OnlineBench::run(**resumed);
    QTRY_COMPARE(*bench.secrets.names(), QStringList{SecretStore::microsoftSignInName(id)});
}

void TestMicrosoftSubject::aFileOfAnotherAccountFindsNoSignIn_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<bool>("isKept");
    QTest::newRow("its own") << u"Admin@fabrikam.test"_s << true;
    QTest::newRow("another one") << u"second@fabrikam.test"_s << false;
}

// The command line has no draft that would tell of the edit.
void TestMicrosoftSubject::aFileOfAnotherAccountFindsNoSignIn()
{
    QFETCH(const QString, email);
    QFETCH(const bool, isKept);
    ToldBench bench(true);
    Integration integration = bench.session->integration();
    bench.session.reset();
    integration.online()->email = email;
    const auto session = bench.workbench.sessionFor(integration);
    QSignalSpy loaded(session.get(), &Session::keptPasswordLoaded);
    session->loadKeptPassword();
    QVERIFY(loaded.wait());
    QCOMPARE(session->microsoft().hasKept(), isKept);
}

// Whoever comes back finds the sign-in as it was.
void TestMicrosoftSubject::aTriedServerLeavesNoSignInBehind()
{
    ToldBench bench(true);
    const auto online = bench.session->integration().exchange;
    bench.edit([](Integration &one) { one.exchange = ExchangeServer{}; });
    QTRY_VERIFY(!bench.isInKeychain());
    Integration back = bench.session->integration();
    back.exchange = online;
    bench.session->setIntegration(back);
    QVERIFY(bench.microsoft.isSignedIn());
    QVERIFY(bench.holdsOfOrganization() && bench.holdsOfMailbox());
    QTRY_VERIFY(bench.isInKeychain());
}

// The administrator's sign-in was to be kept. Nobody has said so of the service account's password.
void TestMicrosoftSubject::eachSecretHasAWishOfItsOwn()
{
    ToldBench bench(true);
    const auto online = bench.session->integration().exchange;
    bench.edit([](Integration &one) { one.exchange = ExchangeServer{}; });
    QVERIFY(!bench.session->keepsPassword());
    bench.session->setKeepPassword(true);
    bench.session->setKeepPassword(false);
    Integration back = bench.session->integration();
    back.exchange = online;
    bench.session->setIntegration(back);
    QVERIFY(bench.session->keepsPassword());
}

// As earlier versions have left it, and as a crash may leave it.
void TestMicrosoftSubject::aRemovedDraftLeavesNoSignInBehind()
{
    ToldBench bench(true);
    const QString entry = bench.entry();
    bench.edit([](Integration &one) { one.exchange = ExchangeServer{}; });
    QTRY_VERIFY(!bench.isInKeychain());
    const auto write = bench.secrets.write(entry, Secret("left behind"));
    QSignalSpy written(write.get(), &WriteSecret::finished);
    write->start();
    QVERIFY(written.wait());
    bench.session->discardDraft();
    QTRY_VERIFY(bench.secrets.names()->isEmpty());
}

void TestMicrosoftSubject::aDraftOfBeforeKeepsItsOwnSecret_data()
{
    QTest::addColumn<bool>("online");
    QTest::newRow("a sign-in") << true;
    QTest::newRow("a password") << false;
}

void TestMicrosoftSubject::aDraftOfBeforeKeepsItsOwnSecret()
{
    QFETCH(const bool, online);
    Draft draft;
    draft.integration = OnlineBench::integration();
    if (!online)
        draft.integration.exchange = ExchangeServer{};
    draft.keepPassword = true;
    QJsonObject json = QJsonDocument::fromJson(toJson(draft)).object();
    json.remove(u"keepSignIn"_s);
    const auto read = draftFromJson(QJsonDocument(json).toJson());
    QVERIFY(read);
    QCOMPARE(read->keepSignIn, online);
    QCOMPARE(read->keepPassword, !online);
    QVERIFY(*draftFromJson(toJson(*read)) == *read);
}

void TestMicrosoftSubject::aKeptSignInOfAnotherApplicationIsNone()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    session->setIntegration(OnlineBench::integration());
    MicrosoftAccess &microsoft = session->microsoft();
    const auto keep = [&microsoft](const QString &client) {
        microsoft.desk()->restore(SignInDesk::keyOf(u"https://issuer"_s, client), Secret("refresh"),
                                  u"adele"_s);
    };
    keep(otherClient);
    QVERIFY(!microsoft.hasKept());
    keep(EntraDouble::clientId());
    QVERIFY(microsoft.hasKept());
    QVERIFY(!microsoft.isSignedIn());
    PortalDescription portal;
    portal.signInClientId = otherClient; // it is the portal's that counts
    microsoft.setPortal(portal);
    QVERIFY(!microsoft.hasKept());
    QVERIFY(microsoft.desk()->key().isEmpty());
}

// The answer has neither a consent nor an error in it: that is no better than none.
void TestMicrosoftSubject::silenceIsNoRefusal()
{
    ToldBench bench;
    bench.hearNoConsent(u"admin_consent"_s, u"False"_s);
    QVERIFY(bench.microsoft.input().consent == OnlineInput::Consent::Unanswered);
    QCOMPARE(bench.microsoft.input().consentProblem->code, QString(Code::AnswerUnexpected));
}

void TestMicrosoftSubject::whoStopsWaitingMayHaveAccepted()
{
    ToldBench bench;
    QObject::disconnect(&bench.microsoft, nullptr, &bench.browser, nullptr);
    QVERIFY(bench.microsoft.askConsent(bench.session->findings()));
    QVERIFY(bench.holdsOfOrganization());
    bench.microsoft.cancelConsent();
    QVERIFY(bench.microsoft.input().consent == OnlineInput::Consent::Unanswered);
    QVERIFY(!bench.microsoft.input().consentProblem);
}

// An edit of what a run has read forgets the run, and not whose consent it is about.
void TestMicrosoftSubject::theConsentIsAskedForAfterAnEdit()
{
    OnlineBench bench;
    const auto session = bench.workbench.newSession();
    Integration integration = OnlineBench::integration();
    session->setIntegration(integration);
    MicrosoftAccess &microsoft = session->microsoft();
    microsoft.setPortal(portalNaming(askcody));
    bench.follow(*session);
    OnlineBench::run(*session);
    integration.online()->testMailboxes = {u"room1@fabrikam.test"_s};
    session->setIntegration(integration);
    QVERIFY(session->findings().isEmpty());
    bench.browser.page = [](const QUrlQuery &) { return QUrlQuery{{u"admin_consent"_s, u"True"_s}}; };
    QSignalSpy finished(&microsoft, &MicrosoftAccess::consentFinished);
    for (int time = 1; time <= 2; ++time) {
        QVERIFY(microsoft.askConsent(session->findings()));
        QVERIFY(finished.wait());
        QVERIFY(microsoft.input().consent == OnlineInput::Consent::SaidYes);
    }
    integration.online()->email = u"admin@adatum.test"_s;
    session->setIntegration(integration);
    QCOMPARE(microsoft.askConsent({}).problem().code, Code::MicrosoftTenantNotFound);
}

void TestMicrosoftSubject::theRolesAreThoseOfWhoeverIsSignedIn()
{
    OnlineBench bench;
    bench.entra.tokenAnswer = [&bench] {
        QJsonObject claims = bench.entra.claims();
        claims.insert(u"preferred_username"_s, u"admin@fabrikam.test"_s);
        claims.insert(u"wids"_s, QJsonArray{u"62e90394-69f5-4237-9190-012177145e10"_s});
        return EntraDouble::json(bench.entra.tokens(claims));
    };
    const auto session = bench.workbench.newSession();
    Integration integration = OnlineBench::integration();
    session->setIntegration(integration);
    bench.follow(*session);
    OnlineBench::run(*session);
    integration.online()->testMailboxes = {u"room1@fabrikam.test"_s};
    session->setIntegration(integration); // which forgets the run
    const auto account = session->microsoft().account();
    QVERIFY(account);
    QCOMPARE(account->account, u"admin@fabrikam.test"_s);
    QCOMPARE(account->tenantId, EntraDouble::tenant());
    QCOMPARE(account->roles, QStringList{u"Global Administrator"_s});
    QVERIFY(account->rolesAreTold && account->mayConsent);
}

QTEST_GUILESS_MAIN(TestMicrosoftSubject)
#include "tst_microsoftsubject.moc"
