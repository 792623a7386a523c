// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/quietlabel.h"

#include "wizard/theme.h"

#include <QEvent>

namespace Setup {

QuietLabel::QuietLabel(QWidget *parent)
    : WrappedLabel(parent)
{
    setTextFormat(Qt::PlainText);
    quieten();
}

void QuietLabel::setUnderChoice(bool under)
{
    m_underChoice = under;
    setContentsMargins(under ? Theme::choiceIndent(this) : 0, 0, 0, under ? fontMetrics().height() / 2 : 0);
}

void QuietLabel::changeEvent(QEvent *event)
{
    WrappedLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_busy)
        quieten();
}

void QuietLabel::quieten()
{
    m_busy = true; // a palette of our own is a change, too
    Theme::makeQuiet(this);
    m_busy = false;
}

} // namespace Setup
