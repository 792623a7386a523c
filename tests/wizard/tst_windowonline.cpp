// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/catalogue.h"
#include "setup/microsoftaccess.h"
#include "simulators/simperson.h"
#include "simulators/simtenants.h"
#include "wizard/keys.h"
#include "wizard/notice.h"
#include "wizard/onlinewindow.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// One window in one world.
struct Sitting : OnlineWorld, OnlineWindow
{
    explicit Sitting(const QString &scenario = u"healthy"_s, const OnlinePeople &before = {})
        : OnlineWorld(scenario)
        , OnlineWindow(workbench, before)
    {}
};

OnlinePeople signedInAs(const QString &administrator)
{
    OnlinePeople people;
    people.administrator = administrator;
    return people;
}

QString titleOf(const QString &code)
{
    return Catalogue::translated(Catalogue::standard().entry(code).title);
}

QString likeliest(const QString &code)
{
    return Catalogue::translated(Catalogue::standard().entry(code).causes.first().text);
}

void pasteMailbox(const OnlineWindow &window, const QString &printed)
{
    const auto *mailbox = window.find<QWidget>(u"mailbox"_s);
    mailbox->findChild<QPlainTextEdit *>(u"pasteEdit"_s)->setPlainText(printed);
    mailbox->findChild<QAbstractButton *>(u"readButton"_s)->click();
}

bool asksForGraph(const QUrl &url)
{
    return QUrlQuery(url).queryItemValue(u"scope"_s, QUrl::FullyDecoded).contains(u"Place.Read.All"_s);
}

// A letter that is underlined on the screen.
void press(Qt::Key key)
{
    Keys::press(key, Qt::AltModifier);
}

} // namespace

// The window on the way to Exchange Online, in a whole simulated world.
class TestWindowOnline : public QObject
{
    Q_OBJECT

private slots:
    void allTheWayToConnected();
    void theDomainIsLookedUpWithoutTheAddress();
    void aDeniedConsentIsTold();
    void anotherOrganisationIsAskedItself();
    void anApplicationIsConfirmedForOnePortal();
    void aConsentLeftBehindIsNotWaitedFor();
    void anAdministratorWithoutAMailboxIsTold();
    void aGuestIsTold();
    void aFailedSignInIsExplained_data();
    void aFailedSignInIsExplained();
    void aClockThatIsWrongIsTold();
    void whatOnlyTheBrowserShowsIsExplained_data();
    void whatOnlyTheBrowserShowsIsExplained();
    void whoGoesOnWithoutASignInIsNotAsked();
    void graphIsLookedAtWhereItIsWanted();
    void whoSaysNoToGraphIsNotAskedAgain();
    void theMailboxsOwnSwitchIsRead();
    void aDecisionOutlivesWhatIsPasted();
    void anotherFailureIsDecidedAnew();
    void whatTheCloudFindsStandsBesideOurs();
    void whereTheCloudStopsIsExplained();
    void theVerdictKnowsWhatTheCloudFound();
    void aResumedDraftIsStillChecked();
    void byKeyboardAlone();
};

void TestWindowOnline::allTheWayToConnected()
{
    Sitting window;
    VERIFY_DONE(window.walk(DonePageId));
    QCOMPARE(window.session().state(), Session::State::Confirmed);
    QCOMPARE(window.find<QLabel>(u"handedTitle"_s)->text(), u"Connected"_s);
    const QList<PortalIntegration> made = window.inThePortal();
    QCOMPARE(made.size(), 1);
    QCOMPARE(made.first().tenant, u"f4b10000-0000-4000-8000-00000000fab1"_s);
    QVERIFY(made.first().kind == PortalIntegration::Kind::ExchangeOnline);
    // The refresh token goes with the program: nobody wanted it kept.
    QVERIFY(window.secrets.names()->isEmpty());
    for (const QUrl &url : window.pages.opened)
        QVERIFY2(!url.toString().contains(u"secret"_s), qPrintable(url.toString()));
}

