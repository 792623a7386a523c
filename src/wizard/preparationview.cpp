// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/preparationview.h"

#include "wizard/preparationitem.h"

#include <QVBoxLayout>

namespace Setup {

PreparationView::PreparationView(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(fontMetrics().height());
}

void PreparationView::show(const QList<PreparationStep> &steps)
{
    while (m_items.size() > steps.size())
        delete m_items.takeLast();
    while (m_items.size() < steps.size()) {
        m_items.append(new PreparationItem(this));
        m_layout->addWidget(m_items.last());
    }
    for (qsizetype i = 0; i < steps.size(); ++i)
        m_items.at(i)->show(steps.at(i), static_cast<int>(i) + 1);
}

} // namespace Setup
