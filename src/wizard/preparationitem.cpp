// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/preparationitem.h"

#include "wizard/commandbox.h"
#include "wizard/quietlabel.h"
#include "wizard/wrappedlabel.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString need(PreparationStep::Need need)
{
    switch (need) {
    case PreparationStep::Need::Required:
        return PreparationItem::tr("needed");
    case PreparationStep::Need::Optional:
        return PreparationItem::tr("if you want it");
    case PreparationStep::Need::Verification:
        break;
    }
    return PreparationItem::tr("to look at the result");
}

} // namespace

PreparationItem::PreparationItem(QWidget *parent)
    : QWidget(parent)
    , m_title(new WrappedLabel(this))
    , m_why(new QuietLabel(this))
    , m_command(new CommandBox(this))
    , m_undoToggle(new QToolButton(this))
    , m_undo(new CommandBox(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(fontMetrics().height() / 3);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_undoToggle->setText(tr("How to take it back"));
    m_undoToggle->setCheckable(true);
    m_undoToggle->setAutoRaise(true);
    m_undoToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_undoToggle->setArrowType(Qt::RightArrow);
    connect(m_undoToggle, &QToolButton::toggled, this, [this](bool open) {
        m_undo->setVisible(open);
        m_undoToggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    });
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_why, m_command, m_undoToggle, m_undo})
        layout->addWidget(widget);
    m_undo->hide();
}

void PreparationItem::show(const PreparationStep &step, int number)
{
    setObjectName(u"preparation-"_s + step.id);
    m_title->setText(tr("%1. %2 (%3)").arg(number).arg(step.title, need(step.need)));
    m_why->setText(step.why);
    m_command->setCommand(step.command, step.title);
    m_undoToggle->setVisible(!step.undo.isEmpty());
    m_undoToggle->setAccessibleName(tr("How to take it back: %1").arg(step.title));
    m_undo->setCommand(step.undo, m_undoToggle->accessibleName());
    if (step.undo.isEmpty())
        m_undo->hide();
}

} // namespace Setup
