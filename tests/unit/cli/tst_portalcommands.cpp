// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandline.h"
#include "cli/console.h"
#include "core/problemcodes.h"
#include "setup/portalaccess.h"
#include "simulators/simperson.h"
#include "support/cloudsaying.h"
#include "support/testedworld.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// Streams that a test looks into, and a browser with somebody before it.
class PortalConsole : public Console
{
public:
    void out(const QByteArray &bytes) override { written += bytes; }
    void say(const QString &line) override
    {
        said += line + u'\n';
        static const QRegularExpression code(u"open (\\S+) on any device[^\n]*\n *(\\S+)$"_s);
        const auto shown = code.match(line);
        if (!shown.hasMatch() || !person)
            return;
        QUrl page(shown.captured(1));
        page.setQuery(u"user_code="_s + shown.captured(2));
        person->open(page);
    }
    Result<Secret> readPassword(const QString &) override { return password; }
    Result<Done> confirm(const QString &) override { return agreed; }
    bool openBrowser(const QUrl &url) override
    {
        if (person)
            person->open(url);
        return person != nullptr;
    }

    QByteArray written;
    QString said;
    Result<Secret> password = SimulatedWorld::password();
    Result<Done> agreed = Done{};
    SimPerson *person = nullptr;
};

// A world in which one command is run after the other, each by a program that has just been started: drafts
// and keychain are what is left from one to the next.
struct Fleet
{
    explicit Fleet(const QString &scenario = u"healthy"_s, bool isKnown = true)
        : Fleet(*Scenario::load(scenario), isKnown)
    {}
    explicit Fleet(const Scenario &scenario, bool isKnown = true)
        : tested(scenario)
        , person(u"owner@contoso.test"_s, SimAccount::password())
    {
        QSettings().clear();
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        site.region = SimulatedPortal::region();
        if (isKnown)
            directory.add(site);
        console.person = &person;
    }

    ExitCode run(const QStringList &arguments)
    {
        LocalWorkbench workbench({tested.door, tested.clock, tested.random, tested.secrets},
                                 tested.drafts.path() + u"/drafts"_s, false);
        workbench.setPortals(directory, [this](const QUrl &url) { return tested.world.browserUrl(url); });
        console.written.clear();
        console.said.clear();
        CommandLine line(workbench, console);
        QSignalSpy ended(&line, &CommandLine::finished);
        line.start(arguments);
        if (ended.isEmpty() && !ended.wait(40'000))
            return ExitCode::OwnFault;
        return ended.first().first().value<ExitCode>();
    }
    ExitCode login(const QStringList &more = {})
    {
        return run(QStringList{u"login"_s, u"--portal"_s, SimulatedPortal::origin()} + more);
    }
    ExitCode list(const QStringList &more = {})
    {
        return run(QStringList{u"list"_s, u"--portal"_s, SimulatedPortal::origin()} + more);
    }
    ExitCode apply(const QStringList &more = {u"--password-stdin"_s})
    {
        return run(QStringList{u"apply"_s, file()} + more);
    }
    ExitCode check(const QStringList &more = {})
    {
        return run(QStringList{u"check"_s, file(), u"--password-stdin"_s, u"--format"_s, u"json"_s} + more);
    }
    // "pass", "skipped" …, or nothing where the check did not run.
    QString status(const QString &id) const
    {
        const QJsonArray checks = json()["checks"_L1].toArray();
        for (const auto &check : checks)
            if (check["id"_L1].toString() == id)
                return check["status"_L1].toString();
        return {};
    }
    QString file()
    {
        const QString path = tested.drafts.filePath(u"hq.json"_s);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(
                QJsonDocument(QJsonObject{{u"portal"_s, spelling}, {u"integration"_s, values}}).toJson());
        return path;
    }
    QJsonObject json() const { return QJsonDocument::fromJson(console.written).object(); }
    QJsonArray listed()
    {
        return list({u"--format"_s, u"json"_s}) == ExitCode::Ok ? json()["results"_L1].toArray()
                                                                : QJsonArray{-1};
    }
    // Of everything that was printed.
    bool hasLeaked() const
    {
        const QByteArray all = console.written + console.said.toUtf8();
        for (const QByteArray &secret :
             {SimulatedWorld::password().bytes().toByteArray(), SimAccount::password().toUtf8(),
              SimClient::automation().secret.toUtf8()})
            if (all.contains(secret))
                return true;
        return all.contains("eyJ"); // no token, either
    }

    QString spelling = SimulatedPortal::origin(); // of the portal, in the file
    QJsonObject values{{u"name"_s, u"HQ"_s},
                       {u"type"_s, u"exchangeServer"_s},
                       {u"email"_s, u"askcody@contoso.test"_s},
                       {u"testMailbox"_s, u"room1@contoso.test"_s},
                       {u"forbiddenMailbox"_s, u"ceo@contoso.test"_s}};
    TestedWorld tested;
    SimPerson person;
    PortalDirectory directory;
    PortalConsole console;
};

} // namespace

class TestPortalCommands : public QObject
{
    Q_OBJECT

private slots:
    void withoutALoginOneIsRequired()
    {
        Fleet fleet;
        QVERIFY(fleet.list() == ExitCode::SignInRequired);
        QVERIFY(fleet.apply() == ExitCode::SignInRequired);
        QVERIFY(fleet.console.said.contains(Code::SignInRequired));
    }

