// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hostiletexts.h"
#include "support/themes.h"
#include "window.h"
#include "wizard/checkoutcome.h"
#include "wizard/explanationview.h"
#include "wizard/notice.h"
#include "wizard/panetabs.h"
#include "wizard/pathview.h"
#include "wizard/quietlabel.h"
#include "wizard/textlist.h"
#include "wizard/theme.h"
#include "wizard/trustbox.h"
#include "wizard/valuelist.h"
#include "wizard/visibleedges.h"

#include <QAccessible>
#include <QDir>
#include <QListView>
#include <QScrollBar>
#include <QSslCertificate>
#include <QStyle>
#include <QSvgRenderer>
#include <QTranslator>

using namespace Setup;
using namespace Qt::StringLiterals;

// Every text two fifths longer, as German may be, with its markers and mnemonics kept.
class LongerTexts : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    QString translate(const char *, const char *sourceText, const char *, int) const override
    {
        const QString text = QString::fromUtf8(sourceText);
        QString more;
        for (const QString &word : text.split(u' ')) {
            if (more.size() >= text.size() * 2 / 5)
                break;
            if (!word.contains(u'%') && !word.contains(u'&'))
                more += u' ' + word.toLower();
        }
        if (more.isEmpty())
            more = QString(text.size() * 2 / 5, u'e');
        return text.contains(u'\n') ? text : text + more;
    }
    bool isEmpty() const override { return false; }
};

class TestLooks : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QApplication::setPalette(QPalette()); }
    void wordsCanBeRead_data();
    void wordsCanBeRead();
    void hintsCanBeRead_data();
    void hintsCanBeRead();
    void quietWordsFollowTheTheme();
    void everyIconCanBeDrawn();
    void everyTabStopIsAWidgetOfItsForm();
    void theWindowFitsASmallScreen_data();
    void theWindowFitsASmallScreen();
    void everyPageFitsWithLargeType_data();
    void everyPageFitsWithLargeType();
    void largeTypeLeavesTheListOfSetUpsWhole();
    void largeTypeLeavesRoomForListAndExplanation();
    void longTextsAreNotCut_data();
    void longTextsAreNotCut();
    void everyControlHasAName_data();
    void everyControlHasAName();
    void foreignTextIsNeverMarkup_data();
    void foreignTextIsNeverMarkup();
    void aCommandSaysWhereItIsRun();
    void aCertificateCannotTurnItsNameAround();
    void everyLabelOfThePagesIsPlain_data();
    void everyLabelOfThePagesIsPlain();
    void thePathWrapsWhenItsTypeIsLarge();
    void aDemoSaysSoOnEveryPage_data();
    void aDemoSaysSoOnEveryPage();
};

static QPalette lightPalette()
{
    return QApplication::style()->standardPalette();
}

static void pageRows()
{
    QTest::addColumn<PageId>("page");
    for (const PageId page : steps({}))
        QTest::newRow(qPrintable(stepTitle(page))) << page;
    for (const PageId page : onlinePages())
        QTest::newRow(qPrintable(u"Exchange Online: "_s + stepTitle(page))) << page;
}

// The window with this page in front; a failed check gives the checks page most to say.
static void openAt(Window &window, PageId page)
{
    window.open();
    if (onlinePages().contains(page))
        window.goOnline();
    window.walkTo(page);
    if (page == AccountPageId)
        window.click(u"advancedButton"_s);
    if (page == ChecksPageId)
        QTRY_VERIFY(!window.session().isRunning());
}

static FakeScript tlsBroken()
{
    return FakeScript::healthy().failAt(
        u"net.tls"_s, {QString(Code::TlsCertExpired), u"expired"_s, {{u"host"_s, u"mail.contoso.test"_s}}},
        {u"auth.login"_s});
}

void TestLooks::wordsCanBeRead_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
    QTest::newRow("high contrast") << highContrastPalette();
}

