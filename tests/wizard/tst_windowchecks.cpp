// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/catalogue.h"
#include "window.h"
#include "wizard/checkoutcome.h"
#include "wizard/commandbox.h"
#include "wizard/pathhop.h"
#include "wizard/pathview.h"
#include "wizard/savepreview.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QJsonArray>
#include <QListView>
#include <QPlainTextEdit>
#include <QTemporaryDir>

using namespace Setup;
using namespace Qt::StringLiterals;

static FakeScript impersonationDenied()
{
    return FakeScript::healthy().failAt(
        u"ews.impersonation"_s,
        {u"ErrorImpersonateUserDenied"_s, u"fault"_s, {{u"mailbox"_s, u"room1@contoso.test"_s}}},
        {u"ews.notifications"_s});
}

static FakeScript passwordRejected()
{
    return FakeScript::healthy().failAt(u"auth.login"_s, {QString(Code::Http401BasicRejected), {}, {}},
                                        {u"ews.version"_s, u"ews.mailbox"_s});
}

static FakeScript hostUnknown()
{
    return FakeScript::healthy().failAt(
        u"auth.login"_s,
        {QString(Code::HostNotConfirmed),
         {},
         {{u"host"_s, u"mail.contoso.test"_s}, {u"mailDomain"_s, u"fabrikam.test"_s}}});
}

static QString saidOf(const StepRail &rail, PageId step)
{
    return rail.findChild<QLabel *>(u"step%1"_s.arg(step))->accessibleName();
}

class TestChecksPage : public QObject
{
    Q_OBJECT

private slots:
    void aHealthyRunLetsNextThrough();
    void theFirstFailureIsExplainedByItself();
    void theFirstWarningIsShownWhereNothingFailed();
    void theRailTellsAFailureFromAWarning();
    void aKeychainThatFailsStandsInNobodysWay();
    void theExplanationSaysWhatWhyWhoAndHow();
    void whatWouldTellCanBeChecked();
    void afterARepairOnlyWhatItTouchesRunsAgain();
    void aScriptIsReadBeforeItIsSaved();
    void whatWasNotTestedIsPartOfTheResult();
    void goingOnWithAFailureIsADecision();
    void aDecisionCanBeTakenBack();
    void aDecisionComesBackWithItsDraft();
    void aRejectedPasswordCannotBeOverruled();
    void oneCheckCanBeRepeated();
    void everythingCanBeCheckedAgain();
    void stoppingIsAtOnceAndKeepsWhatWasFound();
    void goingBackCancels();
    void noNameOfACheckIsCut();
    void aChoiceByHandIsRespected();
    void aChoiceByKeysIsRespected();
    void aStationLeadsToItsCheck();
    void thePathIsToldToScreenReaders();
    void anUnknownHostIsAskedFor();
    void anAcceptedHostOutlivesBackAndNext();
    void aRunThatCannotStartSaysWhy();
    void everyVerdictHasASentence_data();
    void everyVerdictHasASentence();

private:
    static QString explained(const Window &window, const QString &name)
    {
        const auto *label = window.find<QWidget>(u"explanation"_s)->findChild<QLabel *>(name);
        return label ? label->text() : QString();
    }
    static bool ended(const Window &window)
    {
        return QTest::qWaitFor([&window] { return !window.session().isRunning(); });
    }
};

void TestChecksPage::aHealthyRunLetsNextThrough()
{
    Window window;
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(!window.next()->isEnabled());
    QTRY_VERIFY(window.next()->isEnabled());
    QCOMPARE(window.find<QLabel>(u"statusLabel"_s)->text(),
             u"Everything that can be tested from here works."_s);
    QVERIFY(!window.find<QWidget>(u"decision"_s)->isVisible());
    const auto *list = window.find<QListView>(u"checkList"_s);
    QCOMPARE(list->model()->rowCount(), FakeScript::healthy().findings.size());
}

void TestChecksPage::theFirstFailureIsExplainedByItself()
{
    Window window(impersonationDenied());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    QVERIFY(explained(window, u"explanationState"_s).endsWith(u"failed"_s));
    QCOMPARE(window.find<QListView>(u"checkList"_s)->currentIndex().row(), 13);
    QVERIFY(!window.next()->isEnabled());
    const PathState path = window.find<PathView>(u"path"_s)->path();
    QVERIFY(path.brokenAt() >= 0);
    QVERIFY(path.hops.at(path.brokenAt()).hop == Hop::Mailbox);
}

