// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consolecodes.h"
#include "core/problemcodes.h"
#include "net/recording.h"
#include "setup/replayedworld.h"
#include "support/testedworld.h"
#include "support/warnings.h"
#include "wizard/consolewindow.h"
#include "wizard/currentsession.h"
#include "wizard/supportmenu.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

// EWS asked by hand, in a simulated world.
class TestWindowConsole : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everySampleIsAnswered();
    void whatWasAskedIsRecordedAndReplays();
    void anErrorIsExplained();
    void eachPressCostsOneLogin();
    void noLoginWhereBasicIsOff();
    void whatWouldChangeSomethingIsNotSent();
    void aMistakeIsShownWithItsPlace();
    void theMailboxGoesIntoWhatWasEdited();
    void stoppingIsAtOnce();
    void aSubscriptionIsEnded_data();
    void aSubscriptionIsEnded();
    void aNewRunTakesItAway();
    void anAnswerThatSaysThePasswordIsNotShown();
    void itIsThereAfterTheChecksAlone();
    void itIsUsedByKeys();
    void everythingHasAName();
};

namespace {

struct ConsoleAtWork
{
    explicit ConsoleAtWork(const QString &scenario = u"healthy"_s)
        : ConsoleAtWork(*Scenario::load(scenario))
    {}
    explicit ConsoleAtWork(const Scenario &scenario)
        : tested(scenario)
        , session(tested.workbench.newSession())
    {
        session->setIntegration(TestedWorld::integration());
        session->setPassword(SimulatedWorld::password());
        current.replace(session);
        TestedWorld::runToEnd(*session);
        window = std::make_unique<ConsoleWindow>(current);
        window->show();
    }

    template<typename Widget>
    Widget *find(const QString &name) const
    {
        return window->findChild<Widget *>(name);
    }
    QString request() const { return find<QPlainTextEdit>(u"requestEdit"_s)->toPlainText(); }
    void write(const QString &xml) const
    {
        auto *edit = find<QPlainTextEdit>(u"requestEdit"_s);
        edit->selectAll();
        edit->insertPlainText(xml); // as somebody who types
    }
    QString answer() const { return find<QPlainTextEdit>(u"answerText"_s)->toPlainText(); }
    QString notice() const
    {
        return find<QWidget>(u"notice"_s)->findChild<QLabel *>(u"noticeText"_s)->text();
    }
    QString explained() const
    {
        QStringList texts;
        for (const QLabel *label : find<QWidget>(u"explanation"_s)->findChildren<QLabel *>())
            texts.append(label->text());
        return texts.join(u'\n');
    }
    bool isExplained() const { return find<QTabWidget>(u"answerTabs"_s)->isTabEnabled(1); }
    void choose(const QString &operation) const
    {
        auto *combo = find<QComboBox>(u"sampleCombo"_s);
        const int index = combo->findText(operation);
        QVERIFY2(index >= 0, qPrintable(operation));
        combo->setCurrentIndex(index);
        emit combo->activated(index);
    }
    void press() const { find<QPushButton>(u"sendButton"_s)->click(); }
    bool waitForAnswer() const
    {
        const auto *stop = find<QPushButton>(u"stopButton"_s);
        return QTest::qWaitFor([stop] { return !stop->isEnabled(); }, 10'000);
    }
    void ask(const QString &operation) const
    {
        choose(operation);
        press();
        QVERIFY(waitForAnswer());
    }
    int openSubscriptions() { return tested.world.exchange().openSubscriptions(); }

    TestedWorld tested;
    std::shared_ptr<Session> session;
    CurrentSession current;
    std::unique_ptr<ConsoleWindow> window;
};

// Pictures for whoever wants to look at what was built.
void keep(QWidget &widget, const QString &name)
{
    if (const QString folder = qEnvironmentVariable("SETUP_GRABS"); !folder.isEmpty())
        widget.grab().save(folder + u'/' + name + u".png"_s);
}

} // namespace

void TestWindowConsole::init()
{
    failOnWarnings();
}

void TestWindowConsole::everySampleIsAnswered()
{
    ConsoleAtWork console;
    const auto *combo = console.find<QComboBox>(u"sampleCombo"_s);
    QCOMPARE(combo->count(), 8);
    for (int i = 0; i < combo->count(); ++i) {
        const QString operation = combo->itemText(i);
        const int before = console.tested.world.requestCount();
        console.ask(operation);
        QCOMPARE(console.tested.world.requestCount(), before + 1);
        const QString answer = console.answer();
        QVERIFY2(answer.startsWith(u"200 "_s), qPrintable(operation + u": "_s + answer));
        QVERIFY2(answer.contains(operation + u"Response"_s), qPrintable(answer));
        QVERIFY(answer.contains(u"UTC"_s) && answer.contains(u"request id: "_s));
        QVERIFY2(answer.contains(u"\n  <"_s), qPrintable(answer)); // indented
        if (operation == "GetRooms"_L1) // its list is the one that GetRoomLists has named
            QVERIFY(!console.request().contains(u"example.com"_s));
        QVERIFY2(!console.isExplained(), qPrintable(operation + console.notice()));
        if (operation == "Subscribe"_L1)
            QCOMPARE(console.openSubscriptions(), 1);
        keep(*console.window, u"console-"_s + operation);
    }
    QCOMPARE(console.openSubscriptions(), 0);
    QCOMPARE(console.tested.world.rejectedLogins(), 0);
    console.find<QPushButton>(u"copyAnswerButton"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), console.answer());
}

