// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pagescroll.h"

#include <QAbstractButton>
#include <QEvent>
#include <QLineEdit>
#include <QScrollBar>

#include <algorithm>

namespace Setup {

PageScroll::PageScroll(QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &PageScroll::arrange);
}

void PageScroll::setEdge(int edge)
{
    m_edge = edge;
    arrange();
}

void PageScroll::setReadOnly(bool readOnly)
{
    for (QAbstractButton *button : widget()->findChildren<QAbstractButton *>())
        button->setEnabled(!readOnly);
    for (QLineEdit *edit : widget()->findChildren<QLineEdit *>())
        edit->setReadOnly(readOnly);
    setAccessibleName(readOnly ? tr("Content of the page") : QString());
    setFocusPolicy(readOnly ? Qt::StrongFocus : Qt::NoFocus);
}

// Words do not touch the scroll bar.
void PageScroll::arrange()
{
    const bool scrolls = verticalScrollBar()->maximum() > 0;
    setViewportMargins(m_edge, m_edge, m_edge + (scrolls ? gap() : 0), m_edge);
}

int PageScroll::gap() const
{
    return fontMetrics().height() / 3;
}

QSize PageScroll::minimumSizeHint() const
{
    const int content = widget() ? widget()->minimumSizeHint().width() : 0;
    return {content + 2 * m_edge + gap() + verticalScrollBar()->sizeHint().width(),
            6 * fontMetrics().height()};
}

bool PageScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace Setup
