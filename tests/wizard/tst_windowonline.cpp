// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wizardwalker.h"
#include "simulators/simperson.h"
#include "simulators/simtenants.h"
#include "support/outcome.h"
#include "support/testedworld.h"
#include "wizard/notice.h"
#include "wizard/setupwizard.h"

#include <QAbstractButton>
#include <QDesktopServices>
#include <QLabel>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

// In place of the browser: the owner of the portal, and an administrator at Microsoft.
class People : public QObject
{
    Q_OBJECT

public:
    explicit People(QString account)
        : administrator(std::move(account))
    {
        QDesktopServices::setUrlHandler(u"http"_s, this, "open");
    }
    ~People() override { QDesktopServices::unsetUrlHandler(u"http"_s); }

    QString administrator;
    QString decisionOnConsent = u"allow"_s;
    QList<QUrl> opened;

public slots:
    void open(const QUrl &url)
    {
        opened.append(url);
        const bool isConsent = url.path().endsWith("/adminconsent"_L1);
        const bool isMicrosofts = isConsent || url.path().contains("/oauth2/"_L1);
        auto *person = isMicrosofts
            ? new SimPerson(administrator, SimCloudUser::password(),
                            isConsent ? decisionOnConsent : u"allow"_s, this)
            : new SimPerson(u"owner@contoso.test"_s, SimAccount::password(), u"allow"_s, this);
        person->open(url);
    }
};

namespace {

// The window in a whole simulated world, which goes to Exchange Online.
class World
{
public:
    explicit World(const QString &scenario = u"healthy"_s, const QString &account = u"admin@fabrikam.test"_s)
        : tested(scenario)
        , people(account)
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support|QNativeSocketEngine)"_s));
        QSettings().clear();
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        PortalDirectory directory = PortalDirectory::builtIn();
        directory.add(site);
        tested.workbench.setPortals(directory,
                                    [this](const QUrl &url) { return tested.world.browserUrl(url); });
        wizard = std::make_unique<SetupWizard>(tested.workbench);
        wizard->resize(1020, 720);
        wizard->show();
    }

    // Until this page is filled in, or to the end.
    Result<Done> walk(PageId until = NoPage) const
    {
        WalkPlan plan;
        plan.portal = QUrl(SimulatedPortal::origin());
        plan.signsIn = true;
        plan.online = true;
        plan.email = people.administrator;
        plan.testMailbox = u"room1@"_s + people.administrator.section(u'@', 1);
        plan.name = u"Fabrikam"_s;
        plan.goOnWithFailures = true;
        plan.deadline = std::chrono::seconds(100);
        WizardWalker walker(*wizard, plan);
        Result<Done> outcome = Problem{u"NOT_ENDED"_s, {}, {}};
        bool hasEnded = false;
        QObject::connect(&walker, &WizardWalker::finished, &walker, [&](const Result<Done> &result) {
            outcome = result;
            hasEnded = true;
        });
        QObject::connect(&walker, &WizardWalker::pageReady, &walker, [&](PageId page) {
            if (page != until)
                return;
            walker.cancel();
            outcome = Done{};
            hasEnded = true;
        });
        walker.start();
        return QTest::qWaitFor([&hasEnded] { return hasEnded; }, 110'000)
            ? outcome
            : Result<Done>(Problem{u"NOT_ENDED"_s, {}, {}});
    }

    template<typename Widget>
    Widget *find(const QString &name) const
    {
        return wizard->currentPage()->findChild<Widget *>(name);
    }
    QString notice(const QString &name) const
    {
        const auto *notice = find<Notice>(name);
        return notice ? notice->text() : QString();
    }
    FindingStatus statusOf(const QString &checkId) const
    {
        for (const Finding &finding : wizard->current()->findings())
            if (finding.checkId == checkId)
                return finding.status;
        return FindingStatus::NotTested;
    }
    QString codeOf(const QString &checkId) const
    {
        for (const Finding &finding : wizard->current()->findings())
            if (finding.checkId == checkId && finding.problem)
                return finding.problem->code;
        return {};
    }

    TestedWorld tested;
    People people;
    std::unique_ptr<SetupWizard> wizard;
};

#define VERIFY_DONE(result)                                                                                  \
    do {                                                                                                     \
        const Result<Done> outcome = result;                                                                 \
        QVERIFY2(                                                                                            \
            outcome,                                                                                         \
            qPrintable(outcome ? QString() : outcome.problem().code + u' ' + outcome.problem().detail));     \
    } while (false)

} // namespace

