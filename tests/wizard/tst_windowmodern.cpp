// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/microsoftaccess.h"
#include "wizard/checklistmodel.h"
#include "wizard/domainwatch.h"
#include "wizard/steprail.h"
#include "wizard/window.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QDialog>
#include <QListView>
#include <QPlainTextEdit>
#include <QRadioButton>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QString ownId = u"5b0c1f9e-0000-4000-8000-00000000de32"_s;

// A window on the way to Exchange Online, with the registration of the organisation's own or with none.
class OnlineWindow : public Window
{
public:
    explicit OnlineWindow(const QString &client = ownId, const FakeScript &script = FakeScript::online())
        : Window(script)
    {
        online = true;
        clientId = client;
        open();
    }

    // Up to the page of the sign-in, where nobody is signed in yet.
    void arrive() const
    {
        walkTo(ConsentPageId);
        type(u"clientEdit"_s, ownId);
        clickNext();
        QCOMPARE(page(), MicrosoftPageId);
    }

    void goBackTo(PageId target) const
    {
        while (page() != target && page() != WelcomePageId)
            QTest::mouseClick(back(), Qt::LeftButton);
    }

    // With the page's own button.
    void checkAgain() const
    {
        if (page() == ChecksPageId)
            return click(u"repeatAllButton"_s);
        find<QPlainTextEdit>(u"pasteEdit"_s)->setPlainText(u"EwsEnabled : True"_s);
        click(u"readButton"_s);
    }
};

FakeScript withBrowser()
{
    FakeScript script = FakeScript::online();
    script.signInUrl = QUrl(u"http://127.0.0.1:9/sign-in?state=1"_s);
    return script;
}

QStringList sentencesOf(const Window &window, const QString &list)
{
    QStringList sentences;
    for (const QLabel *label : window.find<QWidget>(list)->findChildren<QLabel *>(u"sentence"_s))
        sentences.append(label->text());
    return sentences;
}

} // namespace

// Takes what would open a browser.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(u"http"_s, this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(u"http"_s); }

    QList<QUrl> opened;

public slots:
    void open(const QUrl &url) { opened.append(url); }
};

class TestWindowModern : public QObject
{
    Q_OBJECT

private slots:
    void theDomainProposesAndSaysWhy();
    void whoHasChosenIsNotOverruled();
    void exchangeOnlineNeedsTheAddress();
    void bothWaysStandSideBySide();
    void whatWillBeAskedIsToldFirst();
    void anIdThatIsNoneIsRefused();
    void withoutAnApplicationNobodySignsIn();
    void theSignInGoesOnByItself();
    void theLinkCanBeCopiedAndTheWaitStopped();
    void whatTheBrowserShowsIsExplained();
    void aFailedSignInIsToldAndTriedAgain();
    void whoDoesNotSignInIsToldWhatThatMeans();
    void signingOutForgets();
    void anotherOrganisationIsNotSignedIn();
    void anotherApplicationIsNotSignedIn();
    void aKeptSignInCanBeForgotten();
    void aSilentPageOfConsentIsNoFailedSignIn();
    void checksThatNeedSomebodySaySo_data();
    void checksThatNeedSomebodySaySo();
    void theQuestionOfTheChecksCanBeStopped();
    void thePathLeadsToExchangeOnline();
    void theVerdictOnEwsTakesWhatIsPasted();
    void goingBackStopsWhatWasCheckedAnew();
    void whatIsNoSettingIsRefused();
    void theHandOffNamesTheClicks();
    void whatIsMadeIsNotAddedByHand();
    void theReviewHasNoPassword();
    void theOtherHalfIsBegunInTheSameSitting();
    void anotherOneBeginsWithThePortal();
    void aDraftOpensOnItsOwnWay();
    void aSecondWindowOnlyLooks();
    void byKeyboardAlone();
};

void TestWindowModern::theDomainProposesAndSaysWhy()
{
    Window window(FakeScript::online());
    window.open();
    window.walkTo(TopologyPageId);
    window.type(u"emailEdit"_s, u"admin@fabrikam.test"_s);
    QVERIFY(window.session().discoveredDomains.isEmpty()); // not while somebody types
    QTRY_COMPARE(window.session().discoveredDomains, QStringList{u"fabrikam.test"_s});
    QTRY_VERIFY(window.find<QRadioButton>(u"onlineRadio"_s)->isChecked());
    QVERIFY(
        window.notice(u"placeNotice"_s).contains(u"fabrikam.test look as if they live in Exchange Online"_s));
    QCOMPARE(sentencesOf(window, u"reasons"_s), FakeScript::online().discovered.locationReasons);
    window.clickNext();
    QCOMPARE(window.page(), ConsentPageId);
    QCOMPARE(window.session().integration().account(), u"admin@fabrikam.test"_s);
}

