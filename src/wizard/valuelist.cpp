// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/valuelist.h"

#include "wizard/copybutton.h"
#include "wizard/quietlabel.h"
#include "wizard/wrappedlabel.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <utility>

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
    for (const Row &row : std::as_const(m_rows))
        for (QWidget *widget : std::initializer_list<QWidget *>{row.name, row.value, row.button})
            delete widget;
    m_rows.clear();
}

void ValueList::add(const QString &id, const QString &name, const QString &value, Copying copying)
{
    QLabel *label = addRow(id, name, value);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (copying == Copied)
        addButton(id, name)->setSource([value] { return value; }, name);
}

CopyButton *ValueList::addHidden(const QString &id, const QString &name, const QString &shown)
{
    addRow(id, name, shown);
    CopyButton *button = addButton(id, name);
    button->setSource({}, name);
    return button;
}

CopyButton *ValueList::addButton(const QString &id, const QString &name)
{
    auto *button = new CopyButton(this);
    button->setObjectName(u"copy"_s + id);
    button->setSource({}, name);
    m_rows.last().button = button;
    place(m_rows.size() - 1);
    return button;
}

void ValueList::addHint(const QString &text)
{
    auto *hint = new QuietLabel(this);
    hint->setText(text);
    m_rows.append({nullptr, hint, nullptr});
    place(m_rows.size() - 1);
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
    m_rows.append({title, label, nullptr});
    place(m_rows.size() - 1);
    return label;
}

// A button is higher than a line of text: name and value stand on one line in its middle.
void ValueList::place(qsizetype index)
{
    const Row &row = m_rows.at(index);
    const int line = int(2 * index);
    const int below = m_isStacked ? 1 : 0;
    for (QWidget *widget : std::initializer_list<QWidget *>{row.name, row.value, row.button})
        if (widget)
            m_grid->removeWidget(widget);
    if (row.name)
        m_grid->addWidget(row.name, line, 0, 1, m_isStacked ? 3 : 1,
                          row.button && !m_isStacked ? Qt::AlignVCenter : Qt::AlignTop);
    m_grid->addWidget(row.value, line + below, m_isStacked ? 0 : 1, 1, m_isStacked ? 2 : 1);
    if (row.button)
        m_grid->addWidget(row.button, line + below, 2);
}

// Of the widest name, value and button.
int ValueList::needed(bool isStacked) const
{
    int name = 0;
    int value = 0;
    int button = 0;
    const int gap = m_grid->horizontalSpacing();
    for (const Row &row : m_rows) {
        name = std::max(name, row.name ? row.name->sizeHint().width() + gap : 0);
        value = std::max(value, row.value->minimumSizeHint().width());
        button = std::max(button, row.button ? row.button->sizeHint().width() + gap : 0);
    }
    return isStacked ? std::max(name, value + button) : name + value + button;
}

QSize ValueList::minimumSizeHint() const
{
    return {needed(true), QWidget::minimumSizeHint().height()};
}

void ValueList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_isStacked == (width() < needed(false)))
        return;
    m_isStacked = !m_isStacked;
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        place(i);
}

} // namespace Setup