void TestChecksPage::theFirstWarningIsShownWhereNothingFailed()
{
    FakeScript script = FakeScript::healthy();
    script.findings[13].status = FindingStatus::Warn;
    script.findings[13].problem = Problem{u"IMPERSONATION_TOO_WIDE"_s, {}, {}};
    script.verdict = Verdict::Warn;
    Window window(script);
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    QTRY_COMPARE(window.find<QListView>(u"checkList"_s)->currentIndex().row(), 13);
    const auto *rail = window.wizard->findChild<StepRail *>();
    window.walkTo(ReviewPageId);
    QVERIFY2(saidOf(*rail, ChecksPageId).endsWith(u": something to look at"_s),
             qPrintable(saidOf(*rail, ChecksPageId)));
    const QString title = Catalogue::standard().checkTitle(script.findings.at(13).checkId);
    QVERIFY(window.notice(u"decisions"_s).contains(title));
    window.walkTo(HandOffPageId);
    QVERIFY(window.notice(u"openNotice"_s).contains(title));
}

void TestChecksPage::theRailTellsAFailureFromAWarning()
{
    FakeScript script = impersonationDenied();
    script.findings[0].status = FindingStatus::Warn;
    script.findings[0].problem = Problem{u"CLOCK_SKEW"_s, {}, {}};
    Window window(script);
    window.open();
    window.walkTo(ReviewPageId);
    const QString said = saidOf(*window.wizard->findChild<StepRail *>(), ChecksPageId);
    QVERIFY2(said.endsWith(u": something failed here"_s), qPrintable(said));
}

// It works all the same: no alarm, no decision, and a word on what it means for the push.
void TestChecksPage::aKeychainThatFailsStandsInNobodysWay()
{
    FakeScript script =
        FakeScript::healthy().failAt(u"workstation.keychain"_s, {QString(Code::KeychainAbsent), {}, {}});
    script.verdict = Verdict::Warn;
    Window window(script);
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    QVERIFY(window.next()->isEnabled());
    QVERIFY(!window.find<QWidget>(u"decision"_s)->isVisible());
    QVERIFY(window.find<QLabel>(u"statusLabel"_s)->text().startsWith(u"It works."_s));
    QCOMPARE(window.find<PathView>(u"path"_s)->path().brokenAt(), -1);
    const auto *list = window.find<QListView>(u"checkList"_s);
    QCOMPARE(list->currentIndex().row(), 0);
    QVERIFY(!list->currentIndex().data(Qt::AccessibleTextRole).toString().contains(u"failed"_s));
    QVERIFY(explained(window, u"explanationState"_s).endsWith(u"to look at"_s));
    QStringList words;
    for (const QLabel *label : window.find<QWidget>(u"explanation"_s)->findChildren<QLabel *>())
        words.append(label->text());
    QVERIFY(words.join(u' ').contains(u"cannot be made in the portal from here"_s));
}

void TestChecksPage::theExplanationSaysWhatWhyWhoAndHow()
{
    Window window(impersonationDenied());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    QVERIFY(explained(window, u"explanationWhat"_s).contains(u"room1@contoso.test"_s));
    QVERIFY(!explained(window, u"causeReasons"_s).isEmpty());
    QCOMPARE(explained(window, u"explanationOwner"_s), u"Exchange administrator"_s);
    const auto boxes = window.find<QWidget>(u"explanation"_s)->findChildren<CommandBox *>();
    QVERIFY(boxes.size() >= 2); // a command and the details
    QVERIFY(boxes.first()->command().contains(u"ApplicationImpersonation"_s));
    QVERIFY(boxes.last()->command().contains(u"ErrorImpersonateUserDenied"_s));
    QTest::mouseClick(boxes.first()->findChild<QAbstractButton *>(u"commandCopy"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), boxes.first()->command());
}

// A check that would decide between the causes and has no result yet is a button.
void TestChecksPage::whatWouldTellCanBeChecked()
{
    FakeScript script = passwordRejected();
    script.findings[4].status = FindingStatus::NotTested; // discover.settings
    script.findings[4].notTested = QString(Code::NotAskedFor);
    script.findings[4].facts = {};
    Window window(script);
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    QStringList reasons;
    for (const QLabel *label :
         window.find<QWidget>(u"explanation"_s)->findChildren<QLabel *>(u"causeReasons"_s))
        reasons.append(label->text());
    QVERIFY(reasons.first().contains(u"What would tell: Whether Autodiscover takes"_s));
    auto *button = window.find<QWidget>(u"explanation"_s)->findChild<QAbstractButton *>(u"decideButton"_s);
    QVERIFY(button);
    QVERIFY(button->accessibleName().contains(Catalogue::standard().checkTitle(u"discover.settings"_s)));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(window.session().repeated, QStringList{u"discover.settings"_s});
    QCOMPARE(window.find<QListView>(u"checkList"_s)->currentIndex().row(), 4);
    QVERIFY(ended(window));
}

