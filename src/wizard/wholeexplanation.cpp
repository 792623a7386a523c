// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/wholeexplanation.h"

#include <QResizeEvent>

namespace Setup {

WholeExplanation::WholeExplanation(QWidget *parent)
    : ExplanationView(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    setAccessibleName(tr("Explanation"));
}

QSize WholeExplanation::sizeHint() const
{
    return {ExplanationView::sizeHint().width(), minimumSizeHint().height()};
}

QSize WholeExplanation::minimumSizeHint() const
{
    QSize hint = ExplanationView::minimumSizeHint();
    if (const QWidget *words = widget()) {
        const int height = words->heightForWidth(viewport()->width());
        hint.setHeight((height > 0 ? height : words->sizeHint().height()) + fontMetrics().height());
    }
    return hint;
}

// Narrower lines are more of them.
void WholeExplanation::resizeEvent(QResizeEvent *event)
{
    ExplanationView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

} // namespace Setup
