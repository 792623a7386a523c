// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/visibleedges.h"

#include "wizard/theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QPainter>
#include <QStyleOption>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// What has the focus has an edge in the highlight's colour already.
bool showsFocus(QStyle::PrimitiveElement element, const QStyleOption &option)
{
    return option.state.testFlag(QStyle::State_HasFocus)
        && (element == QStyle::PE_FrameLineEdit || option.state.testFlag(QStyle::State_KeyboardFocusChange));
}

// The edge of a text or a list that scrolls.
bool isPane(QStyle::PrimitiveElement element, const QWidget *widget)
{
    return element == QStyle::PE_Frame && qobject_cast<const QAbstractScrollArea *>(widget);
}

// Black on black: only its edge tells a button from a word.
bool isLostButton(QStyle::PrimitiveElement element, const QStyleOption &option)
{
    const QColor window = option.palette.color(QPalette::Window);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(&option);
    return element == QStyle::PE_PanelButtonCommand && window.lightness() < 64
        && Theme::contrast(window, option.palette.color(QPalette::Button)) < 1.1
        && !(button && button->features.testFlag(QStyleOptionButton::DefaultButton));
}

} // namespace

VisibleEdges::VisibleEdges()
    : QProxyStyle(u"fusion"_s)
{}

void VisibleEdges::install()
{
    if (QApplication::style()->name() == "fusion"_L1)
        QApplication::setStyle(new VisibleEdges);
}

void VisibleEdges::polish(QPalette &palette)
{
    QProxyStyle::polish(palette);
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    const QColor hint = Theme::blended(palette.color(QPalette::Active, QPalette::PlaceholderText), base);
    if (Theme::contrast(hint, base) < 4.5)
        palette.setColor(QPalette::PlaceholderText, Theme::text(Theme::Tone::Quiet, palette, QPalette::Base));
}

void VisibleEdges::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool hasEdge = element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton
        || element == PE_FrameLineEdit || isPane(element, widget) || isLostButton(element, *option);
    if (!hasEdge || !option->state.testFlag(State_Enabled) || showsFocus(element, *option))
        return;
    const QRectF edge = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // The style itself does not show that a pane has the focus.
    const bool isFocusedPane = element == PE_Frame && option->state.testFlag(State_HasFocus);
    painter->setPen(isFocusedPane ? option->palette.color(QPalette::Highlight)
                                  : Theme::outline(option->palette));
    painter->setBrush(Qt::NoBrush);
    if (element == PE_IndicatorRadioButton)
        painter->drawEllipse(edge);
    else
        painter->drawRoundedRect(edge, 2, 2);
    painter->restore();
}

} // namespace Setup