void TestWindowConsole::whatWasAskedIsRecordedAndReplays()
{
    ConsoleAtWork console(u"impersonation-denied"_s);
    console.ask(u"GetFolder"_s);
    console.ask(u"GetRoomLists"_s);
    const auto har = console.session->recording();
    QVERIFY(har);
    QVERIFY(!har->contains(SimulatedWorld::password().bytes().toByteArray()));
    const auto recording = Recording::fromHar(*har);
    QVERIFY(recording);
    const QList<Observation> seen = recording->observations();
    QCOMPARE(std::count_if(seen.begin(), seen.end(),
                           [](const Observation &one) { return one.key.check == "support.console"_L1; }),
             2);
    const QString path = console.tested.drafts.filePath(u"console.har"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(*har) > 0);
    file.close();
    const auto replay = console.tested.workbench.openBundle(path);
    QVERIFY(replay);
    TestedWorld::runToEnd(**replay);
    const auto codesOf = [](const Session &session) {
        QStringList all;
        const QList<Finding> findings = session.findings();
        for (const Finding &finding : findings)
            all.append(finding.checkId + toString(finding.status)
                       + (finding.problem ? finding.problem->code : QString()));
        return all;
    };
    QCOMPARE(codesOf(**replay), codesOf(*console.session));
    QVERIFY(!(*replay)->console());
}

void TestWindowConsole::anErrorIsExplained()
{
    ConsoleAtWork console(u"impersonation-denied"_s);
    console.ask(u"GetFolder"_s);
    QVERIFY(console.notice().contains(u"ErrorImpersonateUserDenied"_s));
    QVERIFY(console.isExplained());
    QVERIFY(console.answer().contains(u"ErrorImpersonateUserDenied"_s));
    QVERIFY2(console.explained().contains(u"ApplicationImpersonation"_s), qPrintable(console.explained()));
    console.find<QWidget>(u"notice"_s)->findChild<QPushButton *>(u"noticeAction"_s)->click();
    QCOMPARE(console.find<QTabWidget>(u"answerTabs"_s)->currentIndex(), 1);
    keep(*console.window, u"console-explained"_s);
    // As the account itself it is allowed, and nothing is explained any more.
    console.find<QLineEdit>(u"mailboxEdit"_s)->clear();
    console.ask(u"ResolveNames"_s);
    QVERIFY2(!console.isExplained(), qPrintable(console.notice()));
}

void TestWindowConsole::eachPressCostsOneLogin()
{
    ConsoleAtWork console(u"wrong-password"_s);
    QCOMPARE(console.tested.world.rejectedLogins(), 1);
    for (int press = 1; press <= 2; ++press) {
        console.ask(u"GetRoomLists"_s);
        QCOMPARE(console.tested.world.rejectedLogins(), 1 + press);
        QVERIFY(console.notice().contains(QString(Code::Http401BasicRejected)));
    }
    QVERIFY(console.answer().startsWith(u"401 "_s));
}

void TestWindowConsole::noLoginWhereBasicIsOff()
{
    ConsoleAtWork console(u"basic-off"_s);
    const int before = console.tested.world.rejectedLogins();
    QVERIFY(console.find<QLabel>(u"target"_s)->text().contains(u"without a login"_s));
    console.ask(u"GetRoomLists"_s);
    QCOMPARE(console.tested.world.rejectedLogins(), before);
    QVERIFY2(console.notice().contains(QString(Code::Http401BasicNotOffered)), qPrintable(console.notice()));
    QVERIFY(console.answer().contains(u"WWW-Authenticate: "_s, Qt::CaseInsensitive));
}

