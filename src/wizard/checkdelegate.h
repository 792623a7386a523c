// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

class QListView;

namespace Setup {

// A row of the list of checks: state, name, result in a line below, time on the right. The name takes as many
// lines as it needs; a result that is too long goes on in the tool tip, and in full words beside the list.
class CheckDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // Dresses the list, which owns it.
    explicit CheckDelegate(QListView *list);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QListView *m_list;
};

} // namespace Setup
