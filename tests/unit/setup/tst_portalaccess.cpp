// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "setup/farewells.h"
#include "setup/keptsignin.h"
#include "setup/portalaccess.h"
#include "setup/portalsignout.h"
#include "simulators/simperson.h"
#include "support/operationcontract.h"
#include "support/outcome.h"
#include "support/testedworld.h"

#include <QTest>
#include <QTimer>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

Scenario scenario(const QString &name)
{
    Scenario scenario = *Scenario::load(name);
    scenario.issuer.deviceInterval = 1;
    return scenario;
}

// A portal of a simulated world on loopback, with somebody at the browser.
struct Portal
{
    explicit Portal(const QString &name = u"healthy"_s, const QString &account = u"owner@contoso.test"_s)
        : Portal(scenario(name), account)
    {}
    explicit Portal(const Scenario &scenario, const QString &account = u"owner@contoso.test"_s)
        : world(scenario)
        , door(world.table())
        , person(account, SimAccount::password())
        , access(make(PortalSite::Trust::Known))
    {}

    std::unique_ptr<PortalAccess> make(PortalSite::Trust trust)
    {
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = trust;
        site.region = trust == PortalSite::Trust::Known ? SimulatedPortal::region() : QString();
        auto made = std::make_unique<PortalAccess>(tools(), site,
                                                   [this](const QUrl &url) { return world.browserUrl(url); });
        QObject::connect(made.get(), &PortalAccess::browserNeeded, &person, &SimPerson::open);
        QObject::connect(made.get(), &PortalAccess::codeReady, &person, [this](const DeviceCode &code) {
            ++codes;
            person.open(code.completeUri);
        });
        return made;
    }

    PortalTools tools() { return {door, clock, random, secrets, keys, &farewells}; }

    // As the next start of the program.
    void restart() { access = make(PortalSite::Trust::Known); }

