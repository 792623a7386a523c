// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/wrappedlabel.h"

#include <QApplication>
#include <QLineEdit>
#include <QPixmap>
#include <QProxyStyle>
#include <QTest>
#include <QTranslator>
#include <QVBoxLayout>

#include <functional>
#include <memory>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr int Widths[] = {-1, 0, 40, 97, 180, 333, 800, QWIDGETSIZE_MAX}; // no more than are kept

const QString Sentence = u"Takes about ten minutes. You need an Exchange service account, or the rights to "
                         u"make one. Nothing is changed "
                         "in Exchange, and what you have typed is kept until you come back."_s;

// Both in one window, so that whatever comes from above comes to both.
struct Pair
{
    explicit Pair(const QString &text)
    {
        for (QLabel *label : labels()) {
            label->setWordWrap(true);
            label->setText(text);
            label->ensurePolished();
        }
    }
    std::array<QLabel *, 2> labels() { return {ours, qts}; }

    QWidget window;
    QLineEdit edit{&window};
    WrappedLabel *ours = new WrappedLabel(&window);
    QLabel *qts = new QLabel(&window);
};

// Each width twice, the second time from memory.
void compareGeometry(Pair &pair)
{
    for (int time = 0; time < 2; ++time)
        for (const int width : Widths)
            QCOMPARE(pair.ours->heightForWidth(width), pair.qts->heightForWidth(width));
    QCOMPARE(pair.ours->hasHeightForWidth(), pair.qts->hasHeightForWidth());
    QCOMPARE(pair.ours->sizeHint(), pair.qts->sizeHint());
    QCOMPARE(pair.ours->minimumSizeHint(), pair.qts->minimumSizeHint());
}

QList<int> heights(const QLabel &label)
{
    QList<int> found;
    for (const int width : Widths)
        found.append(label.heightForWidth(width));
    return found;
}

// Larger frames; and it counts how often a label with a mnemonic is measured, for which QLabel asks its
// style.
class CountingStyle : public QProxyStyle
{
    Q_OBJECT

public:
    CountingStyle()
        : QProxyStyle(u"fusion"_s)
    {}

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *answer) const override
    {
        if (hint == SH_UnderlineShortcut)
            ++measured;
        return QProxyStyle::styleHint(hint, option, widget, answer);
    }

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override
    {
        return metric == PM_DefaultFrameWidth ? 11 : QProxyStyle::pixelMetric(metric, option, widget);
    }

    mutable int measured = 0;
};

class OtherLanguage : public QTranslator
{
    Q_OBJECT

public:
    QString translate(const char *, const char *, const char *, int) const override { return Sentence; }
    bool isEmpty() const override { return false; }
};

// As a widget that says its words anew when the language changes.
class Translated : public WrappedLabel
{
    Q_OBJECT

public:
    Translated() { say(); }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::LanguageChange)
            say();
        WrappedLabel::changeEvent(event);
    }

private:
    void say() { setText(tr("Short.")); }
};

using Change = std::function<void(QLabel &)>;

QFont larger()
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 1.9);
    return font;
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestWrappedLabel : public QObject
{
    Q_OBJECT

private slots:
    void init() { QApplication::setStyle(u"fusion"_s); }
    void cleanup() { QApplication::setFont(m_font); }
    void isAsHighAsQLabel_data();
    void isAsHighAsQLabel();
    void aChangeIsHeeded_data();
    void aChangeIsHeeded();
    void fontsFromAboveAreHeeded();
    void anotherStyleIsHeeded();
    void anotherLanguageIsHeeded();
    void aFixedWidthIsFilledAlike();
    void aPictureIsNoText();
    void isMeasuredOnceForAWidth();
    void aPaletteForgetsNothing();

private:
    const QFont m_font = QApplication::font();
};

