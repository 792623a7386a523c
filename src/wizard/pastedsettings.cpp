// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pastedsettings.h"

#include "wizard/commandbox.h"
#include "wizard/notice.h"
#include "wizard/wrappedlabel.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

PastedSettings::PastedSettings(QWidget *parent)
    : QWidget(parent)
    , m_label(new WrappedLabel(this))
    , m_command(new CommandBox(this))
    , m_edit(new QPlainTextEdit(this))
    , m_button(new QPushButton(this))
    , m_notice(new Notice(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_edit->setObjectName(u"pasteEdit"_s);
    m_edit->setAccessibleName(tr("What the command printed"));
    m_edit->setTabChangesFocus(true);
    m_edit->setFixedHeight(5 * fontMetrics().height());
    m_button->setObjectName(u"readButton"_s);
    m_button->setAutoDefault(false);
    m_notice->setObjectName(u"pasteNotice"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    for (QWidget *part : std::initializer_list<QWidget *>{m_label, m_command, m_edit})
        layout->addWidget(part);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    layout->addWidget(m_notice);
    setFocusProxy(m_edit);
    connect(m_button, &QPushButton::clicked, this, &PastedSettings::read);
    connect(m_edit, &QPlainTextEdit::textChanged, m_notice, &Notice::clear);
}

void PastedSettings::setUp(const QString &label, const QString &button, Reader reader)
{
    m_label->setText(label);
    m_button->setText(button);
    m_reader = std::move(reader);
}

void PastedSettings::setCommand(const QString &command, const QString &name)
{
    m_command->setCommand(command, name);
}

void PastedSettings::clear()
{
    m_edit->clear();
    m_notice->clear();
}

void PastedSettings::setBusy(bool busy)
{
    m_button->setEnabled(!busy && m_edit->isEnabled());
}

void PastedSettings::setUsable(bool usable)
{
    m_edit->setEnabled(usable);
    m_button->setEnabled(usable);
}

void PastedSettings::read()
{
    if (m_edit->toPlainText().trimmed().isEmpty())
        return m_notice->show(Theme::Tone::Bad, tr("Paste first what the command printed."));
    const auto read = m_reader(m_edit->toPlainText());
    if (!read)
        return m_notice->show(read.problem());
    emit taken();
}

} // namespace Setup