void TestWindowModern::whoHasChosenIsNotOverruled()
{
    Window window(FakeScript::online());
    window.open();
    window.walkTo(TopologyPageId);
    window.click(u"bothRadio"_s);
    window.type(u"emailEdit"_s, u"admin@fabrikam.test"_s);
    QTRY_VERIFY(!window.notice(u"placeNotice"_s).isEmpty());
    QTRY_VERIFY(!sentencesOf(window, u"reasons"_s).isEmpty());
    QVERIFY(window.find<QRadioButton>(u"bothRadio"_s)->isChecked());
    window.clickNext();
    QCOMPARE(window.page(), PreparePageId);
    QCOMPARE(window.session().integration().identificationCode, u"default"_s);
    QCOMPARE(window.find<QLineEdit>(u"emailEdit"_s)->text(), u"admin@fabrikam.test"_s); // shared
}

void TestWindowModern::exchangeOnlineNeedsTheAddress()
{
    Window window;
    window.open();
    window.walkTo(TopologyPageId);
    window.click(u"onlineRadio"_s);
    window.clickNext();
    QCOMPARE(window.page(), TopologyPageId);
    QVERIFY(!window.notice(u"emailNotice"_s).isEmpty());
    window.click(u"serverRadio"_s); // a later page asks for it
    QVERIFY(window.notice(u"emailNotice"_s).isEmpty());
    window.clickNext();
    QCOMPARE(window.page(), PreparePageId);
}

void TestWindowModern::bothWaysStandSideBySide()
{
    Window window;
    window.open();
    window.walkTo(TopologyPageId);
    QStringList words;
    for (const QLabel *label : window.find<QWidget>(u"ways"_s)->findChildren<QLabel *>())
        words.append(label->text());
    const QString all = words.join(u'\n');
    QVERIFY(all.contains(u"never offered for a server of your own"_s));
    QVERIFY(all.contains(u"has refused it since 1 October 2022"_s));
    QVERIFY2(all.contains(QLocale().toString(QDate(2027, 4, 1), u"d MMMM yyyy"_s)), qPrintable(all));
}

void TestWindowModern::whatWillBeAskedIsToldFirst()
{
    OnlineWindow window;
    window.walkTo(ConsentPageId);
    QVERIFY(sentencesOf(window, u"askedList"_s).join(u' ').contains(u"full_access_as_app"_s));
    QVERIFY(sentencesOf(window, u"whoList"_s).join(u' ').contains(u"must have a mailbox"_s));
    QVERIFY(window.find<QWidget>(u"width"_s)->isVisible());
    auto *fold = window.find<QWidget>(u"limitFold"_s);
    auto *commands = fold->findChild<QWidget *>(u"preparation-scope"_s);
    QVERIFY(commands);
    QVERIFY(!commands->isVisible());
    fold->findChild<QAbstractButton *>(u"foldButton"_s)->click();
    QVERIFY(commands->isVisible());
}

void TestWindowModern::anIdThatIsNoneIsRefused()
{
    OnlineWindow window;
    window.walkTo(ConsentPageId);
    window.type(u"clientEdit"_s, u"AskCody"_s);
    QVERIFY(window.find<QRadioButton>(u"ownRadio"_s)->isChecked());
    window.clickNext();
    QCOMPARE(window.page(), ConsentPageId);
    QVERIFY(!window.notice(u"clientNotice"_s).isEmpty());
    window.type(u"clientEdit"_s, ownId.toUpper());
    QVERIFY(window.notice(u"clientNotice"_s).isEmpty());
    window.clickNext();
    QCOMPARE(window.page(), MicrosoftPageId);
    QCOMPARE(window.session().integration().online()->clientId, ownId);
}

