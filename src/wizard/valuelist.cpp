// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/valuelist.h"

#include "wizard/copybutton.h"
#include "wizard/quietlabel.h"
#include "wizard/wrappedlabel.h"

#include <QGridLayout>
#include <QLabel>

namespace Setup {

using namespace Qt::StringLiterals;

ValueList::ValueList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(fontMetrics().height());
    m_grid->setColumnStretch(1, 1);
}

void ValueList::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_row = 0;
}

void ValueList::add(const QString &id, const QString &name, const QString &value, Copying copying)
{
    QLabel *label = addRow(id, name, value);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (copying == NotCopied)
        return;
    auto *button = new CopyButton(this);
    button->setObjectName(u"copy"_s + id);
    button->setSource([value] { return value; }, name);
    addToRow(button);
}

CopyButton *ValueList::addHidden(const QString &id, const QString &name, const QString &shown)
{
    addRow(id, name, shown);
    auto *button = new CopyButton(this);
    button->setObjectName(u"copy"_s + id);
    button->setSource({}, name);
    addToRow(button);
    return button;
}

// A button is higher than a line of text: name and value stand on one line in its middle.
void ValueList::addToRow(CopyButton *button)
{
    m_grid->addWidget(button, m_row - 1, 2);
    m_grid->itemAtPosition(m_row - 1, 0)->setAlignment(Qt::AlignVCenter);
}

void ValueList::addHint(const QString &text)
{
    auto *hint = new QuietLabel(this);
    hint->setText(text);
    m_grid->addWidget(hint, m_row++, 1);
}

QLabel *ValueList::addRow(const QString &id, const QString &name, const QString &value)
{
    auto *title = new QuietLabel(this);
    title->setText(name);
    title->setWordWrap(false);
    auto *label = new WrappedLabel(this);
    label->setObjectName(u"value"_s + id);
    label->setTextFormat(Qt::PlainText);
    label->setText(value);
    label->setAccessibleName(tr("%1: %2").arg(name, value));
    m_grid->addWidget(title, m_row, 0, Qt::AlignTop);
    m_grid->addWidget(label, m_row++, 1);
    return label;
}

} // namespace Setup
