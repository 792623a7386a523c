// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/themes.h"
#include "wizard/theme.h"
#include "wizard/visibleedges.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStyleFactory>
#include <QStyleOptionButton>
#include <QTest>

#include <memory>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// The left edge of what is ticked, chosen or typed into.
int edgeOf(const QWidget &widget)
{
    QStyleOptionButton option;
    option.initFrom(&widget);
    if (qobject_cast<const QCheckBox *>(&widget))
        return widget.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &widget).left();
    if (qobject_cast<const QRadioButton *>(&widget))
        return widget.style()->subElementRect(QStyle::SE_RadioButtonIndicator, &option, &widget).left();
    return 0;
}

// The best contrast with the window that the edge has on a line through the middle.
double edgeContrast(QWidget &widget)
{
    widget.resize(widget.sizeHint());
    const QImage image = widget.grab().toImage();
    double best = 1;
    for (int x = edgeOf(widget); x < edgeOf(widget) + 3; ++x)
        best = std::max(best,
                        Theme::contrast(image.pixelColor(x, image.height() / 2),
                                        widget.palette().color(QPalette::Window)));
    return best;
}

} // namespace

class TestVisibleEdges : public QObject
{
    Q_OBJECT

private slots:
    void init() { QApplication::setStyle(QStyleFactory::create(u"fusion"_s)); }
    void cleanup() { QApplication::setPalette(QPalette()); }
    void edgesCanBeSeen_data();
    void edgesCanBeSeen();
    void buttonsCanBeSeenWhereEverythingIsBlack();
    void otherStylesAreLeftAlone();
};

void TestVisibleEdges::edgesCanBeSeen_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << QPalette(QColor(239, 239, 239));
    QTest::newRow("dark") << darkPalette();
    QTest::newRow("high contrast") << highContrastPalette();
}

void TestVisibleEdges::edgesCanBeSeen()
{
    QFETCH(const QPalette, palette);
    VisibleEdges::install();
    QApplication::setPalette(palette);
    const std::unique_ptr<QWidget> widgets[] = {
        std::make_unique<QCheckBox>(u"Limit"_s), std::make_unique<QRadioButton>(u"Europe"_s),
        std::make_unique<QLineEdit>(), std::make_unique<QPlainTextEdit>()};
    for (const auto &widget : widgets) {
        const double ratio = edgeContrast(*widget);
        QVERIFY2(
            ratio >= 3,
            qPrintable(u"%1: %2"_s.arg(QLatin1StringView(widget->metaObject()->className())).arg(ratio)));
    }
}

void TestVisibleEdges::buttonsCanBeSeenWhereEverythingIsBlack()
{
    VisibleEdges::install();
    QApplication::setPalette(highContrastPalette());
    QPushButton button(u"Copy"_s);
    QVERIFY2(edgeContrast(button) >= 3, qPrintable(QString::number(edgeContrast(button))));
}

void TestVisibleEdges::otherStylesAreLeftAlone()
{
    QStyle *const windows = QStyleFactory::create(u"windows"_s);
    QVERIFY(windows);
    QApplication::setStyle(windows);
    VisibleEdges::install();
    QCOMPARE(QApplication::style(), windows);
}

QTEST_MAIN(TestVisibleEdges)
#include "tst_visibleedges.moc"