void TestLooks::wordsCanBeRead()
{
    QFETCH(QPalette, palette);
    using enum Theme::Tone;
    for (const Theme::Tone tone : {Neutral, Quiet, Good, Caution, Bad, Active}) {
        for (const auto role : {QPalette::Window, QPalette::Base}) {
            const double ratio = Theme::contrast(Theme::text(tone, palette, role), palette.color(role));
            QVERIFY2(ratio >= 4.5, qPrintable(u"tone %1: %2"_s.arg(int(tone)).arg(ratio)));
        }
        QVERIFY(Theme::contrast(palette.color(QPalette::WindowText), Theme::area(tone, palette)) >= 4.5);
    }
}

void TestLooks::hintsCanBeRead_data()
{
    QTest::addColumn<QPalette>("palette");
    QPalette kde = darkPalette(); // as Qt 6.4 makes it of a dark scheme
    kde.setColor(QPalette::PlaceholderText, QColor(0, 0, 0, 128));
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
    QTest::newRow("dark, KDE") << kde;
    QTest::newRow("high contrast") << highContrastPalette();
}

void TestLooks::hintsCanBeRead()
{
    QFETCH(QPalette, palette);
    VisibleEdges style;
    style.polish(palette);
    const QColor base = palette.color(QPalette::Base);
    QVERIFY(Theme::contrast(Theme::blended(palette.color(QPalette::PlaceholderText), base), base) >= 4.5);
}

void TestLooks::quietWordsFollowTheTheme()
{
    Window window;
    openAt(window, TopologyPageId); // a page is made when it is first entered
    for (const QPalette &palette : {lightPalette(), darkPalette()}) {
        QApplication::setPalette(palette);
        const auto labels = window.wizard->findChildren<QuietLabel *>();
        QVERIFY(labels.size() > 5);
        for (const QuietLabel *label : labels)
            QTRY_COMPARE(label->palette().color(QPalette::WindowText),
                         Theme::text(Theme::Tone::Quiet, palette));
    }
}

