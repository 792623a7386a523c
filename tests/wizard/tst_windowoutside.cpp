// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hostiletexts.h"
#include "window.h"
#include "wizard/comparisonview.h"
#include "wizard/outsidedialog.h"
#include "wizard/panetabs.h"

#include <QTemporaryDir>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QString fileOf(const QString &name)
{
    return QStringLiteral(SETUP_SOURCE_DIR "/tests/data/analyzer/") + name + u".xml"_s;
}

QStringList labelsOf(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        if (!label->text().isEmpty())
            texts.append(QString(label->text()).remove(QChar(0x200b)));
    return texts;
}

} // namespace

class TestOutside : public QObject
{
    Q_OBJECT

private slots:
    void theChecksPageOffersIt();
    void differencesAreMarked_data();
    void differencesAreMarked();
    void whatWasNotTriedHereIsNoAgreement();
    void aFileThatIsNoResultSaysSo();
    void hostileWordsAreShownAsTheyAre();

private:
    static void open(Window &window)
    {
        window.open();
        window.walkTo(ChecksPageId);
        QTRY_VERIFY(!window.session().isRunning());
        window.find<PaneTabs>(u"tabs"_s)->setCurrentIndex(1); // it stands with the explanation
        QTRY_VERIFY(window.button(u"outsideButton"_s)->isVisible());
        QVERIFY(window.button(u"outsideButton"_s)->isEnabled());
        window.button(u"outsideButton"_s)->click();
        QVERIFY(dialogOf(window));
    }
    static OutsideDialog *dialogOf(const Window &window)
    {
        return window.wizard->findChild<OutsideDialog *>();
    }
    static const ComparisonView *comparisonOf(const Window &window)
    {
        return dialogOf(window)->findChild<ComparisonView *>();
    }
    static QString notice(const Window &window)
    {
        return dialogOf(window)
            ->findChild<QWidget *>(u"outsideNotice"_s)
            ->findChild<QLabel *>(u"noticeText"_s)
            ->text();
    }
};

void TestOutside::theChecksPageOffersIt()
{
    Window window;
    open(window);
    QVERIFY(dialogOf(window)->isVisible());
    QVERIFY(dialogOf(window)->findChild<QAbstractButton *>(u"openResultButton"_s)->isVisible());
    QVERIFY(!comparisonOf(window)->isVisible());
    dialogOf(window)->reject();
    QTRY_VERIFY(!dialogOf(window));
}

void TestOutside::differencesAreMarked_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<QStringList>("marked"); // what the analyzer says of them
    QTest::newRow("all-well") << 7 << QStringList();
    QTest::newRow("firewall") << 3
                              << QStringList{u"The specified port is either blocked, not listening, or not "
                                             "producing the expected response."_s};
    QTest::newRow("warning") << 6 << QStringList{u"The account isn't allowed to impersonate."_s};
}

void TestOutside::differencesAreMarked()
{
    QFETCH(const int, rows);
    QFETCH(const QStringList, marked);
    Window window;
    open(window);
    dialogOf(window)->open(fileOf(QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY(comparisonOf(window)->isVisible());
    QCOMPARE(comparisonOf(window)->count(), rows);
    QStringList found;
    for (int row = 1; row <= rows; ++row)
        if (comparisonOf(window)->findChild<QLabel *>(u"differs%1"_s.arg(row)))
            found.append(comparisonOf(window)->findChild<QLabel *>(u"side%1_2"_s.arg(row))->accessibleName());
    QCOMPARE(found, marked);
    QVERIFY(notice(window).contains(QString::number(marked.size())) != marked.isEmpty());
}

// As behind a proxy, which looks up names and connects in this computer's place.
void TestOutside::whatWasNotTriedHereIsNoAgreement()
{
    FakeScript script = FakeScript::healthy();
    for (Finding &finding : script.findings)
        if (finding.checkId == "net.dns"_L1 || finding.checkId == "net.tcp"_L1)
            finding.status = FindingStatus::NotTested;
    Window window(script);
    open(window);
    dialogOf(window)->open(fileOf(u"all-well"_s));
    QVERIFY(notice(window).contains(u"looks as from here"_s));
    dialogOf(window)->open(fileOf(u"firewall"_s));
    QVERIFY2(notice(window).contains(u"could not be tried from here"_s), qPrintable(notice(window)));
}

void TestOutside::aFileThatIsNoResultSaysSo()
{
    Window window;
    open(window);
    dialogOf(window)->open(fileOf(u"firewall"_s));
    QVERIFY(comparisonOf(window)->isVisible());
    for (const QString &path :
         {QStringLiteral(SETUP_SOURCE_DIR "/tests/data/hostile.json"), u"/no/such/file.xml"_s}) {
        dialogOf(window)->open(path);
        QVERIFY(!notice(window).isEmpty());
        QVERIFY(!comparisonOf(window)->isVisible());
    }
}

void TestOutside::hostileWordsAreShownAsTheyAre()
{
    const QTemporaryDir folder;
    Window window;
    open(window);
    int shown = 0;
    for (const auto &[name, text] : hostileTexts()) {
        QFile file(folder.filePath(u"result.xml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(
            u"<testresult status=\"Error\" testdescription=\"Testing TCP port 443 on host mail.contoso.test. "
            "%1\" resultdescription=\"%1\" additionaldetails=\"%1\"/>"_s.arg(text.toHtmlEscaped())
                .toUtf8());
        file.close();
        dialogOf(window)->open(file.fileName());
        dialogOf(window)->grab();
        shown += comparisonOf(window)->isVisible() ? 1 : 0;
        for (const QLabel *label : dialogOf(window)->findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                     qPrintable(name));
        for (const QString &words : labelsOf(*comparisonOf(window)))
            for (const QChar c : words)
                QVERIFY2(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format,
                         qPrintable(name));
    }
    QVERIFY(shown > 40);
}

QTEST_MAIN(TestOutside)
#include "tst_windowoutside.moc"
