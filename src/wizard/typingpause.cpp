// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/typingpause.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>

namespace Setup {

TypingPause::TypingPause(QObject *parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &TypingPause::rested);
}

void TypingPause::watch(const QWidget *page)
{
    for (auto *edit : page->findChildren<QLineEdit *>())
        connect(edit, &QLineEdit::textEdited, this, &TypingPause::begin, Qt::UniqueConnection);
    for (auto *list : page->findChildren<QComboBox *>())
        connect(list, &QComboBox::activated, this, &TypingPause::begin, Qt::UniqueConnection);
    for (auto *button : page->findChildren<QAbstractButton *>())
        if (button->isCheckable())
            connect(button, &QAbstractButton::clicked, this, &TypingPause::begin, Qt::UniqueConnection);
}

} // namespace Setup
