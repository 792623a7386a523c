// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/logbook.h"
#include "portalwindow.h"
#include "replaywindow.h"
#include "setup/replayedworld.h"
#include "support/testedworld.h"
#include "support/warnings.h"
#include "wizard/bundlepreview.h"
#include "wizard/logwindow.h"
#include "wizard/setupwizard.h"
#include "wizard/tokenviewer.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTest>
#include <QWheelEvent>

using namespace Setup;
using namespace Qt::StringLiterals;

// A customer's bundle in the window: what the admin saw, page by page, without a network.
class TestWindowReplay : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void pageByPageNothingIsSentAndNothingChanges();
    void nothingIsCutInLargeType();
    void itGoesAsFarAsItsMakerDid();
    void aReplayOfAnOwnSetUpIsLeft_data();
    void aReplayOfAnOwnSetUpIsLeft();
    void whatCannotBeChangedCanBeRead();
    void thePortalOfARecordingIsNotOpened();
    void whatIf();
    void theMenuDoesNotGrow();
    void anotherBundleIsCompared();
    void whatAFileStatesIsNotBelieved();
    void aBundleIsLookedAtBeforeItIsSaved();
    void namesThatCannotBeReplacedAreNotPromised();
    void hostileNamesAreText();
    void aTokenIsReadAndNotKept();
    void theLogCanBeReadAndCopied();
    void theLogStaysWhereItIsRead();
    void theLogIsShownWhileItGrows();

private:
    QString record(const QString &scenario, const QString &name, bool handOff = false);

    QTemporaryDir m_folder;
};

namespace {

QByteArray shown(QList<Finding> findings)
{
    QJsonArray array;
    for (Finding &finding : findings) {
        finding.duration = {};
        array.append(toJson(finding));
    }
    return QJsonDocument(array).toJson();
}

// Pictures for whoever wants to look at what was built.
void keep(QWidget &widget, const QString &name)
{
    if (const QString folder = qEnvironmentVariable("SETUP_GRABS"); !folder.isEmpty())
        widget.grab().save(folder + u'/' + name + u".png"_s);
}

} // namespace

void TestWindowReplay::init()
{
    failOnWarnings();
    QSettings().clear();
}

QString TestWindowReplay::record(const QString &scenario, const QString &name, bool handOff)
{
    TestedWorld tested(scenario);
    const auto session = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    integration.name = name;
    integration.portal = QUrl(u"https://app.onaskcody.com"_s);
    session->setIntegration(integration);
    session->setPassword(SimulatedWorld::password());
    TestedWorld::runToEnd(*session);
    if (handOff)
        session->markHandedOff();
    const auto har = session->recording();
    const QString path = m_folder.filePath(u"%1-%2.har"_s.arg(scenario).arg(handOff));
    QFile file(path);
    if (!har || !file.open(QIODevice::WriteOnly) || file.write(*har) != har->size())
        return {};
    return path;
}

