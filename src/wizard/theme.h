// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QPixmap>

class QWidget;

// Everything about looks that the style does not decide. Colours are derived from the palette, so that they
// are right in light, dark and high-contrast themes; a text colour has a contrast of at least 4.5:1.
namespace Setup::Theme {

// What a colour is to say; an icon and words always say it too.
enum class Tone { Neutral, Quiet, Good, Caution, Bad, Active };

QColor text(Tone tone, const QPalette &palette, QPalette::ColorRole background = QPalette::Window);
// A soft area behind text of that tone.
QColor area(Tone tone, const QPalette &palette);
QColor line(const QPalette &palette);
// Of something to click or to type into: a contrast of at least 3:1 with the window.
QColor outline(const QPalette &palette);
// What a colour that lets through looks like on another one.
QColor blended(const QColor &colour, const QColor &background);
// WCAG 2.1 contrast ratio, 1 to 21.
double contrast(const QColor &a, const QColor &b);

Tone tone(FindingStatus status);
QString iconName(FindingStatus status);
QString word(FindingStatus status); // "passed", "failed", …
QString word(const Finding &finding);

// One of resources/icons, drawn in a colour, sharp at any scale.
QPixmap pixmap(const QString &name, const QColor &colour, int size, qreal devicePixelRatio);

// The size of an icon beside text of this font, in device-independent pixels.
int iconSize(const QFont &font);
// How far to the right of a radio button or check box its text begins: what belongs to it begins there, too.
int choiceIndent(const QWidget *widget);
QFont heading(const QFont &base, qreal factor = 1.45);
QFont monospace(const QFont &base);
// Text that is there to be read second.
void makeQuiet(QWidget *label);

} // namespace Setup::Theme