    void aLoginIsKeptForTheOtherCommands()
    {
        Fleet fleet;
        QVERIFY(fleet.login() == ExitCode::Ok);
        QVERIFY(fleet.console.written.contains("owner@contoso.test"));
        QVERIFY(!fleet.hasLeaked());
        for (int call = 0; call < 3; ++call) // each renews the sign-in of the one before
            QVERIFY(fleet.list() == ExitCode::Ok);
        QVERIFY(fleet.console.said.contains(u"no integrations"_s));
    }

    void aClaimsChallengeIsSentBack_data()
    {
        QTest::addColumn<QStringList>("way");
        QTest::newRow("in the browser") << QStringList();
        QTest::newRow("on another device") << QStringList{u"--device"_s};
    }

    void aClaimsChallengeIsSentBack()
    {
        QFETCH(const QStringList, way);
        Scenario demanding = *Scenario::load(u"healthy"_s);
        demanding.issuer.claimsChallenge = uR"({"access_token":{"acrs":{"value":"c1"}}})"_s;
        demanding.issuer.deviceInterval = 0;
        Fleet fleet(demanding);
        QVERIFY2(fleet.login(way) == ExitCode::Ok, qPrintable(fleet.console.said));
        QVERIFY(fleet.console.written.contains("owner@contoso.test"));
        QVERIFY(fleet.list() == ExitCode::Ok); // what was kept has met the challenge
        QVERIFY(!fleet.hasLeaked());
    }

    void anApplicationSignsInUnattended()
    {
        Fleet fleet(u"portal/unattended"_s);
        fleet.console.person = nullptr;
        const SimClient client = SimClient::automation();
        fleet.console.password = Secret(client.secret.toUtf8());
        QVERIFY(fleet.login({u"--client"_s, client.id}) == ExitCode::Ok);
        QVERIFY(!fleet.hasLeaked());
        QVERIFY(fleet.list() == ExitCode::Ok);
    }

    void aLogoutEndsIt()
    {
        Fleet fleet;
        QVERIFY(fleet.login() == ExitCode::Ok);
        QVERIFY(fleet.run({u"logout"_s, u"--portal"_s, SimulatedPortal::origin()}) == ExitCode::Ok);
        QVERIFY(fleet.list() == ExitCode::SignInRequired);
        QVERIFY(fleet.tested.secrets.names()->isEmpty());
    }

    void anUnknownPortalIsShownByItsCertificate()
    {
        Fleet fleet(u"healthy"_s, false);
        QVERIFY(fleet.login() == ExitCode::Usage);
        QVERIFY(fleet.console.said.contains(Code::PortalNotConfirmed));
        QVERIFY(fleet.console.said.contains(u"SHA-256"_s));
        QVERIFY(fleet.login({u"--accept-portal"_s}) == ExitCode::Ok);
        QVERIFY(fleet.list() == ExitCode::Ok); // asked once
    }

    void aCertificateOfAnotherIssuerIsAskedAbout_data()
    {
        QTest::addColumn<QString>("issuer"); // that was confirmed; empty: the one that is there
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("isAsked");
        QTest::newRow("the same") << QString() << QString() << false;
        QTest::newRow("renewed") << QString() << QString(64, u'a') << false;
        QTest::newRow("another issuer") << u"Fabrikam Inspection"_s << QString(64, u'a') << true;
        QTest::newRow("the same key elsewhere") << u"Fabrikam CA"_s << QString() << false;
    }

