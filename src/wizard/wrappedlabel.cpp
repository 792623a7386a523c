// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/wrappedlabel.h"

#include <QEvent>

namespace Setup {

namespace {

// Type, direction, language and looks; a palette changes no size.
bool movesWords(QEvent::Type type)
{
    switch (type) {
    case QEvent::ContentsRectChange:
    case QEvent::FontChange:
    case QEvent::LanguageChange:
    case QEvent::LayoutDirectionChange:
    case QEvent::LocaleChange:
    case QEvent::Polish:
    case QEvent::ScreenChangeInternal:
    case QEvent::StyleChange:
        return true;
    default:
        return false;
    }
}

} // namespace

WrappedLabel::WrappedLabel(QWidget *parent)
    : WrappedLabel(QString(), parent)
{}

WrappedLabel::WrappedLabel(const QString &text, QWidget *parent)
    : QLabel(text, parent)
{
    setWordWrap(true);
}

int WrappedLabel::heightForWidth(int width) const
{
    if (text().isEmpty()) // a picture may be there instead
        return QLabel::heightForWidth(width);
    if (isOfFixedWidth()) // layouts ask for others, too
        width = minimumWidth();
    if (Basis now = basis(); now != m_basis) {
        forget();
        m_basis = std::move(now);
    }
    for (const auto &answer : m_answers)
        if (answer && answer->width == width)
            return answer->height;
    const int height = QLabel::heightForWidth(width);
    m_answers[m_oldest] = Answer{width, height};
    m_oldest = (m_oldest + 1) % m_answers.size();
    return height;
}

QSize WrappedLabel::sizeHint() const
{
    return isOfFixedWidth() ? minimumSizeHint() : QLabel::sizeHint();
}

QSize WrappedLabel::minimumSizeHint() const
{
    if (!isOfFixedWidth())
        return QLabel::minimumSizeHint();
    ensurePolished();
    return {minimumWidth(), heightForWidth(minimumWidth())};
}

bool WrappedLabel::isOfFixedWidth() const
{
    return wordWrap() && !text().isEmpty() && minimumWidth() == maximumWidth();
}

bool WrappedLabel::event(QEvent *event)
{
    if (movesWords(event->type()))
        forget();
    return QLabel::event(event);
}

WrappedLabel::Basis WrappedLabel::basis() const
{
    return {text(),     buddy(),  textFormat(), textInteractionFlags(), alignment(),
            wordWrap(), indent(), margin(),     frameWidth(),           minimumHeight()};
}

void WrappedLabel::forget() const
{
    m_answers = {};
}

} // namespace Setup
