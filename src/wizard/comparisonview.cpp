// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/comparisonview.h"

#include "wizard/wrappedlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Addresses and versions have no blanks; beside each other there is not always room for a whole one.
QString breakable(QString text)
{
    static const QRegularExpression joint(u"([./@_-])(?=.)"_s);
    return text.replace(joint, u"\\1\u200b"_s);
}

} // namespace

ComparisonView::ComparisonView(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(fontMetrics().height());
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column == 0 ? 2 : 3); // names are shorter than what is said of them
    hide();
}

void ComparisonView::begin(const QString &what, const QString &left, const QString &right)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_grid->setRowStretch(m_row, 0);
    m_row = 0;
    hide();
    int column = 0;
    for (const QString &heading : {what, left, right}) {
        QLabel *label = put(heading, column++);
        QFont bold = label->font();
        bold.setWeight(QFont::DemiBold);
        label->setFont(bold);
    }
    ++m_row;
}

void ComparisonView::add(const QString &what, const Side &left, const Side &right, bool differs)
{
    put(what, 0)->setObjectName(u"rowName%1"_s.arg(m_row));
    putSide(left, 1);
    putSide(right, 2);
    if (differs) {
        QLabel *mark = putSide({tr("differs"), u"warn"_s, Theme::Tone::Caution}, 3);
        mark->setObjectName(u"differs%1"_s.arg(m_row));
        mark->setAccessibleName(tr("%1: the two differ").arg(what));
        mark->setWordWrap(false);
    }
    // What room is left stands below the rows, not between them.
    m_grid->setRowStretch(m_row, 0);
    m_grid->setRowStretch(++m_row, 1);
    show();
}

QLabel *ComparisonView::put(const QString &text, int column)
{
    auto *label = new WrappedLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    m_grid->addWidget(label, m_row, column, Qt::AlignTop);
    return label;
}

QLabel *ComparisonView::putSide(const Side &side, int column)
{
    auto *holder = new QWidget(this);
    auto *line = new QHBoxLayout(holder);
    line->setContentsMargins({});
    if (!side.icon.isEmpty()) {
        auto *icon = new QLabel(holder);
        icon->setPixmap(Theme::pixmap(side.icon, Theme::text(side.tone, palette()), Theme::iconSize(font()),
                                      devicePixelRatioF()));
        line->addWidget(icon, 0, Qt::AlignTop);
    }
    auto *text = new WrappedLabel(breakable(side.text), holder);
    text->setObjectName(u"side%1_%2"_s.arg(m_row).arg(column));
    text->setAccessibleName(side.text);
    text->setTextFormat(Qt::PlainText);
    line->addWidget(text, 1);
    m_grid->addWidget(holder, m_row, column, Qt::AlignTop);
    return text;
}

} // namespace Setup
