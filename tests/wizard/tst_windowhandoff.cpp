// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window.h"
#include "wizard/reportdialog.h"
#include "wizard/sensitiveclipboard.h"

#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Setup;
using namespace Qt::StringLiterals;

// Stands in for the browser.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(u"https"_s, this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(u"https"_s); }

    QList<QUrl> opened;

public slots:
    void open(const QUrl &url) { opened.append(url); }
};

class TestHandOff : public QObject
{
    Q_OBJECT

private slots:
    void everyValueOfThePortalsFormIsThere();
    void theVersionIsOneThatTheServerTakes_data();
    void theVersionIsOneThatTheServerTakes();
    void anotherSpellingIsNamed();
    void eachCopyButtonCopiesItsValue_data();
    void eachCopyButtonCopiesItsValue();
    void thePasswordIsLentAndMarked();
    void theClipboardIsClearedInTime();
    void whatSomebodyElseCopiedStays();
    void leavingThePageTakesThePasswordBack();
    void theWindowsEndTakesThePasswordBack();
    void withoutPasswordTheButtonIsOff();
    void theAdminCenterOpensInTheBrowser();
    void withoutPortalThatIsSaid();
    void doneSaysWhatIsOpenAndWhatComesNext();
    void theReportIsSeenBeforeItIsSaved();
    void theReportComesInEveryForm_data();
    void theReportComesInEveryForm();
    void aFileThatCannotBeWrittenIsSaid();
};

void TestHandOff::everyValueOfThePortalsFormIsThere()
{
    Window window;
    window.open();
    window.walkTo(HandOffPageId);
    const auto value = [&window](const QString &id) { return window.find<QLabel>(u"value"_s + id)->text(); };
    QCOMPARE(value(u"Email"_s), u"askcody@contoso.test"_s);
    QCOMPARE(value(u"Version"_s), u"Exchange 2013 SP1"_s);
    QCOMPARE(value(u"Ews"_s), u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    QVERIFY(!value(u"Password"_s).contains(u"canary"_s));
    QVERIFY(!value(u"Impersonation"_s).isEmpty());
    QVERIFY(!value(u"Code"_s).isEmpty());
    QVERIFY(!window.find<QLabel>(u"valueUser"_s));
    QCOMPARE(window.find<QLabel>(u"clicksLabel"_s)->text(),
             u"Admin Center › Integrations › MS Exchange Integrations › Add › Microsoft Exchange Server"_s);
}

// A version that was chosen stands, with or without proof, until the server has refused it.
void TestHandOff::theVersionIsOneThatTheServerTakes_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<bool>("isRefused");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("reason");
    QTest::newRow("found")
        << QString() << false << u"Exchange 2010 SP2"_s
        << u"Exchange Server 2010 SP3 accepts it, and no newer one of the portal's list."_s;
    QTest::newRow("chosen")
        << u"Exchange2010_SP1"_s << false << u"Exchange 2010 SP1"_s
        << u"It was chosen by hand. Nothing has shown so far that the server accepts it."_s;
    QTest::newRow("chosen and refused")
        << u"Exchange2013"_s << true << u"Exchange 2010 SP2"_s
        << u"Exchange Server 2010 SP3 accepts it, and no newer one of the portal's list."_s;
}

void TestHandOff::theVersionIsOneThatTheServerTakes()
{
    QFETCH(QString, chosen);
    QFETCH(bool, isRefused);
    QFETCH(QString, version);
    QFETCH(QString, reason);
    FakeScript script = FakeScript::healthy();
    script.found.exchangeVersion = u"Exchange2010_SP2"_s;
    script.found.product = u"Exchange Server 2010 SP3"_s;
    if (isRefused)
        script.failAt(u"ews.version"_s, {u"EXCHANGE_VERSION_MISMATCH"_s, {}, {{u"pinned"_s, chosen}}});
    Window window(script);
    window.open();
    window.walkTo(AccountPageId);
    auto *versions = window.find<QComboBox>(u"versionCombo"_s);
    versions->setCurrentIndex(versions->findData(chosen));
    window.walkTo(HandOffPageId);
    QCOMPARE(window.find<QLabel>(u"valueVersion"_s)->text(), version);
    const QList<QLabel *> labels = window.wizard->currentPage()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [&reason](const QLabel *label) { return label->text() == reason; }));
}