void TestWindowReplay::pageByPageNothingIsSentAndNothingChanges()
{
    const QString path = record(u"basic-off"_s, u"Headquarters"_s);
    QVERIFY(!path.isEmpty());
    ReplayWindow window(path);
    QList<int> seen;
    while (window.next()) {
        seen.append(window.wizard.currentId());
        keep(window.wizard, u"replay-%1"_s.arg(window.wizard.currentId()));
        const auto edits = window.wizard.currentPage()->findChildren<QLineEdit *>();
        for (const QLineEdit *edit : edits)
            QVERIFY2(edit->isReadOnly() || !edit->isEnabled() || !edit->isVisible(),
                     qPrintable(edit->objectName()));
        if (window.wizard.currentId() == AccountPageId) {
            const auto *password = window.wizard.currentPage()->findChild<QLineEdit *>(u"passwordEdit"_s);
            QVERIFY(password && !password->placeholderText().isEmpty());
            QVERIFY(!window.wizard.currentPage()->findChild<QWidget *>(u"showCheck"_s)->isEnabled());
        }
        if (window.wizard.currentId() == ChecksPageId)
            QTRY_VERIFY_WITH_TIMEOUT(!window.wizard.current()->isRunning(), 20'000);
    }
    QCOMPARE(
        seen,
        (QList<int>{PortalPageId, TopologyPageId, PreparePageId, AccountPageId, ChecksPageId, ReviewPageId}));
    QVERIFY(window.wizard.button(QWizard::FinishButton)->isVisible());
    const ReplayedWorld *replayed = window.wizard.current()->replayed();
    QVERIFY(replayed);
    QCOMPARE(shown(window.wizard.current()->findings()), shown(replayed->findings()));
    QVERIFY(window.banner().contains(u"UTC"_s));
    QCOMPARE(window.door.asked, 0);
    QVERIFY(window.workbench.drafts().isEmpty());
}

// The step that is current stands in bold, and may need a line more; a page is not pushed beside itself.
void TestWindowReplay::nothingIsCutInLargeType()
{
    const QFont usual = QApplication::font();
    QFont large = usual;
    large.setPointSizeF(usual.pointSizeF() * 2);
    QApplication::setFont(large);
    {
        ReplayWindow window(record(u"basic-off"_s, u"Headquarters"_s));
        window.wizard.resize(1024, 700);
        do {
            QTest::qWait(50);
            const auto labels = window.wizard.findChildren<QLabel *>(QRegularExpression(u"^step[0-9]+$"_s));
            QVERIFY(!labels.isEmpty());
            if (const auto *scroll = window.wizard.currentPage()->findChild<QScrollArea *>(u"scroll"_s))
                QVERIFY2(scroll->widget()->width() <= scroll->viewport()->width(),
                         qPrintable(QString::number(window.wizard.currentId())));
            for (const QLabel *label : labels)
                QVERIFY2(!label->isVisible() || label->height() >= label->heightForWidth(label->width()),
                         qPrintable(label->text()));
        } while (window.next());
        QCOMPARE(window.wizard.currentId(), int(ReviewPageId));
    }
    QApplication::setFont(usual);
}

void TestWindowReplay::itGoesAsFarAsItsMakerDid()
{
    ReplayWindow window(record(u"healthy"_s, u"Headquarters"_s, true));
    QVERIFY(window.walkTo(DonePageId));
    QCOMPARE(window.door.asked, 0);
    QVERIFY(window.workbench.drafts().isEmpty());
}

void TestWindowReplay::aReplayOfAnOwnSetUpIsLeft_data()
{
    QTest::addColumn<QString>("choice");
    QTest::newRow("for a new one") << u"newRadio"_s;
    QTest::newRow("for the set-up itself") << u"continueRadio"_s;
}

void TestWindowReplay::aReplayOfAnOwnSetUpIsLeft()
{
    QFETCH(const QString, choice);
    PortalWorld world;
    PortalWindow window(world.workbench);
    QVERIFY(window.passOver());
    QVERIFY(window.prepare(ChecksPageId));
    QTRY_VERIFY_WITH_TIMEOUT(!window.wizard->current()->isRunning(), 30'000);
    const QUuid id = window.wizard->current()->integration().id;
    const auto har = window.wizard->current()->recording();
    QVERIFY(har);
    QFile file(world.drafts.filePath(u"own.har"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(*har) == har->size());
    file.close();
    while (window.page() != WelcomePageId)
        window.wizard->back();
    window.wizard->openBundle(file.fileName());
    window.wizard->next();
    QVERIFY(window.wizard->current()->isReplay());
    QCOMPARE(window.wizard->current()->integration().id, id);
    window.wizard->back();
    window.find<QListWidget>(u"draftList"_s)->setCurrentRow(0);
    window.button(choice)->click();
    window.wizard->next();
    QCOMPARE(window.page(), PortalPageId);
    QVERIFY(!window.wizard->current()->isReplay());
    QVERIFY(!window.wizard->current()->isReadOnly());
    QCOMPARE(window.wizard->current()->integration().id == id, choice == "continueRadio"_L1);
}

void TestWindowReplay::whatCannotBeChangedCanBeRead()
{
    ReplayWindow window(record(u"healthy"_s, u"Headquarters"_s));
    window.wizard.resize(500, 380);
    QVERIFY(window.walkTo(TopologyPageId));
    const QWidget *page = window.wizard.currentPage();
    auto *scroll = page->findChild<QAbstractScrollArea *>(u"scroll"_s);
    QScrollBar *bar = scroll->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    const QPoint middle = scroll->viewport()->rect().center();
    QWheelEvent wheel(middle, scroll->viewport()->mapToGlobal(middle), {}, QPoint(0, -360), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(scroll->viewport(), &wheel);
    const int turned = bar->value();
    QVERIFY(turned > 0);
    scroll->setFocus(Qt::TabFocusReason);
    QCOMPARE(window.wizard.focusWidget(), static_cast<QWidget *>(scroll));
    QVERIFY(scroll->focusPolicy() & Qt::TabFocus);
    bar->setValue(0);
    QTest::keyClick(scroll, Qt::Key_PageDown);
    QVERIFY(bar->value() > 0);
    for (const auto &radio : {u"serverRadio"_s, u"onlineRadio"_s, u"bothRadio"_s})
        QVERIFY(!page->findChild<QAbstractButton *>(radio)->isEnabled());
    QVERIFY(page->findChild<QLineEdit *>(u"emailEdit"_s)->isReadOnly());
}

void TestWindowReplay::thePortalOfARecordingIsNotOpened()
{
    ReplayWindow window(record(u"healthy"_s, u"Headquarters"_s, true));
    QVERIFY(window.walkTo(HandOffPageId));
    QVERIFY(!window.wizard.current()->integration().portal.isEmpty());
    QVERIFY(!window.wizard.currentPage()->findChild<QAbstractButton *>(u"openButton"_s)->isEnabled());
}

void TestWindowReplay::whatIf()
{
    ReplayWindow window(record(u"basic-off"_s, u"Headquarters"_s));
    QVERIFY(window.walkTo(ChecksPageId));
    QAction *action = window.supposition(Supposition::BasicOffered);
    QVERIFY(action && action->isCheckable() && !action->isChecked());
    const QByteArray before = shown(window.wizard.current()->findings());
    action->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!window.wizard.current()->isRunning(), 20'000);
    QVERIFY(shown(window.wizard.current()->findings()) != before);
    QVERIFY2(window.banner().startsWith(u"Hypothetical"_s), qPrintable(window.banner()));
    QVERIFY(window.banner().contains(Supposition::sentence(Supposition::BasicOffered)));
    keep(window.wizard, u"whatif"_s);
    window.supposition(Supposition::BasicOffered)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!window.wizard.current()->isRunning(), 20'000);
    QCOMPARE(shown(window.wizard.current()->findings()), before);
    QVERIFY(!window.banner().startsWith(u"Hypothetical"_s));
    QCOMPARE(window.door.asked, 0);
}

void TestWindowReplay::theMenuDoesNotGrow()
{
    ReplayWindow window(record(u"basic-off"_s, u"Headquarters"_s));
    QVERIFY(window.walkTo(ChecksPageId));
    const auto count = [&window] { return window.menu()->findChildren<QObject *>().size(); };
    const qsizetype once = count();
    for (int i = 0; i < 5; ++i)
        QCOMPARE(count(), once);
    QVERIFY(window.supposition(Supposition::BasicOffered));
}

void TestWindowReplay::anotherBundleIsCompared()
{
    const QString other = record(u"healthy"_s, u"Headquarters"_s);
    ReplayWindow window(record(u"basic-off"_s, u"Headquarters"_s));
    QVERIFY(window.walkTo(ChecksPageId));
    QVERIFY(window.menu()->findChild<QAction *>(u"compareAction"_s));
    QObject *support = window.wizard.button(QWizard::CustomButton1)->findChild<QObject *>(u"support"_s);
    QVERIFY(support && QMetaObject::invokeMethod(support, "compareWith", Q_ARG(QString, other)));
    QTRY_VERIFY_WITH_TIMEOUT(window.wizard.findChild<SavePreview *>(u"comparison"_s), 20'000);
    auto *dialog = window.wizard.findChild<SavePreview *>(u"comparison"_s);
    QVERIFY(dialog->isVisible());
    const QString text = dialog->findChild<QPlainTextEdit *>(u"previewText"_s)->toPlainText();
    QVERIFY2(text.contains(u"HTTP_401_BASIC_NOT_OFFERED"_s), qPrintable(text));
    QVERIFY(!text.contains(u"(net.tcp)"_s));
    QVERIFY2(text.contains(u"offers: A [\"Negotiate\",\"NTLM\"], B ["_s), qPrintable(text));
    QVERIFY(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Close));
    keep(*dialog, u"comparison"_s);
}

// A file whose findings somebody has changed: the recording counts, and the banner says so.
void TestWindowReplay::whatAFileStatesIsNotBelieved()
{
    const QString path = record(u"basic-off"_s, u"Headquarters"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray har = file.readAll();
    const qsizetype at = har.indexOf("HTTP_401_BASIC_NOT_OFFERED", har.indexOf("\"findings\""));
    QVERIFY(at > 0);
    har.replace(at, qstrlen("HTTP_401_BASIC_NOT_OFFERED"), "HTTP_404");
    QVERIFY(file.resize(0) && file.seek(0) && file.write(har) == har.size());
    file.close();
    ReplayWindow window(path);
    QVERIFY(window.walkTo(AccountPageId));
    QVERIFY(!window.banner().contains(u"states another result"_s)); // nothing has run
    QVERIFY(window.walkTo(ChecksPageId));
    QTRY_VERIFY_WITH_TIMEOUT(!window.wizard.current()->isRunning(), 20'000);
    QTRY_VERIFY2(window.banner().contains(u"This file states another result than its recording gives."_s),
                 qPrintable(window.banner()));
    QVERIFY2(window.banner().contains(u"HTTP_404"_s), qPrintable(window.banner()));
    keep(window.wizard, u"stated-otherwise"_s);
    // As it was is what is supposed not to be.
    window.supposition(Supposition::BasicOffered)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!window.wizard.current()->isRunning(), 20'000);
    QVERIFY2(window.banner().startsWith(u"Hypothetical"_s), qPrintable(window.banner()));
    window.supposition(Supposition::BasicOffered)->trigger();
    QVERIFY2(!window.banner().contains(u"states another result"_s), qPrintable(window.banner()));
    QTRY_VERIFY2(window.banner().contains(u"states another result"_s), qPrintable(window.banner()));
}

void TestWindowReplay::aBundleIsLookedAtBeforeItIsSaved()
{
    ReplayWindow window(record(u"basic-off"_s, u"Headquarters"_s));
    QVERIFY(window.walkTo(ChecksPageId));
    window.menu()->findChild<QAction *>(u"saveBundleAction"_s)->trigger();
    auto *preview = window.wizard.findChild<BundlePreview *>();
    QVERIFY(preview && preview->isVisible());
    auto *text = preview->findChild<QPlainTextEdit *>(u"previewText"_s);
    auto *search = preview->findChild<QLineEdit *>(u"searchEdit"_s);
    auto *count = preview->findChild<QLabel *>(u"searchCount"_s);
    QVERIFY(text->toPlainText().contains(u"contoso"_s));
    QTest::keyClicks(search, u"contoso"_s);
    const qsizetype expected = text->toPlainText().count(u"contoso"_s, Qt::CaseInsensitive);
    QVERIFY(count->text().startsWith(QString::number(expected)));
    QVERIFY(text->textCursor().hasSelection());
    const int first = text->textCursor().position();
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(text->textCursor().position() > first);
    QVERIFY(preview->isVisible()); // Enter is not "Save"
    keep(*preview, u"preview"_s);
    preview->findChild<QCheckBox *>(u"namesCheck"_s)->click();
    QVERIFY(!text->toPlainText().contains(u"contoso"_s, Qt::CaseInsensitive));
    QVERIFY(count->text().startsWith(u"0"_s));
    keep(*preview, u"preview-names"_s);
    const QString path = m_folder.filePath(u"pseudonyms.har"_s);
    preview->saveAs(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().toLower().contains("contoso"));
    QVERIFY(ReplayedWorld::open(path));
}

void TestWindowReplay::namesThatCannotBeReplacedAreNotPromised()
{
    const QByteArray har = R"({"log": {"contoso": "is in it, and it is no recording"}})";
    BundlePreview preview({[har] { return Result<QByteArray>(har); }, {}, har.size()}, nullptr);
    preview.QDialog::show();
    auto *box = preview.findChild<QCheckBox *>(u"namesCheck"_s);
    box->click();
    QVERIFY(!box->isChecked());
    const QString said = preview.findChild<QLabel *>(u"noticeText"_s)->text();
    QVERIFY2(said.contains(u"cannot be replaced"_s) && said.contains(u"Nothing was saved"_s),
             qPrintable(said));
    QVERIFY(preview.isVisible());
}

void TestWindowReplay::hostileNamesAreText()
{
    ReplayWindow window(record(u"healthy"_s, u"<img src=x onerror=alert(1)><b>HQ</b>"_s));
    QVERIFY(window.walkTo(ReviewPageId));
    const auto labels = window.wizard.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        const bool isMarkup = label->textFormat() == Qt::RichText
            || (label->textFormat() == Qt::AutoText && Qt::mightBeRichText(label->text()));
        QVERIFY2(!isMarkup || !label->text().contains(u"onerror"_s), qPrintable(label->objectName()));
    }
}

void TestWindowReplay::aTokenIsReadAndNotKept()
{
    ReplayWindow window(record(u"basic-off"_s, u"Headquarters"_s));
    QVERIFY(window.walkTo(ChecksPageId));
    window.menu()->findChild<QAction *>(u"tokenAction"_s)->trigger();
    auto *viewer = window.wizard.findChild<TokenViewer *>();
    QVERIFY(viewer && viewer->isVisible());
    const auto part = [](const QByteArray &json) {
        return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    const QString token = QString::fromLatin1(
        part(R"({"alg":"RS256"})") + '.' + part(R"({"roles":["full_access_as_app"]})") + ".c2lnbmF0dXJl");
    auto *paste = viewer->findChild<QPushButton *>(u"pasteTokenButton"_s);
    const auto *claims = viewer->findChild<QPlainTextEdit *>(u"claimsText"_s);
    QGuiApplication::clipboard()->setText(token);
    paste->click();
    QVERIFY2(claims->toPlainText().contains(u"full_access_as_app"_s), qPrintable(claims->toPlainText()));
    QVERIFY(!claims->toPlainText().contains(u"c2lnbmF0dXJl"_s));
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    QGuiApplication::clipboard()->setText(u"no token"_s);
    paste->click();
    QVERIFY(claims->toPlainText().isEmpty());
    QCOMPARE(QGuiApplication::clipboard()->text(), u"no token"_s);
    QGuiApplication::clipboard()->clear();
}

void TestWindowReplay::theLogCanBeReadAndCopied()
{
    ReplayWindow window(record(u"healthy"_s, u"Headquarters"_s));
    QVERIFY(window.walkTo(ChecksPageId));
    window.menu()->findChild<QAction *>(u"logAction"_s)->trigger();
    auto *log = window.wizard.findChild<LogWindow *>();
    QVERIFY(log && log->isVisible());
    QCOMPARE(log->findChild<QComboBox *>(u"levelCombo"_s)->count(), 3);
    keep(*log, u"log"_s);
    log->findChild<QPushButton *>(u"copyLogButton"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             log->findChild<QPlainTextEdit *>(u"logText"_s)->toPlainText());
}

void TestWindowReplay::theLogStaysWhereItIsRead()
{
    for (int i = 0; i < 500; ++i)
        LogBook::instance().add(QtInfoMsg, u"setup.net"_s, u"line %1"_s.arg(i));
    LogWindow log;
    log.show();
    auto *text = log.findChild<QPlainTextEdit *>(u"logText"_s);
    auto *search = log.findChild<QLineEdit *>(u"searchEdit"_s);
    search->setText(u"line 77"_s);
    QCOMPARE(text->textCursor().selectedText(), u"line 77"_s);
    text->verticalScrollBar()->setValue(200);
    const int count = text->blockCount();
    LogBook::instance().add(QtInfoMsg, u"setup.net"_s, u"once more line 77"_s);
    QTRY_COMPARE(text->blockCount(), count + 1);
    QCOMPARE(text->verticalScrollBar()->value(), 200);
    QCOMPARE(text->textCursor().selectedText(), u"line 77"_s);
    QVERIFY(log.findChild<QLabel *>(u"searchCount"_s)->text().startsWith(u'2'));
    text->verticalScrollBar()->setValue(text->verticalScrollBar()->maximum());
    LogBook::instance().add(QtInfoMsg, u"setup.net"_s, u"the end"_s);
    QTRY_COMPARE(text->blockCount(), count + 2);
    QCOMPARE(text->verticalScrollBar()->value(), text->verticalScrollBar()->maximum());
    LogBook::instance().add(QtDebugMsg, u"setup.net"_s, u"a detail"_s);
    log.findChild<QComboBox *>(u"levelCombo"_s)->setCurrentIndex(0);
    QVERIFY(text->toPlainText().endsWith(u"a detail"_s));
}

void TestWindowReplay::theLogIsShownWhileItGrows()
{
    LogWindow log;
    log.show();
    auto *text = log.findChild<QPlainTextEdit *>(u"logText"_s);
    for (int i = 0; i < 30; ++i) {
        LogBook::instance().add(QtInfoMsg, u"setup.net"_s, u"steadily %1"_s.arg(i));
        QTest::qWait(20);
    }
    QVERIFY(text->toPlainText().contains(u"steadily 0"_s));
}

QTEST_MAIN(TestWindowReplay)
#include "tst_windowreplay.moc"