void TestWindowOnline::theDomainIsLookedUpWithoutTheAddress()
{
    Sitting window;
    VERIFY_DONE(window.walk(TopologyPageId));
    QVERIFY(window.notice(u"placeNotice"_s).contains(u"Exchange Online"_s));
    QVERIFY(!window.session().found().locationReasons.isEmpty());
    for (const SimRequest &request : window.world.server(u"outlook.office365.com:443"_s)->requests())
        QVERIFY2(!request.target.contains("admin@"), request.target.constData());
}

void TestWindowOnline::aDeniedConsentIsTold()
{
    Sitting window;
    window.people.decisionOnConsent = u"deny"_s;
    VERIFY_DONE(window.walk(MicrosoftPageId));
    QVERIFY(window.wizard->microsoft().account());
    QVERIFY2(window.notice(u"consentNotice"_s).startsWith(titleOf(u"AADSTS65004"_s)),
             qPrintable(window.notice(u"consentNotice"_s)));
    QVERIFY(window.sentences(u"consentAdvice"_s).value(0).startsWith(likeliest(u"AADSTS65004"_s)));
    QVERIFY(window.button(u"consentButton"_s)->isVisible());
    VERIFY_DONE(window.walk(ChecksPageId));
    QVERIFY(window.statusOf(u"microsoft.consent"_s) == FindingStatus::Fail);
}

