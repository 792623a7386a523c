// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/catalogue.h"
#include "simulators/simcloudapp.h"
#include "simulators/simtenants.h"
#include "support/browserperson.h"
#include "support/microsoftpath.h"
#include "support/warnings.h"
#include "wizard/onlinewindow.h"

#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QSettings>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QString authority = u"login.microsoftonline.com"_s;
const QString foreignTenant = u"f4b10000-0000-4000-8000-00000000fab9"_s;

QString titleOf(const QString &code)
{
    return Catalogue::translated(Catalogue::standard().entry(code).title);
}

class OffsetClock : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc().addSecs(ahead); }
    qint64 ahead = 0;
};

// What is asked by a computer with a wrong clock: it notes every moment by that.
class MistimedExchange : public Exchange
{
public:
    MistimedExchange(std::unique_ptr<Exchange> inner, qint64 ahead)
        : m_inner(std::move(inner))
    {
        connect(m_inner.get(), &Exchange::sending, this, &Exchange::sending);
        connect(m_inner.get(), &Exchange::finished, this, [this, ahead](Result<ExchangeAnswer> answer) {
            if (answer)
                answer->stamp.startedAt = answer->stamp.startedAt.addSecs(ahead);
            emit finished(answer);
        });
    }

    void start() override { m_inner->start(); }
    void cancel() override { m_inner->cancel(); }

private:
    std::unique_ptr<Exchange> m_inner;
};

// A way on which requests for tokens arrive late, or twice; and the clock of whoever asks.
class TokenDoor : public RepeatingDoor
{
public:
    explicit TokenDoor(Door &inner)
        : RepeatingDoor(inner)
    {
        connectDeadline = std::chrono::seconds(10);
        exchangeDeadline = std::chrono::seconds(30);
    }

    std::chrono::milliseconds late{0};
    qint64 ahead = 0;

    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override
    {
        std::unique_ptr<Exchange> usual = RepeatingDoor::exchange(query);
        if (ahead != 0)
            usual = std::make_unique<MistimedExchange>(std::move(usual), ahead);
        if (late.count() == 0 || !query.url.path().endsWith(u"/token"_s))
            return usual;
        return std::make_unique<LateOperation<Exchange>>(std::move(usual), late);
    }
};

// npm "oidc-provider" in the place of Microsoft's sign-in.
class NpmEntra
{
public:
    ~NpmEntra()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(5'000);
    }

