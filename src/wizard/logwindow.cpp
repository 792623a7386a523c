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
    connect(&m_later, &QTimer::timeout, this, &LogWindow::refresh);
    connect(&LogBook::instance(), &LogBook::added, &m_later, qOverload<>(&QTimer::start),
            Qt::QueuedConnection);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogWindow::refresh);
    connect(m_category, &QComboBox::currentIndexChanged, this, &LogWindow::refresh);
    connect(copying, &QPushButton::clicked, this, &LogWindow::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &LogWindow::reject);
    refresh();
}

void LogWindow::refresh()
{
    const int least = weight(static_cast<QtMsgType>(m_level->currentData().toInt()));
    const QString category = m_category->currentData().toString();
    QStringList shown;
    const QList<LogBook::Line> lines = LogBook::instance().lines();
    for (const LogBook::Line &line : lines)
        if (weight(line.level) >= least && (category.isEmpty() || line.category == category))
            shown.append(line.toText());
    const bool wasAtEnd = m_text->verticalScrollBar()->value() == m_text->verticalScrollBar()->maximum();
    m_text->setPlainText(shown.join(u'\n'));
    m_search->refresh();
    if (wasAtEnd)
        m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

void LogWindow::copy() const
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
}

} // namespace Setup