// One has declined. The other one was never asked.
void TestWindowOnline::anotherOrganisationIsAskedItself()
{
    Sitting window;
    window.people.decisionOnConsent = u"deny"_s;
    VERIFY_DONE(window.walk(MicrosoftPageId));
    QVERIFY(!window.notice(u"consentNotice"_s).isEmpty());
    while (window.page() != TopologyPageId)
        window.wizard->back();
    window.people.administrator = u"admin@adatum.test"_s;
    VERIFY_DONE(window.walk(ConsentPageId));
    window.wizard->next();
    QCOMPARE(window.page(), MicrosoftPageId);
    QVERIFY(!window.wizard->microsoft().account());
    QVERIFY(!window.next()->isEnabled());
    QVERIFY(window.pressAndWait(u"browserButton"_s));
    const auto account = window.wizard->microsoft().account();
    QVERIFY(account);
    QCOMPARE(account->account, u"admin@adatum.test"_s);
    QVERIFY(window.notice(u"consentNotice"_s).isEmpty());
    const qsizetype visits = window.pages.opened.size();
    window.wizard->next();
    QCOMPARE(window.page(), ChecksPageId);
    QTRY_VERIFY_WITH_TIMEOUT(!window.session().isRunning(), 20'000);
    QCOMPARE(window.codeOf(u"microsoft.consent"_s), u"CONSENT_NOT_ASKED"_s);
    QCOMPARE(window.pages.opened.size(), visits); // with the sign-in that is there
}

void TestWindowOnline::anApplicationIsConfirmedForOnePortal()
{
    Sitting window;
    QVERIFY(window.arriveAtTheSignIn());
    QVERIFY(window.pressAndWait(u"browserButton"_s));
    QVERIFY(window.wizard->microsoft().account());
    QVERIFY(!window.button(u"consentButton"_s)->isEnabled());
    window.button(u"applicationCheck"_s)->click();
    QVERIFY(window.button(u"consentButton"_s)->isEnabled());
    QVERIFY(window.pressAndWait(u"consentButton"_s));
    QVERIFY(!window.notice(u"consentNotice"_s).isEmpty());
    while (window.page() != PortalPageId)
        window.wizard->back();
    window.button(u"otherRadio"_s)->click();
    window.find<QLineEdit>(u"otherEdit"_s)->setText(OnlineWorld::otherPortal());
    window.next()->click();
    QTRY_COMPARE_WITH_TIMEOUT(window.page(), SignInPageId, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!window.wizard->portal()->isSigningIn(), 20'000);
    window.button(u"browserButton"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(window.next()->isEnabled(), 20'000);
    while (window.page() != MicrosoftPageId)
        window.wizard->next();
    if (!window.wizard->microsoft().account())
        QVERIFY(window.pressAndWait(u"browserButton"_s));
    QVERIFY(!window.button(u"applicationCheck"_s)->isChecked());
    QVERIFY(!window.button(u"consentButton"_s)->isEnabled());
    QVERIFY(window.notice(u"consentNotice"_s).isEmpty()); // it was the other one's
}

void TestWindowOnline::aConsentLeftBehindIsNotWaitedFor()
{
    Sitting window;
    QVERIFY(window.arriveAtTheSignIn());
    QVERIFY(window.pressAndWait(u"browserButton"_s));
    window.button(u"applicationCheck"_s)->click();
    const OpenedPages nobody([](const QUrl &) {});
    window.button(u"consentButton"_s)->click();
    QVERIFY(window.notice(u"consentNotice"_s).startsWith(u"Waiting for your browser"_s));
    window.wizard->back();
    window.wizard->next();
    QCOMPARE(window.page(), MicrosoftPageId);
    QVERIFY(window.button(u"consentButton"_s)->isEnabled());
    QVERIFY2(window.notice(u"consentNotice"_s).isEmpty(), qPrintable(window.notice(u"consentNotice"_s)));
}

void TestWindowOnline::anAdministratorWithoutAMailboxIsTold()
{
    Sitting window(u"healthy"_s, signedInAs(u"cloudadmin@fabrikam.test"_s));
    VERIFY_DONE(window.walk(ChecksPageId));
    QVERIFY(window.statusOf(u"microsoft.mailbox"_s) == FindingStatus::Fail);
    QCOMPARE(window.codeOf(u"microsoft.mailbox"_s), u"MICROSOFT_MAILBOX_MISSING"_s);
}

// The sign-in counts; that the account lives elsewhere stands beside it, and who had better sign in.
void TestWindowOnline::aGuestIsTold()
{
    Sitting window;
    QVERIFY(window.arriveAtTheSignIn());
    window.people.administrator = u"consultant@adatum.test"_s;
    QVERIFY(window.pressAndWait(u"browserButton"_s));
    QVERIFY(window.wizard->microsoft().account());
    QVERIFY(window.notice(u"notice"_s).contains(u"consultant@adatum.test"_s));
    const QStringList advice = window.sentences(u"adviceList"_s);
    QVERIFY2(advice.value(0).contains(u"invited into the organisation"_s), qPrintable(advice.value(0)));
    QVERIFY2(advice.value(1).contains(u"an administrator of the organisation itself"_s),
             qPrintable(advice.value(1)));
    QVERIFY(window.next()->isEnabled());
}

void TestWindowOnline::aFailedSignInIsExplained_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("decision");
    QTest::addColumn<QString>("code");
    const QString yes = u"allow"_s;
    QTest::newRow("declined") << u"healthy"_s << u"deny"_s << u"AADSTS65004"_s;
    QTest::newRow("the code is too old") << u"microsoft/code-expired"_s << yes << u"AADSTS70008"_s;
    QTest::newRow("the code was used before") << u"microsoft/AADSTS54005-token"_s << yes << u"AADSTS54005"_s;
    QTest::newRow("Conditional Access") << u"microsoft/AADSTS53003-redirect"_s << yes << u"AADSTS53003"_s;
}

void TestWindowOnline::aFailedSignInIsExplained()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, decision);
    QFETCH(const QString, code);
    Sitting window(scenario);
    QVERIFY(window.arriveAtTheSignIn());
    window.people.decisionOnSignIn = decision;
    QVERIFY(window.pressAndWait(u"browserButton"_s));
    const QString told = window.notice(u"notice"_s);
    QVERIFY2(told.startsWith(titleOf(code) + u'.'), qPrintable(told));
    const QStringList advice = window.sentences(u"adviceList"_s);
    QVERIFY2(advice.value(0).startsWith(likeliest(code)), qPrintable(advice.value(0)));
    QVERIFY(advice.size() > 1);
    QVERIFY(!window.wizard->microsoft().account());
    QVERIFY(!window.next()->isEnabled());
    QVERIFY(window.button(u"browserButton"_s)->isVisible()); // once more
}

// Entra's tokens begin five minutes ago, so the sign-in itself still works; it will not for much longer.
void TestWindowOnline::aClockThatIsWrongIsTold()
{
    Sitting window(u"microsoft/clock-ahead"_s);
    VERIFY_DONE(window.walk(ChecksPageId));
    QVERIFY(window.statusOf(u"workstation.clock"_s) == FindingStatus::Warn);
    QCOMPARE(window.codeOf(u"workstation.clock"_s), u"CLOCK_SKEW"_s);
}

void TestWindowOnline::whatOnlyTheBrowserShowsIsExplained_data()
{
    QTest::addColumn<QString>("account");
    QTest::newRow("somebody of another organisation") << u"admin@adatum.test"_s;
    QTest::newRow("a personal account") << u"person@personal.test"_s;
}

// Nothing comes back. The text of the page in the browser is pasted, and explained.
void TestWindowOnline::whatOnlyTheBrowserShowsIsExplained()
{
    QFETCH(const QString, account);
    Sitting window;
    QVERIFY(window.arriveAtTheSignIn());
    QString shown;
    OpenedPages browser([&](const QUrl &url) {
        auto *person = new SimPerson(account, SimCloudUser::password(), u"allow"_s, this);
        connect(person, &SimPerson::stuck, this, [&](const QUrl &, const QString &text) { shown = text; });
        person->open(url);
    });
    window.button(u"browserButton"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    QVERIFY(window.wizard->microsoft().isSigningIn());
    QVERIFY(!window.find<QWidget>(u"pasted"_s)->isVisible());
    emit window.session().microsoft().desk()->nothingCameBack(); // a minute has passed
    QVERIFY(window.find<QWidget>(u"pasted"_s)->isVisible());
    window.find<QPlainTextEdit>(u"errorEdit"_s)->setPlainText(shown);
    window.button(u"explainButton"_s)->click();
    QVERIFY2(window.notice(u"errorNotice"_s).startsWith(titleOf(u"AADSTS50020"_s)),
             qPrintable(window.notice(u"errorNotice"_s)));
    const QStringList causes = window.sentences(u"errorSteps"_s);
    QCOMPARE(causes.filter(u"personal"_s).isEmpty(), false); // both are said: the page does not tell which
    QVERIFY(!window.wizard->microsoft().account());
    window.button(u"stopButton"_s)->click();
    QVERIFY(!window.wizard->microsoft().isSigningIn());
    QVERIFY(!window.next()->isEnabled());
}

void TestWindowOnline::whoGoesOnWithoutASignInIsNotAsked()
{
    Sitting window;
    QVERIFY(window.arriveAtTheSignIn());
    const qsizetype before = window.pages.opened.size();
    window.button(u"skipCheck"_s)->click();
    window.wizard->next();
    QCOMPARE(window.page(), ChecksPageId);
    QTRY_VERIFY_WITH_TIMEOUT(!window.session().isRunning(), 20'000);
    QCOMPARE(window.codeOf(u"microsoft.signin"_s), u"MICROSOFT_NOT_SIGNED_IN"_s);
    QVERIFY(window.session().verdict() == Verdict::Incomplete);
    QCOMPARE(window.pages.opened.size(), before);
    // The portal makes it all the same, and finds out itself.
    VERIFY_DONE(window.walk(DonePageId));
    QCOMPARE(window.session().state(), Session::State::Confirmed);
    QVERIFY(!window.sentences(u"untestedList"_s).isEmpty());
    QCOMPARE(window.pages.opened.size(), before);
}

void TestWindowOnline::graphIsLookedAtWhereItIsWanted()
{
    Sitting window;
    QVERIFY(window.arriveAtTheSignIn());
    window.find<QCheckBox>(u"graphCheck"_s)->setChecked(true);
    QVERIFY(window.pressAndWait(u"browserButton"_s));
    QVERIFY(window.wizard->microsoft().account());
    const qsizetype visits = window.pages.opened.size();
    QVERIFY(asksForGraph(window.pages.opened.last()));
    VERIFY_DONE(window.walk(RetirementPageId));
    QVERIFY(window.statusOf(u"graph.rooms"_s) == FindingStatus::Pass);
    QVERIFY(window.find<QLabel>(u"graphLabel"_s)->text().startsWith(u"Microsoft Graph shows the rooms"_s));
    QCOMPARE(window.pages.opened.size(), visits + 1); // the consent for AskCody; nobody signed in again
}

void TestWindowOnline::whoSaysNoToGraphIsNotAskedAgain()
{
    Sitting window;
    QVERIFY(window.arriveAtTheSignIn());
    window.find<QCheckBox>(u"graphCheck"_s)->setChecked(true);
    int graphPages = 0;
    OpenedPages browser([&](const QUrl &url) {
        const bool isGraph = asksForGraph(url);
        graphPages += isGraph ? 1 : 0;
        auto *person = new SimPerson(u"admin@fabrikam.test"_s, SimCloudUser::password(),
                                     isGraph ? u"deny"_s : u"allow"_s, this);
        person->open(url);
    });
    QVERIFY(window.pressAndWait(u"browserButton"_s));
    QVERIFY(window.wizard->microsoft().account());
    VERIFY_DONE(window.walk(RetirementPageId));
    QCOMPARE(window.codeOf(u"graph.rooms"_s), u"GRAPH_NOT_TESTED"_s);
    QVERIFY(window.find<QLabel>(u"graphLabel"_s)->text().contains(u"not tested"_s));
    QCOMPARE(graphPages, 1);
}

void TestWindowOnline::theMailboxsOwnSwitchIsRead()
{
    Sitting window(u"microsoft/ews-mailbox-off"_s);
    VERIFY_DONE(window.walk(RetirementPageId));
    QVERIFY(!window.notice(u"verdictNotice"_s).contains(u"for the mailbox"_s));
    auto *mailbox = window.find<QWidget>(u"mailbox"_s);
    QVERIFY(mailbox->findChild<QPlainTextEdit *>(u"commandText"_s)
                ->toPlainText()
                .contains(u"-Identity 'admin@fabrikam.test'"_s));
    mailbox->findChild<QPlainTextEdit *>(u"pasteEdit"_s)->setPlainText(u"EwsEnabled : False"_s);
    mailbox->findChild<QAbstractButton *>(u"readButton"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!window.session().isRunning(), 20'000);
    QVERIFY2(window.notice(u"verdictNotice"_s).startsWith(u"EWS is switched off for the mailbox"_s),
             qPrintable(window.notice(u"verdictNotice"_s)));
    QVERIFY(window.sentences(u"reasonsList"_s).contains(u"EwsEnabled of the mailbox is False."_s));
    const auto *said = mailbox->findChild<QWidget *>(u"pasteNotice"_s);
    QVERIFY(said->isVisible());
}

void TestWindowOnline::aDecisionOutlivesWhatIsPasted()
{
    Sitting window(u"healthy"_s, signedInAs(u"cloudadmin@fabrikam.test"_s)); // who has no mailbox
    VERIFY_DONE(window.walk(RetirementPageId));
    const QStringList decided = window.session().accepted();
    QVERIFY(decided.contains(u"microsoft.mailbox"_s));
    QVERIFY(window.next()->isEnabled());
    pasteMailbox(window, u"EwsEnabled : True"_s);
    QVERIFY(window.session().isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!window.session().isRunning(), 20'000);
    QCOMPARE(window.session().accepted(), decided);
    QVERIFY(window.next()->isEnabled());
}

void TestWindowOnline::anotherFailureIsDecidedAnew()
{
    Sitting window(u"microsoft/ews-off"_s);
    VERIFY_DONE(window.walk(RetirementPageId));
    const QString before = window.codeOf(u"microsoft.ewspolicy"_s);
    QCOMPARE(window.session().accepted(), QStringList{u"microsoft.ewspolicy"_s});
    pasteMailbox(window, u"EwsEnabled : False"_s); // it is the mailbox's own switch, which can be turned
    QTRY_VERIFY_WITH_TIMEOUT(!window.session().isRunning(), 20'000);
    QVERIFY(window.codeOf(u"microsoft.ewspolicy"_s) != before);
    QVERIFY(window.session().accepted().isEmpty());
    QVERIFY(!window.next()->isEnabled());
}

void TestWindowOnline::whatTheCloudFindsStandsBesideOurs()
{
    Sitting window(u"microsoft/ews-off"_s);
    VERIFY_DONE(window.walk(ConnectPageId));
    QVERIFY(window.statusOf(u"microsoft.ewspolicy"_s) == FindingStatus::Fail);
    QVERIFY(window.session().cloudResult());
    QStringList words;
    for (const QLabel *label : window.find<QWidget>(u"cloudComparison"_s)->findChildren<QLabel *>())
        words.append(label->text());
    QVERIFY(words.contains(u"This program, in your name"_s));
    QVERIFY(!words.filter(u"AskCody’s application"_s).isEmpty());
}

// With causes, steps and commands; where it was made, and on the last page.
void TestWindowOnline::whereTheCloudStopsIsExplained()
{
    Sitting window(u"microsoft/ews-app-not-listed"_s);
    for (const PageId page : {ConnectPageId, DonePageId}) {
        VERIFY_DONE(window.walk(page));
        const auto *explained = window.find<QWidget>(u"cloudExplanation"_s);
        QVERIFY(explained->isVisible());
        QCOMPARE(explained->findChild<QLabel *>(u"explanationTitle"_s)->text(),
                 u"A policy in Exchange Online blocks the program"_s);
        QVERIFY(explained->findChild<QWidget *>(u"explanationSteps"_s));
        QStringList commands;
        for (const auto *edit : explained->findChildren<QPlainTextEdit *>(u"commandText"_s))
            commands.append(edit->toPlainText());
        QVERIFY(!commands.filter(u"Get-OrganizationConfig"_s).isEmpty());
        // As high as its words: the page scrolls.
        const auto *area = qobject_cast<const QScrollArea *>(explained);
        QVERIFY(area->verticalScrollBar()->maximum() == 0);
    }
}

void TestWindowOnline::theVerdictKnowsWhatTheCloudFound()
{
    Sitting window;
    VERIFY_DONE(window.walk(RetirementPageId));
    const QString answered = u"The portal's own check, with AskCody's application, was answered by EWS."_s;
    QVERIFY(!window.sentences(u"reasonsList"_s).contains(answered));
    VERIFY_DONE(window.walk(DonePageId));
    QVERIFY(!window.find<QWidget>(u"cloudExplanation"_s)->isVisible());
    const QStringList made = window.sentences(u"handedList"_s);
    QVERIFY2(made.last().startsWith(u"How long it works: EWS is allowed until"_s)
                 && made.last().endsWith(answered),
             qPrintable(made.last()));
    while (window.page() != RetirementPageId)
        window.wizard->back();
    QVERIFY(window.notice(u"verdictNotice"_s).startsWith(u"EWS is allowed until"_s));
    const QStringList reasons = window.sentences(u"reasonsList"_s);
    QVERIFY(reasons.contains(answered));
    QVERIFY(!reasons.filter(u"the application that you signed in with"_s).isEmpty()); // ours, beside it
}

void TestWindowOnline::aResumedDraftIsStillChecked()
{
    OnlineWorld world;
    {
        OnlineWindow window(world.workbench);
        VERIFY_DONE(window.walk(ReviewPageId));
        window.wizard->current()->setIntegration(window.session().integration());
        QCOMPARE(window.session().state(), Session::State::Checked);
    }
    OnlineWindow window(world.workbench);
    window.button(u"continueRadio"_s)->click();
    window.wizard->next();
    QCOMPARE(window.page(), PortalPageId);
    QCOMPARE(window.session().state(), Session::State::Checked);
    window.next()->click(); // the portal answers
    QTRY_COMPARE_WITH_TIMEOUT(window.page(), SignInPageId, 20'000);
    QCOMPARE(window.session().state(), Session::State::Checked);
    QVERIFY(!window.session().findings().isEmpty());
    window.wizard->back();
    window.button(u"otherRadio"_s)->click();
    window.find<QLineEdit>(u"otherEdit"_s)->setText(OnlineWorld::otherPortal());
    window.next()->click();
    QTRY_COMPARE_WITH_TIMEOUT(window.page(), SignInPageId, 20'000);
    QCOMPARE(window.session().state(), Session::State::Draft); // what was checked was the other portal's
}

// Portal, sign-in, Microsoft, consent, checks, the verdict, the push: no mouse anywhere.
void TestWindowOnline::byKeyboardAlone()
{
    Sitting window;
    QVERIFY(QTest::qWaitForWindowExposed(window.wizard.get()));
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), PortalPageId);
    QVERIFY(Keys::typeInto(window.find<QLineEdit>(u"otherEdit"_s), SimulatedPortal::origin()));
    press(Qt::Key_N);
    QTRY_COMPARE_WITH_TIMEOUT(window.page(), SignInPageId, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!window.wizard->portal()->isSigningIn(), 20'000); // with what is in the keychain
    press(Qt::Key_W);
    QTRY_VERIFY_WITH_TIMEOUT(window.next()->isEnabled(), 20'000);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), TopologyPageId);
    QVERIFY(Keys::typeInto(window.find<QLineEdit>(u"emailEdit"_s), u"admin@fabrikam.test"_s));
    QTRY_VERIFY_WITH_TIMEOUT(window.find<QRadioButton>(u"onlineRadio"_s)->isChecked(), 20'000);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), ConsentPageId);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), MicrosoftPageId);
    press(Qt::Key_W);
    QTRY_VERIFY_WITH_TIMEOUT(window.wizard->microsoft().account() && window.next()->isEnabled(), 20'000);
    press(Qt::Key_Y); // it is not listed: compared with what AskCody has told
    QTRY_VERIFY(window.button(u"applicationCheck"_s)->isChecked()); // a tenth of a second later, as by hand
    QVERIFY(window.button(u"consentButton"_s)->isEnabled());
    press(Qt::Key_A);
    QTRY_VERIFY_WITH_TIMEOUT(!window.notice(u"consentNotice"_s).isEmpty() && window.waitsForNobody(), 20'000);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), ChecksPageId);
    QTRY_VERIFY_WITH_TIMEOUT(window.next()->isEnabled(), 20'000);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), RetirementPageId);
    auto *mailbox = window.find<QWidget>(u"mailbox"_s)->findChild<QWidget *>(u"pasteEdit"_s);
    QVERIFY(Keys::typeInto(mailbox, u"EwsEnabled : True"_s));
    press(Qt::Key_D);
    QTRY_VERIFY_WITH_TIMEOUT(window.find<QWidget>(u"mailbox"_s)->findChild<Notice *>(u"pasteNotice"_s)->text()
                                 == u"Read. The verdict above takes it into account."_s,
                             20'000);
    QVERIFY(window.next()->isEnabled());
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), ReviewPageId);
    QVERIFY(Keys::typeInto(window.find<QLineEdit>(u"nameEdit"_s), u"Fabrikam"_s));
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), ConnectPageId);
    press(Qt::Key_C);
    QTRY_VERIFY_WITH_TIMEOUT(window.next()->isEnabled(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(window.session().cloudResult(), 30'000);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), DonePageId);
    QCOMPARE(window.session().state(), Session::State::Confirmed);
    QCOMPARE(window.find<QLabel>(u"handedTitle"_s)->text(), u"Connected"_s);
}

QTEST_MAIN(TestWindowOnline)
#include "tst_windowonline.moc"
