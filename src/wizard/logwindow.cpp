// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/logwindow.h"

#include "core/logbook.h"
#include "wizard/searchbar.h"
#include "wizard/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Qt's own order puts info behind fatal.
int weight(QtMsgType level)
{
    static const QList<QtMsgType> ascending{QtDebugMsg, QtInfoMsg, QtWarningMsg, QtCriticalMsg, QtFatalMsg};
    return static_cast<int>(ascending.indexOf(level));
}

} // namespace

LogWindow::LogWindow(QWidget *parent)
    : QDialog(parent)
    , m_level(new QComboBox(this))
    , m_category(new QComboBox(this))
    , m_text(new QPlainTextEdit(this))
    , m_search(new SearchBar(m_text, this))
{
    setWindowTitle(tr("Log"));
    setObjectName(u"logWindow"_s);
    m_level->setObjectName(u"levelCombo"_s);
    m_level->setAccessibleName(tr("Level"));
    m_level->addItem(tr("Everything"), int(QtDebugMsg));
    m_level->addItem(tr("Information"), int(QtInfoMsg));
    m_level->addItem(tr("Warnings"), int(QtWarningMsg));
    m_level->setCurrentIndex(1);
    m_category->setObjectName(u"categoryCombo"_s);
    m_category->setAccessibleName(tr("Category"));
    m_category->addItem(tr("All categories"), QString());
    for (const auto &name : {u"setup.net"_s, u"setup.checks"_s, u"setup.secrets"_s, u"setup.setup"_s})
        m_category->addItem(name, name);
    m_text->setObjectName(u"logText"_s);
    m_text->setAccessibleName(tr("Log"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setMaximumBlockCount(int(LogBook::Longest));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(Theme::monospace(font()));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *copying = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copying->setObjectName(u"copyLogButton"_s);
    auto *filters = new QHBoxLayout;
    filters->addWidget(m_level);
    filters->addWidget(m_category);
    filters->addWidget(m_search, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(filters);
    layout->addWidget(m_text);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 30);
    m_later.setSingleShot(true);
    m_later.setInterval(std::chrono::milliseconds(100));
    connect(&m_later, &QTimer::timeout, this, &LogWindow::append);
    connect(
        &LogBook::instance(), &LogBook::added, &m_later,
        [this] {
            if (!m_later.isActive()) // else lines that keep coming would put it off for ever
                m_later.start();
        },
        Qt::QueuedConnection);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogWindow::startOver);
    connect(m_category, &QComboBox::currentIndexChanged, this, &LogWindow::startOver);
    connect(copying, &QPushButton::clicked, this, &LogWindow::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &LogWindow::reject);
    startOver();
}

void LogWindow::startOver()
{
    m_text->clear();
    m_shown = 0;
    append();
    m_search->refresh();
    m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

// Behind what is there: whoever reads or has marked something further up is not disturbed.
void LogWindow::append()
{
    const int least = weight(static_cast<QtMsgType>(m_level->currentData().toInt()));
    const QString category = m_category->currentData().toString();
    QStringList added;
    const QList<LogBook::Line> lines = LogBook::instance().lines(m_shown);
    for (const LogBook::Line &line : lines)
        if (weight(line.level) >= least && (category.isEmpty() || line.category == category))
            added.append(line.toText());
    if (!lines.isEmpty())
        m_shown = lines.constLast().number;
    if (added.isEmpty())
        return;
    QScrollBar *bar = m_text->verticalScrollBar();
    const bool isAtEnd = bar->value() == bar->maximum();
    const int before = bar->value();
    const auto dropped = std::max<qsizetype>(0, m_text->blockCount() + added.size() - LogBook::Longest);
    m_text->appendPlainText(added.join(u'\n'));
    bar->setValue(isAtEnd ? bar->maximum() : before - int(dropped));
    m_search->searchFurther();
}

void LogWindow::copy() const
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
}

} // namespace Setup
