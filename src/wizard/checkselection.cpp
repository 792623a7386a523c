// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/checkselection.h"

#include "wizard/checklistmodel.h"

#include <QListView>

namespace Setup {

CheckSelection::CheckSelection(QListView *list, CheckListModel *model, QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_model(model)
{
    connect(list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        m_isByHand = true;
        emit changed();
    });
    connect(list, &QListView::clicked, this, [this](const QModelIndex &index) { take(index.row()); });
}

QString CheckSelection::id() const
{
    return m_model->idAt(m_list->currentIndex().row());
}

const Finding *CheckSelection::finding() const
{
    return m_model->finding(id());
}

void CheckSelection::startOver()
{
    m_isByHand = false;
}

void CheckSelection::lead(int row)
{
    if (m_isByHand)
        return;
    m_list->setCurrentIndex(m_model->index(row));
    m_isByHand = false;
}

void CheckSelection::choose(const QString &id)
{
    take(m_model->rowOf(id));
}

void CheckSelection::take(int row)
{
    m_list->setCurrentIndex(m_model->index(row));
    m_isByHand = true;
    emit chosen();
}

} // namespace Setup
