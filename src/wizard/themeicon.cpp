// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/themeicon.h"

#include "wizard/theme.h"

#include <QAbstractButton>
#include <QGuiApplication>
#include <QPainter>

namespace Setup {

namespace {

QColor colourFor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    return palette.color(mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
}

} // namespace

ThemeIcon::ThemeIcon(QString name)
    : m_name(std::move(name))
{}

void ThemeIcon::dress(QAbstractButton *button, const QString &name)
{
    const int size = Theme::iconSize(button->font());
    button->setIcon(QIcon(new ThemeIcon(name)));
    button->setIconSize({size, size});
}

void ThemeIcon::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1;
    painter->drawPixmap(rect.topLeft(), Theme::pixmap(m_name, colourFor(mode), rect.width(), ratio));
}

QPixmap ThemeIcon::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    return Theme::pixmap(m_name, colourFor(mode), qMin(size.width(), size.height()), 1);
}

QIconEngine *ThemeIcon::clone() const
{
    return new ThemeIcon(m_name);
}

} // namespace Setup