void TestWindowConsole::whatWouldChangeSomethingIsNotSent()
{
    ConsoleAtWork console;
    const int before = console.tested.world.requestCount();
    console.choose(u"GetRoomLists"_s);
    console.write(console.request().replace(u"GetRoomLists"_s, u"DeleteItem"_s));
    console.press();
    QTest::qWait(100);
    QCOMPARE(console.tested.world.requestCount(), before);
    QVERIFY2(console.notice().contains(QString(Code::ConsoleRequestRefused)), qPrintable(console.notice()));
    QVERIFY2(console.explained().contains(u"DeleteItem"_s), qPrintable(console.explained()));
    QVERIFY(console.explained().contains(u"changes nothing"_s));
    QCOMPARE(console.find<QTabWidget>(u"answerTabs"_s)->currentIndex(), 1);
    QVERIFY(console.find<QPushButton>(u"sendButton"_s)->isEnabled());
    keep(*console.window, u"console-refused"_s);
}

void TestWindowConsole::aMistakeIsShownWithItsPlace()
{
    ConsoleAtWork console;
    const int before = console.tested.world.requestCount();
    console.write(console.request().replace(u"</m:FolderShape>"_s, u""_s));
    console.press();
    QTest::qWait(100);
    QCOMPARE(console.tested.world.requestCount(), before);
    QVERIFY2(console.notice().contains(QRegularExpression(u"line \\d+, column \\d+"_s)),
             qPrintable(console.notice()));
    QVERIFY(console.explained().contains(u"Nothing was sent"_s));
}

void TestWindowConsole::theMailboxGoesIntoWhatWasEdited()
{
    ConsoleAtWork console;
    console.choose(u"GetFolder"_s);
    QVERIFY(console.request().contains(u"room1@contoso.test"_s));
    auto *mailbox = console.find<QLineEdit>(u"mailboxEdit"_s);
    mailbox->setText(u"room2@contoso.test"_s);
    emit mailbox->editingFinished();
    QVERIFY(console.request().contains(u"room2@contoso.test"_s));
    console.write(console.request().replace(u"IdOnly"_s, u"Default"_s));
    mailbox->setText(u"room1@contoso.test"_s);
    emit mailbox->editingFinished();
    QVERIFY(console.request().contains(u"room1@contoso.test"_s));
    QVERIFY(console.request().contains(u"Default"_s));
    console.write(u"<broken"_s);
    mailbox->setText(u"room2@contoso.test"_s);
    emit mailbox->editingFinished();
    QCOMPARE(console.request(), u"<broken"_s); // and nothing that was written is lost
    QVERIFY(!console.notice().isEmpty());
}

void TestWindowConsole::stoppingIsAtOnce()
{
    ConsoleAtWork console;
    console.tested.world.setLatency(std::chrono::seconds(3));
    console.choose(u"GetFolder"_s);
    console.press();
    auto *stop = console.find<QPushButton>(u"stopButton"_s);
    QVERIFY(stop->isEnabled());
    QVERIFY(!console.find<QPushButton>(u"sendButton"_s)->isEnabled());
    QTest::qWait(50);
    stop->click();
    QVERIFY(!stop->isEnabled());
    QVERIFY(console.find<QPushButton>(u"sendButton"_s)->isEnabled());
    QVERIFY(console.notice().contains(u"Stopped"_s));
    QVERIFY(console.answer().isEmpty());
    // Closing while it waits is no trouble, either.
    console.press();
    console.window.reset();
    QTest::qWait(50);
}

void TestWindowConsole::aSubscriptionIsEnded_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("that was made") << false;
    QTest::newRow("that was being made") << true;
}

void TestWindowConsole::aSubscriptionIsEnded()
{
    QFETCH(const bool, isStopped);
    ConsoleAtWork console;
    console.choose(u"Subscribe"_s);
    if (isStopped)
        console.tested.world.setLatency(std::chrono::milliseconds(200));
    console.press();
    if (isStopped) {
        QTest::qWait(20);
        console.find<QPushButton>(u"stopButton"_s)->click();
    } else {
        QVERIFY(console.waitForAnswer());
    }
    QTRY_COMPARE(console.openSubscriptions(), 1);
    QTest::qWait(isStopped ? 500 : 0); // until its answer is here
    console.window.reset();
    console.current.replace(nullptr);
    console.session.reset();
    QTRY_COMPARE(console.openSubscriptions(), 0);
    QTRY_VERIFY(console.tested.workbench.farewells().isEmpty());
}