void TestWindowModern::withoutAnApplicationNobodySignsIn()
{
    OnlineWindow window{QString()};
    window.walkTo(ConsentPageId);
    QVERIFY(window.find<QRadioButton>(u"noneRadio"_s)->isChecked());
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
    window.walkTo(DonePageId);
    QCOMPARE(window.session().state(), Session::State::HandedOff);
}

void TestWindowModern::theSignInGoesOnByItself()
{
    Browser browser;
    OnlineWindow window(ownId, withBrowser());
    window.arrive();
    QVERIFY(!window.next()->isEnabled());
    window.click(u"browserButton"_s);
    QTRY_COMPARE(browser.opened.size(), 1);
    QVERIFY(window.button(u"stopButton"_s)->isVisible());
    window.session().comeBack();
    QTRY_VERIFY(window.next()->isEnabled());
    const QString told = window.notice(u"notice"_s);
    QVERIFY2(told.contains(u"admin@fabrikam.test"_s) && told.contains(u"Global Administrator"_s),
             qPrintable(told));
    QVERIFY(!window.button(u"browserButton"_s)->isVisible());
    window.type(u"roomEdit"_s, u"room1@fabrikam.test"_s);
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
    QCOMPARE(window.session().integration().online()->testMailboxes, QStringList{u"room1@fabrikam.test"_s});
}

void TestWindowModern::theLinkCanBeCopiedAndTheWaitStopped()
{
    Browser browser;
    OnlineWindow window(ownId, withBrowser());
    window.arrive();
    window.click(u"browserButton"_s);
    QTRY_VERIFY(window.find<QWidget>(u"waiting"_s)->isVisible());
    QCOMPARE(window.find<QLineEdit>(u"linkEdit"_s)->text(), withBrowser().signInUrl.toString());
    window.click(u"stopButton"_s);
    QVERIFY(!window.find<QWidget>(u"waiting"_s)->isVisible());
    QVERIFY(window.button(u"browserButton"_s)->isVisible());
    QVERIFY(!window.wizard->microsoft().account());
    QVERIFY(!window.next()->isEnabled());
}

void TestWindowModern::whatTheBrowserShowsIsExplained()
{
    Browser browser;
    OnlineWindow window(ownId, withBrowser());
    window.arrive();
    window.click(u"browserButton"_s);
    QTRY_VERIFY(window.find<QWidget>(u"waiting"_s)->isVisible());
    QVERIFY(!window.find<QWidget>(u"pasted"_s)->isVisible());
    emit window.session().microsoft().desk()->nothingCameBack();
    QVERIFY(window.find<QWidget>(u"pasted"_s)->isVisible());
    window.find<QPlainTextEdit>(u"errorEdit"_s)
        ->setPlainText(
            u"Sorry, but we’re having trouble signing you in.\nAADSTS50011: The redirect URI does not "
            "match"_s);
    window.click(u"explainButton"_s);
    QVERIFY(!window.notice(u"errorNotice"_s).isEmpty());
    QVERIFY(!sentencesOf(window, u"errorSteps"_s).isEmpty());
    QVERIFY(window.wizard->microsoft().isSigningIn()); // it goes on waiting
}

void TestWindowModern::aFailedSignInIsToldAndTriedAgain()
{
    FakeScript script = FakeScript::online();
    script.failAt(u"microsoft.signin"_s,
                  {u"MICROSOFT_PERSONAL_ACCOUNT"_s, {}, {{u"expected"_s, u"fabrikam.test"_s}}},
                  {u"microsoft.role"_s});
    OnlineWindow window(ownId, script);
    window.arrive();
    window.click(u"browserButton"_s);
    QTRY_VERIFY(window.notice(u"notice"_s).contains(u"personal"_s, Qt::CaseInsensitive));
    QVERIFY(!window.next()->isEnabled());
    window.session().script = FakeScript::online();
    window.click(u"browserButton"_s);
    QTRY_VERIFY(window.next()->isEnabled());
}

void TestWindowModern::whoDoesNotSignInIsToldWhatThatMeans()
{
    OnlineWindow window;
    window.arrive();
    QVERIFY(!window.next()->isEnabled());
    window.click(u"skipCheck"_s);
    QVERIFY(window.next()->isEnabled());
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
}

