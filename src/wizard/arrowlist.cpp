// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/arrowlist.h"

#include "wizard/announce.h"
#include "wizard/theme.h"
#include "wizard/wrappedlabel.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using State = ArrowList::State;

struct Looks
{
    QString icon;
    Theme::Tone tone;
    QString told;
};

Looks looks(State state)
{
    switch (state) {
    case State::Active:
        return {u"running"_s, Theme::Tone::Active, ArrowList::tr("%1: under way")};
    case State::Done:
        return {u"pass"_s, Theme::Tone::Good, ArrowList::tr("%1: done")};
    case State::Failed:
        return {u"fail"_s, Theme::Tone::Bad, ArrowList::tr("%1: failed")};
    case State::Unknown:
        return {u"warn"_s, Theme::Tone::Caution, ArrowList::tr("%1: not known")};
    case State::Ahead:
        break;
    }
    return {u"waiting"_s, Theme::Tone::Quiet, ArrowList::tr("%1: not yet")};
}

} // namespace

ArrowList::ArrowList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setColumnStretch(1, 1);
}

void ArrowList::clear()
{
    for (const Row &row : std::as_const(m_rows)) {
        delete row.icon;
        delete row.text;
    }
    m_rows.clear();
}

void ArrowList::add(const QString &text)
{
    const int row = count();
    const Row made{new QLabel(this), new WrappedLabel(text, this), text, State::Ahead};
    made.text->setObjectName(u"arrow%1"_s.arg(row));
    made.text->setTextFormat(Qt::PlainText);
    m_grid->addWidget(made.icon, row, 0, Qt::AlignTop);
    m_grid->addWidget(made.text, row, 1);
    m_rows.append(made);
    dress(made);
}

void ArrowList::setState(int row, State state)
{
    if (m_rows.at(row).state == state)
        return;
    m_rows[row].state = state;
    dress(m_rows.at(row));
    if (state != State::Ahead)
        announce(m_rows.at(row).text);
}

void ArrowList::setAt(int row, State state)
{
    for (int i = 0; i < count(); ++i)
        setState(i, i < row ? State::Done : i == row ? state : State::Ahead);
}

void ArrowList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const bool changesLooks = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    if (!changesLooks || m_busy)
        return;
    m_busy = true;
    for (const Row &row : std::as_const(m_rows))
        dress(row);
    m_busy = false;
}

void ArrowList::dress(const Row &row)
{
    const Looks look = looks(row.state);
    row.icon->setPixmap(Theme::pixmap(look.icon, Theme::text(look.tone, palette()), Theme::iconSize(font()),
                                      devicePixelRatioF()));
    QPalette words = palette();
    if (row.state == State::Ahead)
        words.setColor(QPalette::WindowText, Theme::text(Theme::Tone::Quiet, palette()));
    row.text->setPalette(words);
    const QString told = look.told.arg(row.words);
    row.text->setText(row.state == State::Unknown ? told : row.words);
    row.text->setAccessibleName(told);
}

} // namespace Setup