void TestWindowConsole::aNewRunTakesItAway()
{
    ConsoleAtWork console;
    console.ask(u"Subscribe"_s);
    QCOMPARE(console.openSubscriptions(), 1);
    QSignalSpy finished(console.session.get(), &Session::runFinished);
    QVERIFY(console.session->run());
    QTRY_VERIFY(!console.find<QPushButton>(u"sendButton"_s)->isEnabled());
    console.press(); // has no effect
    QVERIFY(finished.wait(20'000));
    QTRY_COMPARE(console.openSubscriptions(), 0);
    QTRY_VERIFY(console.find<QPushButton>(u"sendButton"_s)->isEnabled());
    console.ask(u"GetFolder"_s);
    QVERIFY(console.answer().startsWith(u"200 "_s));
}

void TestWindowConsole::anAnswerThatSaysThePasswordIsNotShown()
{
    const QByteArray password = SimulatedWorld::password().bytes().toByteArray();
    const QByteArray basic = (SimulatedWorld::email().toUtf8() + ':' + password).toBase64();
    // None of the checks asks it.
    const auto scenario = Scenario::fromJson(
        R"({"title":"An echo","description":"A server that says the login again.","http":[{"match":{"path":"/EWS/","operation":"ExpandDL"},"reply":{"status":500,
            "headers":{"Content-Type":"text/xml"},"body":"<debug><login>)"
            + basic + "</login></debug>\"}}]}",
        u"echo"_s);
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.problem().detail));
    ConsoleAtWork console(*scenario);
    console.choose(u"GetRoomLists"_s);
    console.write(console.request().replace(u"GetRoomLists"_s, u"ExpandDL"_s));
    console.press();
    QVERIFY(console.waitForAnswer());
    QVERIFY2(console.answer().startsWith(u"500 "_s), qPrintable(console.answer()));
    QVERIFY2(!console.answer().contains(QString::fromLatin1(basic)), qPrintable(console.answer()));
    QVERIFY2(console.notice().contains(u"is not shown"_s), qPrintable(console.notice()));
    const auto har = console.session->recording();
    QVERIFY(!har || !har->contains(basic));
}

void TestWindowConsole::itIsThereAfterTheChecksAlone()
{
    TestedWorld tested;
    CurrentSession current;
    QWidget window;
    QPushButton button(&window);
    const SupportMenu menu(&button, tested.workbench, current, &window);
    const auto action = [&window] {
        auto *shown = window.findChild<QMenu *>(u"supportMenu"_s);
        emit shown->aboutToShow();
        return shown->findChild<QAction *>(u"consoleAction"_s);
    };
    QVERIFY(!action()->isEnabled());
    const std::shared_ptr<Session> session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    current.replace(session);
    QVERIFY(!action()->isEnabled());
    TestedWorld::runToEnd(*session);
    QVERIFY(action()->isEnabled());
    action()->trigger();
    auto *console = window.findChild<ConsoleWindow *>();
    QVERIFY(console && console->isVisible());
    Integration edited = session->integration();
    edited.server()->email = u"other@contoso.test"_s;
    session->setIntegration(edited);
    QVERIFY(!action()->isEnabled()); // the login that it would send is another account's
    QVERIFY(!console->findChild<QPushButton *>(u"sendButton"_s)->isEnabled());
}

void TestWindowConsole::itIsUsedByKeys()
{
    ConsoleAtWork console;
    console.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(console.window.get()));
    auto *edit = console.find<QPlainTextEdit>(u"requestEdit"_s);
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(console.waitForAnswer());
    QTRY_VERIFY(console.answer().startsWith(u"200 "_s));
    QTest::keyClick(edit, Qt::Key_Tab);
    QVERIFY(!edit->toPlainText().contains(u'\t'));
    auto *mailbox = console.find<QLineEdit>(u"mailboxEdit"_s);
    const int before = console.tested.world.requestCount();
    mailbox->setFocus();
    QTest::keyClick(mailbox, Qt::Key_Return);
    QTest::qWait(50);
    QCOMPARE(console.tested.world.requestCount(), before); // Enter in a field sends nothing
    QVERIFY(console.window->isVisible());
    QTest::keyClick(console.window.get(), Qt::Key_Escape);
    QVERIFY(!console.window->isVisible());
}

void TestWindowConsole::everythingHasAName()
{
    ConsoleAtWork console;
    QStringList mnemonics;
    const auto widgets = console.window->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        auto *told = QAccessible::queryAccessibleInterface(widget);
        const bool isPart = qobject_cast<QAbstractScrollArea *>(widget->parentWidget())
            || qobject_cast<QLineEdit *>(widget->parentWidget()) || widget->inherits("QTabWidget")
            || widget->inherits("QSplitter") || widget->inherits("QScrollArea");
        QVERIFY2(isPart || (told && !told->text(QAccessible::Name).isEmpty()),
                 widget->metaObject()->className());
    }
}

QTEST_MAIN(TestWindowConsole)
#include "tst_windowconsole.moc"