    // The port; 0: it does not start.
    quint16 start(const CertificateAuthority &ca, const QString &codeLife, const QString &homeTenant)
    {
        const TlsIdentity identity = ca.issue({authority});
        QFile chain(m_folder.filePath(u"chain.pem"_s));
        QFile key(m_folder.filePath(u"key.pem"_s));
        if (!chain.open(QIODevice::WriteOnly) || !key.open(QIODevice::WriteOnly))
            return 0;
        for (const QSslCertificate &one : identity.chain)
            chain.write(one.toPem());
        key.write(identity.key.toPem());
        chain.close();
        key.close();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!codeLife.isEmpty())
            environment.insert(u"CODE_LIFE"_s, codeLife);
        if (!homeTenant.isEmpty())
            environment.insert(u"HOME_TENANT"_s, homeTenant);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(u"node"_s, {u"" SETUP_OIDC_FOLDER "/entra.mjs"_s, m_folder.path()});
        return !QTest::qWaitFor([this] { return m_process.canReadLine(); }, 30'000)
            ? quint16(0)
            : m_process.readLine().trimmed().toUShort();
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

struct Circumstances
{
    bool npm = false;
    QString scenario = u"healthy"_s;
    qint64 clockAhead = 0;
    std::chrono::milliseconds lateTokens{0};
    bool repeatsTokens = false;
    QString codeLife = {}; // npm's
    QString homeTenant = {}; // npm's
};

// The window, with a real Chromium as the system's browser.
class Desk
{
public:
    explicit Desk(const Circumstances &now = {})
        : world(*Scenario::load(now.scenario))
        , m_table(tableFor(now))
        , m_live(m_table)
        , m_door(m_live)
        , m_workbench({m_door, m_clock, m_random, m_secrets}, m_drafts.path(), false)
    {
        failOnWarnings();
        QSettings().clear();
        m_clock.ahead = now.clockAhead;
        m_door.ahead = now.clockAhead;
        m_door.late = now.lateTokens;
        m_door.repeats = now.repeatsTokens;
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        PortalDirectory directory = PortalDirectory::builtIn();
        directory.add(site);
        m_workbench.setPortals(directory, [](const QUrl &url) { return url; });
        window = std::make_unique<OnlineWindow>(m_workbench);
        window->plan.deadline = std::chrono::seconds(300);
        pages.takeSeat();
    }

    // To the page of the sign-in, without a portal and with an application of the organisation's own.
    bool arrive()
    {
        window->plan.portal.clear();
        window->plan.signsIn = false;
        window->plan.clientId = SimCloudApp::signInId();
        return window->arriveAtTheSignIn();
    }
    // Presses the button and watches; true once the browser is done and the window waits for nobody any more.
    bool signIn()
    {
        window->button(u"browserButton"_s)->click();
        return QTest::qWaitFor([this] { return !pages.opened.isEmpty() && !person.isBusy(); }, 90'000)
            && QTest::qWaitFor([this] { return window->waitsForNobody(); }, 20'000);
    }
    // What the browser showed last.
    QString shown() { return QString::fromUtf8(person.whereItEnded()); }

    SimulatedWorld world;
    BrowserPerson person{u"" SETUP_OIDC_FOLDER ""_s};
    QString mode = u"agree"_s; // of the person in the browser
    QString consentMode = u"agree"_s;
    QString account = u"admin@fabrikam.test"_s;

private:
    WorldTable tableFor(const Circumstances &now)
    {
        WorldTable table = world.table();
        if (now.npm)
            table.loopbackPorts.insert(authority + u":443"_s,
                                       m_npm.start(world.authority(), now.codeLife, now.homeTenant));
        return table;
    }

    void visit(const QUrl &url)
    {
        const bool isMicrosofts = url.host() == authority;
        person.is(isMicrosofts ? account : u"owner@contoso.test"_s,
                  isMicrosofts ? SimCloudUser::password() : SimAccount::password());
        QStringList rules;
        for (const QString &host : {SimulatedIssuer::host(), authority})
            rules.append(
                u"MAP %1:443 127.0.0.1:%2"_s.arg(host).arg(m_table.loopbackPorts.value(host + u":443"_s)));
        const QString how = OnlinePeople::isConsent(url) ? consentMode : mode;
        person.browse(rules.join(u','), url, isMicrosofts ? how : u"agree"_s);
    }

    NpmEntra m_npm;
    QTemporaryDir m_drafts;
    OffsetClock m_clock;
    SystemRandomSource m_random;
    MemorySecretStore m_secrets;
    WorldTable m_table;
    WorldDoor m_live;
    TokenDoor m_door;
    LocalWorkbench m_workbench;

public: // after what they live in
    std::unique_ptr<OnlineWindow> window;
    OpenedPages pages{[this](const QUrl &url) { visit(url); }};
};

} // namespace

Q_DECLARE_METATYPE(Circumstances)

// The wizard's window before a person with a real Chromium, at our own simulated Microsoft and at an identity
// provider of others.
class TestWindowBrowser : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void allTheWayToConnected();
    void theWizardGoesOnByItself_data();
    void theWizardGoesOnByItself();
    void eachEndsInItsOwnExplanation_data();
    void eachEndsInItsOwnExplanation();
    void aClockTenMinutesOffIsTold_data();
    void aClockTenMinutesOffIsTold();
    void aClockTenMinutesBehindMayStopTheSignIn();
    void aDeniedConsentForTheOrganisationIsExplained();
    void whatOnlyTheBrowserShowsIsPasted_data();
    void whatOnlyTheBrowserShowsIsPasted();
    void anOldTabIsToldSo_data();
    void anOldTabIsToldSo();
    void aClosedTabIsNoEnd_data();
    void aClosedTabIsNoEnd();
};

void TestWindowBrowser::initTestCase()
{
    if (!BrowserPerson(u"" SETUP_OIDC_FOLDER ""_s).isInstalled())
        QSKIP("chromium or oidc-provider is not installed");
}

// Portal, sign-in and consent: three visits of the browser, and between them nobody presses anything but
// Next.
void TestWindowBrowser::allTheWayToConnected()
{
    Desk desk;
    VERIFY_DONE(desk.window->walk(DonePageId));
    QCOMPARE(desk.window->session().state(), Session::State::Confirmed);
    QCOMPARE(desk.pages.opened.size(), 3);
    QVERIFY(OnlinePeople::isConsent(desk.pages.opened.last()));
    QCOMPARE(desk.window->inThePortal().size(), 1);
    // The portal has signed in as the application that this browser has consented to.
    const auto cloud = desk.window->session().cloudResult();
    QVERIFY(cloud);
    for (const Finding &rung : cloud->rungs)
        QVERIFY2(rung.status == FindingStatus::Pass, qPrintable(rung.checkId));
}

void TestWindowBrowser::theWizardGoesOnByItself_data()
{
    QTest::addColumn<bool>("npm");
    QTest::newRow("simulated Microsoft") << false;
    QTest::newRow("npm oidc-provider") << true;
}

void TestWindowBrowser::theWizardGoesOnByItself()
{
    QFETCH(const bool, npm);
    Circumstances now;
    now.npm = npm;
    Desk desk(now);
    QVERIFY(desk.arrive());
    QVERIFY(!desk.window->next()->isEnabled());
    QVERIFY(desk.signIn());
    QVERIFY2(desk.window->next()->isEnabled(), qPrintable(desk.window->notice(u"notice"_s)));
    const QString told = desk.window->notice(u"notice"_s);
    QVERIFY2(told.contains(u"admin@fabrikam.test"_s) && told.contains(u"Global Administrator"_s)
                 && told.contains(SimTenant::fabrikamId()),
             qPrintable(told));
    QVERIFY(desk.person.isContent());
    const QString shown = desk.shown();
    QVERIFY2(shown.contains(u"/signed-in"_s) && !shown.contains(u"code="_s), qPrintable(shown));
    desk.window->wizard->next();
    QCOMPARE(desk.window->page(), ChecksPageId);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window->session().isRunning(), 60'000);
    QVERIFY(desk.window->statusOf(u"microsoft.signin"_s) == FindingStatus::Pass);
    QVERIFY(desk.window->statusOf(u"microsoft.role"_s) == FindingStatus::Pass);
    QCOMPARE(desk.pages.opened.size(), 1); // with the sign-in that is there
}

void TestWindowBrowser::eachEndsInItsOwnExplanation_data()
{
    QTest::addColumn<Circumstances>("now");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const Circumstances &now, const QString &code,
                        const QString &mode = u"agree"_s) { QTest::newRow(name) << now << mode << code; };
    Circumstances simulated;
    row("declined", simulated, u"AADSTS65004"_s, u"deny"_s);
    simulated.scenario = u"microsoft/code-expired"_s;
    row("expired code", simulated, u"AADSTS70008"_s);
    simulated.scenario = u"healthy"_s;
    simulated.repeatsTokens = true;
    row("replayed code", simulated, u"AADSTS54005"_s);
    Circumstances npm;
    npm.npm = true;
    row("npm: declined", npm, u"access_denied"_s, u"deny"_s);
    npm.codeLife = u"1"_s;
    npm.lateTokens = std::chrono::milliseconds(2'500);
    row("npm: expired code", npm, u"invalid_grant"_s);
    npm.codeLife.clear();
    npm.lateTokens = {};
    npm.repeatsTokens = true;
    row("npm: replayed code", npm, u"invalid_grant"_s);
    npm.repeatsTokens = false;
    npm.homeTenant = foreignTenant;
    row("npm: of another tenant", npm, u"MICROSOFT_FOREIGN_TENANT"_s);
    npm.homeTenant = SimTenant::personalId();
    row("npm: a personal account", npm, u"MICROSOFT_PERSONAL_ACCOUNT"_s);
}

void TestWindowBrowser::eachEndsInItsOwnExplanation()
{
    QFETCH(const Circumstances, now);
    QFETCH(const QString, mode);
    QFETCH(const QString, code);
    Desk desk(now);
    desk.mode = mode;
    QVERIFY(desk.arrive());
    QVERIFY(desk.signIn());
    const QString told = desk.window->notice(u"notice"_s);
    QVERIFY2(told.startsWith(titleOf(code) + u'.'), qPrintable(told));
    QVERIFY(desk.window->sentences(u"adviceList"_s).size() > 1);
    QVERIFY(!desk.window->wizard->microsoft().account());
    QVERIFY(!desk.window->next()->isEnabled());
    QVERIFY(desk.window->button(u"browserButton"_s)->isVisible());
}

void TestWindowBrowser::aClockTenMinutesOffIsTold_data()
{
    QTest::addColumn<bool>("npm");
    QTest::addColumn<qint64>("ahead");
    QTest::addColumn<QString>("says");
    QTest::newRow("behind") << false << qint64(-600) << u"this computer's is 10 minutes behind"_s;
    QTest::newRow("ahead") << false << qint64(600) << u"this computer's is 10 minutes ahead"_s;
    QTest::newRow("npm: ahead") << true << qint64(600) << u"this computer's is 10 minutes ahead"_s;
}

// Entra's tokens begin five minutes before they are issued, and last for an hour: the sign-in just works.
// That the clock is wrong stands beside it, and once more among the checks with its own explanation.
void TestWindowBrowser::aClockTenMinutesOffIsTold()
{
    QFETCH(const bool, npm);
    QFETCH(const qint64, ahead);
    QFETCH(const QString, says);
    Circumstances now;
    now.npm = npm;
    now.clockAhead = ahead;
    Desk desk(now);
    QVERIFY(desk.arrive());
    QVERIFY(desk.signIn());
    QVERIFY(desk.window->wizard->microsoft().account());
    QVERIFY(desk.window->notice(u"notice"_s).startsWith(u"Signed in as"_s));
    const QString beside = desk.window->sentences(u"adviceList"_s).value(0);
    QVERIFY2(beside.contains(says), qPrintable(beside));
    desk.window->wizard->next();
    QCOMPARE(desk.window->page(), ChecksPageId);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window->session().isRunning(), 60'000);
    QVERIFY(desk.window->statusOf(u"workstation.clock"_s) == FindingStatus::Warn);
    QCOMPARE(desk.window->codeOf(u"workstation.clock"_s), u"CLOCK_SKEW"_s);
    const QString shown = desk.window->explained(u"workstation.clock"_s);
    QVERIFY2(shown.contains(titleOf(u"CLOCK_SKEW"_s)) && shown.contains(says), qPrintable(shown));
}

// A provider whose proofs begin with the moment they are issued.
void TestWindowBrowser::aClockTenMinutesBehindMayStopTheSignIn()
{
    Circumstances now;
    now.npm = true;
    now.clockAhead = -600;
    Desk desk(now);
    QVERIFY(desk.arrive());
    QVERIFY(desk.signIn());
    QVERIFY(!desk.window->wizard->microsoft().account());
    const QString told = desk.window->notice(u"notice"_s);
    QVERIFY2(told.startsWith(titleOf(u"TOKEN_NOT_YET_VALID"_s) + u'.'), qPrintable(told));
    const QStringList advice = desk.window->sentences(u"adviceList"_s);
    QVERIFY2(advice.value(0).startsWith(u"The clock of this computer is wrong."_s),
             qPrintable(advice.value(0)));
    QVERIFY2(advice.last().contains(u"this computer's is 10 minutes behind"_s), qPrintable(advice.last()));
    QVERIFY(!desk.window->next()->isEnabled());
}

void TestWindowBrowser::aDeniedConsentForTheOrganisationIsExplained()
{
    Desk desk;
    desk.consentMode = u"deny"_s;
    VERIFY_DONE(desk.window->walk(MicrosoftPageId));
    QVERIFY(desk.window->wizard->microsoft().account());
    const QString told = desk.window->notice(u"consentNotice"_s);
    QVERIFY2(told.startsWith(titleOf(u"AADSTS65004"_s)), qPrintable(told));
    QVERIFY(!desk.window->sentences(u"consentAdvice"_s).isEmpty());
}

void TestWindowBrowser::whatOnlyTheBrowserShowsIsPasted_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("code");
    QTest::newRow("of another tenant") << u"healthy"_s << u"admin@adatum.test"_s << u"AADSTS50020"_s;
    QTest::newRow("a personal account") << u"healthy"_s << u"person@personal.test"_s << u"AADSTS50020"_s;
    QTest::newRow("redirect URI") << u"microsoft/AADSTS50011-browser"_s << u"admin@fabrikam.test"_s
                                  << u"AADSTS50011"_s;
}

void TestWindowBrowser::whatOnlyTheBrowserShowsIsPasted()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, account);
    QFETCH(const QString, code);
    Circumstances now;
    now.scenario = scenario;
    Desk desk(now);
    desk.account = account;
    QVERIFY(desk.arrive());
    desk.window->button(u"browserButton"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return !desk.pages.opened.isEmpty() && !desk.person.isBusy(); }, 90'000));
    QVERIFY(!desk.person.isContent());
    QVERIFY(desk.window->wizard->microsoft().isSigningIn()); // nothing came back
    emit desk.window->session().microsoft().desk()->nothingCameBack(); // after a minute: aClosedTabIsNoEnd()
    desk.window->find<QPlainTextEdit>(u"errorEdit"_s)->setPlainText(desk.shown());
    desk.window->button(u"explainButton"_s)->click();
    const QString told = desk.window->notice(u"errorNotice"_s);
    QVERIFY2(told.startsWith(titleOf(code)), qPrintable(told));
    QVERIFY(!desk.window->sentences(u"errorSteps"_s).isEmpty());
}

