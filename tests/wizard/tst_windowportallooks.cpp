// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portalwindow.h"
#include "support/mnemonics.h"
#include "support/themes.h"

#include <QAccessible>
#include <QScrollArea>
#include <QSet>
#include <QTranslator>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// Opens what it is given, and nobody looks at it.
class SilentBrowser : public QObject
{
    Q_OBJECT

public slots:
    void open(const QUrl &) {}
};

// Every text two fifths longer, as German may be, with its markers and mnemonics kept.
class LongTexts : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    QString translate(const char *, const char *sourceText, const char *, int) const override
    {
        const QString text = QString::fromUtf8(sourceText);
        QString more;
        for (const QString &word : text.split(u' '))
            if (more.size() < text.size() * 2 / 5 && !word.contains(u'%') && !word.contains(u'&'))
                more += u' ' + word.toLower();
        return more.isEmpty() ? text + QString(text.size() * 2 / 5, u'e') : text + more;
    }
    bool isEmpty() const override { return false; }
};

bool isInSight(const QWidget *widget)
{
    return widget->isVisible() && !widget->size().isEmpty();
}

QString described(const QWidget *widget)
{
    const auto *label = qobject_cast<const QLabel *>(widget);
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return u"%1 “%2” %3x%4"_s
        .arg(widget->objectName(),
             label        ? label->text()
                 : button ? button->text()
                          : QString())
        .arg(widget->width())
        .arg(widget->height());
}

// What stands on the page and does not fit into it, or into itself.
QStringList cut(const QWidget &page)
{
    QStringList found;
    const auto *scroll = page.findChild<QScrollArea *>(u"scroll"_s);
    const QWidget *content = scroll->widget();
    if (content->width() > scroll->viewport()->width())
        found.append(u"the page is %1 wide in %2"_s.arg(content->width()).arg(scroll->viewport()->width()));
    for (const QWidget *widget : content->findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString text = label ? label->text() : button ? button->text() : QString();
        if (!isInSight(widget) || text.isEmpty())
            continue;
        const bool wraps = label && label->wordWrap();
        const QSize wanted = widget->sizeHint();
        const int height = wraps ? widget->heightForWidth(widget->width()) : wanted.height();
        if ((!wraps && widget->width() < wanted.width() - 1) || widget->height() < height - 1)
            found.append(described(widget));
    }
    return found;
}

// What the keys reach and a screen reader has no name for.
QStringList nameless(const QWidget &page)
{
    QStringList found;
    for (QWidget *widget : page.findChildren<QWidget *>()) {
        if (!isInSight(widget) || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
        if (!told || told->text(QAccessible::Name).isEmpty())
            found.append(described(widget));
    }
    return found;
}

// Tab goes down the page, as one reads it.
QStringList outOfOrder(const QWidget &page)
{
    QStringList found;
    const auto *content = page.findChild<QScrollArea *>(u"scroll"_s)->widget();
    const QWidget *first = page.nextInFocusChain();
    int above = -1; // where the stop before begins
    for (const QWidget *widget = first; widget != &page; widget = widget->nextInFocusChain()) {
        const bool isStop = isInSight(widget) && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)
            && content->isAncestorOf(widget);
        if (!isStop)
            continue;
        if (widget->mapTo(content, widget->rect().bottomLeft()).y() < above)
            found.append(described(widget));
        above = widget->mapTo(content, QPoint()).y();
    }
    return found;
}

} // namespace

// The pages that talk with a portal, in each of their states, as people see, hear and reach them.
class TestPortalLooks : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void anUnknownPortal_data() { looks(); }
    void anUnknownPortal();
    void waitingForSomebody_data() { looks(); }
    void waitingForSomebody();
    void theWholeWay_data() { looks(); }
    void theWholeWay();
    void aRefusal_data() { looks(); }
    void aRefusal();
    void rolesHaveTheirNames();
    void theCodeForTheOtherDeviceStandsOut();
    void whatThePortalHasOtherwiseIsOnTheLastPage();

private:
    static void looks();
    void dress();
    static void judge(PortalWindow &window);

    QFont m_font = QApplication::font();
    LongTexts m_long;
    SilentBrowser m_nobody;
};

void TestPortalLooks::looks()
{
    QTest::addColumn<qreal>("scale");
    QTest::addColumn<bool>("isLong");
    QTest::newRow("as it is") << 1.0 << false;
    QTest::newRow("200 %") << 2.0 << false;
    QTest::newRow("longer texts") << 1.0 << true;
}

void TestPortalLooks::dress()
{
    QFETCH(const qreal, scale);
    QFETCH(const bool, isLong);
    QFont font = m_font;
    font.setPointSizeF(font.pointSizeF() * scale);
    QApplication::setFont(font);
    if (isLong)
        QCoreApplication::installTranslator(&m_long);
}

void TestPortalLooks::cleanup()
{
    QApplication::setFont(m_font);
    QCoreApplication::removeTranslator(&m_long);
}