void TestWindowModern::signingOutForgets()
{
    OnlineWindow window;
    window.arrive();
    window.find<QCheckBox>(u"keepCheck"_s)->setChecked(true);
    window.click(u"browserButton"_s);
    QTRY_VERIFY(window.wizard->microsoft().account());
    QVERIFY(window.session().keepsPassword());
    window.click(u"signOutButton"_s);
    QTRY_VERIFY(window.button(u"browserButton"_s)->isVisible());
    QVERIFY(!window.wizard->microsoft().account());
    QVERIFY(!window.session().keepsPassword());
    QVERIFY(!window.next()->isEnabled());
}

void TestWindowModern::anotherOrganisationIsNotSignedIn()
{
    OnlineWindow window;
    window.arrive();
    window.click(u"browserButton"_s);
    QTRY_VERIFY(window.next()->isEnabled());
    window.goBackTo(TopologyPageId);
    window.type(u"emailEdit"_s, u"admin@adatum.test"_s);
    window.clickNext();
    window.clickNext();
    QCOMPARE(window.page(), MicrosoftPageId);
    QVERIFY(!window.wizard->microsoft().account());
    QVERIFY2(window.notice(u"notice"_s).isEmpty(), qPrintable(window.notice(u"notice"_s)));
    QVERIFY(window.button(u"browserButton"_s)->isVisible());
    QVERIFY(!window.next()->isEnabled());
}

void TestWindowModern::anotherApplicationIsNotSignedIn()
{
    OnlineWindow window;
    window.arrive();
    window.click(u"browserButton"_s);
    QTRY_VERIFY(window.next()->isEnabled());
    window.goBackTo(ConsentPageId);
    window.type(u"clientEdit"_s, u"5b0c1f9e-0000-4000-8000-00000000de33"_s);
    window.clickNext();
    QCOMPARE(window.page(), MicrosoftPageId);
    QVERIFY(window.button(u"browserButton"_s)->isVisible());
    QVERIFY(!window.next()->isEnabled());
}

void TestWindowModern::aKeptSignInCanBeForgotten()
{
    OnlineWindow window;
    window.arrive();
    QVERIFY(!window.button(u"signOutButton"_s)->isVisible());
    SignInDesk *desk = window.session().microsoft().desk();
    desk->restore(SignInDesk::keyOf(u"https://issuer"_s, ownId), Secret("refresh"), u"adele"_s);
    window.goBackTo(ConsentPageId);
    window.clickNext();
    QVERIFY(window.notice(u"notice"_s).contains(u"in the keychain"_s));
    QVERIFY(window.button(u"browserButton"_s)->isVisible());
    QVERIFY(window.button(u"signOutButton"_s)->isVisible());
    window.click(u"signOutButton"_s);
    QTRY_VERIFY(!window.button(u"signOutButton"_s)->isVisible());
    QVERIFY(desk->key().isEmpty());
    QVERIFY(!window.notice(u"notice"_s).contains(u"in the keychain"_s));
    window.click(u"browserButton"_s); // for another account
    QVERIFY(desk->choosesAccount());
}

void TestWindowModern::aSilentPageOfConsentIsNoFailedSignIn()
{
    OnlineWindow window;
    window.arrive();
    window.click(u"browserButton"_s);
    QTRY_VERIFY(window.next()->isEnabled());
    const auto silence = [](QLatin1StringView code) { return Problem{code, {}, {}}; };
    emit window.session().microsoft().consentFinished(silence(Code::LoopbackNoCallback));
    const QString told = window.notice(u"consentNotice"_s);
    QVERIFY2(told.startsWith(u"The page of consent sent nothing back"_s), qPrintable(told));
    QVERIFY(!sentencesOf(window, u"consentAdvice"_s).isEmpty());
    emit window.session().microsoft().consentFinished(silence(Code::LoopbackUnavailable));
    QVERIFY(window.notice(u"consentNotice"_s) != told); // that has a reason of its own
}

void TestWindowModern::checksThatNeedSomebodySaySo_data()
{
    QTest::addColumn<PageId>("page");
    QTest::newRow("the checks") << ChecksPageId;
    QTest::newRow("the verdict on EWS, which checks again") << RetirementPageId;
}

