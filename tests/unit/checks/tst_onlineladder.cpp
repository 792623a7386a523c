// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/checkrunner.h"
#include "checks/signindesk.h"
#include "core/problemcodes.h"
#include "core/randomsource.h"
#include "microsoft/clouds.h"
#include "net/guarddoor.h"
#include "net/worlddoor.h"
#include "secrets/memorysecretstore.h"
#include "simulators/simperson.h"
#include "simulators/simulatedworld.h"
#include "support/testdoor.h"

#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QString portalsClient = u"5b0c1f9e-0000-4000-8000-00000000de30"_s;

QStringList microsoftHosts()
{
    QStringList hosts;
    for (const Cloud &cloud : Clouds::standard().all())
        hosts += {cloud.ewsHost, cloud.graphHost};
    return hosts;
}

// All checks of Exchange Online in a simulated world, with somebody who signs in.
class OnlineRun
{
public:
    OnlineRun(const Scenario &scenario, const QString &email, const QString &decision)
        : world(scenario)
        , live(world.table())
        , hasty(live)
        , hosts(mailDomain(email), microsoftHosts())
        , guard(hasty, hosts, gate)
        , person(email, SimCloudUser::password(), decision)
    {
        ExchangeOnline online;
        online.email = email;
        input.integration.exchange = online;
        input.online.signInClientId = portalsClient;
        input.askMicrosoft = true;
        QObject::connect(&desk, &SignInDesk::browserNeeded, &person,
                         [this](const QUrl &url) { person.open(world.browserUrl(url)); });
    }

    bool run()
    {
        CheckRunner runner(allChecks(), {guard, clock, random, secrets, nullptr, &desk});
        QSignalSpy ended(&runner, &CheckRunner::finished);
        runner.start(input);
        const bool isOver = ended.wait(30'000);
        findings = runner.findings();
        return isOver;
    }

    QString said(const QString &id) const
    {
        for (const Finding &one : findings) {
            const QString more = one.problem ? one.problem->code : one.notTested + one.skippedBecause;
            if (one.checkId == id)
                return (toString(one.status) + u' ' + more).trimmed();
        }
        return {};
    }

    RunInput input;
    QList<Finding> findings;

private:
    SimulatedWorld world;
    WorldDoor live;
    TestDoor hasty;
    ConfirmedHosts hosts;
    LoginGate gate{1};
    GuardDoor guard;
    SimPerson person;
    SignInDesk desk;
    SystemClock clock;
    SystemRandomSource random;
    MemorySecretStore secrets;
};

} // namespace

// The checks of Exchange Online against the simulated Microsoft: which rung breaks in which world.
class TestOnlineLadder : public QObject
{
    Q_OBJECT

private slots:
    void everyWorldBreaksWhereItShould_data();
    void everyWorldBreaksWhereItShould();
};

void TestOnlineLadder::everyWorldBreaksWhereItShould_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("decision");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QString &scenario, const QString &email, const QString &check,
                        const QString &said, const QString &decision = u"allow"_s) {
        QTest::newRow(name) << scenario << email << decision << check << said;
    };
    const QString admin = u"admin@fabrikam.test"_s;
    const QString signIn = u"microsoft.signin"_s;
    const QString policy = u"microsoft.ewspolicy"_s;
    row("healthy", u"healthy"_s, admin, signIn, u"pass"_s);
    row("its role", u"healthy"_s, admin, u"microsoft.role"_s, u"pass"_s);
    row("its mailbox", u"healthy"_s, admin, u"microsoft.mailbox"_s, u"pass"_s);
    row("its policy", u"healthy"_s, admin, policy, u"notTested EWS_ASKCODY_ID_UNKNOWN"_s);
    row("its consent", u"healthy"_s, admin, u"microsoft.consent"_s, u"notTested CONSENT_ON_PORTAL"_s);
    // Nobody has consented to Graph for this application, and it does not ask.
    row("its rooms", u"healthy"_s, admin, u"graph.rooms"_s, u"notTested GRAPH_NOT_TESTED"_s);
    row("GCC", u"healthy"_s, u"admin@fabrikam-gcc.test"_s, signIn, u"pass"_s);
    row("GCC High", u"healthy"_s, u"admin@fabrikam-gov.test"_s, u"microsoft.mailbox"_s, u"pass"_s);
    row("DoD", u"healthy"_s, u"admin@fabrikam-dod.test"_s, u"microsoft.mailbox"_s, u"pass"_s);
    row("21Vianet", u"healthy"_s, u"admin@fabrikam-cn.test"_s, u"microsoft.mailbox"_s, u"pass"_s);
    row("no tenant", u"healthy"_s, u"admin@contoso.test"_s, u"discover.tenant"_s,
        u"fail MICROSOFT_TENANT_NOT_FOUND"_s);
    row("no mailbox", u"healthy"_s, u"cloudadmin@fabrikam.test"_s, u"microsoft.mailbox"_s,
        u"fail MICROSOFT_MAILBOX_MISSING"_s);
    row("a plain user", u"healthy"_s, u"anna@fabrikam.test"_s, u"microsoft.role"_s,
        u"warn MICROSOFT_ROLE_MISSING"_s);
    row("a frontline licence", u"healthy"_s, u"frontline@fabrikam.test"_s, policy,
        u"fail HTTP_403_EWS_DISABLED"_s);
    row("declined", u"healthy"_s, admin, signIn, u"fail AADSTS65004"_s, u"deny"_s);
    row("EWS switched off", u"microsoft/ews-off"_s, admin, policy, u"fail HTTP_403_EWS_DISABLED"_s);
    row("its mailbox is not known", u"microsoft/ews-off"_s, admin, u"microsoft.mailbox"_s,
        u"notTested HTTP_403_EWS_DISABLED"_s);
    row("an empty list", u"microsoft/ews-list-empty"_s, admin, policy,
        u"warn HTTP_403_EWS_BLOCKED_BY_POLICY"_s);
    row("roles that are not told", u"microsoft/no-roles-told"_s, admin, u"microsoft.role"_s,
        u"notTested MICROSOFT_ROLE_UNKNOWN"_s);
    row("a claims challenge", u"microsoft/claims-challenge"_s, admin, signIn, u"pass"_s);
    row("an old code", u"microsoft/code-expired"_s, admin, signIn, u"fail AADSTS70008"_s);
}

void TestOnlineLadder::everyWorldBreaksWhereItShould()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, email);
    QFETCH(const QString, decision);
    QFETCH(const QString, check);
    QFETCH(const QString, said);
    const auto loaded = Scenario::load(scenario);
    QVERIFY(loaded);
    OnlineRun run(*loaded, email, decision);
    QVERIFY(run.run());
    QCOMPARE(run.said(check), said);
}

QTEST_GUILESS_MAIN(TestOnlineLadder)
#include "tst_onlineladder.moc"
