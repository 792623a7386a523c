// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/privatefile.h"
#include "net/livedoor.h"
#include "portalwindow.h"
#include "setup/keptproxy.h"
#include "support/mnemonics.h"
#include "window.h"
#include "wizard/panetabs.h"

#include <QDesktopServices>
#include <QDialog>
#include <QDir>
#include <QJsonArray>
#include <QLibraryInfo>
#include <QListWidget>
#include <QScrollArea>
#include <QTemporaryDir>
#include <QTranslator>

#include <functional>

using namespace Setup;
using namespace Qt::StringLiterals;

// Opens what it is given, and nobody looks at it.
class SilentBrowser : public QObject
{
    Q_OBJECT

public:
    SilentBrowser() { QDesktopServices::setUrlHandler(u"http"_s, this, "open"); }
    ~SilentBrowser() override { QDesktopServices::unsetUrlHandler(u"http"_s); }
    Q_DISABLE_COPY_MOVE(SilentBrowser)

public slots:
    void open(const QUrl &) {}
};

// What only shows in one language or another: every one that the program ships, and English, its source.
class TestLanguages : public QObject
{
    Q_OBJECT

private slots:
    void germanIsShipped();
    void noTwoControlsShareAMnemonic_data();
    void noTwoControlsShareAMnemonic();
    void whatSomebodyTypedIsNoMnemonic();
    void largeTypePushesNothingOutOfSight_data();
    void largeTypePushesNothingOutOfSight();
    void largeTypeLeavesTheExplanationItsRoom();
};

namespace {

// The files of texts in the program; an empty name stands for English.
QStringList languages()
{
    QStringList files = QDir(u":/i18n"_s).entryList({u"*.qm"_s});
    files.prepend({});
    return files;
}

// Somebody looks at one window after the other for letters that lead to two things.
class Reader
{
public:
    void look(const QWidget *window)
    {
        QVERIFY(window && window->isVisible());
        m_letters += textsWithMnemonic(*window).size();
        m_shared += sharedMnemonics(*window);
    }
    QString shared() const { return m_shared.join(u"; "_s); }
    qsizetype letters() const { return m_letters; }

private:
    QStringList m_shared;
    qsizetype m_letters = 0;
};

using Play = std::function<void(Reader &)>;

FakeScript slow()
{
    FakeScript script = FakeScript::healthy();
    script.pause = std::chrono::seconds(20);
    return script;
}

FakeScript foreignHost()
{
    return FakeScript::healthy().failAt(
        u"auth.login"_s,
        {QString(Code::HostNotConfirmed),
         {},
         {{u"host"_s, u"mail.contoso.test"_s}, {u"mailDomain"_s, u"fabrikam.test"_s}}});
}

FakeScript denied()
{
    return FakeScript::healthy().failAt(
        u"ews.impersonation"_s,
        {u"ErrorImpersonateUserDenied"_s, {}, {{u"mailbox"_s, u"room1@contoso.test"_s}}});
}

FakeScript basicOff()
{
    return FakeScript::healthy().failAt(
        u"auth.login"_s, {QString(Code::Http401BasicNotOffered), {}, {{u"offers"_s, QJsonArray{u"NTLM"_s}}}},
        {u"ews.version"_s});
}

// In front of the window of the program.
QWidget *dialogInFront()
{
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows)
        if (window->isVisible() && qobject_cast<QDialog *>(window) && !qobject_cast<QWizard *>(window))
            return window;
    return nullptr;
}

void openAt(Window &window, PageId page)
{
    window.bench.addDraft({QUuid::createUuid(), u"Headquarters"_s, {}, {}, ExchangeServer{}});
    window.open();
    if (onlinePages().contains(page))
        window.goOnline();
    window.walkTo(page);
    if (page == ChecksPageId && window.bench.script.pause.count() == 0)
        QTRY_VERIFY(!window.session().isRunning());
}

void playPage(Reader &reader, PageId page, const FakeScript &script)
{
    Window window(script);
    openAt(window, page);
    if (page == AccountPageId)
        window.click(u"advancedButton"_s);
    reader.look(window.wizard.get());
}

// tight: list and explanation as tabs.
void playChecks(Reader &reader, bool isTight, const FakeScript &script)
{
    Window window(script);
    openAt(window, ChecksPageId);
    window.wizard->resize(window.wizard->fontMetrics().height() * QSize(isTight ? 36 : 70, 44));
    QTRY_COMPARE(window.find<PaneTabs>(u"tabs"_s)->isVisible(), isTight);
    reader.look(window.wizard.get());
}