// uic says such a thing as a warning only, and drops the tab stop.
void TestLooks::everyTabStopIsAWidgetOfItsForm()
{
    const QDir forms(QStringLiteral(SETUP_SOURCE_DIR) + u"/ui"_s);
    const QStringList names = forms.entryList({u"*.ui"_s});
    QVERIFY(names.size() >= 10);
    for (const QString &name : names) {
        QFile file(forms.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString form = QString::fromUtf8(file.readAll());
        static const QRegularExpression stop(u"<tabstop>(\\w+)</tabstop>"_s);
        qsizetype before = 0;
        for (const QRegularExpressionMatch &match : stop.globalMatch(form)) {
            const qsizetype place = form.indexOf(u" name=\"%1\""_s.arg(match.captured(1)));
            // From top to bottom, as they stand on the page.
            QVERIFY2(place > before, qPrintable(name + u": "_s + match.captured(1)));
            before = place;
        }
    }
}

void TestLooks::everyIconCanBeDrawn()
{
    const QStringList names = QDir(u":/wizard/icons"_s).entryList();
    QVERIFY(names.size() >= 20);
    for (const QString &name : names) {
        QVERIFY2(QSvgRenderer(u":/wizard/icons/"_s + name).isValid(), qPrintable(name));
        const QImage drawn = Theme::pixmap(name.chopped(4), Qt::red, 32, 2).toImage();
        QCOMPARE(drawn.size(), QSize(64, 64));
        QVERIFY2(drawn != QImage(64, 64, drawn.format()), qPrintable(name));
    }
}

void TestLooks::theWindowFitsASmallScreen_data()
{
    pageRows();
}

void TestLooks::theWindowFitsASmallScreen()
{
    QFETCH(PageId, page);
    Window window(tlsBroken());
    window.bench.demo = true;
    window.bench.addDraft({QUuid::createUuid(), u"Headquarters"_s, {}, {}, ExchangeServer{}});
    openAt(window, page);
    window.wizard->resize(1024, 700);
    QTRY_VERIFY(window.wizard->width() <= 1024 && window.wizard->height() <= 700);
}

// Twice the size of type that the system has, as people set it who see badly.
class LargeType
{
public:
    LargeType()
    {
        QFont large = m_before;
        large.setPointSizeF(large.pointSizeF() * 2);
        QApplication::setFont(large);
    }
    ~LargeType() { QApplication::setFont(m_before); }
    Q_DISABLE_COPY_MOVE(LargeType)

private:
    QFont m_before = QApplication::font();
};

void TestLooks::everyPageFitsWithLargeType_data()
{
    pageRows();
}

void TestLooks::everyPageFitsWithLargeType()
{
    QFETCH(PageId, page);
    const LargeType large;
    Window window(tlsBroken());
    window.bench.demo = true;
    window.bench.addDraft({QUuid::createUuid(), u"Headquarters"_s, {}, {}, ExchangeServer{}});
    openAt(window, page);
    window.wizard->resize(1024, 700);
    QTRY_VERIFY(window.wizard->width() <= 1024 && window.wizard->height() <= 700);
    for (const QWidget *widget : window.wizard->findChildren<QWidget *>())
        if (widget->isVisible() && !widget->visibleRegion().isEmpty()) {
            const QRect place(widget->mapTo(window.wizard.get(), QPoint()), widget->size());
            QVERIFY2(place.left() >= 0 && place.right() < 1024, qPrintable(widget->objectName()));
        }
}

void TestLooks::largeTypeLeavesTheListOfSetUpsWhole()
{
    const LargeType large;
    Window window;
    window.bench.addDraft({QUuid::createUuid(), u"Headquarters, second floor"_s, {}, {}, ExchangeServer{}})
        .readOnly = true;
    window.open();
    window.wizard->resize(1024, 700);
    const auto *list = window.find<QListView>(u"draftList"_s);
    QTRY_VERIFY(list->visualRect(list->model()->index(0, 0)).width() <= list->viewport()->width());
    QCOMPARE(list->horizontalScrollBar()->maximum(), 0);
    QTRY_COMPARE(list->verticalScrollBar()->maximum(), 0);
}

void TestLooks::largeTypeLeavesRoomForListAndExplanation()
{
    const LargeType large;
    Window window(tlsBroken());
    openAt(window, ChecksPageId);
    window.wizard->resize(1024, 700);
    auto *tabs = window.find<PaneTabs>(u"tabs"_s);
    auto *list = window.find<QListView>(u"checkList"_s);
    auto *explanation = window.find<ExplanationView>(u"explanation"_s);
    QTRY_VERIFY(tabs->isVisible());
    const int line = window.wizard->fontMetrics().height();
    QVERIFY(explanation->isVisible() && !list->isVisible()); // it failed: why comes first
    QTRY_VERIFY2(explanation->height() >= 4 * line, qPrintable(QString::number(explanation->height())));
    const auto *scroll = window.find<QScrollArea>(u"scroll"_s);
    QTRY_COMPARE(scroll->verticalScrollBar()->maximum(), 0); // one bar is enough
    tabs->setFocus();
    QTest::keyClick(tabs, Qt::Key_Left);
    QVERIFY(list->isVisible() && !explanation->isVisible());
    QTRY_VERIFY(list->height() >= 5 * line);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home);
    QTest::keyClick(tabs, Qt::Key_X, Qt::AltModifier);
    QVERIFY(explanation->isVisible());
    QVERIFY(explanation->findChild<QLabel *>(u"explanationState"_s)->text().endsWith(u"passed"_s));
    window.wizard->resize(2000, 1300);
    QTRY_VERIFY(!tabs->isVisible() && list->isVisible() && explanation->isVisible());
}

void TestLooks::longTextsAreNotCut_data()
{
    pageRows();
}