void TestChecksPage::afterARepairOnlyWhatItTouchesRunsAgain()
{
    Window window(FakeScript::healthy().failAt(
        u"auth.login"_s, {QString(Code::Http401BasicNotOffered), {}, {{u"offers"_s, QJsonArray{u"NTLM"_s}}}},
        {u"ews.version"_s}));
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    const int runs = window.session().runs;
    auto *button = window.find<QWidget>(u"explanation"_s)->findChild<QAbstractButton *>(u"doneButton"_s);
    QVERIFY(button);
    QVERIFY(!button->accessibleDescription().isEmpty());
    window.session().script = FakeScript::healthy(); // it has helped
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(window.session().repeated,
             QStringList({u"auth.login"_s, u"http.endpoint"_s, u"discover.settings"_s}));
    QCOMPARE(window.session().runs, runs);
    // Not while they run: it would come too early.
    QTRY_VERIFY(!window.find<QWidget>(u"explanation"_s)->findChild<QWidget *>(u"doneButton"_s)
                || !window.session().isRunning());
    QVERIFY(ended(window));
    QTRY_VERIFY(window.next()->isEnabled());
}

void TestChecksPage::aScriptIsReadBeforeItIsSaved()
{
    Window window(FakeScript::healthy().failAt(
        u"auth.login"_s, {QString(Code::Http401BasicNotOffered), {}, {{u"offers"_s, QJsonArray{u"NTLM"_s}}}},
        {u"ews.version"_s}));
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    auto *button =
        window.find<QWidget>(u"explanation"_s)->findChild<QAbstractButton *>(u"script-basic-ews"_s);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    auto *preview = window.wizard->findChild<SavePreview *>();
    QVERIFY(preview && preview->isVisible());
    const QString shown = preview->findChild<QPlainTextEdit *>(u"previewText"_s)->toPlainText();
    QVERIFY(shown.contains(u"Set-WebServicesVirtualDirectory"_s) && shown.contains(u"-WhatIf"_s));
    QVERIFY2(!shown.contains(u"canary-4711"_s), "the password");
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"basic.ps1"_s);
    preview->saveAs(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("\xEF\xBB\xBF") && bytes.contains("\r\n"));
    auto *saved = window.find<QWidget>(u"explanation"_s)->findChild<QLabel *>(u"scriptSaved"_s);
    QVERIFY(saved->isVisible() && saved->text().contains(u"-WhatIf"_s));
}

void TestChecksPage::whatWasNotTestedIsPartOfTheResult()
{
    Window window(passwordRejected());
    window.open();
    window.walkTo(ChecksPageId);
    auto *button = window.find<QAbstractButton>(u"notTestedButton"_s);
    QVERIFY(ended(window));
    const QStringList sentences = window.session().notTested();
    QVERIFY(!sentences.isEmpty());
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), u"Not tes&ted: %1"_s.arg(sentences.size()));
    QTest::mouseClick(button, Qt::LeftButton);
    QStringList shown;
    for (const QLabel *label :
         window.find<QWidget>(u"notTestedList"_s)->findChildren<QLabel *>(u"sentence"_s))
        shown.append(label->text());
    QCOMPARE(shown, sentences);
    // And back to what was explained.
    window.find<QListView>(u"checkList"_s)
        ->setCurrentIndex(window.find<QListView>(u"checkList"_s)->model()->index(0, 0));
    QVERIFY(!explained(window, u"explanationState"_s).isEmpty());
}

void TestChecksPage::goingOnWithAFailureIsADecision()
{
    Window window(impersonationDenied());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    auto *decision = window.find<QCheckBox>(u"continueCheck"_s);
    QVERIFY(decision->isVisible());
    const QString named = window.find<QLabel>(u"decisionLabel"_s)->text();
    QVERIFY(decision->accessibleName().contains(named));
    decision->setChecked(true);
    QVERIFY(window.next()->isEnabled());
    window.clickNext();
    QVERIFY(window.notice(u"decisions"_s).contains(named));
    QCOMPARE(window.wizard->current()->accepted(), QStringList{u"ews.impersonation"_s});
}

void TestChecksPage::aDecisionCanBeTakenBack()
{
    Window window(impersonationDenied());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    auto *decision = window.find<QCheckBox>(u"continueCheck"_s);
    decision->click();
    QCOMPARE(window.session().accepted(), QStringList{u"ews.impersonation"_s});
    decision->click();
    QVERIFY(window.session().accepted().isEmpty());
    QVERIFY(!window.next()->isEnabled());
}

