// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/checkdelegate.h"

#include "wizard/checklistmodel.h"
#include "wizard/theme.h"

#include <QApplication>
#include <QListView>
#include <QPainter>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct State
{
    QString icon;
    Theme::Tone tone;
};

State stateOf(const QModelIndex &index)
{
    if (index.data(CheckListModel::RunningRole).toBool())
        return {u"running"_s, Theme::Tone::Active};
    const QVariant status = index.data(CheckListModel::StatusRole);
    if (!status.isValid())
        return {u"waiting"_s, Theme::Tone::Quiet};
    return {Theme::iconName(status.value<FindingStatus>()), Theme::tone(status.value<FindingStatus>())};
}

// Where the name stands in its row. The place of the time is left free, whether there is one yet or not.
QRect nameRect(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QFontMetrics metrics(option.font);
    const int margin = metrics.height() / 2;
    const int left = option.rect.left() + 2 * margin + Theme::iconSize(option.font);
    const int time = metrics.horizontalAdvance(u"888 ms"_s) + margin;
    const QRect room(left, option.rect.top() + margin / 2, option.rect.right() - margin - time - left,
                     20 * metrics.height());
    const int height = metrics.boundingRect(room, Qt::TextWordWrap, index.data().toString()).height();
    return {room.topLeft(), QSize(room.width(), height)};
}

} // namespace

CheckDelegate::CheckDelegate(QListView *list)
    : QStyledItemDelegate(list)
    , m_list(list)
{
    list->setItemDelegate(this);
    list->setResizeMode(QListView::Adjust); // the height of a row depends on its width
}

void CheckDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, option.widget);

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QFontMetrics metrics(option.font);
    const int margin = metrics.height() / 2;
    const State state = stateOf(index);
    const QColor words = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor quiet = selected ? words : Theme::text(Theme::Tone::Quiet, option.palette, QPalette::Base);
    const QColor tone = selected ? words : Theme::text(state.tone, option.palette, QPalette::Base);

    const int icon = Theme::iconSize(option.font);
    const QRect name = nameRect(option, index);
    painter->drawPixmap(option.rect.left() + margin, name.top() + (metrics.height() - icon) / 2,
                        Theme::pixmap(state.icon, tone, icon, painter->device()->devicePixelRatioF()));

    QRect line(name.left(), name.top(), option.rect.right() - margin - name.left(), metrics.height());
    painter->setFont(option.font);
    painter->setPen(quiet);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                      index.data(CheckListModel::TimeRole).toString());
    painter->setPen(words);
    painter->drawText(name, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, index.data().toString());
    line.moveTop(name.bottom() + 1);
    painter->setPen(state.tone == Theme::Tone::Good ? quiet : tone);
    painter->drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(index.data(CheckListModel::ResultRole).toString(), Qt::ElideRight, line.width()));
}

QSize CheckDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    row.rect = QRect(0, 0, m_list->viewport()->width(), 0);
    const int height = QFontMetrics(option.font).height();
    return {height * 6, nameRect(row, index).height() + height + height / 2};
}

} // namespace Setup