void TestLooks::longTextsAreNotCut()
{
    QFETCH(PageId, page);
    LongerTexts longer;
    QCoreApplication::installTranslator(&longer);
    Window window(tlsBroken());
    openAt(window, page);
    window.wizard->resize(1024, 700);
    QVERIFY(QTest::qWaitForWindowExposed(window.wizard.get()));
    QCoreApplication::sendPostedEvents();
    for (const QWidget *widget : window.wizard->findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString text = label ? label->text() : button ? button->text() : QString();
        if (text.isEmpty() || widget->objectName().startsWith("hop"_L1))
            continue;
        const QString what =
            u"%1 “%2”: %3x%4"_s.arg(widget->objectName(), text).arg(widget->width()).arg(widget->height());
        const bool wraps = label && label->wordWrap();
        const QSize wanted = widget->sizeHint();
        QVERIFY2(wraps || widget->width() >= wanted.width() - 1, qPrintable(what));
        QVERIFY2(widget->height() >= (wraps ? widget->heightForWidth(widget->width()) : wanted.height()) - 1,
                 qPrintable(what));
    }
    QCoreApplication::removeTranslator(&longer);
}

void TestLooks::everyControlHasAName_data()
{
    pageRows();
}

void TestLooks::everyControlHasAName()
{
    QFETCH(PageId, page);
    Window window(tlsBroken());
    openAt(window, page);
    for (QWidget *widget : window.wizard->currentPage()->findChildren<QWidget *>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
        const bool labelled = told && !told->text(QAccessible::Name).isEmpty();
        QVERIFY2(labelled,
                 qPrintable(u"%1 %2"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                                           widget->objectName())));
    }
}

void TestLooks::foreignTextIsNeverMarkup_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &[name, text] : hostileTexts())
        QTest::newRow(qPrintable(name)) << text;
    QTest::newRow("markup") << u"<b>bold</b><img src='https://evil.test/x.png'>"_s;
}

// A label that shows it as plain text shows every character of it; one that guesses would swallow the tags.
static void verifyPlain(const QWidget &surface)
{
    for (const QLabel *label : surface.findChildren<QLabel *>())
        if (!label->text().isEmpty())
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                     qPrintable(label->text()));
}

void TestLooks::foreignTextIsNeverMarkup()
{
    QFETCH(QString, text);
    Finding finding;
    finding.checkId = u"net.tls"_s;
    finding.status = FindingStatus::Fail;
    finding.problem =
        Problem{QString(Code::TlsHostnameMismatch), text, {{u"host"_s, text}, {u"names"_s, text}}};
    finding.facts = {{text, text}};
    finding.requestIds = {text};
    ExplanationView view;
    const Cause cause{{}, text, {text}, {text}, {}, {}, {text, {}}};
    const FixScript script{u"x"_s, text, text, text, text};
    Explanation explanation{text, text, text, {}, {cause}, {text}, {text}, {}, {script}, {u"net.tls"_s}};
    view.show(text, finding, explanation, {{}, true});
    Notice notice;
    notice.show(Theme::Tone::Bad, text);
    ValueList values;
    values.add(u"X"_s, text, text, ValueList::Copied);
    TextList list;
    list.show({text});
    for (QWidget *surface : std::initializer_list<QWidget *>{&view, &notice, &values, &list}) {
        surface->resize(500, 500);
        surface->grab(); // laid out and painted without harm
        verifyPlain(*surface);
    }
    for (const QAbstractButton *button : values.findChildren<QAbstractButton *>())
        QVERIFY(!button->toolTip().contains(u'<'));
}