void TestHandOff::anotherSpellingIsNamed()
{
    FakeScript script = FakeScript::healthy();
    script.found.username = u"askcody"_s;
    Window window(script);
    window.open();
    window.walkTo(HandOffPageId);
    QCOMPARE(window.find<QLabel>(u"valueUser"_s)->text(), u"askcody"_s);
}

void TestHandOff::eachCopyButtonCopiesItsValue_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"Email", "Version", "Ews"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void TestHandOff::eachCopyButtonCopiesItsValue()
{
    QFETCH(QString, id);
    Window window;
    window.open();
    window.walkTo(HandOffPageId);
    QAbstractButton *copy = window.button(u"copy"_s + id);
    QVERIFY(copy->accessibleName().startsWith(u"Copy: "_s));
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), window.find<QLabel>(u"value"_s + id)->text());
    QCOMPARE(copy->text(), u"Copied"_s);
    QTRY_COMPARE(copy->text(), u"Copy"_s);
}

void TestHandOff::thePasswordIsLentAndMarked()
{
    Window window;
    window.open();
    window.walkTo(HandOffPageId);
    window.click(u"copyPassword"_s);
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->text(), u"canary-4711"_s);
    QCOMPARE(data->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
    QVERIFY(window.notice(u"passwordNotice"_s).contains(u"one minute"_s));
}

void TestHandOff::theClipboardIsClearedInTime()
{
    QCOMPARE(SensitiveClipboard::Lifetime, std::chrono::seconds(60));
    SensitiveClipboard clipboard(nullptr, std::chrono::milliseconds(50));
    QSignalSpy takenBack(&clipboard, &SensitiveClipboard::takenBack);
    clipboard.lend(Secret("canary-4711"));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"canary-4711"_s);
    QTRY_COMPARE(takenBack.size(), 1);
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    QVERIFY(!clipboard.isLent());
}

void TestHandOff::whatSomebodyElseCopiedStays()
{
    SensitiveClipboard clipboard(nullptr, std::chrono::milliseconds(50));
    clipboard.lend(Secret("canary-4711"));
    QGuiApplication::clipboard()->setText(u"something else"_s);
    QVERIFY(!clipboard.isLent());
    QTest::qWait(150); // longer than the lifetime: nothing may be cleared
    QCOMPARE(QGuiApplication::clipboard()->text(), u"something else"_s);
}

void TestHandOff::leavingThePageTakesThePasswordBack()
{
    Window window;
    window.open();
    window.walkTo(HandOffPageId);
    window.click(u"copyPassword"_s);
    window.clickNext();
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    QTest::mouseClick(window.back(), Qt::LeftButton);
    window.click(u"copyPassword"_s);
    QTest::mouseClick(window.back(), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void TestHandOff::theWindowsEndTakesThePasswordBack()
{
    Window window;
    window.open();
    window.walkTo(HandOffPageId);
    window.click(u"copyPassword"_s);
    window.wizard.reset();
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void TestHandOff::withoutPasswordTheButtonIsOff()
{
    Window window;
    window.open();
    window.walkTo(ReviewPageId);
    window.session().setPassword({});
    window.walkTo(HandOffPageId);
    QVERIFY(!window.button(u"copyPassword"_s)->isEnabled());
    QVERIFY(window.find<QLabel>(u"valuePassword"_s)->text().contains(u"portal"_s));
}

void TestHandOff::theAdminCenterOpensInTheBrowser()
{
    Browser browser;
    Window window;
    window.open();
    window.walkTo(HandOffPageId);
    window.click(u"openButton"_s);
    QCOMPARE(browser.opened, QList<QUrl>{QUrl(u"https://app.onaskcody.com/manager/admin_center/"_s)});
}

void TestHandOff::withoutPortalThatIsSaid()
{
    Window window;
    window.open();
    window.clickNext();
    window.click(u"laterRadio"_s);
    window.walkTo(HandOffPageId);
    QVERIFY(!window.button(u"openButton"_s)->isEnabled());
    QVERIFY(window.notice(u"portalNotice"_s).contains(u"Portal and region"_s));
}

void TestHandOff::doneSaysWhatIsOpenAndWhatComesNext()
{
    Window window;
    window.open();
    window.walkTo(DonePageId);
    const auto sentences = [&window](const QString &list) {
        QString all;
        for (const QLabel *label : window.find<QWidget>(list)->findChildren<QLabel *>(u"sentence"_s))
            all += label->text() + u'\n';
        return all;
    };
    QVERIFY(sentences(u"handedList"_s).contains(u"askcody@contoso.test"_s));
    QVERIFY(sentences(u"untestedList"_s).contains(u"cloud"_s));
    for (const QString &word : {u"MS Exchange Calendars"_s, u"AutoAccept"_s, u"firewall"_s, u"password"_s})
        QVERIFY2(sentences(u"nextList"_s).contains(word), qPrintable(word));
}

void TestHandOff::theReportIsSeenBeforeItIsSaved()
{
    Window window;
    window.open();
    window.walkTo(DonePageId);
    window.click(u"saveReportButton"_s);
    auto *preview = window.wizard->findChild<ReportDialog *>();
    QVERIFY(preview && preview->isVisible());
    const QString shown = preview->findChild<QPlainTextEdit *>(u"previewText"_s)->toPlainText();
    QVERIFY(shown.contains(u"ews.impersonation"_s));
    QVERIFY(!shown.contains(u"canary-4711"_s));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"report.txt"_s);
    preview->saveAs(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readAll()), shown);
    QVERIFY(window.notice(u"notice"_s).contains(path));
}

void TestHandOff::theReportComesInEveryForm_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("ending");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("text") << 0 << u"txt"_s << QByteArray("  passed");
    QTest::newRow("PDF") << 1 << u"pdf"_s << QByteArray("%PDF-");
    QTest::newRow("HTML") << 2 << u"html"_s << QByteArray("<!DOCTYPE html>");
    QTest::newRow("JSON") << 3 << u"json"_s << QByteArray("{");
    QTest::newRow("JUnit") << 4 << u"xml"_s << QByteArray("<?xml");
}

