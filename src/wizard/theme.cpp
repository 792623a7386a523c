// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/theme.h"

#include "core/bearing.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QStyle>
#include <QSvgRenderer>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace Setup::Theme {

using namespace Qt::StringLiterals;

namespace {

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

QColor mix(const QColor &a, const QColor &b, float share)
{
    const auto part = [share](float x, float y) { return x + (y - x) * share; };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()),
                            part(a.blueF(), b.blueF()));
}

constexpr double ReadableContrast = 4.6; // 4.5:1 after rounding to 8 bits
constexpr double VisibleContrast = 3.6; // 3:1 after smoothing, too

// Moves towards the palette's own text colour until it stands out enough.
QColor readable(const QColor &wanted, const QColor &background, const QColor &foreground,
                double required = ReadableContrast)
{
    for (int tenths = 0; tenths < 10; ++tenths) {
        const QColor candidate = mix(wanted, foreground, float(tenths) / 10);
        if (contrast(candidate, background) >= required)
            return candidate;
    }
    return foreground;
}

// Hues only: lightness and saturation follow from the palette.
QColor hue(Tone tone, const QPalette &palette)
{
    const bool dark = luminance(palette.color(QPalette::Window)) < 0.2;
    const float lightness = dark ? 0.66F : 0.33F;
    switch (tone) {
    case Tone::Good:
        return QColor::fromHslF(0.39F, 0.55F, lightness);
    case Tone::Caution:
        return QColor::fromHslF(0.10F, 0.75F, lightness);
    case Tone::Bad:
        return QColor::fromHslF(0.99F, 0.65F, dark ? 0.70F : 0.40F);
    case Tone::Active:
        return palette.color(QPalette::Highlight);
    case Tone::Quiet:
        return mix(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.40F);
    case Tone::Neutral:
        break;
    }
    return palette.color(QPalette::WindowText);
}

} // namespace

QColor blended(const QColor &colour, const QColor &background)
{
    const QColor opaque = QColor::fromRgbF(colour.redF(), colour.greenF(), colour.blueF());
    return mix(background, opaque, colour.alphaF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QColor text(Tone tone, const QPalette &palette, QPalette::ColorRole background)
{
    return readable(hue(tone, palette), palette.color(background), palette.color(QPalette::WindowText));
}

QColor area(Tone tone, const QPalette &palette)
{
    const float share = tone == Tone::Neutral || tone == Tone::Quiet ? 0.05F : 0.13F;
    return mix(palette.color(QPalette::Window), hue(tone, palette), share);
}

QColor outline(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Window);
    return readable(window, window, palette.color(QPalette::WindowText), VisibleContrast);
}

QColor line(const QPalette &palette)
{
    return mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.22F);
}

Tone tone(FindingStatus status)
{
    switch (status) {
    case FindingStatus::Pass:
        return Tone::Good;
    case FindingStatus::Warn:
        return Tone::Caution;
    case FindingStatus::Fail:
        return Tone::Bad;
    case FindingStatus::Skipped:
    case FindingStatus::NotTested:
        break;
    }
    return Tone::Quiet;
}

QString iconName(FindingStatus status)
{
    switch (status) {
    case FindingStatus::Pass:
        return u"pass"_s;
    case FindingStatus::Warn:
        return u"warn"_s;
    case FindingStatus::Fail:
        return u"fail"_s;
    case FindingStatus::Skipped:
        return u"skipped"_s;
    case FindingStatus::NotTested:
        break;
    }
    return u"untested"_s;
}

QString word(FindingStatus status)
{
    switch (status) {
    case FindingStatus::Pass:
        return QCoreApplication::translate("Theme", "passed");
    case FindingStatus::Warn:
        return QCoreApplication::translate("Theme", "passed with a warning");
    case FindingStatus::Fail:
        return QCoreApplication::translate("Theme", "failed");
    case FindingStatus::Skipped:
        return QCoreApplication::translate("Theme", "skipped");
    case FindingStatus::NotTested:
        break;
    }
    return QCoreApplication::translate("Theme", "not tested");
}

QString word(const Finding &finding)
{
    if (bearingOf(finding) != finding.status)
        return QCoreApplication::translate("Theme", "to look at");
    return word(finding.status);
}

QPixmap pixmap(const QString &name, const QColor &colour, int size, qreal devicePixelRatio)
{
    const QString key =
        u"setup/%1/%2/%3/%4"_s.arg(name, colour.name(QColor::HexArgb)).arg(size).arg(devicePixelRatio);
    QPixmap drawn;
    if (QPixmapCache::find(key, &drawn))
        return drawn;
    const int pixels = qRound(size * devicePixelRatio);
    drawn = QPixmap(pixels, pixels);
    drawn.fill(Qt::transparent);
    QPainter painter(&drawn);
    QSvgRenderer(u":/wizard/icons/%1.svg"_s.arg(name)).render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(drawn.rect(), colour);
    painter.end();
    drawn.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, drawn);
    return drawn;
}

int iconSize(const QFont &font)
{
    return qRound(QFontMetrics(font).height() * 1.05);
}

int choiceIndent(const QWidget *widget)
{
    const QStyle *style = widget->style();
    return style->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, widget)
        + style->pixelMetric(QStyle::PM_RadioButtonLabelSpacing, nullptr, widget);
}

QFont heading(const QFont &base, qreal factor)
{
    QFont font = base;
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(base.pixelSize() * factor));
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont monospace(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF());
    return font;
}

void makeQuiet(QWidget *label)
{
    const QColor quiet = text(Tone::Quiet, QGuiApplication::palette());
    QPalette palette; // only this role is ours, the rest follows the theme
    palette.setColor(QPalette::WindowText, quiet);
    label->setPalette(palette);
}

} // namespace Setup::Theme
