// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/commandbox.h"

#include "wizard/copybutton.h"
#include "wizard/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QResizeEvent>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

CommandBox::CommandBox(QWidget *parent)
    : QFrame(parent)
    , m_text(new QPlainTextEdit(this))
    , m_copy(new CopyButton(this))
{
    m_text->setObjectName(u"commandText"_s);
    m_copy->setObjectName(u"commandCopy"_s);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setFont(Theme::monospace(font()));
    m_text->viewport()->installEventFilter(this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy, 0, Qt::AlignTop);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void CommandBox::setCommand(const QString &command, const QString &name)
{
    if (m_text->toPlainText() != command)
        m_text->setPlainText(command);
    m_text->setAccessibleName(name);
    m_copy->setSource([command] { return command; }, name);
    fitHeight();
}

QString CommandBox::command() const
{
    return m_text->toPlainText();
}

bool CommandBox::eventFilter(QObject *watched, QEvent *event)
{
    const bool resized = event->type() == QEvent::Resize
        && static_cast<QResizeEvent *>(event)->size().width()
            != static_cast<QResizeEvent *>(event)->oldSize().width();
    const bool done = QFrame::eventFilter(watched, event);
    // The lines are broken anew by the viewport itself, once this event has reached it.
    if (resized)
        QMetaObject::invokeMethod(this, &CommandBox::fitHeight, Qt::QueuedConnection);
    return done;
}

void CommandBox::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_text->setFont(Theme::monospace(font()));
        fitHeight();
    }
}

// QPlainTextEdit measures in lines: as many as the command takes at this width, so that nothing scrolls.
void CommandBox::fitHeight()
{
    int lines = 0;
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        m_text->document()->documentLayout()->blockBoundingRect(block);
        lines += std::max(1, block.layout()->lineCount());
    }
    const int margins = 2 * m_text->frameWidth() + qRound(2 * m_text->document()->documentMargin());
    m_text->setFixedHeight(
        std::max(lines * m_text->fontMetrics().lineSpacing() + margins, m_copy->sizeHint().height()));
}

} // namespace Setup
