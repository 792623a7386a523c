// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/panetabs.h"

#include <QBoxLayout>
#include <QEvent>
#include <QSplitter>

#include <utility>

namespace Setup {

namespace {

// In heights of the type: what two panes side by side, with the page's other parts, need to be read in.
constexpr int RoomyWidth = 36;
constexpr int RoomyHeight = 24;

} // namespace

PaneTabs::PaneTabs(QWidget *parent)
    : QTabBar(parent)
{
    setExpanding(false);
    setDrawBase(false);
    setFocusPolicy(Qt::StrongFocus); // the arrow keys go from tab to tab
    hide();
    connect(this, &QTabBar::currentChanged, this, &PaneTabs::arrange);
}

void PaneTabs::share(QWidget *page, QSplitter *splitter, const QStringList &names)
{
    m_page = page;
    m_splitter = splitter;
    for (const QString &name : names)
        addTab(name);
    page->installEventFilter(this);
    m_isTight = isRoomLacking();
    apply();
}

void PaneTabs::stack(const QList<QLayout *> &rows)
{
    m_rows = rows;
    apply();
}

bool PaneTabs::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_page && event->type() == QEvent::Resize)
        judge();
    return QTabBar::eventFilter(watched, event);
}

void PaneTabs::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_page)
        judge();
}

bool PaneTabs::isRoomLacking() const
{
    const int unit = fontMetrics().height();
    return m_page->width() < RoomyWidth * unit || m_page->height() < RoomyHeight * unit;
}

void PaneTabs::judge()
{
    if (isRoomLacking() == m_isTight)
        return;
    m_isTight = !m_isTight;
    apply();
}

void PaneTabs::apply()
{
    m_splitter->setMinimumHeight((m_isTight ? 4 : 12) * fontMetrics().height());
    arrange();
    for (QLayout *row : std::as_const(m_rows))
        if (auto *box = qobject_cast<QBoxLayout *>(row))
            box->setDirection(m_isTight ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    emit tightChanged(m_isTight);
}

void PaneTabs::arrange()
{
    if (!m_splitter)
        return;
    setVisible(m_isTight);
    for (int pane = 0; pane < m_splitter->count(); ++pane)
        m_splitter->widget(pane)->setVisible(!m_isTight || pane == currentIndex());
}

} // namespace Setup
