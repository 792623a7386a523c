// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/commandtext.h"

#include "wizard/theme.h"

#include <QEvent>
#include <QTextLayout>
#include <QtMath>

namespace Setup {

CommandText::CommandText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setFont(Theme::monospace(font()));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(this, &QPlainTextEdit::textChanged, this, [this] { updateGeometry(); });
}

// Counted here and not asked of the document, which breaks its lines only when it is painted.
int CommandText::heightForWidth(int width) const
{
    const qreal margin = document()->documentMargin();
    const qreal lineWidth = qMax(1.0, width - 2 * frameWidth() - 2 * margin);
    int lines = 0;
    for (const QString &line : toPlainText().split(u'\n')) {
        QTextLayout layout(line, font());
        layout.setTextOption(QTextOption(document()->defaultTextOption()));
        layout.beginLayout();
        for (QTextLine broken = layout.createLine(); broken.isValid(); broken = layout.createLine()) {
            broken.setLineWidth(lineWidth);
            ++lines;
        }
        layout.endLayout();
    }
    return qCeil(qMax(1, lines) * QFontMetricsF(font()).lineSpacing() + 2 * margin) + 2 * frameWidth();
}

QSize CommandText::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 40;
    return {width, heightForWidth(width)};
}

QSize CommandText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().lineSpacing() * 2};
}

void CommandText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() != QEvent::FontChange || m_busy)
        return;
    m_busy = true; // a font of our own is a change, too
    setFont(Theme::monospace(font()));
    m_busy = false;
    updateGeometry();
}

} // namespace Setup
