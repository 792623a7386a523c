// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/commandbox.h"

#include "wizard/commandtext.h"
#include "wizard/copybutton.h"

#include <QHBoxLayout>
#include <QResizeEvent>

namespace Setup {

using namespace Qt::StringLiterals;

CommandBox::CommandBox(QWidget *parent)
    : QFrame(parent)
    , m_text(new CommandText(this))
    , m_copy(new CopyButton(this))
{
    m_text->setObjectName(u"commandText"_s);
    m_copy->setObjectName(u"commandCopy"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy, 0, Qt::AlignTop);
}

void CommandBox::setCommand(const QString &command, const QString &name)
{
    if (m_text->toPlainText() != command)
        m_text->setPlainText(command);
    m_text->setAccessibleName(name);
    m_copy->setSource([command] { return command; }, name);
}

// Beside the command there is room for the button only where the box is wide.
void CommandBox::resizeEvent(QResizeEvent *event)
{
    const bool wide = event->size().width() > 28 * fontMetrics().height();
    static_cast<QBoxLayout *>(layout())->setDirection(wide ? QBoxLayout::LeftToRight
                                                           : QBoxLayout::TopToBottom);
    layout()->setAlignment(m_copy, wide ? Qt::AlignTop : Qt::AlignRight);
    QFrame::resizeEvent(event);
}

QString CommandBox::command() const
{
    return m_text->toPlainText();
}

} // namespace Setup
