// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/checkdelegate.h"

#include "wizard/checklistmodel.h"
#include "wizard/theme.h"

#include <QApplication>
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

} // namespace

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
    const QRect area = option.rect.adjusted(margin, margin / 2, -margin, -margin / 2);
    painter->drawPixmap(area.left(), area.top() + (metrics.height() - icon) / 2,
                        Theme::pixmap(state.icon, tone, icon, painter->device()->devicePixelRatioF()));

    const QString time = index.data(CheckListModel::TimeRole).toString();
    const int timeWidth = metrics.horizontalAdvance(time);
    QRect line(area.left() + icon + margin, area.top(), area.width() - icon - margin, metrics.height());
    painter->setFont(option.font);
    painter->setPen(quiet);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, time);
    painter->setPen(words);
    painter->drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(index.data().toString(), Qt::ElideRight, line.width() - timeWidth - margin));
    line.translate(0, metrics.height());
    painter->setPen(state.tone == Theme::Tone::Good ? quiet : tone);
    painter->drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(index.data(CheckListModel::ResultRole).toString(), Qt::ElideRight, line.width()));
}

QSize CheckDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int height = QFontMetrics(option.font).height();
    return {height * 6, height * 2 + height / 2};
}

} // namespace Setup