void TestChecksPage::aDecisionComesBackWithItsDraft()
{
    Window window(impersonationDenied());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    window.session().setAccepted({u"ews.impersonation"_s}); // as a draft has it
    window.wizard->back();
    window.wizard->next();
    QVERIFY(window.find<QCheckBox>(u"continueCheck"_s)->isChecked());
    QVERIFY(window.next()->isEnabled());
}

void TestChecksPage::aRejectedPasswordCannotBeOverruled()
{
    Window window(passwordRejected());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    QVERIFY(!window.find<QWidget>(u"decision"_s)->isVisible());
    QVERIFY(!window.next()->isEnabled());
}

void TestChecksPage::oneCheckCanBeRepeated()
{
    Window window(impersonationDenied());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    window.session().script = FakeScript::healthy(); // the role was granted meanwhile
    window.click(u"repeatButton"_s);
    QCOMPARE(window.session().repeated, QStringList{u"ews.impersonation"_s});
    QTRY_VERIFY(!window.session().isRunning());
    QVERIFY(window.next()->isEnabled());
    QCOMPARE(window.session().runs, 1);
}

void TestChecksPage::everythingCanBeCheckedAgain()
{
    Window window(impersonationDenied());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    window.find<QCheckBox>(u"continueCheck"_s)->setChecked(true);
    window.click(u"repeatAllButton"_s);
    QCOMPARE(window.session().runs, 2);
    QVERIFY(ended(window));
    QVERIFY(!window.next()->isEnabled()); // a new run wants a new decision
}

void TestChecksPage::stoppingIsAtOnceAndKeepsWhatWasFound()
{
    FakeScript script = FakeScript::healthy();
    script.pause = std::chrono::milliseconds(100);
    Window window(script);
    window.open();
    window.walkTo(ChecksPageId);
    QTRY_COMPARE(window.session().findings().size(), 2);
    window.click(u"stopButton"_s);
    QVERIFY(!window.session().isRunning());
    QCOMPARE(window.session().cancels, 1);
    QVERIFY(!window.next()->isEnabled());
    QVERIFY(window.button(u"repeatAllButton"_s)->isVisible());
    QCOMPARE(window.find<QLabel>(u"statusLabel"_s)->text(), u"Stopped. What was found so far stays here."_s);
    QCOMPARE(window.session().findings().size(), 2);
}

void TestChecksPage::goingBackCancels()
{
    FakeScript script = FakeScript::healthy();
    script.pause = std::chrono::seconds(5);
    Window window(script);
    window.open();
    window.walkTo(ChecksPageId);
    QTest::mouseClick(window.back(), Qt::LeftButton);
    QCOMPARE(window.page(), AccountPageId);
    QVERIFY(!window.session().isRunning());
    QCOMPARE(window.find<QLineEdit>(u"roomEdit"_s)->text(), u"room1@contoso.test"_s);
}

void TestChecksPage::noNameOfACheckIsCut()
{
    Window window;
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    auto *list = window.find<QListView>(u"checkList"_s);
    const QFontMetrics metrics = list->fontMetrics();
    list->setMaximumWidth(16 * metrics.height());
    QTRY_VERIFY(list->visualRect(list->model()->index(0, 0)).width() <= list->maximumWidth());
    int wrapped = 0;
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        const QRect place = list->visualRect(index);
        const int needed = metrics.horizontalAdvance(index.data().toString());
        const int lines = needed / place.width() + 1; // at least
        QVERIFY2(place.height() >= (lines + 1) * metrics.height(), qPrintable(index.data().toString()));
        wrapped += place.height() > 3 * metrics.height() ? 1 : 0;
    }
    QVERIFY(wrapped > 0);
}

void TestChecksPage::aChoiceByHandIsRespected()
{
    FakeScript script = impersonationDenied();
    script.pause = std::chrono::milliseconds(20);
    Window window(script);
    window.open();
    window.walkTo(ChecksPageId);
    auto *list = window.find<QListView>(u"checkList"_s);
    QTRY_VERIFY(window.session().findings().size() > 2);
    list->scrollToTop();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(1, 0)).center());
    QVERIFY(ended(window));
    QCOMPARE(list->currentIndex().row(), 1);
}

