// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pathhop.h"

#include <QPainter>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString badgeOf(const HopState &state)
{
    if (state.running)
        return u"running"_s;
    return state.status ? Theme::iconName(*state.status) : u"waiting"_s;
}

} // namespace

PathHop::PathHop(Hop hop, QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::NoFocus); // the list below offers the same to the keyboard
    setCursor(Qt::PointingHandCursor);
    setObjectName(u"hop%1"_s.arg(static_cast<int>(hop)));
    setState(HopState{hop, std::nullopt, false, {}});
}

void PathHop::setState(const HopState &state)
{
    m_state = state;
    setText(hopTitle(state.hop));
    const QString told = tr("%1: %2").arg(hopTitle(state.hop), hopWord(state));
    if (told != accessibleName()) // else a screen reader hears of a change that is none
        setAccessibleName(told);
    setToolTip(m_isCompact ? told : QString());
    update();
}

void PathHop::setCompact(bool compact)
{
    m_isCompact = compact;
    setState(m_state);
}

Theme::Tone PathHop::toneOf(const HopState &state)
{
    if (state.running)
        return Theme::Tone::Active;
    return state.status ? Theme::tone(*state.status) : Theme::Tone::Quiet;
}

int PathHop::narrowest() const
{
    return m_isCompact ? 2 * radius() + fontMetrics().averageCharWidth() : narrowestWithWords();
}

// Of all that may have to stand here, so that nothing moves and nothing is cut when the state changes.
int PathHop::narrowestWithWords() const
{
    const QFontMetrics heavy(heavyFont());
    const QString broken = hopWord({m_state.hop, FindingStatus::Fail, false, {}});
    int widest = heavy.horizontalAdvance(broken);
    for (const QString &word : text().split(u' '))
        widest = std::max(widest, heavy.horizontalAdvance(word));
    for (const QString &word : hopWords(m_state.hop))
        widest = std::max(widest, fontMetrics().horizontalAdvance(word));
    return widest + fontMetrics().averageCharWidth() * 2;
}

int PathHop::heightFor(int width) const
{
    if (m_isCompact)
        return 2 * (radius() + 2);
    return titleRect(width, heavyFont()).bottom() + 1 + fontMetrics().height();
}

QPoint PathHop::centre() const
{
    return {width() / 2, radius() + 2};
}

int PathHop::radius() const
{
    return qRound(fontMetrics().height() * (m_isCompact ? 0.8 : 1.25));
}

QSize PathHop::sizeHint() const
{
    return {narrowest(), heightFor(narrowest())};
}

void PathHop::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintDisc(painter);
    if (!m_isCompact)
        paintWords(painter);
}

void PathHop::paintDisc(QPainter &painter) const
{
    const Theme::Tone tone = toneOf(m_state);
    const QColor colour = Theme::text(tone, palette());
    const bool broken = m_state.status == FindingStatus::Fail;
    painter.setPen(QPen(colour, broken ? 2.5 : 1.5, m_state.status ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(m_state.status ? Theme::area(tone, palette()) : palette().color(QPalette::Window));
    painter.drawEllipse(QPointF(centre()), radius(), radius());

    const int size = qRound(radius() * 1.15);
    painter.drawPixmap(centre() - QPoint(size / 2, size / 2),
                       Theme::pixmap(hopIcon(m_state.hop), colour, size, devicePixelRatioF()));

    const int badge = qRound(radius() * 0.85);
    const QPoint corner = centre() + QPoint(radius() * 3 / 4, radius() * 3 / 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawEllipse(QPointF(corner), badge * 0.56, badge * 0.56);
    painter.drawPixmap(corner - QPoint(badge / 2, badge / 2),
                       Theme::pixmap(badgeOf(m_state), colour, badge, devicePixelRatioF()));
}

void PathHop::paintWords(QPainter &painter) const
{
    painter.setFont(m_state.status == FindingStatus::Fail ? heavyFont() : font());
    const QRect title = titleRect(width(), painter.font());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(title, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, text());
    painter.setPen(Theme::text(toneOf(m_state), palette()));
    painter.drawText(QRect(0, title.bottom() + 1, width(), fontMetrics().height()),
                     Qt::AlignHCenter | Qt::AlignTop, hopWord(m_state));
}

QFont PathHop::heavyFont() const
{
    QFont heavy = font();
    heavy.setWeight(QFont::DemiBold);
    return heavy;
}

QRect PathHop::titleRect(int width, const QFont &font) const
{
    const int top = 2 * radius() + 4 + fontMetrics().height() / 2;
    const QRect room(0, 0, width, 10 * fontMetrics().height());
    const QRect bounds = QFontMetrics(font).boundingRect(room, Qt::AlignHCenter | Qt::TextWordWrap, text());
    return {0, top, width, bounds.height()};
}

} // namespace Setup