void TestPortalLooks::judge(PortalWindow &window)
{
    window.wizard->resize(1024, 700);
    QVERIFY2(window.wizard->width() <= 1024 && window.wizard->height() <= 700,
             qPrintable(described(window.wizard.get())));
    const QWidget &page = *window.wizard->currentPage();
    // Layouts settle behind queued events.
    (void)QTest::qWaitFor([&page] { return cut(page).isEmpty() && outOfOrder(page).isEmpty(); }, 3'000);
    const QString title = stepTitle(window.page());
    const auto verify = [&title](const QStringList &found) {
        QVERIFY2(found.isEmpty(), qPrintable(title + u": "_s + found.join(u"; "_s)));
    };
    verify(cut(page));
    verify(nameless(page));
    verify(outOfOrder(page));
    verify(sharedMnemonics(*window.wizard));
}

void TestPortalLooks::anUnknownPortal()
{
    dress();
    ConnectedWindow window(u"healthy"_s, u"owner@contoso.test"_s, false);
    QVERIFY(window.arrive());
    judge(window);
}

void TestPortalLooks::waitingForSomebody()
{
    dress();
    ConnectedWindow window;
    QVERIFY(window.arrive());
    QTRY_VERIFY(window.button(u"browserButton"_s)->isVisible());
    judge(window);
    QDesktopServices::setUrlHandler(u"http"_s, &m_nobody, "open");
    window.button(u"browserButton"_s)->click();
    QTRY_VERIFY(window.find<QWidget>(u"waiting"_s)->isVisible());
    judge(window);
    window.button(u"stopButton"_s)->click();
    window.button(u"deviceButton"_s)->click();
    QTRY_VERIFY(window.find<QWidget>(u"waiting"_s)->isVisible());
    judge(window);
}

void TestPortalLooks::theWholeWay()
{
    dress();
    ConnectedWindow window(u"portal/cloud-blocked"_s); // has most to say
    window.wizard->next();
    window.button(u"otherRadio"_s)->click();
    window.type(u"otherEdit"_s, SimulatedPortal::origin());
    emit window.find<QLineEdit>(u"otherEdit"_s)->editingFinished();
    QTRY_VERIFY(!window.notice(u"offerNotice"_s).isEmpty());
    judge(window);
    QVERIFY(window.goOn());
    QVERIFY(window.signIn());
    judge(window);
    QVERIFY(window.prepare());
    judge(window);
    QVERIFY(window.connectNow());
    QVERIFY(window.hearTheCloud());
    judge(window);
    window.wizard->back();
    window.type(u"nameEdit"_s, u"Headquarters, second floor"_s);
    QVERIFY(window.goOn());
    window.wizard->back();
    QTRY_COMPARE(window.differing().size(), 1);
    judge(window);
}

void TestPortalLooks::aRefusal()
{
    dress();
    ConnectedWindow window(u"portal/quota"_s);
    QVERIFY(window.arrive());
    QVERIFY(window.signIn());
    QVERIFY(window.prepare());
    QVERIFY(window.connectNow());
    QVERIFY(window.find<QWidget>(u"explanation"_s)->isVisible());
    judge(window);
}

void TestPortalLooks::rolesHaveTheirNames()
{
    ConnectedWindow window(u"healthy"_s, u"resources@contoso.test"_s);
    QVERIFY(window.arrive());
    QVERIFY(window.signIn());
    const QString said = window.notice(u"notice"_s);
    QVERIFY2(said.contains(u"AskCody Owner, Integrations Administrator"_s), qPrintable(said));
    QVERIFY(!said.contains(u"integrationsAdministrator"_s));
}

void TestPortalLooks::theCodeForTheOtherDeviceStandsOut()
{
    ConnectedWindow window;
    QVERIFY(window.arrive());
    QTRY_VERIFY(window.button(u"deviceButton"_s)->isVisible());
    window.button(u"deviceButton"_s)->click();
    const auto *code = window.find<QLabel>(u"codeLabel"_s);
    QTRY_VERIFY(code->isVisible());
    QVERIFY(code->font().pointSizeF() > window.wizard->font().pointSizeF() * 1.3);
    QVERIFY(code->accessibleName().endsWith(code->text()));
    window.button(u"stopButton"_s)->click();
    QDesktopServices::setUrlHandler(u"http"_s, &m_nobody, "open");
    window.button(u"browserButton"_s)->click();
    QTRY_VERIFY(window.find<QWidget>(u"waiting"_s)->isVisible());
    QVERIFY(!code->isVisible());
}

void TestPortalLooks::whatThePortalHasOtherwiseIsOnTheLastPage()
{
    ConnectedWindow window;
    QVERIFY(window.arrive());
    QVERIFY(window.signIn());
    QVERIFY(window.prepare());
    QVERIFY(window.connectNow());
    QVERIFY(window.hearTheCloud());
    window.wizard->back();
    window.type(u"nameEdit"_s, u"Another name"_s);
    QVERIFY(window.goOn());
    QVERIFY(!window.button(u"connectButton"_s)->isVisible()); // it is made
    QVERIFY(window.goOn());
    QCOMPARE(window.page(), DonePageId);
    const auto sentences = [&window](const QString &list) {
        QStringList texts;
        for (const QLabel *label : window.find<QWidget>(list)->findChildren<QLabel *>(u"sentence"_s))
            texts.append(label->text());
        return texts;
    };
    QVERIFY(sentences(u"handedList"_s).constFirst().contains(u"Headquarters"_s));
    QVERIFY(sentences(u"untestedList"_s).constFirst().contains(u"Change that in the portal"_s));
}

QTEST_MAIN(TestPortalLooks)
#include "tst_windowportallooks.moc"