void TestChecksPage::aChoiceByKeysIsRespected()
{
    FakeScript script = impersonationDenied();
    script.pause = std::chrono::milliseconds(20);
    Window window(script);
    window.open();
    window.walkTo(ChecksPageId);
    auto *list = window.find<QListView>(u"checkList"_s);
    QTRY_VERIFY(window.session().findings().size() > 2);
    QTest::keyClick(list, Qt::Key_Home);
    QVERIFY(ended(window));
    QCOMPARE(list->currentIndex().row(), 0);
}

void TestChecksPage::aStationLeadsToItsCheck()
{
    Window window(impersonationDenied());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    QTest::mouseClick(window.find<PathHop>(u"hop2"_s), Qt::LeftButton);
    QCOMPARE(window.find<QListView>(u"checkList"_s)->currentIndex().data(Qt::UserRole + 4).toString(),
             u"net.tcp"_s);
}

void TestChecksPage::thePathIsToldToScreenReaders()
{
    Window window(impersonationDenied());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    auto *path = window.find<PathView>(u"path"_s);
    QAccessibleInterface *told = QAccessible::queryAccessibleInterface(path);
    QVERIFY(told->text(QAccessible::Name).startsWith(u"The path is broken at Mailbox."_s));
    QCOMPARE(told->childCount(), 7);
    QCOMPARE(told->child(2)->text(QAccessible::Name), u"Connection: works"_s);
    QCOMPARE(told->child(4)->text(QAccessible::Name), u"Mailbox: broken"_s);
    const QModelIndex row = window.find<QListView>(u"checkList"_s)->model()->index(13, 0);
    QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(u"failed"_s));
}

void TestChecksPage::anUnknownHostIsAskedFor()
{
    Window window(hostUnknown());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    const QString question = window.notice(u"question"_s);
    QVERIFY(question.contains(u"mail.contoso.test"_s));
    QVERIFY(question.contains(u"fabrikam.test"_s));
    QVERIFY(question.contains(u"Contoso Test CA"_s)); // who issued its certificate
    window.session().script = FakeScript::healthy();
    auto *accept = window.find<QWidget>(u"question"_s)->findChild<QAbstractButton *>(u"noticeAction"_s);
    QTest::mouseClick(accept, Qt::LeftButton);
    QCOMPARE(window.session().integration().server()->acceptHosts, QStringList{u"mail.contoso.test"_s});
    QCOMPARE(window.session().runs, 2);
    QVERIFY(ended(window));
    QVERIFY(window.next()->isEnabled());
    QVERIFY(window.notice(u"question"_s).isEmpty());
}

void TestChecksPage::anAcceptedHostOutlivesBackAndNext()
{
    Window window(hostUnknown());
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(ended(window));
    auto *accept = window.find<QWidget>(u"question"_s)->findChild<QAbstractButton *>(u"noticeAction"_s);
    QTest::mouseClick(accept, Qt::LeftButton);
    QVERIFY(ended(window));
    QTest::mouseClick(window.back(), Qt::LeftButton);
    QCOMPARE(window.page(), AccountPageId);
    QCOMPARE(window.find<QLineEdit>(u"hostsEdit"_s)->text(), u"mail.contoso.test"_s);
    QVERIFY(window.find<QWidget>(u"advancedPanel"_s)->isVisible());
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
    QCOMPARE(window.session().integration().server()->acceptHosts, QStringList{u"mail.contoso.test"_s});
}

void TestChecksPage::aRunThatCannotStartSaysWhy()
{
    FakeScript script = FakeScript::healthy();
    script.refusal = Problem{QString(Code::CaFileUnusable), {}, {{u"path"_s, u"/tmp/ca.pem"_s}}};
    Window window(script);
    window.open();
    window.walkTo(ChecksPageId);
    QVERIFY(!window.notice(u"question"_s).isEmpty());
    QVERIFY(!window.next()->isEnabled());
    QVERIFY(window.button(u"repeatAllButton"_s)->isVisible());
}

void TestChecksPage::everyVerdictHasASentence_data()
{
    QTest::addColumn<Verdict>("verdict");
    for (const Verdict verdict :
         {Verdict::Pass, Verdict::Warn, Verdict::Fail, Verdict::Incomplete, Verdict::Cancelled})
        QTest::newRow(qPrintable(toString(verdict))) << verdict;
}

void TestChecksPage::everyVerdictHasASentence()
{
    QFETCH(Verdict, verdict);
    const QString sentence = describe(verdict, CheckOutcomes::of(impersonationDenied().findings));
    QVERIFY(sentence.endsWith(u'.'));
    QVERIFY(!sentence.contains(u'%'));
}

QTEST_MAIN(TestChecksPage)
#include "tst_windowchecks.moc"