// The sign-in that was good a moment ago is not any more.
void TestWindowModern::checksThatNeedSomebodySaySo()
{
    QFETCH(const PageId, page);
    Browser browser;
    OnlineWindow window;
    window.walkTo(page);
    QTRY_VERIFY(!window.session().isRunning());
    window.session().script.signInUrl = withBrowser().signInUrl;
    window.session().microsoft().desk()->forget();
    window.checkAgain();
    const auto *dialog = window.wizard->findChild<QDialog *>(u"microsoftDialog"_s);
    QTRY_VERIFY(dialog->isVisible());
    QCOMPARE(browser.opened, QList<QUrl>{withBrowser().signInUrl});
    QCOMPARE(dialog->findChild<QLineEdit *>(u"linkEdit"_s)->text(), withBrowser().signInUrl.toString());
    auto *pasted = dialog->findChild<QWidget *>(u"pasted"_s);
    QVERIFY(!pasted->isVisible());
    emit window.session().microsoft().desk()->nothingCameBack();
    QVERIFY(pasted->isVisible());
    pasted->findChild<QPlainTextEdit *>(u"errorEdit"_s)
        ->setPlainText(u"AADSTS50011: The redirect URI does not match"_s);
    pasted->findChild<QAbstractButton *>(u"explainButton"_s)->click();
    QVERIFY(!pasted->findChild<QWidget *>(u"errorSteps"_s)->findChildren<QLabel *>(u"sentence"_s).isEmpty());
    window.session().comeBack();
    QVERIFY(!dialog->isVisible());
    QTRY_VERIFY(!window.session().isRunning());
    QVERIFY(window.next()->isEnabled());
    QCOMPARE(window.page(), page);
}

void TestWindowModern::theQuestionOfTheChecksCanBeStopped()
{
    Browser browser;
    OnlineWindow window;
    window.walkTo(ChecksPageId);
    QTRY_VERIFY(!window.session().isRunning());
    window.session().script.signInUrl = withBrowser().signInUrl;
    window.session().microsoft().desk()->forget();
    window.checkAgain();
    const auto *dialog = window.wizard->findChild<QDialog *>(u"microsoftDialog"_s);
    QTRY_VERIFY(dialog->isVisible());
    dialog->findChild<QAbstractButton *>(u"stopButton"_s)->click();
    QVERIFY(!dialog->isVisible());
    QVERIFY(!window.session().isRunning());
    QCOMPARE(window.find<QLabel>(u"statusLabel"_s)->text(), u"Stopped. What was found so far stays here."_s);
    QVERIFY(!window.next()->isEnabled());
    window.checkAgain(); // and once more, with nothing of before in it
    QTRY_VERIFY(dialog->isVisible());
    QVERIFY(!dialog->findChild<QWidget *>(u"pasted"_s)->isVisible());
}

void TestWindowModern::thePathLeadsToExchangeOnline()
{
    OnlineWindow window;
    window.walkTo(ChecksPageId);
    QTRY_VERIFY(!window.session().isRunning());
    const QString told = window.find<QWidget>(u"path"_s)->accessibleName();
    QVERIFY2(told.contains(u"Microsoft sign-in: works"_s) && !told.contains(u"Connection"_s),
             qPrintable(told));
}

void TestWindowModern::theVerdictOnEwsTakesWhatIsPasted()
{
    OnlineWindow window;
    window.walkTo(RetirementPageId);
    const QString before = window.notice(u"verdictNotice"_s);
    QVERIFY(!before.isEmpty());
    QVERIFY(!window.find<QLabel>(u"graphLabel"_s)->text().isEmpty());
    const int runs = window.session().runs;
    window.find<QPlainTextEdit>(u"pasteEdit"_s)->setPlainText(u"EwsEnabled : False\nEwsAllowedAppIDs :\n"_s);
    window.click(u"readButton"_s);
    QCOMPARE(window.session().runs, runs + 1);
    QTRY_VERIFY(window.notice(u"pasteNotice"_s).startsWith(u"Read."_s));
    const QString after = window.notice(u"verdictNotice"_s);
    QVERIFY2(after.startsWith(u"EWS is switched off"_s), qPrintable(after));
    QVERIFY(window.find<QWidget>(u"changes"_s)->isVisible());
    QVERIFY(window.next()->isEnabled());
}