// Of "portal.", a sign that turns the direction, and "tset.ydoCksa", which is read as a name that it is not.
static const char *const turnedName = "-----BEGIN CERTIFICATE-----\n"
                                      "MIIBmjCCAT+gAwIBAgIUDn9eY5lCzNHPg5R4ViLz1pBjJ0kwCgYIKoZIzj0EAwIw\n"
                                      "ITEfMB0GA1UEAwwWcG9ydGFsLuKArnRzZXQueWRvQ2tzYTAgFw0yNjExMzAyMTEy\n"
                                      "NDhaGA8yMTI2MTEwNjIxMTI0OFowITEfMB0GA1UEAwwWcG9ydGFsLuKArnRzZXQu\n"
                                      "eWRvQ2tzYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJaGWvgLjtdHxdoLG5Vf\n"
                                      "J5iKzDyq1iYoZcYUPvwqIyj2tSRNj5js+Wcq4Adp5DmxnGGHQm4RNCJWWMRIOaxT\n"
                                      "LK2jUzBRMB0GA1UdDgQWBBQ1K2YYlM8P+NyGzOLB2sGVIQ/U4zAfBgNVHSMEGDAW\n"
                                      "gBQ1K2YYlM8P+NyGzOLB2sGVIQ/U4zAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49\n"
                                      "BAMCA0kAMEYCIQCXmFJeYcWg0yEZmGugY7/34ojPnc1G0CQe6c/HVUSywQIhAMPQ\n"
                                      "dRcMj53Y9+P3XzXJg1CNqyQ1/6sHN2BiLXWi83xY\n"
                                      "-----END CERTIFICATE-----\n";

void TestLooks::aCommandSaysWhereItIsRun()
{
    ExplanationView view;
    Finding finding;
    finding.status = FindingStatus::Fail;
    finding.problem = Problem{u"HTTP_500"_s, {}, {}};
    Explanation explanation;
    explanation.title = u"Title"_s;
    explanation.commands = {u"w32tm /query /status"_s, u"w32tm /resync"_s, u"Get-ExchangeServer"_s};
    view.show(u"Check"_s, finding, explanation);
    QStringList told;
    for (const QLabel *place : view.findChildren<QLabel *>(u"commandShell"_s))
        told.append(place->text());
    const QStringList expected{u"To be run in: Windows PowerShell"_s,
                               u"To be run in: Exchange Management Shell"_s};
    QCOMPARE(told, expected);
}

void TestLooks::aCertificateCannotTurnItsNameAround()
{
    const QSslCertificate certificate(turnedName);
    QVERIFY(certificate.subjectDisplayName().contains(QChar(0x202E)));
    TrustBox box;
    box.ask(u"portal.askcody.test"_s, certificate, false);
    for (const auto &name : {u"valueOwner"_s, u"valueIssuer"_s}) {
        const auto *value = box.findChild<QLabel *>(name);
        QVERIFY(value->text().contains("U+202E"_L1));
        QVERIFY(!value->text().contains(QChar(0x202E)));
    }
}

void TestLooks::everyLabelOfThePagesIsPlain_data()
{
    pageRows();
}

void TestLooks::everyLabelOfThePagesIsPlain()
{
    QFETCH(PageId, page);
    const QString hostile = u"<img src='https://evil.test/x.png'> <b>x</b>"_s;
    FakeScript script = tlsBroken();
    script.found.product = hostile;
    script.found.username = hostile;
    Window window(script);
    window.bench.addDraft({QUuid::createUuid(), hostile, {}, {}, ExchangeServer{}});
    openAt(window, page);
    verifyPlain(*window.wizard);
}

void TestLooks::thePathWrapsWhenItsTypeIsLarge()
{
    PathView path;
    const int oneRow = path.heightForWidth(1000);
    QFont large = path.font();
    large.setPointSizeF(large.pointSizeF() * 2);
    path.setFont(large);
    QVERIFY(path.heightForWidth(1400) < path.heightForWidth(500));
    QVERIFY(path.heightForWidth(500) > 2 * oneRow);
    QVERIFY(path.minimumSizeHint().width() < 500);
}

void TestLooks::aDemoSaysSoOnEveryPage_data()
{
    pageRows();
}

void TestLooks::aDemoSaysSoOnEveryPage()
{
    QFETCH(PageId, page);
    Window window;
    window.bench.demo = true;
    openAt(window, page);
    const auto *banner = window.wizard->findChild<Notice *>(u"banner"_s);
    QVERIFY(banner->isVisible());
    QVERIFY(banner->height() < 4 * banner->fontMetrics().height());
    QVERIFY(banner->width() > window.wizard->width() * 9 / 10);
}

QTEST_MAIN(TestLooks)
#include "tst_windowlooks.moc"
