// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProxyStyle>

namespace Setup {

// Fusion, with edges that can be seen: in dark and high-contrast palettes it draws check boxes, radio buttons
// and text fields in almost the colour of the window. Here their edge has a contrast of 3:1 (WCAG 2.1,
// 1.4.11). And with hints in empty fields that can be read (1.4.3): Qt 6.4 leaves them black in the dark
// palettes of KDE.
class VisibleEdges : public QProxyStyle
{
    Q_OBJECT

public:
    VisibleEdges();

    // Where the application has Fusion for its style; the styles of the desktops mind that themselves.
    static void install();

    using QProxyStyle::polish;
    void polish(QPalette &palette) override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
};

} // namespace Setup
