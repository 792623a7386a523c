// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/partedtext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>

namespace Setup {

using namespace Qt::StringLiterals;

PartedText::PartedText(QPlainTextEdit *edit, QWidget *parent)
    : QWidget(parent)
    , m_edit(edit)
    , m_bar(new QWidget(this))
    , m_label(new QLabel(m_bar))
{
    m_bar->setObjectName(u"partBar"_s);
    m_label->setObjectName(u"partLabel"_s);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins({});
    m_back = addButton(u"partBack"_s, Qt::LeftArrow, tr("The part before"), -1);
    m_on = addButton(u"partOn"_s, Qt::RightArrow, tr("The next part"), 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_label, m_back, m_on})
        row->addWidget(widget);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_bar);
    m_bar->hide();
}

QToolButton *PartedText::addButton(const QString &name, Qt::ArrowType arrow, const QString &tip,
                                   qsizetype step)
{
    auto *button = new QToolButton(m_bar);
    button->setObjectName(name);
    button->setArrowType(arrow);
    const int side = fontMetrics().height() * 3 / 2;
    button->setMinimumSize(side, side);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    connect(button, &QToolButton::clicked, this, [this, step] {
        show(m_shown + step);
        emit turned();
    });
    return button;
}

void PartedText::setText(const QString &text)
{
    m_all = text;
    m_all.replace(QChar::Nbsp, u' '); // as QTextDocument finds it
    m_starts = {0};
    while (m_all.size() - m_starts.constLast() > LongestPart) {
        const qsizetype end = m_starts.constLast() + LongestPart;
        const qsizetype line = m_all.lastIndexOf(u'\n', end - 1) + 1;
        m_starts.append(line > m_starts.constLast() ? line : end);
    }
    m_bar->setVisible(m_starts.size() > 1);
    show(0);
}

QStringView PartedText::part(qsizetype number) const
{
    const qsizetype start = m_starts.at(number);
    const qsizetype end = m_starts.value(number + 1, m_all.size());
    // The last line's end would begin another line at the end of the part.
    const bool endsLine = number + 1 < m_starts.size() && m_all.at(end - 1) == u'\n';
    return QStringView(m_all).mid(start, end - start - (endsLine ? 1 : 0));
}

void PartedText::show(qsizetype number)
{
    m_shown = number;
    m_edit->setPlainText(part(number).toString());
    m_label->setText(tr("Part %1 of %2").arg(number + 1).arg(m_starts.size()));
    m_back->setEnabled(number > 0);
    m_on->setEnabled(number + 1 < m_starts.size());
}

qsizetype PartedText::count(const QString &words) const
{
    qsizetype found = 0;
    for (qsizetype at = m_all.indexOf(words, 0, Qt::CaseInsensitive); at >= 0 && found < MostCounted; ++found)
        at = m_all.indexOf(words, at + words.size(), Qt::CaseInsensitive);
    return found;
}

bool PartedText::turn(const QString &words, bool backwards)
{
    const qsizetype parts = m_starts.size();
    for (qsizetype step = 1; step < parts; ++step) {
        const qsizetype number = (m_shown + (backwards ? parts - step : step)) % parts;
        if (!part(number).contains(words, Qt::CaseInsensitive))
            continue;
        show(number);
        return true;
    }
    return false;
}

} // namespace Setup
