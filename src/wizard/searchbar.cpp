// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/searchbar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QToolButton>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostMarked = 2'000;

} // namespace

SearchBar::SearchBar(QPlainTextEdit *text, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_edit(new QLineEdit(this))
    , m_count(new QLabel(this))
{
    m_edit->setObjectName(u"searchEdit"_s);
    m_edit->setPlaceholderText(tr("Search"));
    m_edit->setAccessibleName(tr("Search in the text"));
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    m_count->setObjectName(u"searchCount"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_count);
    layout->addWidget(addButton(u"searchBack"_s, Qt::UpArrow, tr("The one before"), true));
    layout->addWidget(addButton(u"searchOn"_s, Qt::DownArrow, tr("The next one"), false));
    connect(m_edit, &QLineEdit::textChanged, this, &SearchBar::refresh);
}

QToolButton *SearchBar::addButton(const QString &name, Qt::ArrowType arrow, const QString &tip,
                                  bool backwards)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setArrowType(arrow);
    const int side = m_edit->sizeHint().height(); // large type wants a large place to hit
    button->setMinimumSize(side, side);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    connect(button, &QToolButton::clicked, this, [this, backwards] { go(backwards); });
    return button;
}

// Enter would press the dialog's default button.
bool SearchBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event); // of this type it is one
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    go(key->modifiers().testFlag(Qt::ShiftModifier));
    return true;
}

void SearchBar::refresh()
{
    search();
    if (m_found > 0) {
        m_text->moveCursor(QTextCursor::Start);
        go(false);
    }
}

void SearchBar::markAgain()
{
    mark(wanted());
}

// A space finds one that does not break, too, as QTextDocument has it.
QString SearchBar::wanted() const
{
    return m_edit->text().replace(QChar::Nbsp, u' ');
}

void SearchBar::search()
{
    const QString words = wanted();
    m_found = mark(words);
    if (m_whole && !words.isEmpty())
        m_found = m_whole->count(words);
    if (words.isEmpty())
        m_count->clear();
    else if (m_found >= Whole::MostCounted)
        m_count->setText(tr("more than %1 found").arg(QLocale().toString(Whole::MostCounted)));
    else
        m_count->setText(tr("%n found", nullptr, int(m_found)));
}

qsizetype SearchBar::mark(const QString &words)
{
    QList<QTextEdit::ExtraSelection> marks;
    qsizetype count = 0;
    QTextCursor found = words.isEmpty() ? QTextCursor() : m_text->document()->find(words);
    for (; !found.isNull() && count < Whole::MostCounted; ++count) {
        if (marks.size() < mostMarked) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = found;
            mark.format.setBackground(palette().highlight());
            mark.format.setForeground(palette().highlightedText());
            marks.append(mark);
        }
        found = m_text->document()->find(words, found);
    }
    m_text->setExtraSelections(marks);
    return count;
}

void SearchBar::go(bool backwards)
{
    const QTextDocument::FindFlags flags =
        backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    const QString words = wanted();
    if (words.isEmpty() || m_text->find(words, flags))
        return;
    if (m_whole && m_whole->turn(words, backwards))
        mark(words);
    m_text->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start); // round and round
    m_text->find(words, flags);
}

} // namespace Setup