void playWelcome(Reader &reader)
{
    LiveDoor door;
    MemorySecretStore secrets;
    KeptProxy proxy(secrets, door);
    Window window;
    window.bench.wayOut = &proxy;
    openAt(window, WelcomePageId);
    for (const char *way : {"newRadio", "continueRadio", "bundleRadio"}) {
        window.click(QString::fromLatin1(way));
        reader.look(window.wizard.get());
    }
    window.click(u"networkButton"_s);
    for (const char *way : {"systemRadio", "noneRadio", "manualRadio"}) {
        dialogInFront()->findChild<QAbstractButton *>(QString::fromLatin1(way))->click();
        reader.look(dialogInFront());
    }
    dialogInFront()->close();
    QTRY_VERIFY(!dialogInFront());
    window.click(u"continueRadio"_s);
    window.find<QListWidget>(u"draftList"_s)->setCurrentRow(0);
    window.click(u"deleteButton"_s);
    reader.look(dialogInFront());
}

void playDemo(Reader &reader)
{
    Window window;
    window.bench.demo = true;
    openAt(window, PortalPageId);
    reader.look(window.wizard.get());
}

// The other half of a hybrid organisation is offered.
void playBoth(Reader &reader)
{
    Window window;
    openAt(window, TopologyPageId);
    window.click(u"bothRadio"_s);
    reader.look(window.wizard.get());
    window.walkTo(DonePageId);
    reader.look(window.wizard.get());
}

QAction *supportAction(const Window &window, const QString &name)
{
    auto *menu = window.wizard->findChild<QMenu *>(u"supportMenu"_s);
    emit menu->aboutToShow();
    return menu->findChild<QAction *>(name);
}

void playSupport(Reader &reader)
{
    Window window(basicOff());
    openAt(window, ChecksPageId);
    auto *menu = window.wizard->findChild<QMenu *>(u"supportMenu"_s);
    menu->popup(window.wizard->mapToGlobal(QPoint(40, 40)));
    reader.look(menu);
    menu->hide();
    for (const char *name :
         {"saveBundleAction", "saveReportAction", "logAction", "tokenAction", "consoleAction"}) {
        supportAction(window, QString::fromLatin1(name))->trigger();
        reader.look(dialogInFront());
        dialogInFront()->close();
        QTRY_VERIFY(!dialogInFront());
    }
    window.find<QWidget>(u"explanation"_s)->findChild<QAbstractButton *>(u"script-basic-ews"_s)->click();
    reader.look(dialogInFront());
    dialogInFront()->close();
    QTRY_VERIFY(!dialogInFront());
    window.click(u"outsideButton"_s);
    reader.look(dialogInFront());
}

void playConsole(Reader &reader)
{
    Window window(denied());
    openAt(window, ChecksPageId);
    supportAction(window, u"consoleAction"_s)->trigger();
    QWidget *console = dialogInFront();
    for (const QSize &size : {QSize(34, 36), QSize(90, 36)}) {
        console->resize(console->fontMetrics().height() * size);
        QTRY_COMPARE(console->findChild<PaneTabs *>()->isVisible(), size.width() < 36);
        reader.look(console);
        console->findChild<QAbstractButton *>(u"sendButton"_s)->click();
        reader.look(console);
        QTRY_VERIFY(console->findChild<QAbstractButton *>(u"sendButton"_s)->isEnabled());
        reader.look(console);
    }
}

// Somebody is signed in at Microsoft, and AskCody's application waits for its consent.
void playConsent(Reader &reader)
{
    SilentBrowser nobody;
    FakeScript script = FakeScript::online();
    script.signInUrl = QUrl(u"http://127.0.0.1:9/sign-in?state=1"_s);
    Window window(script);
    openAt(window, TopologyPageId);
    window.goOnline();
    window.walkTo(MicrosoftPageId);
    window.bench.newest->script.signInUrl = script.signInUrl;
    window.click(u"browserButton"_s);
    QTRY_VERIFY(window.find<QWidget>(u"waiting"_s)->isVisible());
    reader.look(window.wizard.get());
    emit window.wizard->microsoft().nothingCameBack();
    reader.look(window.wizard.get());
    window.session().comeBack();
    QTRY_VERIFY(window.wizard->microsoft().account());
    PortalDescription description;
    description.signInClientId = window.clientId;
    description.exchangeApp = ExchangeApp{u"5b0c1f9e-0000-4000-8000-00000000a5c0"_s, u"AskCody"_s, {}, false};
    window.session().microsoft().setPortal(description);
    QTRY_VERIFY(window.button(u"applicationCheck"_s)->isVisible());
    window.click(u"applicationCheck"_s);
    QVERIFY(window.button(u"consentButton"_s)->isEnabled());
    reader.look(window.wizard.get());
}

