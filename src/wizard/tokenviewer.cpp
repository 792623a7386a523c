// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/tokenviewer.h"

#include "support/tokentext.h"
#include "wizard/notice.h"
#include "wizard/wrappedlabel.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

TokenViewer::TokenViewer(QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(this))
    , m_notice(new Notice(this))
{
    setWindowTitle(tr("Token viewer"));
    setObjectName(u"tokenViewer"_s);
    auto *hint = new WrappedLabel(
        tr("Copy an access token or id token (JWT) and press Paste. Shown are its header and "
           "claims; the token itself is neither shown nor kept, and the clipboard is emptied."),
        this);
    m_text->setObjectName(u"claimsText"_s);
    m_text->setAccessibleName(tr("Header and claims"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(Theme::monospace(font()));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *paste = buttons->addButton(tr("&Paste"), QDialogButtonBox::ActionRole);
    paste->setObjectName(u"pasteTokenButton"_s);
    connect(paste, &QPushButton::clicked, this, &TokenViewer::read);
    connect(buttons, &QDialogButtonBox::rejected, this, &TokenViewer::reject);
    auto *layout = new QVBoxLayout(this);
    for (QWidget *widget : std::initializer_list<QWidget *>{hint, m_text, m_notice, buttons})
        layout->addWidget(widget);
    resize(fontMetrics().averageCharWidth() * 80, fontMetrics().height() * 24);
}

void TokenViewer::read()
{
    m_notice->clear();
    const auto text = tokenText(QGuiApplication::clipboard()->text());
    m_text->setPlainText(text ? *text : QString());
    if (text)
        QGuiApplication::clipboard()->clear();
    else
        m_notice->show(Theme::Tone::Bad,
                       tr("This is no token that can be read: it has three parts with dots in between."));
}

} // namespace Setup