void TestWrappedLabel::isAsHighAsQLabel_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Qt::TextFormat>("format");
    QTest::newRow("nothing") << QString() << Qt::PlainText;
    QTest::newRow("word") << u"Portal"_s << Qt::PlainText;
    QTest::newRow("sentence") << Sentence << Qt::PlainText;
    QTest::newRow("lines") << u"AskCody\nExchange Setup\n\nand a last line that is longer than the others"_s
                           << Qt::PlainText;
    QTest::newRow("long word") << u"x"_s.repeated(300) << Qt::PlainText;
    QTest::newRow("mnemonic") << u"&Paste its text here; && the number in it tells what it is about:"_s
                              << Qt::AutoText;
    QTest::newRow("German") << u"Dienstkontoanmeldeinformationen für den Raumpostfachkalenderzugriff prüfen"_s
                            << Qt::PlainText;
    QTest::newRow("Hebrew") << u"שלום עולם, זו שורה ארוכה למדי שצריכה להישבר"_s << Qt::PlainText;
    QTest::newRow("Chinese")
        << u"日本語の長い文章は空白なしで折り返されます。日本語の長い文章は空白なしで折り返されます。"_s
        << Qt::PlainText;
    QTest::newRow("markup as text") << u"<b>bold</b> &amp; <br>"_s << Qt::PlainText;
    QTest::newRow("rich")
        << u"<h2>Title</h2><p>Some <b>bold</b> words and some more of them.</p><ul><li>One</li><li>Two</li></ul>"_s
        << Qt::RichText;
    QTest::newRow("link")
        << u"Read <a href=\"https://example.com/\">what Microsoft says of this</a> before you go on."_s
        << Qt::AutoText;
    QTest::newRow("markdown") << u"# Title\n\nSome *words* of text, and more of them, so that a line ends."_s
                              << Qt::MarkdownText;
}

void TestWrappedLabel::isAsHighAsQLabel()
{
    QFETCH(QString, text);
    QFETCH(Qt::TextFormat, format);
    for (const Qt::TextInteractionFlags interaction : {Qt::TextInteractionFlags(Qt::LinksAccessibleByMouse),
                                                       Qt::TextInteractionFlags(Qt::TextSelectableByMouse)}) {
        Pair pair(text);
        for (QLabel *label : pair.labels()) {
            label->setTextFormat(format);
            label->setTextInteractionFlags(interaction);
        }
        compareGeometry(pair);
        for (QLabel *label : pair.labels())
            label->setBuddy(&pair.edit);
        compareGeometry(pair);
    }
}

void TestWrappedLabel::aChangeIsHeeded_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
    row("text", [](QLabel &label) { label.setText(label.text() + u' ' + Sentence); });
    row("format", [](QLabel &label) { label.setTextFormat(Qt::RichText); });
    row("font", [](QLabel &label) { label.setFont(larger()); });
    row("indent", [](QLabel &label) { label.setIndent(60); });
    row("margin", [](QLabel &label) { label.setMargin(13); });
    row("contents margins", [](QLabel &label) { label.setContentsMargins(30, 7, 20, 5); });
    row("frame", [](QLabel &label) { label.setFrameStyle(QFrame::Box | QFrame::Raised); });
    row("frame's width", [](QLabel &label) {
        label.setFrameStyle(QFrame::Box | QFrame::Plain);
        label.setLineWidth(9);
    });
    row("alignment", [](QLabel &label) {
        label.setIndent(40);
        label.setAlignment(Qt::AlignBottom | Qt::AlignHCenter);
    });
    row("no wrapping", [](QLabel &label) { label.setWordWrap(false); });
    row("least height", [](QLabel &label) { label.setMinimumHeight(333); });
    row("direction", [](QLabel &label) { label.setLayoutDirection(Qt::RightToLeft); });
    row("language of its numbers", [](QLabel &label) { label.setLocale(QLocale(QLocale::Arabic)); });
    row("selectable", [](QLabel &label) { label.setTextInteractionFlags(Qt::TextSelectableByMouse); });
    row("buddy", [](QLabel &label) { label.setBuddy(label.window()->findChild<QLineEdit *>()); });
    row("style sheet", [](QLabel &label) { label.setStyleSheet(u"padding: 12px; font-weight: bold"_s); });
}

// One that has answered for every width, and then is another.
void TestWrappedLabel::aChangeIsHeeded()
{
    QFETCH(Change, change);
    for (const QString &text : {u"&&&&&&&& &Some <b>words</b> <i>that</i><br>"_s + Sentence, Sentence}) {
        Pair pair(text);
        compareGeometry(pair);
        for (QLabel *label : pair.labels())
            change(*label);
        compareGeometry(pair);
    }
}

