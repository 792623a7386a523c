// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/notice.h"

#include "diagnosis/explainer.h"
#include "wizard/announce.h"
#include "wizard/wrappedlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString iconOf(Theme::Tone tone)
{
    switch (tone) {
    case Theme::Tone::Good:
        return u"pass"_s;
    case Theme::Tone::Caution:
        return u"warn"_s;
    case Theme::Tone::Bad:
        return u"fail"_s;
    case Theme::Tone::Active:
        return u"demo"_s;
    case Theme::Tone::Neutral:
    case Theme::Tone::Quiet:
        break;
    }
    return u"info"_s;
}

} // namespace

Notice::Notice(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new WrappedLabel(this))
    , m_action(new QPushButton(this))
{
    m_text->setObjectName(u"noticeText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action->setObjectName(u"noticeAction"_s);
    m_action->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1, Qt::AlignVCenter);
    layout->addWidget(m_action, 0, Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    connect(m_action, &QPushButton::clicked, this, &Notice::actionTriggered);
    setFramed(false);
    clear();
}

void Notice::setFramed(bool framed)
{
    m_framed = framed;
    const int margin = framed ? fontMetrics().height() / 2 : 0;
    layout()->setContentsMargins(margin * 3 / 2, margin, margin * 3 / 2, margin);
}

void Notice::show(Theme::Tone tone, const QString &text, const QString &action)
{
    m_tone = tone;
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    if (m_field)
        m_field->setAccessibleDescription(text);
    applyLooks();
    setVisible(!text.isEmpty());
    // Beside a field it is read with the field, where the focus goes.
    if (!text.isEmpty() && !m_field && isVisible())
        announce(m_text);
}

void Notice::show(const Problem &problem)
{
    show(Theme::Tone::Bad, wordsOf(problem));
}

QString Notice::wordsOf(const Problem &problem)
{
    const Explanation explanation = Explainer().explain(problem, {});
    return tr("%1. %2").arg(explanation.title, explanation.what);
}

void Notice::clear()
{
    show(Theme::Tone::Neutral, {});
}

QString Notice::text() const
{
    return m_text->text();
}

void Notice::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    if (!m_framed)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Theme::line(palette()));
    painter.setBrush(Theme::area(m_tone, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void Notice::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyLooks();
}

void Notice::applyLooks()
{
    if (text().isEmpty()) // it is hidden
        return;
    const QColor colour = Theme::text(m_tone, palette());
    m_icon->setPixmap(Theme::pixmap(iconOf(m_tone), colour, Theme::iconSize(font()), devicePixelRatioF()));
    update();
}

} // namespace Setup