// Checks that are running need somebody once more, and nothing has come back from the browser for a while.
void playQuestionOfTheChecks(Reader &reader)
{
    SilentBrowser nobody;
    Window window;
    openAt(window, TopologyPageId);
    window.goOnline();
    window.session().script = FakeScript::online();
    window.walkTo(ChecksPageId);
    QTRY_VERIFY(!window.session().isRunning());
    window.session().script.signInUrl = QUrl(u"http://127.0.0.1:9/sign-in?state=1"_s);
    window.session().microsoft().desk()->forget();
    window.click(u"repeatAllButton"_s);
    const auto *dialog = window.wizard->findChild<QDialog *>(u"microsoftDialog"_s);
    QTRY_VERIFY(dialog->isVisible());
    emit window.wizard->microsoft().nothingCameBack();
    reader.look(dialog);
}

void playUnknownPortal(Reader &reader)
{
    ConnectedWindow window(u"healthy"_s, u"owner@contoso.test"_s, false);
    QVERIFY(window.arrive());
    reader.look(window.wizard.get());
}

void playSignIn(Reader &reader)
{
    SilentBrowser nobody;
    ConnectedWindow window;
    QVERIFY(window.arrive());
    QTRY_VERIFY(window.button(u"browserButton"_s)->isVisible());
    reader.look(window.wizard.get());
    for (const char *way : {"browserButton", "deviceButton"}) {
        window.button(QString::fromLatin1(way))->click();
        QTRY_VERIFY(window.find<QWidget>(u"waiting"_s)->isVisible());
        reader.look(window.wizard.get());
        emit window.wizard->portal().nothingCameBack();
        reader.look(window.wizard.get());
        window.button(u"stopButton"_s)->click();
    }
    QVERIFY(window.signIn());
    QTRY_VERIFY(window.next()->isEnabled());
    reader.look(window.wizard.get());
}

void playConnect(Reader &reader)
{
    ConnectedWindow window(u"portal/cloud-blocked"_s);
    QVERIFY(window.arrive());
    QVERIFY(window.signIn());
    QVERIFY(window.prepare());
    reader.look(window.wizard.get());
    window.pressConnect();
    reader.look(window.wizard.get());
    QVERIFY(window.hasPushed());
    QVERIFY(window.hearTheCloud());
    reader.look(window.wizard.get());
    QVERIFY(window.goOn());
    reader.look(window.wizard.get());
}

// What the menu offers beside an opened bundle.
void playBundle(Reader &reader)
{
    TestedWorld tested(u"basic-off"_s);
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    TestedWorld::runToEnd(*session);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"run.har"_s);
    QVERIFY(writePrivateFile(path, *session->recording()));
    SetupWizard wizard(tested.workbench);
    wizard.openBundle(path);
    wizard.show();
    reader.look(&wizard);
    wizard.next();
    QTRY_VERIFY(wizard.currentId() != WelcomePageId);
    auto *menu = wizard.findChild<QMenu *>(u"supportMenu"_s);
    menu->popup(wizard.mapToGlobal(QPoint(40, 40)));
    QVERIFY(menu->findChild<QAction *>(u"compareAction"_s));
    reader.look(menu);
    menu->hide();
}

// Every page, dialog and window, with all that can be in sight at a time.
QList<std::pair<QString, Play>> scenes()
{
    QList<std::pair<QString, Play>> scenes;
    for (const PageId page : steps({}))
        if (page != ChecksPageId)
            scenes.append({stepTitle(page), [page](Reader &reader) { playPage(reader, page, denied()); }});
    for (const PageId page : onlinePages())
        scenes.append({u"Exchange Online: "_s + stepTitle(page),
                       [page](Reader &reader) { playPage(reader, page, FakeScript::online()); }});
    const QList<std::tuple<QString, bool, FakeScript>> checks{
        {u"checks, running"_s, false, slow()},
        {u"checks, running, tight"_s, true, slow()},
        {u"checks, all well"_s, false, FakeScript::healthy()},
        {u"checks, a failure"_s, false, denied()},
        {u"checks, a failure, tight"_s, true, denied()},
        {u"checks, a repair"_s, false, basicOff()},
        {u"checks, a foreign host"_s, false, foreignHost()},
        {u"checks, a foreign host, tight"_s, true, foreignHost()}};
    for (const auto &[name, isTight, script] : checks)
        scenes.append({name, [isTight = isTight, script = script](Reader &reader) {
                           playChecks(reader, isTight, script);
                       }});
    scenes.append({{u"the first page and its dialogs"_s, &playWelcome},
                   {u"a demo"_s, &playDemo},
                   {u"both places"_s, &playBoth},
                   {u"support"_s, &playSupport},
                   {u"the console"_s, &playConsole},
                   {u"the consent"_s, &playConsent},
                   {u"the question of the checks"_s, &playQuestionOfTheChecks},
                   {u"an unknown portal"_s, &playUnknownPortal},
                   {u"the sign-in at the portal"_s, &playSignIn},
                   {u"into the portal"_s, &playConnect},
                   {u"a bundle"_s, &playBundle}});
    return scenes;
}

} // namespace