void TestWindowModern::goingBackStopsWhatWasCheckedAnew()
{
    OnlineWindow window;
    window.walkTo(RetirementPageId);
    window.session().script.pause = std::chrono::milliseconds(100);
    window.find<QPlainTextEdit>(u"pasteEdit"_s)->setPlainText(u"EwsEnabled : False\nEwsAllowedAppIDs :\n"_s);
    window.click(u"readButton"_s);
    QTRY_VERIFY(!window.session().findings().isEmpty());
    QVERIFY(window.session().isRunning());
    QTest::mouseClick(window.back(), Qt::LeftButton);
    QCOMPARE(window.page(), ChecksPageId);
    QVERIFY(!window.session().isRunning());
    QVERIFY(!window.button(u"stopButton"_s)->isVisible());
    QVERIFY(window.button(u"repeatAllButton"_s)->isVisible());
    QCOMPARE(window.find<QLabel>(u"statusLabel"_s)->text(), u"Stopped. What was found so far stays here."_s);
    QVERIFY(!window.next()->isEnabled());
    // Nothing of the run before is shown as if it held.
    const auto *model = window.find<QListView>(u"checkList"_s)->model();
    int told = 0;
    for (int row = 0; row < model->rowCount(); ++row)
        told += model->index(row, 0).data(CheckListModel::StatusRole).isValid() ? 1 : 0;
    QCOMPARE(told, window.session().findings().size());
}

void TestWindowModern::whatIsNoSettingIsRefused()
{
    OnlineWindow window;
    window.walkTo(RetirementPageId);
    window.click(u"readButton"_s);
    QVERIFY(window.notice(u"pasteNotice"_s).startsWith(u"Paste first"_s));
    window.find<QPlainTextEdit>(u"pasteEdit"_s)->setPlainText(u"the term is not recognized"_s);
    QVERIFY(window.notice(u"pasteNotice"_s).isEmpty());
    const int runs = window.session().runs;
    window.click(u"readButton"_s);
    QVERIFY(!window.notice(u"pasteNotice"_s).isEmpty());
    QCOMPARE(window.session().runs, runs);
}

void TestWindowModern::theHandOffNamesTheClicks()
{
    OnlineWindow window;
    window.walkTo(OnlinePageId);
    QVERIFY(
        sentencesOf(window, u"stepsList"_s).join(u' ').contains(u"Microsoft Exchange Online (Office 365)"_s));
    QCOMPARE(window.find<QLabel>(u"valueEmail"_s)->text(), u"admin@fabrikam.test"_s);
    QCOMPARE(window.find<QLabel>(u"valueTenant"_s)->text(), u"fabrikam.test"_s);
    window.clickNext();
    QCOMPARE(window.page(), DonePageId);
    QCOMPARE(window.session().state(), Session::State::HandedOff);
    QVERIFY(
        sentencesOf(window, u"handedList"_s).contains(u"Modern authentication; no password was shared"_s));
    QVERIFY(!sentencesOf(window, u"untestedList"_s).isEmpty());
}

void TestWindowModern::whatIsMadeIsNotAddedByHand()
{
    OnlineWindow window;
    window.walkTo(ReviewPageId);
    window.session().portalIdOfIt = u"7f3a"_s;
    window.walkTo(OnlinePageId);
    QVERIFY(window.notice(u"openNotice"_s).contains(u"in the portal already"_s));
    QVERIFY(!sentencesOf(window, u"stepsList"_s).join(u' ').contains(u"Add"_s));
}

void TestWindowModern::theReviewHasNoPassword()
{
    OnlineWindow window;
    window.walkTo(ReviewPageId);
    QVERIFY(!window.find<QWidget>(u"keepCheck"_s)->isVisible());
    QCOMPARE(window.find<QLineEdit>(u"nameEdit"_s)->text(), u"fabrikam.test"_s);
    QVERIFY(window.find<QLabel>(u"valueTenant"_s));
}

void TestWindowModern::theOtherHalfIsBegunInTheSameSitting()
{
    Window window;
    window.open();
    window.walkTo(TopologyPageId);
    window.click(u"bothRadio"_s);
    window.walkTo(DonePageId);
    QVERIFY(window.button(u"otherHalfButton"_s)->isVisible());
    window.bench.script = FakeScript::online();
    const QUrl portal = window.session().integration().portal;
    window.click(u"otherHalfButton"_s);
    QCOMPARE(window.page(), TopologyPageId);
    QCOMPARE(window.bench.sessionsMade, 2);
    QCOMPARE(window.session().integration().identificationCode, u"remote"_s);
    QCOMPARE(window.session().integration().portal, portal);
    QVERIFY(window.find<QRadioButton>(u"onlineRadio"_s)->isChecked());
    const auto *rail = window.wizard->findChild<StepRail *>();
    QCOMPARE(rail->state(PortalPageId), StepRail::State::Done);
    window.online = true;
    window.walkTo(DonePageId);
    QCOMPARE(window.session().integration().identificationCode, u"remote"_s);
    QVERIFY(!window.button(u"otherHalfButton"_s)->isVisible()); // it is there already
    QVERIFY(window.button(u"anotherButton"_s)->isVisible());
}

