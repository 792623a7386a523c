// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pathview.h"

#include "wizard/announce.h"
#include "wizard/pathhop.h"
#include "wizard/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int RoomyHeight = 45; // lines of text

} // namespace

PathView::PathView(QWidget *parent)
    : QWidget(parent)
{
    tellAs(this, QAccessible::Grouping);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    const PathState empty = PathState::of({}, {}, {});
    for (const HopState &state : empty.hops) {
        auto *hop = new PathHop(state.hop, this);
        connect(hop, &PathHop::clicked, this, [this, hop] { emit checkChosen(hop->state().checkId); });
        m_hops.append(hop);
    }
    setPath(empty);
}

void PathView::setPath(const PathState &path)
{
    if (path == m_path)
        return;
    m_path = path;
    for (qsizetype i = 0; i < m_hops.size(); ++i)
        m_hops.at(i)->setState(path.hops.at(i));
    setAccessibleName(describe(path)); // tells screen readers that it changed
    update();
}

void PathView::setCompact(bool compact)
{
    m_isAskedToBeCompact = compact;
    fit();
}

void PathView::fit()
{
    const bool isLow = window()->height() < RoomyHeight * fontMetrics().height();
    const bool isInRows = columnsFor(width()) < static_cast<int>(m_hops.size());
    const bool compact = m_isAskedToBeCompact || (isInRows && isLow && isVisible());
    if (compact == m_isCompact)
        return;
    m_isCompact = compact;
    for (PathHop *hop : m_hops)
        hop->setCompact(compact);
    arrange();
    updateGeometry();
}

int PathView::heightForWidth(int width) const
{
    if (m_isCompact)
        return std::max(m_hops.first()->heightFor(0), captionRect(width).bottom() + 1);
    const int columns = columnsFor(width);
    const int rows = (static_cast<int>(m_hops.size()) + columns - 1) / columns;
    return rows * rowHeight(width) + (rows - 1) * fontMetrics().height() / 2;
}

QSize PathView::sizeHint() const
{
    const int width = std::max(this->width(), minimumSizeHint().width());
    return {width, heightForWidth(width)};
}

QSize PathView::minimumSizeHint() const
{
    int widest = 0;
    for (const PathHop *hop : m_hops)
        widest = std::max(widest, hop->narrowest());
    if (m_isCompact)
        widest = m_hops.first()->narrowest() * static_cast<int>(m_hops.size()) / 2 + 1;
    return {2 * widest, heightForWidth(std::max(width(), 2 * widest))};
}

void PathView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (qsizetype i = 1; i < m_hops.size(); ++i)
        paintLink(painter, i);
    if (m_isCompact)
        paintCaption(painter);
}

void PathView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
    arrange();
    updateGeometry();
}

void PathView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    window()->installEventFilter(this);
    fit();
}

// Its own size says nothing of how high the window is.
bool PathView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

// All in one row, or in two or more of about the same length.
int PathView::columnsFor(int width) const
{
    int widest = 1;
    for (const PathHop *hop : m_hops)
        widest = std::max(widest, hop->narrowestWithWords());
    const int count = static_cast<int>(m_hops.size());
    const int fit = std::clamp(width / widest, 1, count);
    const int rows = (count + fit - 1) / fit;
    return (count + rows - 1) / rows;
}

int PathView::rowHeight(int width) const
{
    const int columnWidth = width / columnsFor(width);
    int highest = 0;
    for (const PathHop *hop : m_hops)
        highest = std::max(highest, hop->heightFor(columnWidth));
    return highest;
}

// As much as the discs may have beside the caption, or all when it stands below them.
int PathView::compactColumn(int width) const
{
    const int count = static_cast<int>(m_hops.size());
    const int narrowest = m_hops.first()->narrowest();
    const int beside = (width - captionWidth()) / count;
    return std::max(narrowest, std::min(beside >= narrowest ? beside : width / count, 2 * narrowest));
}

// Of the longest name, so that nothing moves when another station has to be told of.
int PathView::captionWidth() const
{
    int widest = 0;
    for (const PathHop *hop : m_hops)
        for (const QString &words : QStringList{hop->text()} + hopWords(hop->state().hop))
            widest = std::max(widest, fontMetrics().horizontalAdvance(words));
    return widest + 2 * fontMetrics().averageCharWidth();
}

const HopState *PathView::telling() const
{
    const auto first = [this](auto isTelling) {
        const auto found = std::find_if(m_path.hops.begin(), m_path.hops.end(), isTelling);
        return found == m_path.hops.end() ? nullptr : &*found;
    };
    if (const auto *broken = first([](const HopState &hop) { return hop.status == FindingStatus::Fail; }))
        return broken;
    if (const auto *running = first([](const HopState &hop) { return hop.running; }))
        return running;
    return first([](const HopState &hop) { return hop.status == FindingStatus::Warn; });
}

QRect PathView::captionRect(int width) const
{
    const int discs = compactColumn(width) * static_cast<int>(m_hops.size());
    const int high = 2 * fontMetrics().height();
    if (width - discs < captionWidth())
        return {0, m_hops.first()->heightFor(0), width, high};
    const int left = discs + fontMetrics().averageCharWidth();
    return {left, 0, width - left, high};
}

void PathView::paintCaption(QPainter &painter) const
{
    const HopState *hop = telling();
    if (!hop)
        return;
    const QRect area = captionRect(width());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, hopTitle(hop->hop));
    painter.setPen(Theme::text(PathHop::toneOf(*hop), palette()));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignBottom, hopWord(*hop));
}

void PathView::arrange()
{
    const int columns = m_isCompact ? static_cast<int>(m_hops.size()) : columnsFor(width());
    const int columnWidth = m_isCompact ? compactColumn(width()) : width() / columns;
    const int height = m_isCompact ? m_hops.first()->heightFor(0) : rowHeight(width());
    for (qsizetype i = 0; i < m_hops.size(); ++i) {
        const int row = static_cast<int>(i) / columns;
        const int column = static_cast<int>(i) % columns;
        m_hops.at(i)->setGeometry(column * columnWidth, row * (height + fontMetrics().height() / 2),
                                  columnWidth, height);
    }
}

void PathView::paintLink(QPainter &painter, qsizetype to) const
{
    const PathHop *before = m_hops.at(to - 1);
    const PathHop *after = m_hops.at(to);
    const int gap = fontMetrics().averageCharWidth();
    const QPointF end = after->mapToParent(after->centre()) - QPoint(after->radius() + gap, 0);
    QPointF start = before->mapToParent(before->centre()) + QPoint(before->radius() + gap, 0);
    if (after->y() != before->y())
        start = QPointF(0, end.y()); // the path goes on in the next row
    const auto &status = after->state().status;
    const bool through = status == FindingStatus::Pass || status == FindingStatus::Warn;
    const bool broken = status == FindingStatus::Fail;
    const QColor colour = through ? Theme::text(Theme::Tone::Good, palette())
                                  : Theme::text(broken ? Theme::Tone::Bad : Theme::Tone::Quiet, palette());
    painter.setPen(
        QPen(colour, through || broken ? 2 : 1.25, through ? Qt::SolidLine : Qt::DashLine, Qt::RoundCap));
    painter.drawLine(start, end);
    if (!broken)
        return;
    const int size = Theme::iconSize(font());
    const QPointF middle = (start + end) / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawEllipse(middle, size * 0.62, size * 0.62);
    painter.drawPixmap(middle - QPointF(size, size) / 2,
                       Theme::pixmap(u"fail"_s, colour, size, devicePixelRatioF()));
}

} // namespace Setup