    void aCertificateOfAnotherIssuerIsAskedAbout()
    {
        QFETCH(QString, issuer);
        QFETCH(QString, key);
        QFETCH(bool, isAsked);
        Fleet fleet(u"healthy"_s, false);
        QVERIFY(fleet.login({u"--accept-portal"_s}) == ExitCode::Ok);
        const QStringList confirmed = QSettings().value(u"portals/certificates"_s).toStringList();
        QCOMPARE(confirmed.size(), 1);
        QVERIFY(confirmed.first().startsWith(SimulatedPortal::origin() + u' '));
        PortalIdentity identity = PortalIdentity::fromText(confirmed.first().section(u' ', 1));
        QVERIFY(!identity.isNull());
        if (!issuer.isEmpty())
            identity.issuer = issuer;
        if (!key.isEmpty())
            identity.key = key;
        QSettings().setValue(u"portals/certificates"_s,
                             QStringList{SimulatedPortal::origin() + u' ' + identity.toText()});
        QVERIFY(fleet.list() == (isAsked ? ExitCode::Usage : ExitCode::Ok));
        QCOMPARE(fleet.console.said.contains(Code::PortalNotConfirmed), isAsked);
        QCOMPARE(fleet.console.said.contains(u"another certificate"_s), isAsked);
        if (isAsked)
            QVERIFY(fleet.list({u"--accept-portal"_s}) == ExitCode::Ok);
        QCOMPARE(QSettings().value(u"portals/certificates"_s).toStringList(), confirmed);
    }

    // As it was written before certificates were, or by whoever prepares computers.
    void aNameAloneTakesItsCertificate()
    {
        Fleet fleet(u"healthy"_s, false);
        QVERIFY(fleet.login({u"--accept-portal"_s}) == ExitCode::Ok);
        const QVariant confirmed = QSettings().value(u"portals/certificates"_s);
        QSettings().remove(u"portals/certificates"_s);
        QVERIFY(fleet.list() == ExitCode::Ok);
        QCOMPARE(QSettings().value(u"portals/certificates"_s), confirmed);
    }

    // What somebody was sent by mail names a portal of the sender's.
    void aFileDoesNotConfirmItsPortal()
    {
        Fleet fleet(u"healthy"_s, false);
        const int asked = fleet.tested.world.requestCount();
        QVERIFY(fleet.apply() == ExitCode::Usage);
        QVERIFY(fleet.console.said.contains(Code::PortalNotConfirmed));
        QVERIFY(fleet.tested.world.requestCount() - asked <= 1); // what it offers, and nothing more
    }

    void applyMakesItOnce()
    {
        Fleet fleet;
        QVERIFY(fleet.login() == ExitCode::Ok);
        const ExitCode made = fleet.apply({u"--password-stdin"_s, u"--format"_s, u"json"_s});
        QVERIFY2(made == ExitCode::Ok,
                 qPrintable(QString::fromUtf8(fleet.console.written) + fleet.console.said));
        QVERIFY(!fleet.hasLeaked());
        const QJsonObject push = fleet.json()["push"_L1].toObject();
        QCOMPARE(push["state"_L1].toString(), u"confirmed"_s);
        QVERIFY(push["isOurs"_L1].toBool());
        QVERIFY(!fleet.json()["cloud"_L1].toObject()["checks"_L1].toArray().isEmpty());
        QVERIFY(fleet.apply() == ExitCode::Ok);
        QVERIFY(fleet.console.written.contains("The portal has confirmed it."));
        QCOMPARE(fleet.listed().size(), 1);
    }

    void whatTheCloudCannotReachIsAFailure()
    {
        Fleet fleet(u"portal/cloud-blocked"_s);
        QVERIFY(fleet.login() == ExitCode::Ok);
        QVERIFY(fleet.apply() == ExitCode::Failed);
        QVERIFY(fleet.console.said.contains(Code::PushDecisionMissing));
        QCOMPARE(fleet.listed().size(), 0);
        QVERIFY(fleet.apply({u"--password-stdin"_s, u"--accept"_s, u"portal.probe"_s}) == ExitCode::Failed);
        QCOMPARE(fleet.listed().size(), 1); // and the cloud says the same of what is there now
    }

