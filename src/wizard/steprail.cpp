// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/steprail.h"

#include "wizard/announce.h"
#include "wizard/quietlabel.h"
#include "wizard/theme.h"
#include "wizard/wrappedlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Looks
{
    QString icon;
    Theme::Tone tone;
    QString words;
};

Looks looks(StepRail::State state)
{
    switch (state) {
    case StepRail::State::Done:
        return {u"pass"_s, Theme::Tone::Good, StepRail::tr("Step %1 of %2, %3: done")};
    case StepRail::State::Current:
        return {u"current"_s, Theme::Tone::Active, StepRail::tr("Step %1 of %2, %3: you are here")};
    case StepRail::State::Warned:
        return {u"warn"_s, Theme::Tone::Caution, StepRail::tr("Step %1 of %2, %3: something to look at")};
    case StepRail::State::Failed:
        return {u"warn"_s, Theme::Tone::Caution, StepRail::tr("Step %1 of %2, %3: something failed here")};
    case StepRail::State::Ahead:
        break;
    }
    return {u"waiting"_s, Theme::Tone::Quiet, StepRail::tr("Step %1 of %2, %3: still to come")};
}

void name(QWidget *widget, const QString &told)
{
    if (widget->accessibleName() != told) // else a screen reader hears of a change that is none
        widget->setAccessibleName(told);
}

} // namespace

StepRail::StepRail(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_product(new QLabel(tr("AskCody\nExchange Setup"), this))
    , m_footnote(new QuietLabel(this))
{
    const int unit = fontMetrics().height();
    m_layout->setContentsMargins(unit, unit * 5 / 4, unit, unit);
    m_layout->setSpacing(unit * 3 / 4);
    m_product->setObjectName(u"productName"_s);
    m_product->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_layout->addWidget(m_product);
    m_layout->addSpacing(unit / 2);
    m_layout->addStretch(1);
    m_footnote->setObjectName(u"footnote"_s);
    m_footnote->setFixedWidth(unit * 10);
    m_layout->addWidget(m_footnote);
    tellAs(this, QAccessible::Grouping);
    setAccessibleName(tr("Steps"));
    setBackgroundRole(QPalette::Window); // QWizard would have it stand on Base
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void StepRail::setSteps(const QList<PageId> &steps)
{
    if (steps == m_steps)
        return;
    for (const Row &row : std::as_const(m_rows))
        delete row.text->parentWidget();
    m_rows.clear();
    m_steps = steps;
    const int unit = fontMetrics().height();
    for (const PageId step : steps) {
        auto *holder = new QWidget(this);
        auto *line = new QHBoxLayout(holder);
        line->setContentsMargins({});
        line->setSpacing(unit / 2);
        Row row{new QLabel(holder), new WrappedLabel(stepTitle(step), holder), State::Ahead};
        row.text->setObjectName(u"step%1"_s.arg(step));
        row.text->setFixedWidth(unit * 9);
        row.text->setVisible(!m_compact);
        line->addWidget(row.icon, 0, Qt::AlignTop);
        line->addWidget(row.text, 1);
        m_layout->insertWidget(m_layout->count() - 2, holder); // above stretch and footnote
        m_rows.insert(step, row);
    }
    dressAll();
}

void StepRail::setFootnote(const QString &text)
{
    m_footnote->setText(text);
}

void StepRail::setState(PageId step, State state)
{
    if (!m_rows.contains(step) || m_rows.value(step).state == state)
        return;
    m_rows[step].state = state;
    dress(step);
}

void StepRail::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    m_product->setVisible(!compact);
    m_footnote->setVisible(!compact);
    for (const Row &row : std::as_const(m_rows))
        row.text->setVisible(!compact);
    dressAll();
    updateGeometry();
}

void StepRail::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::area(Theme::Tone::Neutral, palette()));
    painter.drawRoundedRect(rect(), 6, 6);
}

void StepRail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        dressAll();
}

void StepRail::dress(PageId step)
{
    const Row row = m_rows.value(step);
    const Looks look = looks(row.state);
    const bool current = row.state == State::Current;
    const QColor colour = Theme::text(look.tone, palette());
    row.icon->setPixmap(Theme::pixmap(look.icon, colour, Theme::iconSize(font()), devicePixelRatioF()));
    QFont weight = font();
    weight.setWeight(current ? QFont::DemiBold : QFont::Normal);
    row.text->setFont(weight);
    QPalette words = palette();
    if (row.state == State::Ahead)
        words.setColor(QPalette::WindowText, Theme::text(Theme::Tone::Quiet, palette()));
    row.text->setPalette(words);
    const QString told = look.words.arg(m_steps.indexOf(step) + 1).arg(m_steps.size()).arg(stepTitle(step));
    // Once, by what is seen of it: else every step is read twice.
    name(row.text, told);
    name(row.icon, m_compact ? told : QString());
    row.icon->setToolTip(m_compact ? told.toHtmlEscaped() : QString());
}

void StepRail::dressAll()
{
    if (m_dressing)
        return;
    m_dressing = true;
    m_product->setFont(Theme::heading(font(), 1));
    for (const PageId step : m_steps)
        dress(step);
    m_dressing = false;
}

} // namespace Setup
