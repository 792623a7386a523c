// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/draftlist.h"

#include "setup/workbench.h"
#include "wizard/statenames.h"

#include <QLocale>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString describe(const DraftInfo &draft, bool isOurs)
{
    const QString name = draft.name.isEmpty() ? DraftList::tr("Without a name") : draft.name;
    const QString when = QLocale().toString(draft.changedAt.toLocalTime(), QLocale::ShortFormat);
    const QString account = draft.email.isEmpty() ? DraftList::tr("no account yet") : draft.email;
    const QString line =
        DraftList::tr("%1 (%2)\n%3, last changed %4").arg(name, account, stateName(draft.state), when);
    if (isOurs)
        return DraftList::tr("%1, open in this window").arg(line);
    return draft.inUse ? DraftList::tr("%1, open in another window").arg(line) : line;
}

} // namespace

DraftList::DraftList(QWidget *parent)
    : QListWidget(parent)
{
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(QListView::Adjust);
    setWordWrap(true);
    setSpacing(fontMetrics().height() / 4);
}

QListWidgetItem *DraftList::add(const DraftInfo &draft, bool isOurs)
{
    auto *item = new QListWidgetItem(describe(draft, isOurs), this);
    item->setData(Qt::UserRole, draft.id);
    return item;
}

void DraftList::fit()
{
    int height = 2 * frameWidth();
    for (int row = 0; row < std::clamp(count(), 1, 5); ++row)
        height += sizeHintForRow(row) + 2 * spacing();
    setFixedHeight(height);
}

void DraftList::resizeEvent(QResizeEvent *event)
{
    QListWidget::resizeEvent(event);
    fit();
}

} // namespace Setup