    void anEditedFileMakesNoSecondOne_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("isRefused");
        QTest::newRow("name") << u"name"_s << u"Headquarters"_s << false;
        QTest::newRow("address") << u"ewsUrl"_s << u"https://mail.contoso.test/ews/exchange.asmx"_s << false;
        QTest::newRow("account") << u"email"_s << u"askcody2@contoso.test"_s << true;
    }

    void anEditedFileMakesNoSecondOne()
    {
        QFETCH(QString, member);
        QFETCH(QString, value);
        QFETCH(bool, isRefused);
        Fleet fleet;
        QVERIFY(fleet.login() == ExitCode::Ok);
        QVERIFY(fleet.apply() == ExitCode::Ok);
        const QString made = fleet.listed().first()["clientReference"_L1].toString();
        fleet.values.insert(member, value);
        QVERIFY(fleet.apply() == (isRefused ? ExitCode::Usage : ExitCode::Failed));
        QVERIFY(isRefused ? fleet.console.said.contains(made)
                          : fleet.console.written.contains("differs from what the file says in: "));
        QCOMPARE(fleet.listed().size(), 1);
    }

    void anIdInTheFileSaysWhichOneIsMeant()
    {
        Fleet fleet;
        QVERIFY(fleet.login() == ExitCode::Ok);
        const QString id = u"5b7f3a4e-0a1c-4a51-9b1e-2f7d5c1e8a90"_s;
        fleet.values.insert(u"id"_s, id);
        QVERIFY(fleet.apply() == ExitCode::Ok);
        fleet.values.remove(u"id"_s);
        QVERIFY(fleet.apply() == ExitCode::Usage); // by its account it is that one, by its id it is not
        QVERIFY(fleet.console.said.contains(id));
        fleet.values.insert(u"id"_s, id);
        QVERIFY(fleet.apply() == ExitCode::Ok);
        QCOMPARE(fleet.listed().size(), 1);
    }

    void checkAsksThePortalWithAKeptSignIn()
    {
        Fleet fleet;
        QVERIFY(fleet.login() == ExitCode::Ok);
        fleet.console.person = nullptr; // nobody is there to sign in
        QVERIFY2(fleet.check() == ExitCode::Ok, qPrintable(QString::fromUtf8(fleet.console.written)));
        for (const auto &id : {u"portal.discovery"_s, u"portal.signin"_s, u"portal.role"_s,
                               u"portal.duplicate"_s, u"portal.probe"_s})
            QCOMPARE(fleet.status(id), u"pass"_s);
        QVERIFY(!fleet.hasLeaked());
        QVERIFY(fleet.check() == ExitCode::Ok); // the sign-in that was renewed is kept
    }

    void checkAsksThePortalUnattended()
    {
        Fleet fleet(u"portal/unattended"_s);
        fleet.console.person = nullptr;
        const SimClient client = SimClient::automation();
        fleet.console.password = Secret(client.secret.toUtf8());
        QVERIFY(fleet.login({u"--client"_s, client.id}) == ExitCode::Ok);
        fleet.console.password = SimulatedWorld::password();
        QVERIFY2(fleet.check() == ExitCode::Ok, qPrintable(QString::fromUtf8(fleet.console.written)));
        QCOMPARE(fleet.status(u"portal.role"_s), u"pass"_s);
        QVERIFY(!fleet.hasLeaked());
    }

    void checkSignsNobodyIn()
    {
        Fleet fleet;
        QVERIFY(fleet.check() == ExitCode::SignInRequired);
        QCOMPARE(fleet.json()["verdict"_L1].toString(), u"incomplete"_s);
        QCOMPARE(fleet.status(u"portal.discovery"_s), u"pass"_s);
        QCOMPARE(fleet.status(u"portal.signin"_s), u"notTested"_s);
        QCOMPARE(fleet.status(u"portal.probe"_s), u"skipped"_s);
        QCOMPARE(fleet.status(u"ews.rooms"_s), u"pass"_s); // the rest is tested all the same
        // Where the portal does not matter, nothing of it is asked.
        QVERIFY(fleet.check({u"--only"_s, u"auth.login"_s}) == ExitCode::Ok);
        QCOMPARE(fleet.status(u"portal.discovery"_s), QString());
    }

    void checkWithAPortalThatOffersNothing()
    {
        Fleet fleet(u"portal/no-discovery"_s);
        QVERIFY(fleet.check() == ExitCode::Ok);
        QCOMPARE(fleet.json()["verdict"_L1].toString(), u"warn"_s);
        QCOMPARE(fleet.status(u"portal.discovery"_s), u"warn"_s);
    }