void TestWindowBrowser::anOldTabIsToldSo_data()
{
    theWizardGoesOnByItself_data();
}

// The answer of another attempt, with another state: it is refused, says so, and stops nothing.
void TestWindowBrowser::anOldTabIsToldSo()
{
    QFETCH(const bool, npm);
    Circumstances now;
    now.npm = npm;
    Desk desk(now);
    desk.mode = u"old-tab"_s;
    QVERIFY(desk.arrive());
    QVERIFY(desk.signIn());
    const QString shown = desk.shown();
    QVERIFY2(shown.startsWith(u"old tab: This answer belongs to another attempt"_s), qPrintable(shown));
    QVERIFY2(shown.contains(u"/signed-in"_s), qPrintable(shown));
    QVERIFY(desk.window->wizard->microsoft().account());
    QVERIFY(desk.window->next()->isEnabled());
}

void TestWindowBrowser::aClosedTabIsNoEnd_data()
{
    theWizardGoesOnByItself_data();
}

void TestWindowBrowser::aClosedTabIsNoEnd()
{
    QFETCH(const bool, npm);
    Circumstances now;
    now.npm = npm;
    Desk desk(now);
    desk.mode = u"leave"_s;
    QVERIFY(desk.arrive());
    desk.window->button(u"browserButton"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return !desk.pages.opened.isEmpty() && !desk.person.isBusy(); }, 90'000));
    QVERIFY(desk.person.isContent()); // the page was there
    QVERIFY(!desk.window->find<QWidget>(u"pasted"_s)->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(desk.window->find<QWidget>(u"pasted"_s)->isVisible(), 75'000);
    QVERIFY(desk.window->notice(u"notice"_s).startsWith(u"Nothing has come back from the browser"_s));
    QVERIFY(desk.window->wizard->microsoft().isSigningIn()); // who finds the tab again may go on
    desk.window->button(u"stopButton"_s)->click();
    QVERIFY(!desk.window->wizard->microsoft().isSigningIn());
    desk.mode = u"agree"_s;
    desk.pages.opened.clear();
    QVERIFY(desk.signIn());
    QVERIFY(desk.window->wizard->microsoft().account());
}

QTEST_MAIN(TestWindowBrowser)
#include "tst_windowbrowser.moc"
