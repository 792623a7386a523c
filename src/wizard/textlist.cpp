// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/textlist.h"

#include "wizard/wrappedlabel.h"

#include <QGridLayout>
#include <QLabel>

namespace Setup {

using namespace Qt::StringLiterals;

TextList::TextList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(fontMetrics().height() / 2);
    m_grid->setVerticalSpacing(fontMetrics().height() / 3);
    m_grid->setColumnStretch(1, 1);
}

void TextList::append(QWidget *widget)
{
    // Without an alignment, one that does not grow would keep the whole column from growing.
    const bool isFixed = widget->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed;
    m_grid->addWidget(widget, m_grid->rowCount(), 1, isFixed ? Qt::AlignLeft : Qt::Alignment());
}

void TextList::show(const QStringList &sentences, Marker marker)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < sentences.size(); ++row) {
        auto *sign = new QLabel(marker == Bullets ? u"•"_s : tr("%1.").arg(row + 1), this);
        auto *text = new WrappedLabel(this);
        text->setObjectName(u"sentence"_s);
        text->setTextFormat(Qt::PlainText);
        text->setText(sentences.at(row));
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_grid->addWidget(sign, row, 0, Qt::AlignTop | Qt::AlignRight);
        m_grid->addWidget(text, row, 1);
    }
    setVisible(!sentences.isEmpty());
}

} // namespace Setup