    void checkDoesNotConfirmAPortal()
    {
        Fleet fleet(u"healthy"_s, false);
        QVERIFY(fleet.check() == ExitCode::Ok);
        QCOMPARE(fleet.status(u"portal.discovery"_s), u"warn"_s);
        QCOMPARE(fleet.status(u"portal.signin"_s), u"skipped"_s);
        QVERIFY(fleet.console.said.contains(u"SHA-256"_s)); // what whoever confirms it looks at
        QVERIFY(fleet.list() == ExitCode::Usage);
    }

    void aRecordedCheckReplaysWithItsPortal()
    {
        Fleet fleet;
        QVERIFY(fleet.login() == ExitCode::Ok);
        const QString har = fleet.tested.drafts.filePath(u"run.har"_s);
        QVERIFY(fleet.check({u"--record"_s, har}) == ExitCode::Ok);
        const QJsonArray then = fleet.json()["checks"_L1].toArray();
        const int asked = fleet.tested.world.requestCount();
        QVERIFY(fleet.run({u"replay"_s, har, u"--format"_s, u"json"_s}) == ExitCode::Ok);
        QCOMPARE(fleet.tested.world.requestCount(), asked);
        const QJsonArray now = fleet.json()["checks"_L1].toArray();
        QCOMPARE(now.size(), then.size());
        for (qsizetype i = 0; i < then.size(); ++i)
            QCOMPARE(now.at(i)["facts"_L1], then.at(i)["facts"_L1]);
        QVERIFY(!fleet.hasLeaked());
    }

    // A file that was written again by somebody else does not make a second integration.
    void aPortalSpelledOtherwiseIsTheSame()
    {
        Fleet fleet;
        QVERIFY(fleet.login() == ExitCode::Ok);
        QVERIFY(fleet.apply() == ExitCode::Ok);
        for (const auto &spelling : {u"https://Portal.AskCody.test/"_s, u"HTTPS://portal.askcody.test:443"_s,
                                     u"https://portal.askcody.test/manager/"_s}) {
            fleet.spelling = spelling;
            QVERIFY(fleet.apply() == ExitCode::Ok);
            QVERIFY(fleet.check() == ExitCode::Ok);
        }
        QCOMPARE(fleet.listed().size(), 1);
        QVERIFY(fleet.run({u"logout"_s, u"--portal"_s, u"https://PORTAL.askcody.test/"_s}) == ExitCode::Ok);
        QVERIFY(fleet.list() == ExitCode::SignInRequired);
    }

    void aRefusalIsExitCodeFour()
    {
        Fleet fleet(u"portal/missing-role"_s);
        QVERIFY(fleet.login() == ExitCode::Ok);
        QVERIFY(fleet.apply() == ExitCode::Refused);
        QVERIFY(fleet.console.said.contains(Code::PortalRoleMissing));
    }

    void aRejectedPasswordIsNoUsageError()
    {
        Fleet fleet(u"wrong-password"_s);
        QVERIFY(fleet.login() == ExitCode::Ok);
        QVERIFY(fleet.apply() == ExitCode::Failed);
        QVERIFY2(fleet.console.said.contains(Code::Http401BasicRejected), qPrintable(fleet.console.said));
        QVERIFY(!fleet.console.said.contains(Code::InputMissing));
    }

    void aFailedCheckNeedsADecision()
    {
        Fleet fleet(u"impersonation-denied"_s);
        QVERIFY(fleet.login() == ExitCode::Ok);
        QVERIFY(fleet.apply() == ExitCode::Failed);
        QVERIFY(fleet.console.said.contains(Code::PushDecisionMissing));
        QCOMPARE(fleet.listed().size(), 0);
        (void)fleet.apply({u"--password-stdin"_s, u"--accept"_s, u"ews.impersonation"_s});
        QCOMPARE(fleet.listed().size(), 1);
    }