    bool open()
    {
        QSignalSpy opened(access.get(), &PortalAccess::opened);
        access->open();
        return (!opened.isEmpty() || opened.wait(10'000)) && access->hasInterface();
    }

    Result<PortalAccount> signIn(const SignInWay &way = {})
    {
        QSignalSpy signedIn(access.get(), &PortalAccess::signedIn);
        access->signIn(way);
        if (!signedIn.wait(15'000))
            return Problem{u"SILENCE"_s, {}, {}};
        return signedIn.first().first().value<Result<PortalAccount>>();
    }

    Result<Done> signOut()
    {
        QSignalSpy signedOut(access.get(), &PortalAccess::signedOut);
        access->signOut();
        if (!signedOut.wait(15'000))
            return Problem{u"SILENCE"_s, {}, {}};
        return signedOut.first().first().value<Result<Done>>();
    }

    bool keepsSomething() { return secrets.names()->contains(keptSignInName(SimulatedPortal::origin())); }

    SimulatedWorld world;
    WorldDoor door;
    SystemClock clock;
    SystemRandomSource random;
    MemorySecretStore secrets;
    JwkCache keys;
    Farewells farewells;
    SimPerson person;
    int codes = 0; // that were shown for another device
    std::unique_ptr<PortalAccess> access;
};

} // namespace

Q_DECLARE_METATYPE(Setup::SignInWay::Kind)

class TestPortalAccess : public QObject
{
    Q_OBJECT

private slots:
    void aPersonSignsInWithTheBrowser()
    {
        Portal portal;
        QVERIFY(portal.open());
        const auto account = portal.signIn();
        QVERIFY2(account, account ? "" : qPrintable(account.problem().code));
        QCOMPARE(account->account, u"owner@contoso.test"_s);
        QVERIFY(portal.access->isSignedIn());
        QVERIFY(portal.access->mayIntegrate());
        QVERIFY(!portal.keepsSomething());
        const auto listed = outcomeOf<QList<PortalIntegration>>(*portal.access->client().listIntegrations());
        QVERIFY(listed);
        QVERIFY(listed->isEmpty());
    }

    void theBrowserIsSentWhereTheDemoHasItsPages()
    {
        Portal portal;
        QVERIFY(portal.open());
        QSignalSpy needed(portal.access.get(), &PortalAccess::browserNeeded);
        QVERIFY(portal.signIn());
        QCOMPARE(needed.size(), 1);
        QCOMPARE(needed.first().first().toUrl().host(), u"127.0.0.1"_s);
    }

    void aClaimsChallengeIsSentBack_data()
    {
        QTest::addColumn<SignInWay::Kind>("way");
        QTest::newRow("in the browser") << SignInWay::Kind::Browser;
        QTest::newRow("on another device") << SignInWay::Kind::Device;
    }

    // Whose identity provider is Entra ID may be asked for another factor there, too.
    void aClaimsChallengeIsSentBack()
    {
        QFETCH(const SignInWay::Kind, way);
        Scenario demanding = scenario(u"healthy"_s);
        demanding.issuer.claimsChallenge = uR"({"access_token":{"acrs":{"value":"c1"}}})"_s;
        Portal portal(demanding);
        QVERIFY(portal.open());
        QSignalSpy browser(portal.access.get(), &PortalAccess::browserNeeded);
        const auto account = portal.signIn({way});
        QVERIFY2(account, account ? "" : qPrintable(account.problem().code));
        QCOMPARE(account->account, u"owner@contoso.test"_s);
        QCOMPARE(way == SignInWay::Kind::Device ? portal.codes : browser.size(), 2);
    }

    void whoSaysNoIsNotSignedIn()
    {
        Portal portal;
        SimPerson refusing(u"owner@contoso.test"_s, SimAccount::password(), u"deny"_s);
        QVERIFY(portal.open());
        portal.access->disconnect(&portal.person);
        connect(portal.access.get(), &PortalAccess::browserNeeded, &refusing, &SimPerson::open);
        const auto account = portal.signIn();
        QVERIFY(!account);
        QCOMPARE(account.problem().code, Code::OauthAccessDenied);
        QVERIFY(!portal.access->isSignedIn());
    }

    void whoLacksTheRoleIsSignedInAndMayNot()
    {
        Portal portal(u"healthy"_s, u"resources@contoso.test"_s);
        QVERIFY(portal.open());
        QVERIFY(portal.signIn());
        const auto may = portal.access->mayIntegrate();
        QVERIFY(!may);
        QCOMPARE(may.problem().code, Code::PortalRoleMissing);
    }

    void aKeptSignInHoldsAfterARestart()
    {
        Portal portal;
        QVERIFY(portal.open());
        QVERIFY(portal.signIn({SignInWay::Kind::Browser, false, true}));
        QVERIFY(portal.keepsSomething());
        // The refresh token is good for one use, so the second restart proves that its heir was kept.
        for (int start = 0; start < 2; ++start) {
            portal.restart();
            QVERIFY(portal.open());
            QSignalSpy browser(portal.access.get(), &PortalAccess::browserNeeded);
            const auto account = portal.signIn({SignInWay::Kind::Kept});
            QVERIFY2(account, account ? "" : qPrintable(account.problem().code));
            QCOMPARE(account->account, u"owner@contoso.test"_s);
            QVERIFY(browser.isEmpty());
        }
    }

    void aRenewedSignInIsKeptThoughTheProgramEnds()
    {
        Portal portal;
        QVERIFY(portal.open());
        QVERIFY(portal.signIn({SignInWay::Kind::Browser, false, true}));
        portal.restart();
        QVERIFY(portal.open());
        portal.secrets.keyring().setDelay(std::chrono::milliseconds(150)); // slower than the portal
        QVERIFY(portal.signIn({SignInWay::Kind::Kept}));
        portal.restart();
        QVERIFY(!portal.farewells.isEmpty());
        QTRY_VERIFY(portal.farewells.isEmpty());
        portal.secrets.keyring().setDelay(std::chrono::milliseconds(0));
        QVERIFY(portal.open());
        const auto account = portal.signIn({SignInWay::Kind::Kept});
        QVERIFY2(account, account ? "" : qPrintable(account.problem().code));
    }

    // Two programs of one user: what we had read is dead because the other one has renewed it.
    void whatAnotherProgramKeepsMeanwhileIsTriedAndStays()
    {
        Portal portal;
        QVERIFY(portal.open());
        QVERIFY(portal.signIn({SignInWay::Kind::Browser, false, true}));
        const QString name = keptSignInName(SimulatedPortal::origin());
        const Secret renewed = portal.secrets.keyring().contents().value(name);
        QVERIFY(outcomeOf<Done>(
            *portal.secrets.write(name, toSecret({Secret("nobody knows this one any more"), {}, {}, {}}))));
        portal.restart();
        QVERIFY(portal.open());
        const int before = portal.secrets.keyring().requestCount();
        QTimer other;
        connect(&other, &QTimer::timeout, &other, [&] {
            if (portal.secrets.keyring().requestCount() == before)
                return;
            other.stop();
            portal.secrets.keyring().contents().insert(name, renewed);
        });
        other.start(0);
        const auto account = portal.signIn({SignInWay::Kind::Kept});
        QVERIFY2(account, account ? "" : qPrintable(account.problem().code));
        QVERIFY(portal.keepsSomething());
    }

    void aDeadRefreshTokenIsRemoved()
    {
        Portal portal;
        QVERIFY(portal.open());
        const QString name = keptSignInName(SimulatedPortal::origin());
        auto write = portal.secrets.write(name, toSecret({Secret("nobody knows this one"), {}, {}, {}}));
        QVERIFY(outcomeOf<Done>(*write));
        const auto account = portal.signIn({SignInWay::Kind::Kept});
        QVERIFY(!account);
        QCOMPARE(account.problem().code, Code::SignInRequired);
        QVERIFY(!portal.keepsSomething());
    }

    void withNothingKeptASignInIsRequired()
    {
        Portal portal;
        QVERIFY(portal.open());
        const auto account = portal.signIn({SignInWay::Kind::Kept});
        QVERIFY(!account);
        QCOMPARE(account.problem().code, Code::SignInRequired);
    }

    void anApplicationSignsInAndIsKept()
    {
        Portal portal(u"portal/unattended"_s);
        QVERIFY(portal.open());
        const SimClient client = SimClient::automation();
        const auto account =
            portal.signIn({SignInWay::Kind::Client, false, true, client.id, Secret(client.secret.toUtf8())});
        QVERIFY2(account, account ? "" : qPrintable(account.problem().code));
        QVERIFY(portal.access->mayIntegrate());
        portal.restart();
        QVERIFY(portal.open());
        QVERIFY(portal.signIn({SignInWay::Kind::Kept}));
        QVERIFY(portal.keepsSomething());
    }

    void aWrongClientSecretIsNotKept()
    {
        Portal portal(u"portal/unattended"_s);
        QVERIFY(portal.open());
        const auto account = portal.signIn(
            {SignInWay::Kind::Client, false, true, SimClient::automation().id, Secret("wrong")});
        QVERIFY(!account);
        QCOMPARE(account.problem().code, Code::SignInRequired);
        QVERIFY(!portal.keepsSomething());
    }

    void applicationsNeedAPortalThatTakesThem()
    {
        Portal portal;
        QVERIFY(portal.open());
        const auto account =
            portal.signIn({SignInWay::Kind::Client, false, false, SimClient::automation().id, Secret("any")});
        QVERIFY(!account);
        QCOMPARE(account.problem().code, Code::OauthNotOffered);
    }

    void signingOutRevokesAndForgets()
    {
        Portal portal;
        QVERIFY(portal.open());
        QVERIFY(portal.signIn({SignInWay::Kind::Browser, false, true}));
        const auto entry = outcomeOf<Secret>(*portal.secrets.read(keptSignInName(SimulatedPortal::origin())));
        QVERIFY(entry);
        QVERIFY(portal.signOut());
        QVERIFY(!portal.access->isSignedIn());
        QVERIFY(!portal.keepsSomething());
        // Whoever had copied the token gains nothing by it.
        QVERIFY(outcomeOf<Done>(*portal.secrets.write(keptSignInName(SimulatedPortal::origin()), *entry)));
        const auto account = portal.signIn({SignInWay::Kind::Kept});
        QVERIFY(!account);
        QCOMPARE(account.problem().code, Code::SignInRequired);
    }

    void signingOutWithoutASignInIsDone()
    {
        Portal portal;
        QVERIFY(portal.open());
        QVERIFY(portal.signOut());
    }

    void whoStillAsksAfterASignOutIsTold()
    {
        Portal portal;
        QVERIFY(portal.open());
        QVERIFY(portal.signIn());
        const auto list = portal.access->client().listIntegrations();
        QVERIFY(portal.signOut());
        const auto listed = outcomeOf<QList<PortalIntegration>>(*list);
        QVERIFY(!listed);
        QCOMPARE(listed.problem().code, Code::SignInRequired);
    }

    void signingInKeepsTheContract()
    {
        Portal portal;
        QVERIFY(portal.open());
        QVERIFY(portal.signIn({SignInWay::Kind::Browser, false, true}));
        MemorySecretStore silent;
        silent.keyring().setFault(MemoryKeyring::Fault::Silent);
        const PortalTools deaf{portal.door, portal.clock, portal.random, silent, portal.keys};
        const auto signIn = [&portal](const PortalTools &tools, std::chrono::milliseconds deadline) {
            return std::make_unique<PortalSignIn>(tools, portal.access->site(),
                                                  *portal.access->offer()->description,
                                                  SignInWay{SignInWay::Kind::Kept}, deadline);
        };
        OperationContract<PortalLoginOperation>(
            [&] { return signIn(portal.tools(), std::chrono::seconds(10)); },
            [&] { return signIn(deaf, std::chrono::milliseconds(120)); })
            .verify(Code::HttpTimeout);
    }

    void signingOutKeepsTheContract()
    {
        Portal portal;
        QVERIFY(portal.open());
        MemorySecretStore silent;
        silent.keyring().setFault(MemoryKeyring::Fault::Silent);
        const PortalTools deaf{portal.door, portal.clock, portal.random, silent, portal.keys};
        const auto signOut = [&portal](const PortalTools &tools, std::chrono::milliseconds deadline) {
            return std::make_unique<PortalSignOut>(tools, portal.access->site(),
                                                   portal.access->offer()->description, Secret("current"),
                                                   deadline);
        };
        OperationContract<RevocationOperation>(
            [&] { return signOut(portal.tools(), std::chrono::seconds(10)); },
            [&] { return signOut(deaf, std::chrono::milliseconds(120)); })
            .verify(Code::HttpTimeout);
    }

    void anotherPortalGetsNothingBeforeItIsConfirmed()
    {
        Portal portal;
        portal.access = portal.make(PortalSite::Trust::Unconfirmed);
        QVERIFY(portal.open());
        QCOMPARE(portal.access->certificate().subjectAlternativeNames().values(),
                 QStringList{SimulatedPortal::host()});
        const int asked = portal.world.requestCount();
        const auto refused = portal.signIn();
        QVERIFY(!refused);
        QCOMPARE(refused.problem().code, Code::PortalNotConfirmed);
        QCOMPARE(portal.world.requestCount(), asked);
        portal.access->confirm();
        QVERIFY(portal.signIn());
    }

    void anotherIssuerTakesTheConfirmationAway()
    {
        Portal portal;
        portal.access = portal.make(PortalSite::Trust::Unconfirmed);
        QVERIFY(portal.open());
        portal.access->confirm();
        const PortalSite site = portal.access->site();
        QCOMPARE(portal.access->identity(), PortalIdentity::of(portal.access->certificate()));
        QVERIFY(!portal.access->identity().issuer.isEmpty());
        QVERIFY(portal.open());
        QVERIFY(portal.access->site().isConfirmed());

        portal.access =
            std::make_unique<PortalAccess>(portal.tools(), site, [](const QUrl &url) { return url; });
        portal.access->expect({QString(64, u'a'), u"Fabrikam Inspection"_s});
        QVERIFY(portal.open());
        QVERIFY(portal.access->hasChanged());
        const int asked = portal.world.requestCount();
        QCOMPARE(portal.signIn().problem().code, Code::PortalNotConfirmed);
        QCOMPARE(portal.world.requestCount(), asked);
        portal.access->confirm();
        QVERIFY(!portal.access->hasChanged());
    }

    void aPortalWithoutAnInterfaceIsNoError()
    {
        Portal portal(u"portal/no-discovery"_s);
        QVERIFY(!portal.open());
        QVERIFY(portal.access->offer());
        QCOMPARE(portal.access->offer()->handOffBecause, u"notFound"_s);
    }

    void nothingIsHeardAfterCancel()
    {
        Portal portal;
        QVERIFY(portal.open());
        QSignalSpy signedIn(portal.access.get(), &PortalAccess::signedIn);
        connect(portal.access.get(), &PortalAccess::browserNeeded, portal.access.get(),
                [&portal] { portal.access->cancel(); });
        portal.access->signIn({});
        QVERIFY(!signedIn.wait(150));
        QVERIFY(!portal.access->isSigningIn());
    }
};

QTEST_GUILESS_MAIN(TestPortalAccess)
#include "tst_portalaccess.moc"
