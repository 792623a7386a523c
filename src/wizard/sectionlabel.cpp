// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/sectionlabel.h"

#include <QEvent>

namespace Setup {

SectionLabel::SectionLabel(QWidget *parent)
    : WrappedLabel(parent)
{
    setTextFormat(Qt::PlainText);
    dress();
}

void SectionLabel::changeEvent(QEvent *event)
{
    WrappedLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange && !m_busy)
        dress();
}

void SectionLabel::dress()
{
    m_busy = true; // a font of our own is a change, too
    QFont heavier;
    heavier.setWeight(QFont::DemiBold);
    setFont(heavier);
    setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    m_busy = false;
}

} // namespace Setup