void TestWindowModern::anotherOneBeginsWithThePortal()
{
    OnlineWindow window;
    window.walkTo(DonePageId);
    QVERIFY(!window.button(u"otherHalfButton"_s)->isVisible());
    window.click(u"anotherButton"_s);
    QCOMPARE(window.page(), PortalPageId);
    QCOMPARE(window.bench.sessionsMade, 2);
    QVERIFY(window.session().integration().name.isEmpty());
}

void TestWindowModern::aDraftOpensOnItsOwnWay()
{
    Window window(FakeScript::online());
    ExchangeOnline exchange;
    exchange.email = u"admin@fabrikam.test"_s;
    exchange.clientId = ownId;
    window.bench.addDraft({QUuid::createUuid(), u"Cloud"_s, {}, u"remote"_s, exchange});
    window.open();
    window.click(u"continueRadio"_s);
    window.walkTo(TopologyPageId);
    QVERIFY(window.find<QRadioButton>(u"onlineRadio"_s)->isChecked());
    QCOMPARE(window.find<QLineEdit>(u"emailEdit"_s)->text(), u"admin@fabrikam.test"_s);
    window.clickNext();
    QCOMPARE(window.page(), ConsentPageId);
    QCOMPARE(window.find<QLineEdit>(u"clientEdit"_s)->text(), ownId);
    window.clickNext();
    QCOMPARE(window.page(), MicrosoftPageId);
}

void TestWindowModern::aSecondWindowOnlyLooks()
{
    Window window(FakeScript::online());
    ExchangeOnline exchange;
    exchange.email = u"admin@fabrikam.test"_s;
    exchange.clientId = ownId;
    FakeSession &session = window.bench.addDraft({QUuid::createUuid(), u"Cloud"_s, {}, {}, exchange});
    session.readOnly = true;
    window.bench.newest = &session;
    window.open();
    window.click(u"continueRadio"_s);
    window.walkTo(ConsentPageId);
    QVERIFY(!window.find<QLineEdit>(u"clientEdit"_s)->isEnabled());
    window.clickNext();
    QVERIFY(window.find<QLineEdit>(u"roomEdit"_s)->isReadOnly());
    window.click(u"skipCheck"_s);
    const Integration before = session.integration();
    window.walkTo(ReviewPageId);
    window.clickNext();
    QCOMPARE(window.page(), OnlinePageId);
    window.clickNext();
    QCOMPARE(window.page(), DonePageId);
    QCOMPARE(session.integration(), before);
    QVERIFY(session.state() != Session::State::HandedOff);
    QVERIFY(!window.button(u"anotherButton"_s)->isVisible());
}

void TestWindowModern::byKeyboardAlone()
{
    const auto press = [](Qt::Key key) {
        QTRY_VERIFY(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), key, Qt::AltModifier);
    };
    Window window(FakeScript::online());
    window.open();
    window.walkTo(TopologyPageId);
    press(Qt::Key_M);
    QTest::keyClicks(QApplication::focusWidget(), u"admin@fabrikam.test"_s);
    press(Qt::Key_O);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), ConsentPageId);
    auto *edit = window.find<QLineEdit>(u"clientEdit"_s);
    for (int i = 0; i < 30 && QApplication::focusWidget() != edit; ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), edit);
    QTest::keyClicks(edit, ownId);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), MicrosoftPageId);
    press(Qt::Key_W);
    QTRY_VERIFY(window.next()->isEnabled());
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), ChecksPageId);
    QTRY_VERIFY(window.next()->isEnabled());
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), RetirementPageId);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), ReviewPageId);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), OnlinePageId);
    press(Qt::Key_N);
    QTRY_COMPARE(window.page(), DonePageId);
}

QTEST_MAIN(TestWindowModern)
#include "tst_windowmodern.moc"