void TestLanguages::germanIsShipped()
{
    QVERIFY(languages().contains(u"askcody-exchange-setup_de.qm"_s));
}

void TestLanguages::noTwoControlsShareAMnemonic_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("scene");
    for (const QString &language : languages())
        for (qsizetype i = 0; i < scenes().size(); ++i) {
            const QString name = language.isEmpty() ? u"en"_s : language.chopped(3).section(u'_', -1);
            QTest::newRow(qPrintable(u"%1: %2"_s.arg(name, scenes().at(i).first))) << language << int(i);
        }
}

void TestLanguages::noTwoControlsShareAMnemonic()
{
    QFETCH(QString, language);
    QFETCH(int, scene);
    QTranslator qtTexts; // of the buttons that every dialog has
    QTranslator texts;
    if (!language.isEmpty()) {
        const QString qts = u"qtbase_"_s + language.chopped(3).section(u'_', -1);
        if (qtTexts.load(qts, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(&qtTexts);
        QVERIFY(texts.load(u":/i18n/"_s + language));
        QVERIFY(QCoreApplication::installTranslator(&texts));
    }
    Reader reader;
    scenes().at(scene).second(reader);
    QVERIFY(reader.letters() > 0);
    QVERIFY2(reader.shared().isEmpty(), qPrintable(reader.shared()));
}

void TestLanguages::whatSomebodyTypedIsNoMnemonic()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"ewsEdit"_s, u"http://mail.contoso.test/EWS/a&b.asmx"_s);
    window.clickNext();
    const auto *repair =
        window.find<QWidget>(u"ewsNotice"_s)->findChild<QAbstractButton *>(u"noticeAction"_s);
    QVERIFY(repair->isVisible());
    QVERIFY2(repair->text().endsWith(u"a&&b.asmx"_s), qPrintable(repair->text()));
    QVERIFY(repair->shortcut().isEmpty());
}

namespace {

// German, in type of twice the size, in a small window.
class LargeGerman
{
public:
    LargeGerman()
    {
        QFont large = m_before;
        large.setPointSizeF(large.pointSizeF() * 2);
        QApplication::setFont(large);
        if (m_texts.load(u":/i18n/askcody-exchange-setup_de.qm"_s))
            QCoreApplication::installTranslator(&m_texts);
    }
    ~LargeGerman() { QApplication::setFont(m_before); }
    Q_DISABLE_COPY_MOVE(LargeGerman)

    bool isSpoken() const { return !m_texts.isEmpty(); }
    static void shrink(const Window &window) { window.wizard->resize(850, 720); }

private:
    QFont m_before = QApplication::font();
    QTranslator m_texts;
};

} // namespace

void TestLanguages::largeTypePushesNothingOutOfSight_data()
{
    QTest::addColumn<PageId>("page");
    for (const PageId page : steps({}))
        QTest::newRow(qPrintable(stepTitle(page))) << page;
}

void TestLanguages::largeTypePushesNothingOutOfSight()
{
    QFETCH(const PageId, page);
    const LargeGerman german;
    QVERIFY(german.isSpoken());
    Window window(denied());
    window.open();
    window.walkTo(page);
    LargeGerman::shrink(window);
    QTRY_VERIFY(window.wizard->width() <= 870);
    for (const auto *scroll : window.wizard->currentPage()->findChildren<QScrollArea *>())
        if (scroll->isVisible() && scroll->widget())
            QTRY_VERIFY2(scroll->widget()->width() <= scroll->viewport()->width(),
                         qPrintable(scroll->objectName()));
}

void TestLanguages::largeTypeLeavesTheExplanationItsRoom()
{
    const LargeGerman german;
    Window window(denied());
    window.open();
    window.walkTo(ChecksPageId);
    QTRY_VERIFY(!window.session().isRunning());
    LargeGerman::shrink(window);
    const auto *explanation = window.find<QWidget>(u"explanation"_s);
    QTRY_VERIFY(explanation->isVisible());
    const int line = window.wizard->fontMetrics().height();
    QTRY_VERIFY2(explanation->height() >= 7 * line, qPrintable(QString::number(explanation->height())));
}

QTEST_MAIN(TestLanguages)
#include "tst_windowlanguages.moc"