void TestWrappedLabel::fontsFromAboveAreHeeded()
{
    Pair pair(Sentence);
    const QList<int> before = heights(*pair.ours);
    pair.window.setFont(larger());
    QVERIFY(heights(*pair.ours) != before);
    compareGeometry(pair);
    pair.window.setFont(QFont());
    QCOMPARE(heights(*pair.ours), before);
    pair.window.show(); // a hidden widget takes the application's font when it is shown
    QApplication::setFont(larger());
    QTRY_VERIFY(heights(*pair.ours) != before);
    compareGeometry(pair);
}

void TestWrappedLabel::anotherStyleIsHeeded()
{
    Pair pair(Sentence);
    for (QLabel *label : pair.labels())
        label->setFrameStyle(QFrame::StyledPanel | QFrame::Sunken);
    const QList<int> before = heights(*pair.ours);
    QApplication::setStyle(new CountingStyle);
    QVERIFY(heights(*pair.ours) != before);
    compareGeometry(pair);
}

void TestWrappedLabel::anotherLanguageIsHeeded()
{
    Translated label;
    label.show();
    const QList<int> before = heights(label);
    OtherLanguage language;
    QVERIFY(QCoreApplication::installTranslator(&language));
    QCoreApplication::processEvents();
    QCOMPARE(label.text(), Sentence);
    QVERIFY(heights(label) != before);
    QVERIFY(QCoreApplication::removeTranslator(&language));
    QCoreApplication::processEvents();
    QCOMPARE(heights(label), before);
}

// In a layout, where the width is settled, both end up in the same place, and nothing is cut.
void TestWrappedLabel::aFixedWidthIsFilledAlike()
{
    for (const QString &text : {u"Portal"_s, u"Microsoft 365 and what it asks"_s, Sentence}) {
        Pair pair(text);
        auto *const layout = new QVBoxLayout(&pair.window);
        for (QLabel *label : pair.labels()) {
            label->setFixedWidth(170);
            layout->addWidget(label);
        }
        layout->addStretch(1);
        pair.window.resize(400, 900);
        layout->activate();
        QCOMPARE(pair.ours->size(), pair.qts->size());
        QCOMPARE(pair.ours->height(), pair.qts->heightForWidth(170));
        for (const int never : {90, 400})
            QCOMPARE(pair.ours->heightForWidth(never), pair.ours->height());
        QCOMPARE(pair.ours->sizeHint(), pair.ours->size());
        QCOMPARE(pair.ours->minimumSizeHint(), pair.ours->size());
    }
}

void TestWrappedLabel::aPictureIsNoText()
{
    Pair pair({});
    compareGeometry(pair);
    for (QLabel *label : pair.labels())
        label->setPixmap(QPixmap(70, 140));
    compareGeometry(pair);
}

void TestWrappedLabel::isMeasuredOnceForAWidth()
{
    auto *const style = new CountingStyle;
    QApplication::setStyle(style);
    Pair pair(u"&Name "_s + Sentence);
    pair.ours->setBuddy(&pair.edit);
    const int sixWidths[] = {100, 200, 300, 400, 500, 600};
    for (const int width : sixWidths)
        static_cast<void>(pair.ours->heightForWidth(width));
    const int once = style->measured;
    QVERIFY(once >= 6);
    for (int time = 0; time < 20; ++time)
        for (const int width : sixWidths)
            static_cast<void>(pair.ours->heightForWidth(width));
    QCOMPARE(style->measured, once);
}

void TestWrappedLabel::aPaletteForgetsNothing()
{
    auto *const style = new CountingStyle;
    QApplication::setStyle(style);
    Pair pair(u"&Name "_s + Sentence);
    pair.ours->setBuddy(&pair.edit);
    static_cast<void>(pair.ours->heightForWidth(200));
    const int once = style->measured;
    pair.ours->setPalette(QPalette(Qt::darkBlue));
    static_cast<void>(pair.ours->heightForWidth(200));
    QCOMPARE(style->measured, once);
}

QTEST_MAIN(TestWrappedLabel)
#include "tst_wrappedlabel.moc"