class TestWindowOnline : public QObject
{
    Q_OBJECT

private slots:
    void allTheWayToConnected();
    void theDomainIsLookedUpWithoutTheAddress();
    void aDeniedConsentIsTold();
    void anAdministratorWithoutAMailboxIsTold();
    void somebodyOfAnotherOrganisationIsNotLetIn();
    void whatTheCloudFindsStandsBesideOurs();
};

void TestWindowOnline::allTheWayToConnected()
{
    World world;
    VERIFY_DONE(world.walk(DonePageId));
    const Session &session = *world.wizard->current();
    QCOMPARE(session.state(), Session::State::Confirmed);
    QCOMPARE(world.find<QLabel>(u"handedTitle"_s)->text(), u"Connected"_s);
    const auto listed =
        outcomeOf<QList<PortalIntegration>>(*world.wizard->portal()->client().listIntegrations());
    QVERIFY(listed);
    QCOMPARE(listed->size(), 1);
    QCOMPARE(listed->first().tenant, u"f4b10000-0000-4000-8000-00000000fab1"_s);
    QVERIFY(listed->first().kind == PortalIntegration::Kind::ExchangeOnline);
    // The refresh token goes with the program: nobody wanted it kept.
    QVERIFY(world.tested.secrets.names()->isEmpty());
    for (const QUrl &url : world.people.opened)
        QVERIFY2(!url.toString().contains(u"secret"_s), qPrintable(url.toString()));
}

void TestWindowOnline::theDomainIsLookedUpWithoutTheAddress()
{
    World world;
    VERIFY_DONE(world.walk(TopologyPageId));
    QVERIFY(world.notice(u"placeNotice"_s).contains(u"Exchange Online"_s));
    QVERIFY(!world.wizard->current()->found().locationReasons.isEmpty());
    for (const SimRequest &request : world.tested.world.server(u"outlook.office365.com:443"_s)->requests())
        QVERIFY2(!request.target.contains("admin@"), request.target.constData());
}

void TestWindowOnline::aDeniedConsentIsTold()
{
    World world;
    world.people.decisionOnConsent = u"deny"_s;
    VERIFY_DONE(world.walk(MicrosoftPageId));
    QVERIFY(world.wizard->microsoft().account());
    QVERIFY2(!world.notice(u"consentNotice"_s).isEmpty(), "the refusal is not told");
    QVERIFY(world.find<QAbstractButton>(u"consentButton"_s)->isVisible());
    VERIFY_DONE(world.walk(ChecksPageId));
    QVERIFY(world.statusOf(u"microsoft.consent"_s) == FindingStatus::Fail);
}

void TestWindowOnline::anAdministratorWithoutAMailboxIsTold()
{
    World world(u"healthy"_s, u"cloudadmin@fabrikam.test"_s);
    VERIFY_DONE(world.walk(ChecksPageId));
    QVERIFY(world.statusOf(u"microsoft.mailbox"_s) == FindingStatus::Fail);
    QCOMPARE(world.codeOf(u"microsoft.mailbox"_s), u"MICROSOFT_MAILBOX_MISSING"_s);
}

void TestWindowOnline::somebodyOfAnotherOrganisationIsNotLetIn()
{
    World world;
    VERIFY_DONE(world.walk(ConsentPageId));
    world.wizard->next();
    QCOMPARE(world.wizard->currentId(), int(MicrosoftPageId));
    world.people.administrator = u"admin@adatum.test"_s;
    world.find<QAbstractButton>(u"browserButton"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!world.wizard->microsoft().isSigningIn() || !world.people.opened.isEmpty(),
                             20'000);
    QTest::qWait(200);
    QVERIFY(!world.wizard->microsoft().account());
    QVERIFY(!world.wizard->button(QWizard::NextButton)->isEnabled());
}

void TestWindowOnline::whatTheCloudFindsStandsBesideOurs()
{
    World world(u"microsoft/ews-off"_s);
    VERIFY_DONE(world.walk(ConnectPageId));
    QVERIFY(world.statusOf(u"microsoft.ewspolicy"_s) == FindingStatus::Fail);
    QVERIFY(world.wizard->current()->cloudResult());
    QStringList words;
    for (const QLabel *label : world.find<QWidget>(u"cloudComparison"_s)->findChildren<QLabel *>())
        words.append(label->text());
    QVERIFY(words.contains(u"This program, in your name"_s));
    QVERIFY(!words.filter(u"AskCody’s application"_s).isEmpty());
}

QTEST_MAIN(TestWindowOnline)
#include "tst_windowonline.moc"