    void anInterruptSaysWhatStands()
    {
        Fleet fleet(u"portal/stalls-after-commit"_s);
        QVERIFY(fleet.login() == ExitCode::Ok);
        LocalWorkbench workbench(
            {fleet.tested.door, fleet.tested.clock, fleet.tested.random, fleet.tested.secrets},
            fleet.tested.drafts.path() + u"/drafts"_s, false);
        workbench.setPortals(fleet.directory, [](const QUrl &url) { return url; });
        {
            CommandLine line(workbench, fleet.console);
            QSignalSpy ended(&line, &CommandLine::finished);
            fleet.console.written.clear();
            line.start({u"apply"_s, fleet.file(), u"--password-stdin"_s});
            QTRY_VERIFY_WITH_TIMEOUT(fleet.console.written.contains("on its way"), 20'000);
            line.cancel();
            QVERIFY(ended.wait(10'000));
            QVERIFY(ended.first().first().value<ExitCode>() == ExitCode::Cancelled);
        }
        QVERIFY(
            fleet.console.written.contains("It is not known whether the portal has made the integration."));
        (void)fleet.apply();
        QCOMPARE(fleet.listed().size(), 1);
    }

    // The answer is lost, and whoever asks afterwards gets none, either.
    void whetherItIsMadeIsNotKnown()
    {
        Fleet fleet(*Scenario::fromJson(R"({"title": "One", "description": "Of its own.", "http": [
            {"match": {"host": "portal.askcody.test", "path": "/api/v1/integrations", "method": "POST",
                       "times": 1}, "change": {"fault": "close"}},
            {"match": {"host": "portal.askcody.test", "path": "/api/v1/integrations", "method": "GET",
                       "skip": 2, "times": 1}, "change": {"fault": "close"}}]})",
                                        u"test"_s));
        QVERIFY(fleet.login() == ExitCode::Ok);
        const QStringList options{u"--password-stdin"_s, u"--format"_s, u"json"_s};
        QVERIFY(fleet.apply(options) == ExitCode::Refused);
        const QJsonObject push = fleet.json()["push"_L1].toObject();
        QCOMPARE(push["outcomeOpen"_L1].toBool(), true);
        QCOMPARE(push["problem"_L1]["code"_L1].toString(), QString(Code::PortalOutcomeUnknown));
        QVERIFY(fleet.apply(options) == ExitCode::Ok);
        QCOMPARE(fleet.json()["push"_L1]["outcomeOpen"_L1].toBool(), false);
        QCOMPARE(fleet.listed().size(), 1);
    }

    void whatTheCloudLeftOutIsIncomplete()
    {
        Fleet fleet(cloudSaying({cloudRung(u"net.tls"_s, u"pass"_s),
                                 cloudRung(u"auth.login"_s, u"notTested"_s, Code::PortalFailed)}));
        QVERIFY(fleet.login() == ExitCode::Ok);
        QVERIFY(fleet.apply() == ExitCode::Incomplete);
        QCOMPARE(fleet.listed().size(), 1);
    }

    void removingAsksFirst()
    {
        Fleet fleet;
        QVERIFY(fleet.login() == ExitCode::Ok);
        QVERIFY(fleet.apply() == ExitCode::Ok);
        const QString id = fleet.listed().first().toObject()["id"_L1].toString();
        const QStringList remove{u"remove"_s, id, u"--portal"_s, SimulatedPortal::origin()};
        fleet.console.agreed = Problem{Code::Cancelled, {}, {}};
        QVERIFY(fleet.run(remove) == ExitCode::Cancelled);
        QCOMPARE(fleet.listed().size(), 1);
        QVERIFY(fleet.run(remove + QStringList{u"--yes"_s}) == ExitCode::Ok);
        QCOMPARE(fleet.listed().size(), 0);
        QVERIFY(fleet.run(remove + QStringList{u"--yes"_s}) == ExitCode::Refused); // it is not there any more
    }

    void usageIsChecked_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no portal") << QStringList{u"list"_s};
        QTest::newRow("no address") << QStringList{u"list"_s, u"--portal"_s, u"ftp://portal.test"_s};
        QTest::newRow("two ways") << QStringList{u"login"_s,    u"--portal"_s, u"eu"_s,
                                                 u"--device"_s, u"--client"_s, u"x"_s};
        QTest::newRow("no id") << QStringList{u"remove"_s, u"--portal"_s, u"eu"_s};
        QTest::newRow("no file") << QStringList{u"apply"_s};
        QTest::newRow("no such check") << QStringList{u"apply"_s, u"x.json"_s, u"--accept"_s, u"no.check"_s};
    }
    void usageIsChecked()
    {
        QFETCH(const QStringList, arguments);
        Fleet fleet;
        QVERIFY(fleet.run(arguments) == ExitCode::Usage);
        QVERIFY(!fleet.console.said.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPortalCommands)
#include "tst_portalcommands.moc"