void TestHandOff::theReportComesInEveryForm()
{
    QFETCH(const int, row);
    QFETCH(const QString, ending);
    QFETCH(const QByteArray, beginning);
    FakeSession session;
    QSignalSpy finished(&session, &Session::runFinished);
    QVERIFY(session.run());
    QVERIFY(finished.wait());
    auto *dialog = ReportDialog::open(session, nullptr);
    const QPointer<ReportDialog> open = dialog;
    dialog->findChild<QComboBox *>(u"formCombo"_s)->setCurrentIndex(row);
    const QString shown = dialog->findChild<QPlainTextEdit *>(u"previewText"_s)->toPlainText();
    QVERIFY2(shown.contains(u"ews.impersonation"_s), qPrintable(shown)); // to be read before it is saved
    dialog->saveAs(u"/nowhere/report"_s);
    QVERIFY(dialog->isVisible());
    QVERIFY(!dialog->findChild<QLabel *>(u"noticeText"_s)->text().isEmpty());
    const auto *buttons = dialog->findChild<QDialogButtonBox *>();
    buttons->button(QDialogButtonBox::Save)->click();
    auto *asking = dialog->findChild<QFileDialog *>();
    QVERIFY(asking);
    QCOMPARE(asking->defaultSuffix(), ending);
    QVERIFY(asking->selectedFiles().value(0).endsWith(u"askcody-exchange-report."_s + ending));
    asking->close();
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"report."_s + ending);
    QSignalSpy saved(dialog, &SavePreview::saved);
    dialog->saveAs(path);
    QCOMPARE(saved.size(), 1);
    QTRY_VERIFY(!open); // closed
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY2(content.startsWith(beginning), content.left(40).constData());
    QVERIFY(content.size() > 1'000);
    QVERIFY(!file.permissions().testFlag(QFile::ReadOther));
}

void TestHandOff::aFileThatCannotBeWrittenIsSaid()
{
    SavePreview preview(u"Report"_s, u"report.json"_s, "{}", nullptr);
    preview.show();
    QSignalSpy saved(&preview, &SavePreview::saved);
    preview.saveAs(u"/nowhere/report.json"_s);
    QVERIFY(saved.isEmpty());
    QVERIFY(preview.isVisible());
    QVERIFY(!preview.findChild<QLabel *>(u"noticeText"_s)->text().isEmpty());
}

QTEST_MAIN(TestHandOff)
#include "tst_windowhandoff.moc"
